"""Rectangles in proportion to figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..language import alphabet, formats
from ..model import words
from ..model.records.units import Unit
from ..model.unit_tree import Figure, short_name

LETTER, WIDE, LINE = 8.4, 11.4, 16  # of a label on a tile, in CSS pixels
INSET, BASELINE = 7, 18  # of its first line, from the corner of the tile


@dataclass(frozen=True)
class Tile:
    """A rectangle whose area stands for a figure; `lines` is its label, as far as it fits."""

    unit: Unit
    title: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    shown: int  # 2: name and figure, 1: the name alone, 0: nothing

    @property
    def labels(self) -> list[tuple[int, int, str]]:
        """Its lines with the start of their baselines."""
        return [
            (self.x + INSET, self.y + BASELINE + LINE * number, line)
            for number, line in enumerate(self.lines)
        ]


@dataclass(frozen=True)
class Treemap:
    """Tiles that fill a picture."""

    width: int
    height: int
    tiles: tuple[Tile, ...]


def tiles(
    units: Sequence[Unit], figures: Mapping[str, Figure], width: int, heights: Iterable[int]
) -> Treemap:
    """The units with a figure, the largest first, each tile as square as can be.

    Of the heights it takes the first in which the most tiles have room for a name and a figure.
    """
    known = sorted((u for u in units if u.id in figures), key=lambda u: -figures[u.id].value)
    values = [float(figures[u.id].value) for u in known]

    def drawn(height: int) -> Treemap:
        boxes = zip(known, squarify(values, width, height), strict=True)
        return Treemap(width, height, tuple(_tile(u, figures[u.id], box) for u, box in boxes))

    return max(map(drawn, heights), key=lambda made: sum(tile.shown for tile in made.tiles))


Box = tuple[float, float, float, float]  # left, top, right, bottom


def _tile(unit: Unit, figure: Figure, box: Box) -> Tile:
    left, top, right, bottom = (round(edge) for edge in box)
    name, count = short_name(unit), formats.number(figure.value)
    labels = ((name, count), (*name.split(), count), (f"{name} {count}",), (name,))
    lines = next((lines for lines in labels if _fits(lines, right - left, bottom - top)), ())
    shown = 2 if lines and lines != (name,) else len(lines)
    title = f"{unit.names.kk}: {words.PERSONS.write(figure.value)}"
    return Tile(unit, title, left, top, right - left, bottom - top, lines, shown)


def _fits(lines: Sequence[str], width: int, height: int) -> bool:
    return max(map(label_width, lines)) <= width - 10 and len(lines) * LINE <= height - 8


def label_width(line: str) -> float:
    """Of a line in the widest of the faces that readers have, 13 px high, or a little more."""
    return sum(WIDE if letter in alphabet.WIDE else LETTER for letter in line)


def squarify(values: Sequence[float], width: float, height: float) -> list[Box]:
    """Boxes in proportion to falling values, after Bruls, Huizing and van Wijk (2000)."""
    boxes: list[Box] = []
    left, top, right, bottom = 0.0, 0.0, width, height
    rest, total = list(values), sum(values)
    while rest:
        wide = right - left >= bottom - top
        side = bottom - top if wide else right - left
        unit = (right - left) * (bottom - top) / total  # squares a value
        taken = 1
        while taken < len(rest) and _worst(rest[: taken + 1], side, unit) <= _worst(
            rest[:taken], side, unit
        ):
            taken += 1
        row, rest = rest[:taken], rest[taken:]
        depth = sum(row) * unit / side
        at = top if wide else left
        for value in row:
            length = value * unit / depth
            boxes.append((left, at, left + depth, at + length) if wide
                         else (at, top, at + length, top + depth))  # fmt: skip
            at += length
        left, top = (left + depth, top) if wide else (left, top + depth)
        total -= sum(row)
    return boxes


def _worst(row: Sequence[float], side: float, unit: float) -> float:
    """The least square of the boxes of a row: how many times longer than wide."""
    area = sum(row) * unit
    return max(side**2 * max(row) * unit / area**2, area**2 / (side**2 * min(row) * unit))
