"""Units beside each other: their ranking, and what a reader may choose of them.

A page shows the ranking of the last period. The rest is published as files, which a page fetches
for readers who choose: figures by period, the map, lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..content.notation import NotationError
from ..exports import tables
from ..graphics import bar_chart, choropleth, many_lines, static_svg, vega
from ..language import formats, grammar
from ..language.messages import t
from ..model import choices, words
from ..model.boundaries import Map
from ..model.catalogue import Catalogue
from ..model.choices import Choice
from ..model.observations import JoinedIndicator
from ..model.unit_tree import short_name
from ..views import chooser as described
from ..views import ranking
from ..views.search_rows import SearchRow
from . import builders
from .api import NOTHING, Fragment
from .context import PageContext


@dataclass(frozen=True)
class Chooser:
    """The address of the file, the picture of the map («»: none), and what is published."""

    url: str
    picture: str
    size: str
    fragment: Fragment


def comparison(page: PageContext, indicator: JoinedIndicator) -> Fragment:
    """The ranking of the units that an indicator compares, with what may be chosen of them."""
    choice = choices.choice(indicator, page.catalogue)
    if choice is None or not choice.periods:
        raise NotationError(f"«{indicator.id}» has no comparison of units")
    anchor = f"comparison-{indicator.id}"
    ranked = choice.comparison(choice.last)
    rows = ranking.ranking(indicator, ranked, page.catalogue)
    known = [row.value for row in rows if row.value is not None]
    among = ranking.incomplete(ranked, page.catalogue)
    unit = words.MEASURES[indicator.measure]
    bars = builders.take_away(page, _bars(page, choice, rows, unit))
    chooser = chooser_of(page, choice)
    made = chooser.fragment if chooser else Fragment(NOTHING)
    downloads = page.table_files(files_of(choice)) + bars.downloads + made.downloads
    html = page.render(
        "comparison.html",
        indicator=indicator,
        comparison=ranked,
        mark=words.mark(ranked.status),
        anchor=anchor,
        label=page.labels[anchor],
        unit=unit,
        places=rows,
        digits=formats.decimals(known),
        among=t("ranking.among", count=among[0], all=among[1]) if among else "",
        chooser=chooser,
        has_lines=choice.has_lines,
        sources=page.sources(choice.sources[choice.last]),
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
    return Fragment(
        html,
        rows=found,
        files={**bars.files, **made.files},
        drawings={**bars.drawings, **made.drawings},
        downloads=downloads,
    )


def _bars(
    page: PageContext, choice: Choice, rows: Sequence[ranking.Ranked], unit: str
) -> builders.Picture:
    """The ranking as a picture to take away."""
    indicator, note = choice.indicator, choice.comparison(choice.last).note
    marks = [bar_chart.Bar(row.name, row.value, row.own) for row in rows if row.value is not None]
    return builders.Picture(
        tables.comparison_name(indicator),
        bar_chart.specification(marks, vega.SIZES[1]),
        grammar.subtitled(indicator.title, t("picture.by-units")),
        " · ".join(part for part in (_when(choice), unit) if part),
        _place(page, choice),
        choice.sources[choice.last],
        (note,) if note else (),
    )


def _when(choice: Choice) -> str:
    """The period of the ranking, with the mark of figures that are not firm."""
    return formats.period(choice.last) + words.mark(choice.statuses[choice.last])


def is_offered(data: Catalogue, choice: Choice) -> bool:
    """Whether there is more to choose than a ranking."""
    return choice.has_lines or (
        len(choice.units) >= choices.FEWEST and _map_of(data, choice) is not None
    )


def _map_of(data: Catalogue, choice: Choice) -> Map | None:
    return choropleth.of_units(data.maps.values(), choice.units) if choice.units else None


def chooser_of(page: PageContext, choice: Choice) -> Chooser | None:
    """What a reader may choose; None where nothing is published, or nothing can be chosen."""
    publication = page.site.publication
    source = _map_of(page.catalogue, choice)
    if publication is None or not is_offered(page.catalogue, choice):
        return None
    indicator = choice.indicator
    whole = described.described(choice, page.catalogue, words.MEASURES[indicator.measure])
    files: dict[str, str | bytes] = {}
    made = Fragment(NOTHING)
    picture = size = ""
    if source:
        shapes = f"map-{source.record.id}.svg"
        files[f"{publication.folder}/{shapes}"] = _shapes(page, source)
        whole["map"] = shapes
        for period in whole["periods"]:
            theme = choropleth.of_period(choice, period["id"])
            legend = choropleth.legend(theme, "a", choice.units)
            colours = choropleth.classify(theme.values)
            period |= {
                "classes": described.classes(colours, choice.units),
                "legend": legend.steps,
                "legend-unit": legend.unit,
            }
        taken = _map(page, source, choice)
        made = builders.take_away(page, taken)
        picture = page.link(f"{publication.folder}/{taken.name}.svg", "")
        size = made.downloads[-1].size if made.downloads else ""
    if choice.has_lines:
        whole["lines"] = _lines(choice)
    path = f"{publication.folder}/{indicator.id}-choice.json"
    files[path] = described.written(whole)
    made = replace(made, files={**made.files, **files}, card=None)
    return Chooser(page.link(path, ""), picture, size, made)


def _shapes(page: PageContext, source: Map) -> str:
    """The map without colours, each shape called by its unit."""
    units = page.catalogue.units[source.record.units].units
    picture = choropleth.picture(source, units, [])
    return page.render("map_shapes.html", record=source.record, picture=picture)


def _place(page: PageContext, choice: Choice) -> tuple[str, str]:
    """Where the pictures of a ranking stand, whatever page shows them besides."""
    indicator = choice.indicator
    if indicator.unit_title is None:
        return indicator.page, indicator.id
    return page.path, f"comparison-{indicator.id}"


def _map(page: PageContext, source: Map, choice: Choice) -> builders.Picture:
    """The map of the last period, to be taken away."""
    theme, indicator = choropleth.of_period(choice, choice.last), choice.indicator
    picture = choropleth.picture(source, choice.units, [theme])
    parts = (source.record.title, theme.when, picture.legends[0].unit)
    note = choice.comparison(choice.last).note
    return builders.Picture(
        f"{indicator.id}-map",
        static_svg.choropleth(picture, 0, formats.MISSING),
        indicator.title,
        " · ".join(part for part in parts if part),
        _place(page, choice),
        (*theme.sources, source.record.source),
        (
            *([note] if note else []),
            t("map.classes"),
            f"{source.record.attribution}, {source.record.licence}",
        ),
        kind=t("picture.map"),
    )


def _lines(choice: Choice) -> list[dict[str, object]]:
    """The lines of each scale for both widths of screen, and what is told of its axis."""
    made: list[dict[str, object]] = []
    prices = [t("chart.nominal")] if choice.indicator.is_nominal else []
    for series in choice.scales:
        breaks = choice.indicator.only(series.values()).numbered_breaks
        names = {id: short_name(one.unit) for id, one in series.items()}
        drawn = {size.name: many_lines.draw(series, names, breaks, size) for size in vega.SIZES}
        whole = next(iter(drawn.values()))
        notes = [
            t("chart.break", number=number, period=formats.period(brk.before), label=brk.label)
            for number, brk in whole.breaks
        ]
        notes += prices
        unit = words.axis_unit(whole.shrink, choice.indicator.measure)
        svgs = {name: lines.svg for name, lines in drawn.items()}
        made.append({"units": [*series], "unit": unit, "notes": notes, **svgs})
    return made


def files_of(choice: Choice) -> str:
    """The name under which the figures are downloaded."""
    indicator = choice.indicator
    return tables.comparison_name(indicator) if indicator.comparison else indicator.id
