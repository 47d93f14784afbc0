"""The notation of one page, turned into HTML by templates."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import jinja2

from . import bars, charts, diagrams, kazakh, notation, schemas, views
from .catalogue import Catalogue
from .notation import Call, Citation, NotationError
from .problems import Problem
from .records import CountriesFile, Indicator, Observation, Rank, Series, Source

RANKS: dict[Rank, str] = {"official": "ресми", "secondary": "жанама", "weak": "әлсіз"}

# A mark is text to Markdown: letters for private use around a number. An HTML comment would make
# a block of the paragraph that it opens.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"<p>\\s*{_OPEN}([0-9]+){_CLOSE}\\s*</p>|{_OPEN}([0-9]+){_CLOSE}")

Link = Callable[[str, str], str]


def environment(templates: Path) -> jinja2.Environment:
    """Jinja2 with autoescape for every template and an error for every unknown name."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"number": kazakh.number, "day": kazakh.day, "period": kazakh.period}
    made.globals |= {"RANKS": RANKS, "STATUSES": views.STATUSES}
    return made


@dataclass(frozen=True)
class Workshop:
    """What the pages of one build share.

    `sources_page` is the page with the bibliography; `cache` keeps drawn charts.
    """

    catalogue: Catalogue
    templates: jinja2.Environment
    sources_page: str
    schemas: tuple[str, ...] = ()
    cache: Path | None = None


