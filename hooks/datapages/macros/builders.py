"""What more than one macro makes: numbered tables, rankings, figures that are worked out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..content.notation import NotationError
from ..exports import tables
from ..graphics import bar_chart, line_chart, standalone_svg, vega
from ..language import formats
from ..language.messages import t
from ..model import words
from ..model.observations import DataPoint, JoinedIndicator
from ..model.records.base import Measure, Status
from ..model.records.indicators import Derived
from ..views import figures, ranking, search_rows
from ..views.observation_rows import about_unit
from ..views.search_rows import SearchRow
from ..views.table import ChoiceError, Table
from .api import Fragment
from .context import PageContext, unknown

LINE_SIZE = (120, 34)  # of a small line, in pixels
_END = Markup("</span>")  # of a figure with its popover


def numbered_table(
    page: PageContext, macro: str, name: str, table: Table, *, searched: bool = True
) -> Fragment:
    """A table with the label of the call `macro("name")`.

    `searched`: the search finds its text.
    """
    anchor = f"{macro}-{name}"
    files = page.table_files(name)
    table = table.aligned()
    html = page.render(
        "table.html",
        table=table,
        anchor=anchor,
        label=page.labels[anchor],
        sources=page.sources(table.sources),
        files=files,
        searched=searched,
    )
    rows = search_rows.of_table(table, page.catalogue.number)
    return Fragment(html, rows=rows, downloads=files, shows=frozenset({name}))


def of_territory(page: PageContext, indicator: JoinedIndicator, territory: str) -> JoinedIndicator:
    """What an indicator knows of one unit."""
    try:
        return about_unit(indicator, page.site.tree, territory)
    except ChoiceError as error:
        raise unknown(error.what, error.name, error.known) from None


def subtitle(chart: line_chart.LineChart, *, with_places: bool = True) -> str:
    """What stands under the title of a chart: the places that it speaks of, the unit."""
    places = ", ".join(unit.names.kk for unit in chart.indicator.units.values())
    unit = figures.axis_unit(chart.shrink, chart.indicator.measure)
    return " · ".join(part for part in (places if with_places else "", unit) if part)


def drawn(page: PageContext, chart: line_chart.LineChart) -> str:
    """The picture of a chart."""
    return vega.draw(chart.specification(), page.site.cache)


def notes(charts: Iterable[line_chart.LineChart], since: str | None = None) -> list[str]:
    """What is to be known of charts that stand together: hollow points, scales."""
    shown = list(charts)
    statuses = line_chart.soft((one.indicator for one in shown), since)
    hollow = [t("chart.soft", statuses=", ".join(statuses))] if statuses else []
    scales = {one.plot.ticks[-1] for one in shown}
    return [*hollow, *([t("chart.scales")] if len(scales) > 1 else [])]


def rows_of(indicator: JoinedIndicator) -> str:
    """How the addresses of the rows of each series begin, for the script that reads the table."""
    firsts = [series.observations[0] for series in indicator.series]
    return " ".join(point.anchor.removesuffix(f"-{point.period}") for point in firsts)


def comparison(page: PageContext, indicator: JoinedIndicator) -> Fragment:
    """The ranking of the units that an indicator compares, with a picture to take away."""
    ranked = indicator.comparison
    if ranked is None:
        raise NotationError(f"«{indicator.id}» has no comparison of units")
    anchor = f"comparison-{indicator.id}"
    rows = ranking.ranking(indicator, ranked, page.catalogue)
    among = ranking.incomplete(ranked, page.catalogue)
    unit = words.MEASURES[indicator.measure]
    marks = [bar_chart.Bar(row.name, row.value, row.own) for row in rows if row.value is not None]
    name = tables.comparison_name(indicator)
    downloads, files = page.table_files(name), {}
    if page.site.publication is not None and marks:
        picture = vega.draw(bar_chart.specification(marks, vega.SIZES[1]), page.site.cache)
        title = f"{indicator.title}, {formats.period(ranked.period)}"
        files = picture_file(page, name, picture, (title, unit), indicator, [ranked.source])
        downloads += page.files({"SVG": f"{name}.svg"})
    html = page.render(
        "comparison.html",
        indicator=indicator,
        comparison=ranked,
        anchor=anchor,
        label=page.labels[anchor],
        unit=unit,
        places=rows,
        digits=formats.decimals(row.value for row in rows if row.value is not None),
        among=t("ranking.among", count=among[0], all=among[1]) if among else "",
        sources=page.sources([ranked.source]),
        files=downloads,
    )
    value = ", ".join(part for part in (t("ranking.value"), unit) if part)
    found = tuple(
        SearchRow(
            f"{anchor}-{row.unit}",
            str(row.rank or "–"),
            (
                (t("ranking.unit"), row.name),
                *([(value, formats.number(row.value))] if row.value is not None else []),
            ),
        )
        for row in rows
    )
    return Fragment(html, rows=found, files=files, downloads=downloads)


def picture_file(
    page: PageContext,
    name: str,
    picture: str,
    titles: tuple[str, ...],
    indicator: JoinedIndicator,
    sources: Iterable[str],
) -> dict[str, str]:
    """A picture to publish with its titles, sources, address and licence: path → SVG."""
    publication = page.site.publication
    if publication is None:
        return {}
    listed = "; ".join(f"[{number}] {one.name}" for number, one, _ in page.sources(sources))
    where = publication.cite(indicator.title, indicator.page, indicator.id)
    notes = [t("picture.sources", sources=listed), where, publication.licence["title"]]
    title = ", ".join(part for part in titles if part)
    path = f"{publication.folder}/{name}.svg"
    return {path: standalone_svg.standalone(picture, title, notes)}


def formula(page: PageContext, derived: Derived, result: Measure) -> str:
    """What a derived series is computed from, in Kazakh."""
    names, measures = [], []
    for key in derived.inputs:
        id, _, part = key.partition("/")
        indicator = page.catalogue.indicators[id]
        series = indicator.find(part)
        assert series, "checks.derivations knows it"
        names.append(f"{indicator.title} ({series.unit.names.kk})")
        measures.append(indicator.measure)
    return figures.formula(derived, names, measures, result)


def figure_in_text(page: PageContext, template: str, text: str, **context: object) -> Fragment:
    """A figure in a line, whose popover a tap opens; the template closes with `</span>`."""
    made = page.inline(template, text, id=f"value-{next(page.ids)}", **context)
    assert made.html.endswith(_END)
    return replace(made, html=made.html.removesuffix(_END), tail=_END)


@dataclass(frozen=True)
class Computation:
    """How a figure is worked out from others.

    `how` is the formula in words; `nominal`: the popover says that prices grow too.
    """

    title: str
    how: str
    status: Status
    inputs: tuple[DataPoint, ...]
    nominal: bool = False

    @property
    def mark(self) -> str:
        """What a reader sees beside a figure that is not firm."""
        return words.mark(self.status)


def computed_figure(page: PageContext, text: str, computation: Computation) -> Fragment:
    """A figure that is worked out from others, which its popover shows."""
    inputs = [
        (
            point.period,
            point.unit.names.kk,
            figures.format_value(point.value, point.indicator.measure),
            page.row_url(point),
            page.sources(point.sources),
        )
        for point in computation.inputs
    ]
    return figure_in_text(page, "computed.html", text, computation=computation, inputs=inputs)
