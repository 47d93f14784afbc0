"""`{{ indicator("births") }}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...content.notation import NotationError
from ...content.numbering import Kind
from ...graphics import line_chart, sparkline, standalone_svg, vega
from ...language import formats
from ...language.messages import t
from ...model import words
from ...model.catalogue import Catalogue
from ...model.observations import JoinedIndicator
from ...model.records.base import FIRM, Status
from ...views import figures, indicators
from .. import builders
from ..api import NOTHING, Fragment, macro
from ..context import PageContext


def _numbers(catalogue: Catalogue, name: str) -> Iterable[tuple[Kind, str]]:
    """A chart if there is something to draw, a table, a ranking if there is one."""
    found = catalogue.indicators.get(name)
    if found is None:
        return
    if indicators.panels(found) or indicators.is_structure(found):
        yield "figure", f"chart-{name}"
    yield "table", f"table-{name}"
    if found.comparison:
        yield "table", f"comparison-{name}"


@macro(numbers=_numbers)
def indicator(page: PageContext, name: str) -> Fragment:
    """`{{ indicator("births") }}`: all that is known of one indicator, under its heading."""
    shown = page.indicator(name)
    if page.heading_above is None or page.heading_above.id != name:
        raise NotationError(f"expected a heading of its own above: ## … {{ #{name} }}")
    if shown.page != page.path:
        raise NotationError(f"«{name}» stands on docs/{shown.page}, as its file says")
    # The figures of a year are looked up on the page, not searched for.
    table = builders.numbered_table(page, "table", name, indicators.table(shown), searched=False)
    ranking = builders.comparison(page, shown) if shown.comparison else Fragment(NOTHING)
    chart = _chart(page, shown)
    publication = page.site.publication
    html = page.render(
        "indicator.html",
        indicator=shown,
        measure=words.MEASURES[shown.measure] or t("indicator.pieces"),
        territories=[unit.names.kk for unit in shown.units.values()],
        span=shown.span,
        statuses=[words.STATUSES[status] for status in dict.fromkeys(_statuses(shown))],
        formulas=[
            (series.title, builders.formula(page, series.derived, shown.measure))
            for series in shown.series
            if series.derived
        ],
        chart=chart.html,
        table=table.html,
        comparison=ranking.html,
        uses=[
            (page.link(quote.page, quote.anchor), quote.title, quote.heading)
            for quote in page.site.manuscript.quotes.get(name, ())
            if quote.page != page.path
        ],
        citation=publication.cite(shown.title, shown.page, name) if publication else "",
    )
    return Fragment(
        html,
        rows=table.rows + ranking.rows,
        files={**chart.files, **ranking.files},
        downloads=chart.downloads + table.downloads + ranking.downloads,
        shows=frozenset({name}),
    )


class _Drawn(NamedTuple):
    """A panel with its picture, the unit of its axis and what it shows in words."""

    panel: indicators.Panel
    picture: str
    unit: str
    description: str


def _chart(page: PageContext, shown: JoinedIndicator) -> Fragment:
    panels = indicators.panels(shown)
    if not panels and not indicators.is_structure(shown):
        return Fragment(NOTHING)
    drawn = [_draw(page, panel) for panel in panels]
    lines = [] if panels else [*_lines(shown)]
    kinds = {"SVG" if len(panels) < 2 else f"SVG ({one.title})": one.id for one in panels}
    downloads = page.files(
        {kind: f"{shown.id}-{id}.svg" for kind, id in (kinds or {"SVG": "lines"}).items()}
    )
    html = page.render(
        "indicator_chart.html",
        indicator=shown,
        anchor=f"chart-{shown.id}",
        label=page.labels[f"chart-{shown.id}"],
        panels=drawn,
        lines=lines,
        written=figures.written,
        size=builders.LINE_SIZE,
        table_label=page.labels[f"table-{shown.id}"],
        hollow=[words.STATUSES[one] for one in dict.fromkeys(_statuses(shown)) if one not in FIRM],
        sources=page.sources(shown.sources),
        files=downloads,
    )
    return Fragment(html, files=_files(page, shown, drawn, lines), downloads=downloads)


def _draw(page: PageContext, panel: indicators.Panel) -> _Drawn:
    spec = line_chart.specification(panel.indicator, vega.PANEL)
    unit = figures.axis_unit(line_chart.unit_of(panel.indicator), panel.indicator.measure)
    description = line_chart.describe(panel.indicator)
    return _Drawn(panel, vega.draw(spec, page.site.cache), unit, description)


def _lines(shown: JoinedIndicator) -> Iterator[sparkline.Line]:
    """The small lines of an indicator with many series."""
    for series in shown.series:
        if (line := sparkline.line(series, *builders.LINE_SIZE)) is not None:
            yield line


def _files(
    page: PageContext, shown: JoinedIndicator, drawn: list[_Drawn], lines: list[sparkline.Line]
) -> dict[str, str]:
    """The pictures to take away: one a panel, or all small lines in one."""
    files: dict[str, str] = {}
    for panel, picture, unit, _ in drawn:
        sources = panel.indicator.sources
        titles = (shown.title, panel.title, unit)
        name = f"{shown.id}-{panel.id}"
        files |= builders.picture_file(page, name, picture, titles, shown, sources)
    if lines:
        rows = [(_last_figure(line), line.segments) for line in lines]
        picture = standalone_svg.rows(rows, builders.LINE_SIZE)
        sources = shown.sources
        name = f"{shown.id}-lines"
        files |= builders.picture_file(page, name, picture, (shown.title,), shown, sources)
    return files


def _last_figure(line: sparkline.Line) -> str:
    return f"{line.title}: {figures.written(line.lead)}, {formats.period(line.lead.period)}"


def _statuses(shown: JoinedIndicator) -> list[Status]:
    """The statuses of the figures of an indicator, «derived» first."""
    found = [point.status for point in shown.known]
    return ["derived", *found] if any(series.derived for series in shown.series) else found
