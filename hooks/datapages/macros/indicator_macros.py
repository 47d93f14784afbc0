"""The notation that speaks of indicators: sections, rankings, growth, shares, files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, get_args

from ..content.mentions import elsewhere
from ..content.notation import Call, Heading, NotationError
from ..exports import tables
from ..exports.tables import package
from ..graphics import bar_chart, line_chart, sparkline, standalone_svg, vega
from ..language import alphabet, formats, grammar
from ..language.grammar import Case
from ..model import derived, words
from ..model.checks import derivations
from ..model.derived import RefusedError, share
from ..model.observations import DataPoint, JoinedIndicator
from ..model.records.base import Measure
from ..model.records.indicators import Derived
from ..views import figures, indicators, ranking
from . import unit_macros

if TYPE_CHECKING:
    from .expander import Workshop

LINE_SIZE = (120, 34)
LABELLED = ("table", "chart", "comparison", "diagram", *unit_macros.LABELS)


class IndicatorMacros:
    """What `render.PageRenderer` can say of indicators; the names below are its own."""

    workshop: Workshop
    page: str
    link: Callable[[str, str], str]
    drawings: dict[str, str]
    shown: set[str]
    _labels: dict[str, str]
    _headings: tuple[Heading, ...]
    _values: int
    _line: int
    _indicator: Callable[[str], JoinedIndicator]
    _point: Callable[[JoinedIndicator, str, str | None], DataPoint]
    _sources: Callable[..., Any]
    _write: Callable[..., str]

    def indicator_functions(self) -> dict[str, Callable[..., str]]:
        """Name in the notation → method."""
        return {
            "comparison": self.comparison,
            "dictionary": self.dictionary,
            "downloads": self.downloads,
            "glance": self.glance,
            "growth": self.growth,
            "indicator": self.indicator,
            "indicators": self.indicators,
            "share": self.share,
        }

    def labelled(self, call: Call) -> list[tuple[str, str]]:
        """What a call numbers: («chart», «births») and so on, in the order of the page."""
        name = str(call.arguments[0])
        found = self.workshop.catalogue.indicators.get(name)
        if call.name != "indicator" or found is None:
            return [(call.name, name)] if call.name in LABELLED else []
        drawn = indicators.panels(found) or indicators.is_structure(found)
        return [
            *([("chart", name)] if drawn else []),
            ("table", name),
            *([("comparison", name)] if found.comparison else []),
        ]

    # ---- a section ----

    def indicator(self, name: str) -> str:
        """`{{ indicator("births") }}`: all that is known of one indicator, under its heading."""
        indicator = self._indicator(name)
        above = next((one for one in reversed(self._headings) if one.line < self._line), None)
        if above is None or above.id != name:
            raise NotationError(f"expected a heading of its own above: ## … {{ #{name} }}")
        if indicator.page != self.page:
            raise NotationError(f"«{name}» stands on docs/{indicator.page}, as its file says")
        self.shown.add(name)
        return self._write(
            "indicator.html",
            indicator=indicator,
            measure=words.MEASURES[indicator.measure] or "дана",
            territories=[unit.names.kk for unit in indicator.units.values()],
            span=indicator.span,
            statuses=_statuses(indicator),
            formulas=self._formulas(indicator),
            chart=self._chart(indicator),
            table=self._table(indicator),
            comparison=self.comparison(name) if indicator.comparison else "",
            uses=[
                (self.link(use.page, use.anchor), use.title, use.heading)
                for use in elsewhere(self.workshop.uses, name, self.page)
            ],
            citation=self._cited(indicator.title, indicator.page, name),
        )

    def _chart(self, indicator: JoinedIndicator) -> str:
        panels = indicators.panels(indicator)
        if not panels and not indicators.is_structure(indicator):
            return ""
        drawn = []
        for panel in panels:
            spec = line_chart.specification(panel.indicator, vega.PANEL)
            picture = vega.draw(spec, self.workshop.cache)
            unit = figures.axis_unit(line_chart.unit_of(panel.indicator), indicator.measure)
            title = ", ".join(part for part in (indicator.title, panel.title) if part)
            sources = panel.indicator.sources
            self._keep(f"{indicator.id}-{panel.id}", picture, title, unit, indicator, sources)
            drawn.append((panel, picture, unit, line_chart.describe(panel.indicator)))
        lines = [] if panels else self._lines(indicator)
        files = {} if panels else {"SVG": f"{indicator.id}-lines.svg"}
        for panel in panels:
            kind = f"SVG ({panel.title})" if len(panels) > 1 else "SVG"
            files[kind] = f"{indicator.id}-{panel.id}.svg"
        return self._write(
            "panels.html",
            indicator=indicator,
            anchor=f"chart-{indicator.id}",
            label=self._labels[f"chart-{indicator.id}"],
            panels=drawn,
            lines=lines,
            size=LINE_SIZE,
            table_label=self._labels[f"table-{indicator.id}"],
            soft=_has_soft(indicator),
            sources=self._sources(indicator.sources),
            files=self.files(files),
        )

    def _keep(
        self,
        name: str,
        picture: str,
        title: str,
        unit: str,
        indicator: JoinedIndicator,
        sources: Iterable[str],
    ) -> None:
        """Publish a picture with its title, sources, address and licence."""
        publication = self.workshop.publication
        if publication is None:
            return
        told = [f"[{number}] {source.title}" for number, source, _ in self._sources(sources)]
        where = publication.cite(indicator.title, indicator.page, indicator.id)
        notes = ["Дереккөз: " + "; ".join(told), where, publication.licence["title"]]
        headed = ", ".join(part for part in (title, unit) if part)
        path = f"{publication.folder}/{name}.svg"
        self.drawings[path] = standalone_svg.standalone(picture, headed, notes)

    def _lines(self, indicator: JoinedIndicator) -> list[sparkline.Line]:
        """The small lines of an indicator with many series; published in one picture."""
        drawn = [sparkline.line(indicator, series, *LINE_SIZE) for series in indicator.series]
        lines = [one for one in drawn if one]
        told = [
            (
                f"{one.title}: {figures.format_value(one.last.value, indicator.measure)},"
                f" {formats.period(one.last.period)}"
                + (" (алдын ала)" if one.status == "preliminary" else ""),
                one.segments,
            )
            for one in lines
        ]
        picture = standalone_svg.rows(told, LINE_SIZE)
        sources = indicator.sources
        self._keep(f"{indicator.id}-lines", picture, indicator.title, "", indicator, sources)
        return lines

    def _table(self, indicator: JoinedIndicator) -> str:
        made = indicators.table(indicator)
        anchor = f"table-{indicator.id}"
        return self._write(
            "table.html",
            table=made,
            anchor=anchor,
            label=self._labels[anchor],
            sources=self._sources(made.sources),
            files=self.table_files(indicator.id),
            searched=False,  # a year's figures are looked up on the page, not searched for
        )

    def _formulas(self, indicator: JoinedIndicator) -> list[tuple[str, str]]:
        return [
            (series.title, self.formula(series.derived, indicator.measure))
            for series in indicator.series
            if series.derived
        ]

    def formula(self, derived: Derived, result: Measure) -> str:
        """What a derived series is computed from, in Kazakh."""
        names, measures = [], []
        for key in derived.inputs:
            id, _, part = key.partition("/")
            indicator = self.workshop.catalogue.indicators[id]
            series = indicator.find(part)
            assert series
            names.append(f"{indicator.title} ({series.unit.names.kk})")
            measures.append(indicator.measure)
        return figures.formula(derived, names, measures, result)

    # ---- many units, many indicators ----

    def comparison(self, name: str) -> str:
        """`{{ comparison("population") }}`: units ranked, the one of the city marked."""
        indicator = self._indicator(name)
        ranked = indicator.comparison
        if ranked is None:
            raise NotationError(f"«{name}» has no comparison of units")
        anchor = f"comparison-{name}"
        rows = ranking.ranking(indicator, ranked, self.workshop.catalogue)
        return self._write(
            "comparison.html",
            indicator=indicator,
            comparison=ranked,
            anchor=anchor,
            label=self._labels[anchor],
            unit=words.MEASURES[indicator.measure],
            places=rows,
            sources=self._sources([ranked.source]),
            files=[
                *self.table_files(tables.comparison_name(indicator)),
                *self._ranking(indicator, rows),
            ],
        )

    def _ranking(
        self, indicator: JoinedIndicator, rows: list[ranking.Ranked]
    ) -> list[tuple[str, str]]:
        """The ranking as a picture to take away; the page itself has bars in its rows."""
        marks = [
            bar_chart.Bar(row.name, row.value, row.own) for row in rows if row.value is not None
        ]
        if self.workshop.publication is None or not marks:
            return []
        name = tables.comparison_name(indicator)
        picture = vega.draw(bar_chart.specification(marks, vega.SIZES[1]), self.workshop.cache)
        ranked = indicator.comparison
        assert ranked
        title = f"{indicator.title}, {formats.period(ranked.period)}"
        unit = words.MEASURES[indicator.measure]
        self._keep(name, picture, title, unit, indicator, [ranked.source])
        return self.files({"SVG": f"{name}.svg"})

    def glance(self, names: list[str]) -> str:
        """`{{ glance(["population", "births/region"]) }}`: last figures with small lines."""
        cards = []
        for name in names:
            id, _, part = str(name).partition("/")
            indicator = self._indicator(id)
            series = indicator.find(part or indicator.first.id)
            line = sparkline.line(indicator, series, *LINE_SIZE) if series else None
            if line is None:
                known = ", ".join(f"{id}/{one.id}" for one in indicator.series)
                raise NotationError(f"no figure in «{name}»: expected one of {known}")
            first, last = (
                figures.format_value(seen.value, indicator.measure)
                for seen in (line.first, line.last)
            )
            url = self.link(indicator.page, indicator.id)
            cards.append((indicator, line, first, last, url))
        return self._write("glance.html", cards=cards, size=LINE_SIZE)

    def indicators(self) -> str:
        """`{{ indicators() }}`: every indicator by its page, with its places and years."""
        pages: dict[str, list[Any]] = {}
        for one in self.workshop.catalogue.indicators.values():
            if one.unit_title is not None:
                continue  # it stands on the pages of its units
            units = [unit.names.kk for unit in one.units.values()]
            row = (one, self.link(one.page, one.id), units, one.span)
            pages.setdefault(one.page, []).append(row)
        themes = [
            (self.workshop.titles.get(page, page), self.link(page, ""),
             sorted(rows, key=lambda row: alphabet.sort_key(row[0].title)))
            for page, rows in pages.items()
        ]  # fmt: skip
        themes.sort(key=lambda theme: alphabet.sort_key(theme[0]))
        return self._write("indicators.html", themes=themes)

    # ---- figures in prose ----

    def growth(
        self,
        name: str,
        earlier: int | str,
        later: int | str,
        *,
        series: str | None = None,
        case: str | None = None,
    ) -> str:
        """`{{ growth("births", 2014, 2016) }}`: «5,3%-ға өсті»; with `case`: «5,3%-дан»."""
        indicator = self._indicator(name)
        first = self._point(indicator, str(earlier), series)
        last = self._point(indicator, str(later), series)
        try:
            change = derived.growth(first, last)
        except derived.RefusedError as error:
            raise NotationError(str(error)) from None
        text = (
            figures.format_amount(change, self.case(case))
            if case
            else figures.format_change(change)
        )
        how = "соңғы мән − алғашқы мән" if change.in_points else "соңғы мән ÷ алғашқы мән − 1"
        money = indicator.measure in ("tenge", "million-tenge")
        title = grammar.subtitled(indicator.title, "өзгеріс")
        return self._computed(text, title, how, change.status, [first, last], money)

    def share(
        self,
        name: str,
        period: int | str,
        *,
        of: str,
        series: str | None = None,
        case: str = "nominative",
    ) -> str:
        """`{{ share("births", 2016, of="region") }}`: one series in per cent of another.

        `of` is a series of the same indicator, or «indicator/series». In a case the figure
        belongs to what stands before it: «облыс халқының 35,6%-ын».
        """
        indicator = self._indicator(name)
        part = self._point(indicator, str(period), series)
        other, _, id = of.rpartition("/")
        large = self._indicator(other) if other else indicator
        whole = self._point(large, str(period), id)
        derived = Derived(
            operation="share", inputs=(f"{name}/{part.series.id}", f"{large.id}/{whole.series.id}")
        )
        pairs = [(indicator.measure, part.unit.id), (large.measure, whole.unit.id)]
        parents = self.workshop.catalogue.parents()
        if told := derivations.misfit(derived, pairs, ("percent", part.unit.id), parents):
            raise NotationError(told)
        try:
            found = share(part, whole)
        except RefusedError as error:
            raise NotationError(str(error)) from None
        text = figures.declined(f"{formats.number(found.amount)}%", self.case(case), owned=True)
        title = grammar.subtitled(indicator.title, "үлес")
        return self._computed(
            text, title, "бөлігі ÷ бүтіні × 100%", found.status, [part, whole], False
        )

    def case(self, case: str) -> Case:
        """A grammatical case, or a problem that names them all."""
        if case not in get_args(Case):
            raise NotationError(f"there is no case «{case}»: expected one of {get_args(Case)}")
        return case  # type: ignore[return-value]

    def _computed(
        self,
        text: str,
        title: str,
        how: str,
        status: str,
        points: list[DataPoint],
        money: bool,
    ) -> str:
        self._values += 1
        inputs = [
            (
                point.indicator,
                point.series,
                point,
                point.unit.names.kk,
                figures.format_value(point.value, point.indicator.measure),
                self.link(point.indicator.page, point.anchor),
                self._sources(point.sources),
            )
            for point in points
        ]
        return self._write(
            "computed.html",
            id=f"value-{self._values}",
            text=text,
            title=title,
            how=how,
            status=status,
            inputs=inputs,
            money=money,
        )

    # ---- files ----

    def files(self, names: Mapping[str, str]) -> list[tuple[str, str]]:
        """(«CSV», address) of files in the folder of downloads; none where nothing is published."""
        publication = self.workshop.publication
        if publication is None:
            return []
        return [
            (kind, self.link(f"{publication.folder}/{name}", "")) for kind, name in names.items()
        ]

    def table_files(self, name: str) -> list[tuple[str, str]]:
        """The files of a page's table; none for a table that is not data."""
        if name not in self.workshop.downloadable:
            return []
        return self.files({"CSV": f"{name}.csv", "JSON": f"{name}.json"})

    def _cited(self, title: str, page: str, anchor: str) -> str:
        publication = self.workshop.publication
        return publication.cite(title, page, anchor) if publication else ""

    def downloads(self) -> str:
        """`{{ downloads() }}`: everything in one file."""
        publication = self._published()
        wholes = [(kind, self.link(path, "")) for kind, path in publication.wholes.items()]
        return self._write("downloads.html", wholes=wholes, publication=publication)

    def dictionary(self) -> str:
        """`{{ dictionary() }}`: each table of the package, its columns and their meaning."""
        publication = self._published()
        tables = [
            (frame, self.link(f"{publication.package}/{frame.name}.csv", ""))
            for frame in package(self.workshop.catalogue)
        ]
        return self._write("dictionary.html", tables=tables)

    def _published(self) -> Any:
        if self.workshop.publication is None:
            raise NotationError("nothing is published: set extra.datapages.downloads in mkdocs.yml")
        return self.workshop.publication


def _statuses(indicator: JoinedIndicator) -> list[str]:
    """Words of all statuses that the figures of an indicator bear."""
    found = [point.status for point in indicator.known]
    derived = ["derived"] if any(series.derived for series in indicator.series) else []
    return [words.STATUSES[one] for one in dict.fromkeys((*derived, *found))]


def _has_soft(indicator: JoinedIndicator) -> bool:
    return any(point.is_preliminary for point in indicator.known)