@dataclass
class PageRenderer:
    """Expands one page: `expand` its Markdown, then `fill` the HTML made from it.

    HTML from data never passes through Markdown: a mark stands for it in between, so that no
    sign in the data can be taken for markup. `link(page, anchor)` gives an address as seen
    from this page.
    """

    workshop: Workshop
    page: str
    link: Link
    _html: list[str] = field(default_factory=list)
    _labels: dict[str, str] = field(default_factory=dict)
    _values: int = 0

    def expand(self, markdown: str) -> tuple[str, list[Problem]]:
        """The Markdown with marks in place of its notation, and what was wrong with it."""
        file = f"docs/{self.page}"
        problems = self._number(markdown, file)
        expanded, more = notation.expand(markdown, file, self._replace)
        return expanded, problems + more

    def fill(self, html: str) -> str:
        """The page's HTML with every mark replaced."""
        return _MARK.sub(lambda match: self._html[int(match[1] or match[2])], html)

    def _number(self, markdown: str, file: str) -> list[Problem]:
        """Give tables and charts their labels («1-кесте», «1-сурет») in the order of the page."""
        problems = []
        words = {"table": "кесте", "chart": "сурет", "diagram": "сурет"}
        count = dict.fromkeys(words.values(), 0)
        for piece in notation.pieces(markdown):
            if not isinstance(piece, Call) or piece.name not in words or not piece.arguments:
                continue
            word = words[piece.name]
            count[word] += 1
            anchor = f"{piece.name}-{piece.arguments[0]}"
            if anchor in self._labels:
                problems.append(Problem(file, piece.line, piece.text, f"#{anchor} stands twice"))
            self._labels[anchor] = f"{count[word]}-{word}"
        return problems

    def _replace(self, piece: Call | Citation) -> str:
        html = self._cite(piece) if isinstance(piece, Citation) else self._call(piece)
        self._html.append(html)
        return f"{_OPEN}{len(self._html) - 1}{_CLOSE}"

    def _call(self, call: Call) -> str:
        functions: dict[str, Callable[..., str]] = {
            "changed": self.changed,
            "chart": self.chart,
            "diagram": self.diagram,
            "ref": self.ref,
            "schemas": self.schemas,
            "sources": self.sources,
            "table": self.table,
            "value": self.value,
        }
        function = functions.get(call.name)
        if function is None:
            known = ", ".join(functions)
            raise NotationError(f"there is no «{call.name}»: expected one of {known}")
        try:
            bound = inspect.signature(function).bind(*call.arguments, **call.options)
        except TypeError as error:
            shape = str(inspect.signature(function)).partition(" ->")[0]
            raise NotationError(f"{error}: expected {call.name}{shape}") from None
        return function(*bound.args, **bound.kwargs)

    def table(self, name: str, *, editions: list[str] | None = None) -> str:
        """`{{ table("regions") }}`: a table of units, of categories, or of an indicator."""
        try:
            made = views.table(self.workshop.catalogue, str(name), editions)
        except KeyError as error:
            raise NotationError(f"there is no edition {error} in categories.yml") from None
        if made is None:
            data = self.workshop.catalogue
            raise _unknown("table", str(name), views.names(data))
        anchor = f"table-{name}"
        return self._write(
            "table.html",
            table=made,
            anchor=anchor,
            label=self._labels[anchor],
            sources=self._sources(made.sources),
        )

    def chart(self, name: str, *, since: int | None = None) -> str:
        """`{{ chart("population", since=1999) }}`: a line chart of an indicator's series."""
        if name == "spending-share" and self.workshop.catalogue.countries:
            return self._shares(self.workshop.catalogue.countries)
        indicator = self._indicator(name)
        start = str(since) if since is not None else None
        try:
            specifications = [(s, charts.specification(indicator, s, start)) for s in charts.SIZES]
        except ValueError as error:
            raise NotationError(f"{error} since {since}") from None
        pictures = [(s.name, charts.draw(spec, self.workshop.cache)) for s, spec in specifications]
        table = views.indicator_table(indicator, start)
        anchor = f"chart-{name}"
        largest = max(p["y"] for p in specifications[0][1]["data"]["values"])
        return self._write(
            "chart.html",
            indicator=indicator,
            anchor=anchor,
            label=self._labels[anchor],
            pictures=pictures,
            unit=f"{charts.scale(largest).word} {views.MEASURES[indicator.measure]}".strip(),
            description=charts.describe(indicator, start),
            table=table,
            table_label=self._labels.get(f"table-{name}", ""),
            sources=self._sources(table.sources),
        )

    def _shares(self, file: CountriesFile) -> str:
        """Shares of public expenditure, of those countries alone that were measured alike."""
        shown = [(country.name, country.spending_share) for country in file.countries]
        shares = [(name, share) for name, share in shown if share and share.comparable]
        rows = [bars.Bar(name, share.percent) for name, share in shares]
        anchor = "chart-spending-share"
        return self._write(
            "bars.html",
            anchor=anchor,
            label=self._labels[anchor],
            title="Жергілікті деңгейдің мемлекеттік шығыстағы үлесі",
            unit="%",
            pictures=[
                (size.name, charts.draw(bars.specification(rows, size), self.workshop.cache))
                for size in charts.SIZES
            ],
            rows=bars.ranked(rows),
            method="; ".join(dict.fromkeys(f"{share.method}, {share.year}" for _, share in shares)),
            table_url=self.link(file.page, "table-countries"),
            sources=self._sources(dict.fromkeys(share.source for _, share in shares)),
        )

    def diagram(self, name: str) -> str:
        """`{{ diagram("structure") }}`: bodies and their relations, drawn and listed."""
        found = self.workshop.catalogue.diagrams.get(name)
        if found is None:
            raise _unknown("diagram", name, self.workshop.catalogue.diagrams)
        anchor = f"diagram-{name}"
        table = diagrams.relations(found)
        return self._write(
            "diagram.html",
            diagram=found,
            drawing=diagrams.draw(found),
            anchor=anchor,
            label=self._labels[anchor],
            table=table,
            sources=self._sources(table.sources),
        )

    def changed(self, id: str) -> str:
        """`{{ changed("capital") }}`: a way to the row that sets then beside now."""
        file = self.workshop.catalogue.law_changes
        known = {change.id: change for change in file.changes} if file else {}
        if file is None or id not in known:
            raise _unknown("change of law", id, known)
        return self._write(
            "changed.html", topic=known[id].topic, url=self.link(file.page, f"law-{id}")
        )

    def value(self, name: str, period: int | str, *, series: str | None = None) -> str:
        """`{{ value("population", 2021) }}`: a figure with its unit, its source one tap away."""
        indicator = self._indicator(name)
        chosen, seen = self._observation(indicator, str(period), series)
        self._values += 1
        source = self.workshop.catalogue.sources[views.source_of(chosen, seen)]
        row = self.link(indicator.page, views.row_id(indicator, chosen.id, seen.period))
        return self._write(
            "value.html",
            id=f"value-{self._values}",
            indicator=indicator,
            series=chosen,
            seen=seen,
            status=seen.status or chosen.status,
            territory=self.workshop.catalogue.unit(chosen.territory).names.kk,
            unit=views.MEASURES[indicator.measure],
            source=source,
            number=self.workshop.catalogue.number(source.id),
            source_url=self._source_url(source.id),
            row_url=row,
        )

    def ref(self, anchor: str, case: str = "nominative") -> str:
        """`{{ ref("table-regions", "locative") }}`: «1-кестеде», linked."""
        if anchor not in self._labels:
            known = ", ".join(self._labels) or "none"
            raise NotationError(f"no table or chart «{anchor}» on this page: it has {known}")
        if case not in get_args(kazakh.Case):
            raise _unknown("case", case, get_args(kazakh.Case))
        text = kazakh.decline(self._labels[anchor], case)  # type: ignore[arg-type]
        return self._write("ref.html", url=f"#{anchor}", text=text)

    def sources(self) -> str:
        """`{{ sources() }}`: the bibliography, an address an entry."""
        return self._write("sources.html", sources=self._sources(self.workshop.catalogue.sources))

    def schemas(self) -> str:
        """`{{ schemas() }}`: links to the published JSON Schemas."""
        links = [
            (name, self.link(f"{schemas.FOLDER}/{name}", "")) for name in self.workshop.schemas
        ]
        return self._write("schemas.html", schemas=links)

    def _cite(self, citation: Citation) -> str:
        source = self.workshop.catalogue.sources.get(citation.source)
        if source is None:
            raise NotationError(f"unknown source «{citation.source}»: add it to data/sources.yml")
        return self._write(
            "cite.html",
            source=source,
            number=self.workshop.catalogue.number(source.id),
            place=citation.place,
            url=self._source_url(source.id),
        )

    def _indicator(self, name: str) -> Indicator:
        found = self.workshop.catalogue.indicators.get(name)
        if found is None:
            raise _unknown("indicator", name, self.workshop.catalogue.indicators)
        return found

    def _observation(
        self, indicator: Indicator, period: str, series: str | None
    ) -> tuple[Series, Observation]:
        wanted = series or views.first(indicator)
        chosen = next((one for one in indicator.series if one.id == wanted), None)
        if chosen is None:
            raise _unknown("series", wanted, [one.id for one in indicator.series])
        for seen in chosen.observations:
            if seen.period == period:
                return chosen, seen
        raise _unknown("period", period, [seen.period for seen in chosen.observations])

    def _sources(self, ids: Iterable[str]) -> list[tuple[int, Source, str]]:
        data = self.workshop.catalogue
        ordered = sorted(ids, key=data.number)
        return [(data.number(id), data.sources[id], self._source_url(id)) for id in ordered]

    def _source_url(self, id: str) -> str:
        return self.link(self.workshop.sources_page, id)

    def _write(self, template: str, **context: Any) -> str:
        shared = {
            "page_url": self.link,
            "source_url": self._source_url,
            "source_number": self.workshop.catalogue.number,
        }
        return self.workshop.templates.get_template(template).render(shared | context).strip()


def _unknown(what: str, name: str, known: Iterable[str]) -> NotationError:
    return NotationError(f"there is no {what} «{name}»: expected one of {', '.join(known)}")
