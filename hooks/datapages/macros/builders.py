"""What more than one macro makes: numbered tables, rankings, figures that are worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from ..exports import data_package
from ..exports.publication import Publication
from ..exports.resource import Resource
from ..graphics import line_chart, studio, vega
from ..graphics.standalone_svg import FRAME, Caption
from ..graphics.studio import Files, Sheet
from ..language import formats
from ..language.messages import t
from ..model import words
from ..model.observations import DataPoint, JoinedIndicator
from ..model.records.base import Measure, Status
from ..model.records.indicators import Derived
from ..output import csp
from ..views import figures, search_rows
from ..views.observation_rows import about_unit
from ..views.table import ChoiceError, Table
from .api import NOTHING, Download, Fragment
from .context import PageContext, unknown

LINE_SIZE = (120, 34)  # of a small line, in pixels
MANY = 4  # sources that stand under a picture; it says how many more there are
_END = Markup("</span>")  # of a figure with its popover


def numbered_table(
    page: PageContext,
    macro: str,
    name: str,
    table: Table,
    *,
    searched: bool = True,
    resource: Resource | None = None,
) -> Fragment:
    """A table with the label of the call `macro("name")`.

    `searched`: the search finds its text. `resource` is what its files hold, where they are not
    those of a table of data/ called `name`.
    """
    anchor = f"{macro}-{name}"
    made = files_of(page, resource, anchor) if resource else Fragment(NOTHING)
    files = made.downloads if resource else page.table_files(name)
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
    return Fragment(html, rows=rows, files=made.files, downloads=files, shows=frozenset({name}))


def files_of(page: PageContext, resource: Resource, anchor: str) -> Fragment:
    """The files of a table that only this page has, and what leads to them."""
    publication = page.site.publication
    if publication is None:
        return Fragment(NOTHING)
    cache = page.site.workbooks
    place = (page.path, anchor)
    files = data_package.files_of(resource, page.catalogue, publication, place, cache)
    return Fragment(NOTHING, files=files, downloads=page.named_files(resource.name))


def of_territory(page: PageContext, indicator: JoinedIndicator, territory: str) -> JoinedIndicator:
    """What an indicator knows of one unit."""
    try:
        return about_unit(indicator, page.site.tree, territory)
    except ChoiceError as error:
        raise unknown(error.what, error.name, error.known) from None


def subtitle(chart: line_chart.LineChart, *, with_places: bool = True) -> str:
    """What stands under the title of a chart: the places that it speaks of, the unit."""
    places = ", ".join(unit.names.kk for unit in chart.indicator.units.values())
    unit = words.axis_unit(chart.shrink, chart.indicator.measure)
    return " · ".join(part for part in (places if with_places else "", unit) if part)


def draw_chart(page: PageContext, chart: line_chart.LineChart) -> str:
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


@dataclass(frozen=True)
class Picture:
    """A picture of a page with what is told of it where it stands alone.

    `drawing` is a bare `<svg>` or a Vega-Lite specification; `place` is the page and the anchor
    where it stands; `kind` names it among several of a figure.
    """

    name: str
    drawing: str | Mapping[str, Any]
    title: str
    subtitle: str
    place: tuple[str, str]
    sources: tuple[str, ...]
    notes: tuple[str, ...] = ()
    kind: str = ""


def take_away(page: PageContext, *pictures: Picture) -> Fragment:
    """Pictures to take away, each complete in itself; the first is the figure's card."""
    publication = page.site.publication
    if publication is None:
        return Fragment(NOTHING)
    drawings: dict[str, Future[Files]] = {}
    files: dict[str, str | bytes] = {}
    downloads: list[Download] = []
    card = None
    for picture in pictures:
        where = [publication.address(*picture.place)] if publication.site else []
        notes = (
            *picture.notes,
            _producers(page, picture.sources),
            *where,
            publication.signed,
        )
        caption = Caption(picture.title, picture.subtitle, notes)
        sheet = Sheet(picture.drawing, caption)
        drawings[f"{publication.folder}/{picture.name}"] = studio.files(sheet, page.site.cache)
        kinds = {kind: f"{picture.name}.{kind.lower()}" for kind in ("PNG", "SVG")}
        downloads += (one._replace(part=picture.kind) for one in page.files(kinds))
        if publication.frames:
            path = f"{publication.frames}/{picture.name}.html"
            files[path] = _frame(page, publication, sheet, picture)
            width, height = sheet.size
            size, url = f"{width}×{height}", page.link(path, "")
            downloads.append(Download(t("picture.frame"), url, size=size, part=picture.kind))
        card = card or replace(sheet, caption=replace(caption, notes=notes[-1:]))
    made = tuple(downloads)
    return Fragment(NOTHING, files=files, drawings=drawings, downloads=made, card=card)


def _frame(page: PageContext, publication: Publication, sheet: Sheet, picture: Picture) -> str:
    """The page that shows a picture alone, in a frame of another site or to messengers."""
    return page.render(
        "frame.html",
        style=FRAME,
        policy=csp.source(FRAME),
        caption=sheet.caption,
        size=sheet.size,
        scale=studio.SCALE,
        address=publication.address(*picture.place),
        site=publication,
        name=picture.name,
    )


def taken(page: PageContext, chart: line_chart.LineChart, picture: Picture) -> Picture:
    """A picture of a chart with the notes of the breaks that it shows and of its hollow points."""
    breaks = [
        t("chart.break", number=number, period=formats.period(brk.before), label=brk.label)
        for _, number, brk in chart.rules
    ]
    unnamed = [] if chart.is_named else [", ".join(chart.names)]
    all_notes = (*picture.notes, *unnamed, *breaks, *notes([chart]))
    return replace(picture, drawing=chart.specification(), notes=all_notes)


def _producers(page: PageContext, sources: Iterable[str]) -> str:
    """Who made the figures and when: «Дереккөз: [28] Ұлттық статистика бюросы, 2025»."""
    listed = [
        f"[{number}] {one.publisher or one.container or one.name}"
        + (f", {one.issued[:4]}" if one.issued else "")
        for number, one, _ in page.sources(sources)
    ]
    more = [t("picture.more", count=len(listed) - MANY)] if len(listed) > MANY else []
    return t("picture.sources", sources="; ".join([*listed[:MANY], *more]))


def formula(page: PageContext, derived: Derived, result: Measure) -> str:
    """What a derived series is computed from, in the language of the page."""
    names, measures = [], []
    for key in derived.inputs:
        id, _, part = key.partition("/")
        indicator = page.catalogue.indicators[id]
        series = indicator.find(part)
        assert series, "checks.derivations knows it"
        names.append(f"{page.indicator_name(indicator)} ({page.place_name(series.unit)})")
        measures.append(indicator.measure)
    return figures.formula(derived, names, measures, result, page.language)


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


def computed_figure(page: PageContext, text: str, computation: Computation) -> Fragment:
    """A figure that is worked out from others, which its popover shows."""
    inputs = [
        (
            point.when_in(page.language),
            page.place_name(point.unit),
            figures.format_value(point.value, point.indicator.measure, language=page.language),
            page.row_url(point),
            page.sources(point.sources),
        )
        for point in computation.inputs
    ]
    mark = words.mark(computation.status, page.language)
    return figure_in_text(
        page, "computed.html", text, computation=computation, mark=mark, inputs=inputs
    )
