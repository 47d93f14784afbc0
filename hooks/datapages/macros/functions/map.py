"""`{{ map("regions") }}`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...content.notation import NotationError
from ...graphics import choropleth, static_svg
from ...language import formats, grammar
from ...language.messages import t
from ...model.boundaries import Map
from ...model.records.units import Unit
from .. import builders
from ..api import Fragment, macro
from ..context import PageContext, unknown

ENDS = 3  # units that are named at each end of a ranking


@macro(numbers="figure")
def map(page: PageContext, name: str, *, by: str | list[str] = "population") -> Fragment:
    """`{{ map("regions", by=["population", "density"]) }}`: a map that is coloured by figures.

    With more than one theme the reader chooses.
    """
    source = page.catalogue.maps.get(name)
    if source is None:
        raise unknown("map", name, page.catalogue.maps)
    units = page.catalogue.units[source.record.units].units
    names = by if isinstance(by, list) else [by]
    try:
        themes = choropleth.themes(page.site.tree, units, names)
    except KeyError as error:
        compared = (one.id for one in page.catalogue.indicators.values() if one.comparison)
        raise unknown("theme", error.args[0], ("population", "density", *compared)) from None
    except ValueError as error:
        raise NotationError(str(error)) from None
    anchor, table = f"map-{name}", f"table-{source.record.units}"
    sources = [*(id for theme in themes for id in theme.sources), source.record.source]
    picture = choropleth.picture(source, units, themes)
    taken = builders.take_away(page, *_pictures(page, source, picture, anchor))
    html = page.render(
        "map.html",
        anchor=anchor,
        label=page.labels[anchor],
        record=source.record,
        picture=picture,
        themes=themes,
        description=[_described(theme, units) for theme in themes],
        table_label=grammar.decline(page.labels.get(table, ""), "locative"),
        table=table,
        with_table=table in page.labels,
        files=taken.downloads,
        sources=page.sources(sources),
    )
    return replace(taken, html=html)


def _pictures(
    page: PageContext, source: Map, picture: choropleth.Picture, anchor: str
) -> Iterator[builders.Picture]:
    """The map to take away, once a theme."""
    for place, legend in enumerate(picture.legends):
        theme = legend.theme
        parts = (source.record.title, theme.when, legend.unit)
        yield builders.Picture(
            f"{anchor}-{theme.id}",
            static_svg.choropleth(picture, place, formats.MISSING),
            theme.title,
            " · ".join(parts),
            (page.path, anchor),
            (*theme.sources, source.record.source),
            (t("map.classes"), f"{source.record.attribution}, {source.record.licence}"),
            kind=theme.title if len(picture.legends) > 1 else "",
        )


def _described(theme: choropleth.Theme, units: Sequence[Unit]) -> str:
    """The theme in words: the most and the least, and what is unknown."""
    known = sorted((u for u in units if u.id in theme.values), key=lambda u: theme.values[u.id])
    if not known:
        return f"{grammar.subtitled(theme.title, formats.MISSING)}."
    high, low = t("map.most"), t("map.least")
    if theme.is_rate:
        high, low = t("map.highest"), t("map.lowest")
    many = min(ENDS, len(known) // 2) or 1
    ends = "; ".join(
        f"{word} – {', '.join(f'{u.names.kk} ({theme.text(u)})' for u in group)}"
        for word, group in zip((high, low), (known[: -many - 1 : -1], known[:many]), strict=True)
        if word == high or len(known) > 1
    )
    unknown = [unit.names.kk for unit in units if unit.id not in theme.values]
    tail = f" {t('map.unknown', units=', '.join(unknown))}" if unknown else ""
    title = f"{theme.title}, {theme.when}"
    if unknown:
        ends = f"{t('map.among', count=len(known))} {ends}"
    return f"{grammar.subtitled(title, ends)}.{tail}"
