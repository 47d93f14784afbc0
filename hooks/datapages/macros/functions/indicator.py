"""`{{ indicator("births") }}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ...content.notation import NotationError
from ...content.numbering import Kind
from ...graphics import line_chart, sparkline, standalone_svg, vega
from ...language.messages import t
from ...model import comparability, words
from ...model.catalogue import Catalogue
from ...model.observations import JoinedIndicator
from ...model.records.base import FIRM, Status
from ...views import figures, findings, indicators
from .. import builders, choosing
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
    ranking = choosing.comparison(page, shown) if shown.comparison else Fragment(NOTHING)
    chart, notes = _chart(page, shown)
    publication = page.site.publication
    html = page.render(
        "indicator.html",
        indicator=shown,
        last=_last(shown),
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
        notes=notes,
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
        drawings={**chart.drawings, **ranking.drawings},
        downloads=chart.downloads + table.downloads + ranking.downloads,
        card=chart.card,
        shows=frozenset({name}),
    )


def _last(shown: JoinedIndicator) -> tuple[str, str, str] | None:
    """The last firm figure of the first series, what it speaks of, and when.

    None of a structure, whose parts stand for nothing alone.
    """
    if indicators.is_structure(shown) or not shown.first.known:
        return None
    lead = comparability.ends(shown.first.known).lead
    return figures.format_point(lead), findings.finding(shown).subject, lead.when


class _Drawn(NamedTuple):
    """A panel with its chart; `points` is how the addresses of its rows begin."""

    id: str
    place: str
    title: str
    subtitle: str
    chart: line_chart.LineChart
    picture: str
    description: str
    points: str


def _chart(page: PageContext, shown: JoinedIndicator) -> tuple[Fragment, list[str]]:
    """The pictures, and what is to be known of them together."""
    panels = indicators.panels(shown)
    if not panels and not indicators.is_structure(shown):
        return Fragment(NOTHING), []
    drawn = _drawn(page, panels)
    lines = [] if panels else sparkline.lines(shown.series, *builders.LINE_SIZE)
    taken = builders.take_away(page, *_pictures(page, shown, drawn, lines))
    html = page.render(
        "indicator_chart.html",
        indicator=shown,
        anchor=f"chart-{shown.id}",
        label=page.labels[f"chart-{shown.id}"],
        title=findings.title(panels[0].indicator)
        if panels and not panels[0].title
        else shown.title,
        panels=drawn,
        unit=words.MEASURES[shown.measure],
        lines=lines,
        format_point=figures.format_point,
        size=builders.LINE_SIZE,
        table_label=page.labels[f"table-{shown.id}"],
        sources=page.sources(shown.sources),
        files=taken.downloads,
    )
    return replace(taken, html=html), _notes(shown, drawn)


def _drawn(page: PageContext, panels: list[indicators.Panel]) -> list[_Drawn]:
    """The panels, on one scale of thousands or millions."""
    if not panels:
        return []
    shrink = line_chart.shared_unit(panel.indicator for panel in panels)
    made = []
    for panel in panels:
        chart = line_chart.LineChart(panel.indicator, vega.PANEL, shrink=shrink)
        title = findings.finding(panel.indicator).sentence if panel.title else ""
        subtitle = builders.subtitle(chart, with_places=not panel.title)
        picture = builders.draw_chart(page, chart)
        words_ = line_chart.describe(panel.indicator)
        points = builders.rows_of(panel.indicator)
        made.append(_Drawn(panel.id, panel.title, title, subtitle, chart, picture, words_, points))
    return made


def _pictures(
    page: PageContext, shown: JoinedIndicator, drawn: list[_Drawn], lines: list[sparkline.Line]
) -> Iterator[builders.Picture]:
    """The pictures to take away: one a panel, or all small lines in one."""
    where = (shown.page, shown.id)
    for panel in drawn:
        indicator = panel.chart.indicator
        chart = line_chart.LineChart(indicator, vega.SIZES[1], shrink=panel.chart.shrink)
        picture = builders.Picture(
            f"{shown.id}-{panel.id}",
            "",
            findings.title(indicator),
            builders.subtitle(chart),
            where,
            indicator.sources,
            kind=panel.place if len(drawn) > 1 else "",
        )
        yield builders.taken(page, chart, picture)
    if lines:
        rows = [(_last_figure(line), line.segments) for line in lines]
        picture_of_rows = standalone_svg.rows(rows, builders.LINE_SIZE)
        places = ", ".join(unit.names.kk for unit in shown.units.values())
        yield builders.Picture(
            f"{shown.id}-lines", picture_of_rows, shown.title, places, where, shown.sources
        )


def _last_figure(line: sparkline.Line) -> str:
    return f"{line.title}: {figures.format_point(line.lead)}, {line.lead.when}"


def _notes(shown: JoinedIndicator, drawn: list[_Drawn]) -> list[str]:
    """What is to be known of the pictures together."""
    if drawn or not indicators.is_structure(shown):
        return builders.notes([panel.chart for panel in drawn])
    not_firm = dict.fromkeys(one for one in _statuses(shown) if one not in FIRM)
    statuses = [words.STATUSES[one] for one in not_firm]
    return [t("chart.soft", statuses=", ".join(statuses))] if statuses else []


def _statuses(shown: JoinedIndicator) -> list[Status]:
    """The statuses of the figures of an indicator, «derived» first."""
    found = [point.status for point in shown.known]
    return ["derived", *found] if any(series.derived for series in shown.series) else found
