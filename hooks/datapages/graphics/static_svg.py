"""Maps, diagrams and treemaps as static pictures to download: what templates draw, at rest."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from . import projection
from .choropleth import LETTERS, Legend, Picture
from .diagram_layout import Drawing
from .svg_compact import short
from .treemap import Treemap

_WIDTH, _KEY, _ROW = 720, 26, 18
_MISSING = "0"
# Of a diagram, as site.css has them: colour and dashes of its arrows, edges of its boxes.
_ARROWS = {
    "elects": ("var(--chart-1)", ""),
    "appoints": ("var(--chart-2)", "9 4"),
    "consents": ("var(--chart-3)", "2 4"),
}
_EDGES = {"representative": ("var(--chart-1)", 2), "executive": ("var(--chart-2)", 2)}
_HATCH = (
    '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><path d="M0 0v7" stroke="var(--map-line)" stroke-width="2"/>'
    "</pattern>"
)  # of what is not known


def choropleth(picture: Picture, theme: int, missing: str) -> str:
    """A map coloured by one of its themes, its classes below; `missing` is «no data»."""
    scale = _WIDTH / picture.width
    shapes, names = [], []
    for shape in picture.shapes:
        step = shape.classes.split()[theme].removeprefix(LETTERS[theme])
        look = (
            f'fill="{_fill(step)}" stroke="var(--map-line)"'
            ' stroke-linejoin="round" stroke-width="1.2"'
        )
        shapes.append(f'<path d="{shape.path}" {look}/>')
        x, y = shape.at
        if shape.dot:
            shapes.append(f'<circle cx="{x}" cy="{y}" r="11" {look}/>')
        if shape.label:
            at = f'x="{short(x * scale)}" y="{short(y * scale)}"'
            names.append(
                f'<text class="m" {at} stroke="var(--paper-raised)">{escape(shape.label)}</text>'
            )
    high = round(picture.height * scale)
    key = _legend(picture.legends[theme], high + 14, missing)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {high + 14 + _ROW}">{_HATCH}<g transform="scale({scale:.4f})">'
        f"{''.join(shapes)}</g>{''.join(names)}{key}</svg>"
    )


def _fill(step: str) -> str:
    return "url(#hatch)" if step == _MISSING else f"var(--map-{step})"


def _legend(legend: Legend, y: int, missing: str) -> str:
    steps = [(str(step), text) for step, text in enumerate(legend.steps, start=1) if text]
    steps += [(_MISSING, missing)] if legend.unknown else []
    room = _WIDTH // max(1, len(steps))
    drawn = []
    for place, (step, text) in enumerate(steps):
        x = place * room + 1
        drawn.append(
            f'<rect x="{x}" y="{y}" width="{_KEY}" height="13" fill="{_fill(step)}"'
            ' stroke="var(--map-line)"/>'
            f'<text x="{x + _KEY + 6}" y="{y + 11}">{escape(text)}</text>'
        )
    return "".join(drawn)


def place(drawing: projection.Drawing, unit: str, *, dot: bool) -> str:
    """Where a unit lies: all borders, its own shape filled, a dot where it is small."""
    x, y = drawing.centre(unit)
    here = f'<circle cx="{x}" cy="{y}" r="5" fill="var(--map-here)"/>' if dot else ""
    return (
        f'<svg viewBox="0 0 {drawing.width + 6} {drawing.height + 6}">'
        '<g transform="translate(3,3)" stroke-linejoin="round">'
        f'<path d="{drawing.borders()}" stroke="var(--map-line)" stroke-width="0.8"/>'
        f'<path d="{drawing.outline(unit)}" fill="var(--map-here)" stroke="var(--map-here)"/>'
        f"{here}</g></svg>"
    )


def diagram(drawing: Drawing, keys: Mapping[str, str]) -> str:
    """A diagram with its legend above; `keys` are the words for the kinds of its arrows."""
    heads = "".join(
        f'<marker id="{kind}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8"'
        f' markerUnits="userSpaceOnUse" orient="auto"><path d="M0,0L8,4L0,8z" fill="{tone}"/>'
        "</marker>"
        for kind, (tone, _) in _ARROWS.items()
    )
    parts = []
    for place, (kind, word) in enumerate(keys.items()):
        parts.append(_arrow(kind, f"M{drawing.left} {10 + _ROW * place}h34"))
        parts.append(f'<text x="{drawing.left + 44}" y="{14 + _ROW * place}">{escape(word)}</text>')
    top = _ROW * len(keys) + 4
    parts.append(f'<g transform="translate(0,{top})">')
    for band in drawing.bands:
        parts.append(
            f'<text class="strong" x="{drawing.left}" y="{band.y}">{escape(band.label)}</text>'
        )
    parts += (_arrow(arrow.edge.kind, arrow.path) for arrow in drawing.arrows)
    for box in drawing.boxes:
        edge, wide = _EDGES.get(box.node.kind, ("var(--chart-break)", 1))
        parts.append(
            f'<rect x="{drawing.left}" y="{box.y}" width="{drawing.box_width}" rx="5"'
            f' height="{box.height}" fill="var(--paper-sunken)" stroke="{edge}"'
            f' stroke-width="{wide}"/>'
            f'<text class="m" x="{drawing.left + drawing.box_width // 2}"'
            f' y="{box.y + box.baseline}">{escape(box.node.label)}</text>'
        )
    inside = "".join(parts)
    return f'<svg viewBox="0 0 {drawing.width} {drawing.height + top}">{heads}{inside}</g></svg>'


def _arrow(kind: str, path: str) -> str:
    tone, dashes = _ARROWS[kind]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="{path}" stroke="{tone}" stroke-width="1.8"{dashed} marker-end="url(#{kind})"/>'
    )


def treemap(picture: Treemap, mark: str) -> str:
    """A treemap; the tile of the unit `mark` has a thick edge."""
    tiles, texts = [], []
    for tile in sorted(picture.tiles, key=lambda tile: tile.unit.id == mark):
        edge = "var(--map-here)" if tile.unit.id == mark else "var(--map-line)"
        wide = 4 if tile.unit.id == mark else 1
        tiles.append(
            f'<rect x="{tile.x}" y="{tile.y}" width="{tile.width}" height="{tile.height}"'
            f' fill="var(--map-2)" stroke="{edge}" stroke-width="{wide}"/>'
        )
        texts += [f'<text x="{x}" y="{y}">{escape(line)}</text>' for x, y, line in tile.labels]
    inside = "".join((*tiles, *texts))
    return f'<svg viewBox="0 0 {picture.width} {picture.height}">{inside}</svg>'
