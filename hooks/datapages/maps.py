"""A map coloured by figures: classes, legends and shapes; and squares in proportion to figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import charts, geo, kazakh, views
from .places import Figure, Places, short_name
from .records import Unit
from .territories import Map

WIDTH = 1000
SMALLEST = 6  # squares of the grid: what no reader can see is not drawn
LOCATOR, COARSE = 360, 12  # the same of the small map
CLASSES = 5
ROOM = 3200  # squares of the grid in which a name finds room
LETTER, WIDE, LINE = 8.4, 11.4, 16  # of a label on a tile, in CSS pixels
WIDE_LETTERS = frozenset("жмшщыюфъЖМШЩЫЮФЪ")
DOT = 260  # a shape under this many squares is a dot too, to be seen and hit


@dataclass(frozen=True)
class Theme:
    """A way to colour the map: figures of the units, the period, and what is said of them."""

    id: str
    title: str
    measure: str
    values: Mapping[str, float]
    period: str
    sources: tuple[str, ...]

    def text(self, unit: Unit) -> str:
        """«1 222 391 адам», or «дерек жоқ»."""
        value = self.values.get(unit.id)
        return kazakh.MISSING if value is None else views.with_unit(value, self.measure)


@dataclass(frozen=True)
class Legend:
    """The classes of a theme: the first and the last figure of each, shortened."""

    theme: Theme
    unit: str
    steps: tuple[str, ...]
    unknown: int  # units without a figure


@dataclass(frozen=True)
class Shape:
    """A unit on the map; `classes` has a class a theme: a1 … a5, a0 for the unknown."""

    unit: Unit
    title: str
    classes: str
    path: str
    at: geo.Grid
    label: str
    dot: bool


@dataclass(frozen=True)
class Picture:
    """A map ready to be written."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    legends: tuple[Legend, ...]


def themes(places: Places, units: Sequence[Unit], names: Sequence[str]) -> list[Theme]:
    """The themes with these names: population, density, or an indicator that compares units.

    KeyError for an unknown one.
    """
    period, headcounts = places.together(units)
    sources = tuple(dict.fromkeys(figure.source for figure in headcounts.values()))
    return [_theme(places, units, name, (period, headcounts, sources)) for name in names]


def _theme(
    places: Places,
    units: Sequence[Unit],
    name: str,
    population: tuple[str, dict[str, Figure], tuple[str, ...]],
) -> Theme:
    period, headcounts, sources = population
    if name == "population":
        values: dict[str, float] = {id: figure.value for id, figure in headcounts.items()}
        return Theme(name, "Халық саны", "адам", values, period, sources)
    if name == "density":
        dense = {u.id: places.density(u, headcounts.get(u.id)) for u in units}
        known = {id: value for id, value in dense.items() if value is not None}
        areas = dict.fromkeys(u.area.source for u in units if u.area)
        title, measure = "Халық тығыздығы", "адам/км²"
        return Theme(name, title, measure, known, period, (*sources, *areas))
    indicator = places.catalogue.indicators[name]
    if indicator.comparison is None:
        raise KeyError(name)
    compared = indicator.comparison
    values = {id: value for id, value in compared.values.items() if value is not None}
    measure = views.MEASURES[indicator.measure]
    return Theme(name, indicator.title, measure, values, compared.period, (compared.source,))


def classify(values: Mapping[str, float]) -> dict[str, int]:
    """Class of each unit from 1 (least) to 5, as many units in each; equal figures together."""
    ordered = sorted(values.values())
    rank = {value: place for place, value in reversed(list(enumerate(ordered)))}
    return {id: rank[value] * CLASSES // len(ordered) + 1 for id, value in values.items()}


def legend(theme: Theme, units: Sequence[Unit]) -> Legend:
    """What each class of a theme holds."""
    classes = classify(theme.values)
    shrink = charts.scale(max(theme.values.values(), default=0))
    steps = []
    for step in range(1, CLASSES + 1):
        inside = [theme.values[id] / shrink.divisor for id, one in classes.items() if one == step]
        ends = [_short(value) for value in (min(inside), max(inside))] if inside else []
        steps.append("–".join(dict.fromkeys(ends)))
    unknown = sum(unit.id not in theme.values for unit in units)
    return Legend(theme, f"{shrink.word} {theme.measure}".strip(), tuple(steps), unknown)


def _short(value: float) -> str:
    return kazakh.number(round(value, 1) if value < 10 else round(value))


def picture(source: Map, units: Sequence[Unit], shown: Sequence[Theme]) -> Picture:
    """The map of these units, coloured by the themes."""
    drawing = draw(source, WIDTH, SMALLEST)
    coloured = [classify(theme.values) for theme in shown]
    shapes = []
    for unit in units:
        classes = " ".join(f"{letter}{colour.get(unit.id, 0)}"
                           for letter, colour in zip("abcdef", coloured, strict=False))  # fmt: skip
        area = drawing.area(unit.id)
        title = f"{unit.names.kk}: " + "; ".join(theme.text(unit) for theme in shown)
        label = short_name(unit) if area > ROOM else ""
        shapes.append(
            Shape(unit, title, classes, drawing.outline(unit.id), drawing.centre(unit.id), label,
                  area < DOT)
        )  # fmt: skip
    legends = tuple(legend(theme, units) for theme in shown)
    return Picture(drawing.width, drawing.height, tuple(shapes), legends)


_drawn: dict[tuple[int, int], tuple[Map, geo.Drawing]] = {}


def draw(source: Map, width: int, smallest: float) -> geo.Drawing:
    """The boundaries at a width, drawn once a build."""
    key = (id(source), width)
    if key not in _drawn or _drawn[key][0] is not source:
        parallels = source.record.parallels
        made = geo.draw(source.shapes, parallels, source.record.meridian, width, smallest)
        _drawn[key] = (source, made)
    return _drawn[key][1]


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
    told: int  # 2: name and figure, 1: the name alone, 0: nothing


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

    return max(map(drawn, heights), key=lambda made: sum(tile.told for tile in made.tiles))


Box = tuple[float, float, float, float]  # left, top, right, bottom


def _tile(unit: Unit, figure: Figure, box: Box) -> Tile:
    left, top, right, bottom = (round(edge) for edge in box)
    name, count = short_name(unit), kazakh.number(figure.value)
    labels = ((name, count), (*name.split(), count), (f"{name} {count}",), (name,))
    lines = next((lines for lines in labels if _fits(lines, right - left, bottom - top)), ())
    told = 2 if lines and lines != (name,) else len(lines)
    title = f"{unit.names.kk}: {count}{kazakh.NBSP}адам"
    return Tile(unit, title, left, top, right - left, bottom - top, lines, told)


def _fits(lines: Sequence[str], width: int, height: int) -> bool:
    return max(map(label_width, lines)) <= width - 10 and len(lines) * LINE <= height - 8


def label_width(line: str) -> float:
    """Of a line in the widest of the faces that readers have, 13 px high, or a little more."""
    return sum(WIDE if letter in WIDE_LETTERS else LETTER for letter in line)


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
