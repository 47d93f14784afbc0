"""`{{ chart("population") }}`."""

from __future__ import annotations

from dataclasses import replace

from ...content.notation import NotationError
from ...graphics import bar_chart, bar_panels, line_chart, vega
from ...model import words
from ...views import findings, indicators, registry
from ...views.table import BarPanels, Bars
from .. import builders
from ..api import Fragment, macro
from ..context import PageContext


@macro(numbers="figure", quotes=True)
def chart(
    page: PageContext, name: str, *, since: int | None = None, territory: str | None = None
) -> Fragment:
    """`{{ chart("population", since=1999) }}`: a line chart of an indicator's series.

    `territory` chooses the series that speak of one unit.
    """
    if (bars := registry.chart(page.catalogue, name)) is not None:
        return _bars(page, name, bars)
    if (panels := registry.panels(page.site.tree, name)) is not None:
        return _panels(page, name, panels)
    if name in registry.CHARTS:
        raise NotationError(f"data/ has nothing to draw «{name}» from")
    indicator = page.indicator(name)
    if territory is not None:
        indicator = builders.of_territory(page, indicator, territory)
    start = str(since) if since is not None else None
    try:
        charts = [line_chart.LineChart(indicator, size, start) for size in vega.SIZES]
    except ValueError as error:
        raise NotationError(f"{error}{f' since {since}' if since else ''}") from None
    table = indicators.beside_chart(indicator, start).aligned()
    anchor = f"chart-{name}"
    # A chart of one place on that place's page: the whole table stands on the indicator's.
    elsewhere = territory is not None and indicator.unit_title is None
    elsewhere = elsewhere and f"table-{name}" not in page.labels
    picture = builders.Picture(
        "-".join(part for part in ("chart", name, territory, start) if part),
        "",
        findings.title(indicator, start),
        builders.subtitle(charts[1]),
        (page.path, anchor),
        table.sources,
    )
    taken = builders.take_away(page, builders.taken(page, charts[1], picture))
    files = page.table_files(name) + taken.downloads
    html = page.render(
        "chart.html",
        indicator=indicator,
        anchor=anchor,
        label=page.labels[anchor],
        title=findings.title(indicator, start),
        subtitle=builders.subtitle(charts[0]),
        pictures=[(one.size.name, builders.draw_chart(page, one), one.axis) for one in charts],
        # Where names find no room at the ends of lines: on phones alone, or anywhere.
        legend="" if charts[0].is_named else "narrow" if charts[1].is_named else "all",
        unit=words.MEASURES[indicator.measure],
        names=charts[1].names,
        notes=builders.notes(charts[:1], start),
        points="" if elsewhere else builders.rows_of(indicator),
        description=line_chart.describe(indicator, start),
        table=table,
        table_label=page.labels.get(f"table-{name}", ""),
        table_url=page.link(indicator.page, f"table-{name}") if elsewhere else "",
        sources=page.sources(table.sources),
        files=files,
    )
    return replace(taken, html=html, downloads=files)


def _bars(page: PageContext, name: str, bars: Bars) -> Fragment:
    """A bar chart of data that is no indicator."""
    rows = [bar_chart.Bar(title, value) for title, value in bars.bars]
    anchor = f"chart-{name}"
    pictures = [
        (size.name, vega.draw(bar_chart.specification(rows, size), page.site.cache), "")
        for size in vega.SIZES
    ]
    picture = builders.Picture(
        f"chart-{name}",
        bar_chart.specification(rows, vega.SIZES[1]),
        bars.title,
        bars.unit,
        (page.path, anchor),
        bars.sources,
        (f"{bars.method}.",),
    )
    taken = builders.take_away(page, picture)
    html = page.render(
        "chart_bars.html",
        bars=bars,
        anchor=anchor,
        label=page.labels[anchor],
        pictures=pictures,
        rows=bar_chart.ranked(rows),
        table_url=page.link(bars.page, bars.anchor),
        files=taken.downloads,
        sources=page.sources(bars.sources),
    )
    return replace(taken, html=html)


def _panels(page: PageContext, name: str, panels: BarPanels) -> Fragment:
    """Bars of many units, a panel a part."""
    parts = [bar_panels.Panel(title, values) for title, values in panels.panels]
    anchor = f"chart-{name}"
    drawings = [
        bar_panels.specification(panels.names, parts, panels.marked, size) for size in vega.SIZES
    ]
    picture = builders.Picture(
        anchor,
        drawings[1],
        panels.title,
        panels.unit,
        (page.path, anchor),
        panels.sources,
        (panels.method,),
    )
    taken = builders.take_away(page, picture)
    html = page.render(
        "chart_panels.html",
        panels=panels,
        anchor=anchor,
        label=page.labels[anchor],
        pictures=[
            (size.name, vega.draw(drawing, page.site.cache), "")
            for size, drawing in zip(vega.SIZES, drawings, strict=True)
        ],
        table_url=page.link(panels.page, panels.anchor),
        files=taken.downloads,
        sources=page.sources(panels.sources),
    )
    return replace(taken, html=html)
