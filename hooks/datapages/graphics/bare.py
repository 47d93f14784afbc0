"""Maps and treemaps as bare pictures, to be taken away: what the page's templates draw, at rest."""

from __future__ import annotations

from xml.sax.saxutils import escape

from .choropleth import LETTERS, Legend, Picture
from .svg_compact import short
from .treemap import Treemap

_WIDTH, _KEY, _ROW = 720, 26, 18
_MISSING = "0"


def choropleth(picture: Picture, theme: int, missing: str) -> str:
    """A map coloured by one of its themes, its classes below; `missing` is «no data»."""
    scale = _WIDTH / picture.width
    shapes, names = [], []
    for shape in picture.shapes:
        step = shape.classes.split()[theme].removeprefix(LETTERS[theme])
        look = (
            f'fill="var(--map-{step})" stroke="var(--map-line)"'
            ' stroke-linejoin="round" stroke-width="1.2"'
        )
        dashes = ' stroke-dasharray="4"' if step == _MISSING else ""
        shapes.append(f'<path d="{shape.path}" {look}{dashes}/>')
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
        f'<svg viewBox="0 0 {_WIDTH} {high + 14 + _ROW}"><g transform="scale({scale:.4f})">'
        f"{''.join(shapes)}</g>{''.join(names)}{key}</svg>"
    )


def _legend(legend: Legend, y: int, missing: str) -> str:
    steps = [(str(step), text) for step, text in enumerate(legend.steps, start=1) if text]
    steps += [(_MISSING, missing)] if legend.unknown else []
    room = _WIDTH // max(1, len(steps))
    drawn = []
    for place, (step, text) in enumerate(steps):
        x = place * room + 1
        dashes = ' stroke-dasharray="4"' if step == _MISSING else ""
        drawn.append(
            f'<rect x="{x}" y="{y}" width="{_KEY}" height="13" fill="var(--map-{step})"'
            f' stroke="var(--map-line)"{dashes}/>'
            f'<text x="{x + _KEY + 6}" y="{y + 11}">{escape(text)}</text>'
        )
    return "".join(drawn)


def treemap(picture: Treemap, mark: str) -> str:
    """A treemap; the tile of the unit `mark` has a thick edge."""
    tiles, texts = [], []
    for tile in sorted(picture.tiles, key=lambda tile: tile.unit.id == mark):
        edge = "var(--map-here)" if tile.unit.id == mark else "var(--map-line)"
        wide = 4 if tile.unit.id == mark else 1
        tiles.append(
            f'<rect x="{tile.x}" y="{tile.y}" width="{tile.width}" height="{tile.height}"'
            f' fill="var(--map-1)" stroke="{edge}" stroke-width="{wide}"/>'
        )
        texts += [f'<text x="{x}" y="{y}">{escape(line)}</text>' for x, y, line in tile.labels]
    inside = "".join((*tiles, *texts))
    return f'<svg viewBox="0 0 {picture.width} {picture.height}">{inside}</svg>'
