"""The notation of one page, turned into HTML by templates."""

from __future__ import annotations

import difflib
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

import jinja2

from ..base.diagnostics import Problem
from ..content import notation, numbering, typed_figures
from ..content.mentions import Section, Use
from ..content.notation import Call, Citation, Heading, NotationError
from ..content.numbering import Labels
from ..exports import json_schemas
from ..exports.publication import Publication
from ..graphics import bar_chart, diagram_layout, line_chart, vega
from ..language import alphabet, grammar
from ..model.catalogue import Catalogue
from ..model.observations import DataPoint, JoinedIndicator
from ..model.records.sources import Source
from ..model.unit_tree import UnitTree
from ..views import bibliography, figures, indicators, registry, texts
from ..views.observation_rows import about_unit
from ..views.table import Bars, ChoiceError, Table
from . import arguments, unit_macros
from .indicator_macros import IndicatorMacros

# A mark is text to Markdown: letters for private use around a number. An HTML comment would make
# a block of the paragraph that it opens.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(
    f'<p(?: id="(?P<id>[^"]+)")?>\\s*{_OPEN}(?P<alone>[0-9]+){_CLOSE}\\s*</p>'
    f"|{_OPEN}(?P<inside>[0-9]+){_CLOSE}(?P<after>[.,;:!?)»]*)"
)
_VALUE = '<span class="value">'
_INLINE = ("<a", "<span")  # what notation writes into a line; all else is a block of its own
MANY = 30  # names beyond which only the likely ones are told
Link = Callable[[str, str], str]


@dataclass(frozen=True)
class Workshop:
    """What the pages of one build share.

    `sources_page` is the page with the bibliography; `units_folder` is where the pages of units
    are made, `sections` is the text of the chapters; `cache` keeps drawn charts. `downloadable`
    names the tables that have files, `uses` says which pages quote an indicator, `titles` are
    those of pages.
    """

    catalogue: Catalogue
    templates: jinja2.Environment
    sources_page: str
    schemas: tuple[str, ...] = ()
    cache: Path | None = None
    units_folder: str | None = None
    sections: tuple[Section, ...] = ()

    publication: Publication | None = None
    downloadable: frozenset[str] = frozenset()
    uses: Mapping[str, list[Use]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)  # of pages, by path under docs/
    labels: Labels = field(default_factory=Labels)

    @cached_property
    def places(self) -> UnitTree:
        """The units as places of the site."""
        return UnitTree(self.catalogue, self.units_folder)


