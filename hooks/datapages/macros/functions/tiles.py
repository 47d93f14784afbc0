"""`{{ tiles("akmola") }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...graphics import treemap
from ...language import grammar
from ..api import Fragment, macro
from ..context import PageContext

SIZES = (("narrow", 340, range(460, 580, 10)), ("wide", 720, range(380, 480, 10)))


@macro(numbers="figure")
def tiles(page: PageContext, unit: str, *, mark: str | None = None) -> Fragment:
    """`{{ tiles("akmola") }}`: its units as rectangles in proportion to their population."""
    shown = page.unit(unit)
    children = page.site.tree.children.get(unit, [])
    period, figures = page.site.tree.together(children)
    if not figures:
        raise NotationError(f"no population is known of the units in «{unit}»")
    ids = {child.id for child in children}
    files = [f for f in page.catalogue.units.values() if any(u.id in ids for u in f.units)]
    anchor = f"tiles-{unit}"
    return page.fragment(
        "tiles.html",
        anchor=anchor,
        label=page.labels[anchor],
        unit=shown,
        mark=page.unit(mark).id if mark else "",
        genitive=grammar.decline(shown.names.kk, "genitive"),
        period=period,
        pictures=[
            (name, treemap.tiles(children, figures, width, heights))
            for name, width, heights in SIZES
        ],
        missing=len(children) - len(figures),
        boundaries=" ".join(file.boundaries for file in files if file.boundaries),
        sources=page.sources(figure.source for figure in figures.values()),
    )
