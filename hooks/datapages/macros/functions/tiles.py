"""`{{ tiles("akmola") }}`."""

from __future__ import annotations

from dataclasses import replace

from ...content.notation import NotationError
from ...graphics import static_svg, treemap
from ...language import formats, grammar
from ...language.messages import t
from ...model import words
from .. import builders
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
    marked = page.unit(mark).id if mark else ""
    genitive = grammar.decline(shown.names.kk, "genitive")
    pictures = [
        (name, treemap.tiles(children, figures, width, heights)) for name, width, heights in SIZES
    ]
    used = tuple(dict.fromkeys(figure.source for figure in figures.values()))
    picture = builders.Picture(
        "-".join(part for part in (anchor, marked) if part),
        static_svg.treemap(pictures[1][1], marked),
        t("tiles.title", genitive=genitive),
        " · ".join((formats.period(period), words.PERSONS.text)),
        (page.path, anchor),
        used,
        (t("tiles.note"),),
    )
    taken = builders.take_away(page, picture)
    html = page.render(
        "tiles.html",
        anchor=anchor,
        label=page.labels[anchor],
        unit=shown,
        mark=marked,
        genitive=genitive,
        period=period,
        pictures=pictures,
        missing=len(children) - len(figures),
        boundaries=" ".join(file.boundaries for file in files if file.boundaries),
        files=taken.downloads,
        sources=page.sources(used),
    )
    return replace(taken, html=html)