@dataclass
class PageRenderer(IndicatorMacros):
    """Expands one page: `expand` its Markdown, then `fill` the HTML made from it.

    HTML from data never passes through Markdown: a mark stands for it in between, so that no
    sign in the data can be taken for markup. `link(page, anchor)` gives an address as seen
    from this page.
    """

    workshop: Workshop
    page: str
    link: Link
    drawings: dict[str, str] = field(default_factory=dict)  # charts as files: path → text
    shown: set[str] = field(default_factory=set)  # tables and indicators that stand here
    _html: list[str] = field(default_factory=list)
    _headings: tuple[Heading, ...] = ()
    _line: int = 0
    _labels: dict[str, str] = field(default_factory=dict)
    _values: int = 0
    _cited_here: set[str] = field(default_factory=set)

    def expand(self, markdown: str) -> tuple[str, list[Problem]]:
        """The Markdown with marks in place of its notation, and what was wrong with it."""
        file = f"docs/{self.page}"
        markdown, strangers = _without_marks(markdown, file)
        markdown = typed_figures.without_allowances(markdown)
        self._headings = notation.headings(markdown)
        problems = self._number(markdown, file)
        expanded, more = notation.expand(markdown, file, self._replace)
        return expanded, [*strangers, *problems, *more]

    def fill(self, html: str) -> str:
        """The page's HTML with every mark replaced."""
        return _MARK.sub(self._filled, html)

    def _filled(self, mark: re.Match[str]) -> str:
        html = self._html[int(mark["alone"] or mark["inside"])]
        after = mark["after"] or ""
        if after and html.startswith(_VALUE):  # no line begins with the point after a figure
            return html.removesuffix("</span>") + after + "</span>"
        if not mark["id"]:
            return html + after
        if html.startswith(_INLINE):
            return f'<p id="{mark["id"]}">{html}</p>'
        # No paragraph can hold a block: its address stands before it.
        return f'<div id="{mark["id"]}" data-kind="paragraph"></div>{html}'

    def _number(self, markdown: str, file: str) -> list[Problem]:
        """Give tables and charts their labels («1-кесте», «1-сурет») in the order of the page."""
        problems = []
        count = self.workshop.labels.before.get(self.page, Counter()).copy()
        for piece, anchor, label in numbering.figures(markdown, self.page, count, self.labelled):
            if anchor in self._labels:
                problems.append(Problem(file, piece.line, piece.text, f"#{anchor} stands twice"))
            self._labels[anchor] = label
        return problems

    def _replace(self, piece: Call | Citation) -> str:
        self._line = piece.line
        html = self._cite(piece) if isinstance(piece, Citation) else self._call(piece)
        self._html.append(html)
        return f"{_OPEN}{len(self._html) - 1}{_CLOSE}"

    def _call(self, call: Call) -> str:
        own: dict[str, Callable[..., str]] = {
            "changed": self.changed,
            "changes": self.changes,
            "chart": self.chart,
            "diagram": self.diagram,
            "glossary": self.glossary,
            "ref": self.ref,
            "schemas": self.schemas,
            "sources": self.sources,
            "table": self.table,
            "value": self.value,
            **self.indicator_functions(),
        }
        functions = own | unit_macros.UnitNotation(self).functions()
        function = functions.get(call.name)
        if function is None:
            known = ", ".join(functions)
            raise NotationError(f"there is no «{call.name}»: expected one of {known}")
        if call.name in numbering.WORDS and not call.arguments:
            raise NotationError(f'say what to show first: {{{{ {call.name}("…") }}}}')
        bound = arguments.bind(function, call)
        return function(*bound.args, **bound.kwargs)

    def table(
        self, name: str, *, editions: list[str] | None = None, territory: str | None = None
    ) -> str:
        """`{{ table("regions") }}`: a table of units, of categories, or of an indicator.

        `territory` chooses the series of an indicator that speak of one unit.
        """
        given = {"editions": editions, "territory": territory}
        options = {key: value for key, value in given.items() if value is not None}
        try:
            made = registry.table(self.workshop.places, name, options)
        except ChoiceError as error:
            raise _unknown(error.what, error.name, error.known) from None
        except registry.OptionError as error:
            raise NotationError(str(error)) from None
        if made is None:
            raise _unknown("table", name, registry.names(self.workshop.catalogue))
        return self.write_table("table", name, made)

    def write_table(self, kind: str, name: str, made: Table) -> str:
        """A table with the label of the notation `kind("name")`."""
        anchor = f"{kind}-{name}"
        self.shown.add(str(name))
        return self._write(
            "table.html",
            table=made,
            anchor=anchor,
            label=self._labels[anchor],
            sources=self._sources(made.sources),
            files=self.table_files(str(name)),
        )

    def _about(self, indicator: JoinedIndicator, territory: str) -> JoinedIndicator:
        """What an indicator knows of one unit."""
        try:
            return about_unit(indicator, self.workshop.places, territory)
        except ChoiceError as error:
            raise _unknown(error.what, error.name, error.known) from None

    def chart(self, name: str, *, since: int | None = None, territory: str | None = None) -> str:
        """`{{ chart("population", since=1999) }}`: a line chart of an indicator's series."""
        if bars := registry.chart(self.workshop.catalogue, name):
            return self._bars(name, bars)
        indicator = self._indicator(name)
        if territory is not None:
            indicator = self._about(indicator, territory)
        start = str(since) if since is not None else None
        try:
            specifications = [
                (s, line_chart.specification(indicator, s, start)) for s in vega.SIZES
            ]
        except ValueError as error:
            raise NotationError(f"{error} since {since}") from None
        pictures = [(s.name, vega.draw(spec, self.workshop.cache)) for s, spec in specifications]
        table = indicators.beside_chart(indicator, start)
        anchor = f"chart-{name}"
        return self._write(
            "chart.html",
            indicator=indicator,
            anchor=anchor,
            label=self._labels[anchor],
            pictures=pictures,
            unit=figures.axis_unit(line_chart.unit_of(indicator, start), indicator.measure),
            description=line_chart.describe(indicator, start),
            table=table,
            table_label=self._labels.get(f"table-{name}", ""),
            # A chart of one place on that place's page: the whole table stands on the indicator's.
            table_url=(
                self.link(indicator.page, f"table-{name}")
                if territory is not None and indicator.unit_title is None
                else ""
            ),
            sources=self._sources(table.sources),
            files=self.table_files(name),
        )

    def _bars(self, name: str, shown: Bars) -> str:
        rows = [bar_chart.Bar(name, value) for name, value in shown.bars]
        anchor = f"chart-{name}"
        return self._write(
            "bars.html",
            anchor=anchor,
            label=self._labels[anchor],
            title=shown.title,
            unit=shown.unit,
            pictures=[
                (size.name, vega.draw(bar_chart.specification(rows, size), self.workshop.cache))
                for size in vega.SIZES
            ],
            rows=bar_chart.ranked(rows),
            method=shown.method,
            table_url=self.link(shown.page, shown.anchor),
            sources=self._sources(shown.sources),
        )

    def diagram(self, name: str) -> str:
        """`{{ diagram("structure") }}`: bodies and their relations, drawn and listed."""
        found = self.workshop.catalogue.diagrams.get(name)
        if found is None:
            raise _unknown("diagram", name, self.workshop.catalogue.diagrams)
        anchor = f"diagram-{name}"
        table = texts.relations(found)
        return self._write(
            "diagram.html",
            diagram=found,
            drawing=diagram_layout.draw(found),
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

    def value(
        self,
        name: str,
        period: int | str,
        *,
        series: str | None = None,
        case: str = "nominative",
    ) -> str:
        """`{{ value("population", 2021) }}`: a figure with its unit, its source one tap away."""
        indicator = self._indicator(name)
        point = self._point(indicator, str(period), series)
        chosen = point.series
        self._values += 1
        return self._write(
            "value.html",
            id=f"value-{self._values}",
            indicator=indicator,
            series=chosen,
            seen=point,
            text=figures.format_value(point.value, indicator.measure, self.case(case)),
            exact=figures.format_exact(point.value, indicator.measure),
            formula=self.formula(chosen.derived, indicator.measure) if chosen.derived else "",
            status=point.status,
            territory=point.unit.names.kk,
            sources=self._sources(point.sources),
            row_url=self.link(*self.workshop.places.row_of(point)),
        )

    def ref(self, anchor: str, case: str = "nominative") -> str:
        """`{{ ref("table-regions", "locative") }}`: «1-кестеде», linked.

        Of another page: `ref("1-basqaru/1-2-aimaq#table-bodies")`, a table or picture;
        `ref("1-basqaru/1-1-organdar")` and `ref("1-basqaru/1-1-organdar#maslihat")`, a section.
        """
        if case not in get_args(grammar.Case):
            raise _unknown("case", case, get_args(grammar.Case))
        if "/" in anchor or "#" in anchor or f"{anchor}.md" in self.workshop.labels.headings:
            url, label, where = self._elsewhere(anchor)
        elif anchor in self._labels:
            url, label, where = f"#{anchor}", self._labels[anchor], ""
        else:
            known = ", ".join(self._labels) or "none"
            raise NotationError(f"no table or chart «{anchor}» on this page: it has {known}")
        text = where + grammar.decline(label, case)  # type: ignore[arg-type]
        return self._write("ref.html", url=url, text=text)

    def _elsewhere(self, target: str) -> tuple[str, str, str]:
        """Address and label of a place on another page, and what to say of the page."""
        path, _, anchor = target.partition("#")
        page = f"{path}.md"
        label = self.workshop.labels.of(page, anchor)
        if label is None:
            raise NotationError(f"there is no «{target}»: expected <page>#<id> without .md")
        if not label:
            raise NotationError(f"«{path}» is no section of a chapter and has no number")
        outside = label[0].isdigit() and "." not in label and not numbering.section(page)
        title = self.workshop.titles.get(page, path)
        return self.link(page, anchor), label, f"«{title}» бетіндегі " if outside else ""

    def sources(self) -> str:
        """`{{ sources() }}`: the bibliography, an address an entry."""
        return self._write("sources.html", sources=self._sources(self.workshop.catalogue.sources))

    def glossary(self) -> str:
        """`{{ glossary() }}`: the terms in the order of the alphabet, an address an entry."""
        known = self.workshop.catalogue.glossary
        if known is None:
            raise NotationError("there is no data/glossary.yml")
        terms = sorted(known.terms, key=lambda term: alphabet.sort_key(term.kk))
        letters = [
            (letter, list(group))
            for letter, group in itertools.groupby(terms, lambda term: term.kk[0].upper())
        ]
        return self._write("glossary.html", letters=letters)

    def changes(self) -> str:
        """`{{ changes() }}`: what changed on the site, the newest first."""
        known = self.workshop.catalogue.changes
        if known is None:
            raise NotationError("there is no data/changes.yml")
        titles = self.workshop.titles
        changes = [
            (one, [(self.link(page, ""), titles.get(page, page)) for page in one.pages])
            for one in known.changes
        ]
        return self._write("changes.html", changes=changes)

    def schemas(self) -> str:
        """`{{ schemas() }}`: links to the published JSON Schemas."""
        links = [
            (name, self.link(f"{json_schemas.FOLDER}/{name}", "")) for name in self.workshop.schemas
        ]
        return self._write("schemas.html", schemas=links)

    def _cite(self, citation: Citation) -> str:
        source = self.workshop.catalogue.sources.get(citation.source)
        if source is None:
            raise NotationError(f"unknown source «{citation.source}»: add it to data/sources.yml")
        first = source.id not in self._cited_here  # further on, previews.js tells the name again
        self._cited_here.add(source.id)
        return self._write(
            "cite.html",
            name=bibliography.short(source) if first else "",
            number=self.workshop.catalogue.number(source.id),
            place=citation.place,
            url=self._source_url(source.id),
        )

    def _indicator(self, name: str) -> JoinedIndicator:
        found = self.workshop.catalogue.indicators.get(name)
        if found is None:
            raise _unknown("indicator", name, self.workshop.catalogue.indicators)
        return found

    def _point(self, indicator: JoinedIndicator, period: str, series: str | None) -> DataPoint:
        wanted = series or indicator.first.id
        chosen = indicator.find(wanted)
        if chosen is None:
            raise _unknown("series", wanted, [one.id for one in indicator.series])
        for point in chosen.observations:
            if point.period == period:
                return point
        raise _unknown("period", period, [point.period for point in chosen.observations])

    def _sources(self, ids: Iterable[str]) -> list[tuple[int, Source, str]]:
        data = self.workshop.catalogue
        ordered = sorted(ids, key=data.number)
        return [(data.number(id), data.sources[id], self._source_url(id)) for id in ordered]

    def _source_url(self, id: str) -> str:
        return self.link(self.workshop.sources_page, id)

    # What unit_macros.py is given besides `link`.

    @property
    def labels(self) -> dict[str, str]:
        """The labels of the page's tables and pictures, by anchor."""
        return self._labels

    def sources_of(self, ids: Iterable[str]) -> list[tuple[int, Source, str]]:
        """Sources as templates want them."""
        return self._sources(ids)

    def source_url(self, id: str) -> str:
        """The address of a source in the bibliography."""
        return self._source_url(id)

    def write(self, template: str, **context: Any) -> str:
        """A template filled in."""
        return self._write(template, **context)

    def _write(self, template: str, **context: Any) -> str:
        shared = {
            "page_url": self.link,
            "source_url": self._source_url,
            "source_number": self.workshop.catalogue.number,
            "files": (),
            "searched": True,
        }
        return self.workshop.templates.get_template(template).render(shared | context).strip()


def _without_marks(markdown: str, file: str) -> tuple[str, list[Problem]]:
    """The Markdown without the letters that marks are made of: they would pass for marks."""
    problems = [
        Problem(file, place, "", f"character U+{ord(letter):04X} is not allowed")
        for place, line in enumerate(markdown.split("\n"), start=1)
        for letter in (_OPEN, _CLOSE)
        if letter in line
    ]
    return markdown.replace(_OPEN, "").replace(_CLOSE, ""), problems


def _unknown(what: str, name: str, known: Iterable[str]) -> NotationError:
    names = list(known)
    near = difflib.get_close_matches(str(name), names, 8, 0.4) if len(names) > MANY else names
    return NotationError(f"there is no {what} «{name}»: expected one of {', '.join(near or names)}")
