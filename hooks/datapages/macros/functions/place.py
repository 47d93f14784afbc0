"""`{{ place("akmola") }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...graphics import choropleth
from ...language import grammar
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
    return page.fragment(
        "place.html",
        anchor=anchor,
        label=page.labels[anchor],
        record=source.record,
        unit=shown,
        drawing=drawing,
        dot=drawing.area(unit) < choropleth.DOT / 4,
        genitive=grammar.decline(shown.names.kk, "genitive"),
        sources=page.sources([source.record.source]),
    )
