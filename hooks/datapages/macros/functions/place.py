"""`{{ place("akmola") }}`."""

from __future__ import annotations

from dataclasses import replace

from ...content.notation import NotationError
from ...graphics import choropleth, static_svg
from ...language import grammar
from ...language.messages import t
from .. import builders
from ..api import Fragment, macro
from ..context import PageContext


@macro(numbers="figure")
def place(page: PageContext, unit: str) -> Fragment:
    """`{{ place("akmola") }}`: where a unit lies, on a small map."""
    shown = page.unit(unit)
    source = next((m for m in page.catalogue.maps.values() if unit in m.shapes.shapes), None)
    if source is None:
        raise NotationError(f"no map has the shape of «{unit}»")
    drawing = choropleth.draw(source, choropleth.LOCATOR, choropleth.COARSE)
    anchor = f"place-{unit}"
    dot = drawing.area(unit) < choropleth.DOT / 4
    genitive = grammar.decline(shown.names.kk, "genitive")
    record = source.record
    taken = builders.take_away(
        page,
        builders.Picture(
            anchor,
            static_svg.place(drawing, unit, dot=dot),
            t("place.title", genitive=genitive),
            record.title,
            (page.path, anchor),
            (record.source,),
            (f"{record.attribution}, {record.licence}",),
        ),
    )
    html = page.render(
        "place.html",
        anchor=anchor,
        label=page.labels[anchor],
        record=record,
        unit=shown,
        drawing=drawing,
        dot=dot,
        genitive=genitive,
        files=taken.downloads,
        sources=page.sources([record.source]),
    )
    return replace(taken, html=html, card=None)
