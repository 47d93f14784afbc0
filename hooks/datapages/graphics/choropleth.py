"""A map coloured by figures: themes, classes, legends and shapes."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ..language import formats, scale
from ..language.messages import t
from ..model import boundaries
from ..model.boundaries import Map
from ..model.choices import Choice
from ..model.derived import weakest
from ..model.measures import RATES
from ..model.records.base import Measure, Status
from ..model.records.units import Unit
from ..model.unit_tree import Figure, UnitTree, short_name
from ..model.words import DENSITY, PERSONS, FigureUnit, axis_unit, mark, unit_of
from . import projection

WIDTH = 1000
SMALLEST = 6  # squares of the grid: what no reader can see is not drawn
LOCATOR, COARSE = 360, 12  # the same of the small map
CLASSES = 5
LETTERS = "ab"  # of the themes of one map; units.css paints a0 … b5
ROOM = 3200  # squares of the grid in which a name finds room
_DIGITS = 20  # of a figure, and more
DOT = 260  # a shape under this many squares is a dot too, to be seen and hit


@dataclass(frozen=True)
class Theme:
    """A way to colour the map: figures of the units, the period, and what is said of them."""

    id: str
    title: str
    unit: FigureUnit
    values: Mapping[str, float]
    period: str
    sources: tuple[str, ...]
    measure: Measure | None = None  # of an indicator
    status: Status = "official"

    @property
    def when(self) -> str:
        """Its period, with the mark of figures that are not firm: «2025 (алдын ала)»."""
        return formats.period(self.period) + mark(self.status)

    @property
    def is_rate(self) -> bool:
        """Whether its figures are high or low, as density is, and not many or few."""
        return self.unit == DENSITY or self.measure in RATES

    def text(self, unit: Unit) -> str:
        """«1 222 391 адам», or «дерек жоқ»."""
        value = self.values.get(unit.id)
        return t("cell.missing") if value is None else self.unit.write(value)

    def text_of(self, unit: Unit) -> str:
        """The same with the place of the unit among those that are known."""
        value = self.values.get(unit.id)
        if value is None:
            return self.text(unit)
        place = 1 + sum(other > value for other in self.values.values())
        return t("map.place", figure=self.text(unit), place=place, count=len(self.values))


@dataclass(frozen=True)
class Legend:
    """The classes of a theme: from where to where each goes; one begins where another ends."""

    theme: Theme
    letter: str  # of the classes a1 … a5, a0 of this theme
    unit: str
    steps: tuple[str, ...]
    unknown: int  # units without a figure


@dataclass(frozen=True)
class Shape:
    """A unit on the map; `classes` has a class a theme: a1 … a5, a0 for the unknown.

    `title` is its name and a line for each theme, which previews.js takes apart for its card.
    """

    unit: Unit
    title: str
    classes: str
    path: str
    at: boundaries.Grid
    label: str
    values: tuple[str, ...]  # under the name, a theme each
    dot: bool


@dataclass(frozen=True)
class Picture:
    """A map ready to be written."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    legends: tuple[Legend, ...]


def themes(places: UnitTree, units: Sequence[Unit], names: Sequence[str]) -> list[Theme]:
    """The themes with these names: population, density, or an indicator that compares units.

    KeyError for an unknown one, ValueError for more than a map can show.
    """
    if len(names) > len(LETTERS):
        raise ValueError(f"a map shows {len(LETTERS)} themes at most, got {len(names)}")
    period, headcounts = places.together(units)
    sources = tuple(dict.fromkeys(figure.source for figure in headcounts.values()))
    return [_theme(places, units, name, (period, headcounts, sources)) for name in names]


def _theme(
    places: UnitTree,
    units: Sequence[Unit],
    name: str,
    population: tuple[str, dict[str, Figure], tuple[str, ...]],
) -> Theme:
    period, headcounts, sources = population
    status = weakest(figure.status for figure in headcounts.values())
    if name == "population":
        values: dict[str, float] = {id: figure.value for id, figure in headcounts.items()}
        return Theme(
            name, t("map-theme.population"), PERSONS, values, period, sources, status=status
        )
    if name == "density":
        dense = {u.id: places.density(u, headcounts.get(u.id)) for u in units}
        known = {id: value for id, value in dense.items() if value is not None}
        areas = dict.fromkeys(u.area.source for u in units if u.area)
        sources = (*sources, *areas)
        return Theme(name, t("map-theme.density"), DENSITY, known, period, sources, status=status)
    indicator = places.catalogue.indicators[name]
    if indicator.comparison is None:
        raise KeyError(name)
    compared = indicator.comparison
    values = {id: value for id, value in compared.values.items() if value is not None}
    unit = unit_of(indicator.measure)
    sources = (compared.source,)
    return Theme(
        name, indicator.title, unit, values, compared.period, sources, indicator.measure,
        compared.status,
    )  # fmt: skip


def classify(values: Mapping[str, float]) -> dict[str, int]:
    """Class of each unit from 1 (least) to 5, as many units in each; equal figures together."""
    ordered = sorted(values.values())
    rank = {value: place for place, value in reversed(list(enumerate(ordered)))}
    return {id: rank[value] * CLASSES // len(ordered) + 1 for id, value in values.items()}


def legend(theme: Theme, letter: str, units: Sequence[Unit]) -> Legend:
    """What each class of a theme holds."""
    classes = classify(theme.values)
    shrink = scale.scale(max(theme.values.values(), default=0))
    inside: dict[int, list[float]] = {}
    for id, value in sorted(theme.values.items(), key=lambda one: one[1]):
        inside.setdefault(classes[id], []).append(value / shrink.divisor)
    ranges = dict(zip(inside, _ranges([*inside.values()]), strict=True))
    unknown = sum(unit.id not in theme.values for unit in units)
    unit = (
        axis_unit(shrink, theme.measure)
        if theme.measure
        else f"{shrink.word} {theme.unit.text}".strip()
    )
    steps = tuple(ranges.get(step, "") for step in range(1, CLASSES + 1))
    return Legend(theme, letter, unit, steps, unknown)


def _ranges(groups: Sequence[Sequence[float]]) -> list[str]:
    """From where to where groups of figures in their order go, without a gap.

    5, 5.8 | 7, 9.3 | 21 → «5–6», «6–20», «20–21»: between two groups stands the roundest number.
    """
    if not groups:
        return []
    limits = [roundest(low[-1], high[0]) for low, high in itertools.pairwise(groups)]
    least, most = groups[0][0], groups[-1][-1]
    ends = [_short(least, limits[:1]), *map(formats.number, limits), _short(most, limits[-1:])]
    return ["–".join(dict.fromkeys(pair)) for pair in itertools.pairwise(ends)]


def roundest(low: float, high: float) -> float:
    """The number with the fewest digits between two figures; the higher one where it has fewer."""
    below, above = Decimal(str(low)), Decimal(str(high))
    first = max(below.adjusted(), above.adjusted()) + 1  # where there is a zero between them
    for place in range(first, first - _DIGITS, -1):
        step = Decimal(1).scaleb(place)
        found = ((below + above) / 2 / step).to_integral_value() * step
        if below < found < above:
            return float(found)
        if above % step == 0:
            break
    return high


def _on_map(theme: Theme, unit: Unit) -> str:
    """A figure as short as those of the legend."""
    value = theme.values.get(unit.id)
    shrink = scale.scale(max(theme.values.values(), default=0))
    return "" if value is None else _short(value / shrink.divisor)


def _short(value: float, beside: Iterable[float] = ()) -> str:
    """A figure in a few digits, and as fine as one that it stands beside."""
    digits = max(1 if value < 10 else 0, formats.decimals(beside))
    return formats.number(formats.rounded(value, digits))


def picture(source: Map, units: Sequence[Unit], shown: Sequence[Theme]) -> Picture:
    """The map of these units, coloured by the themes."""
    drawing = draw(source, WIDTH, SMALLEST)
    coloured = [classify(theme.values) for theme in shown]
    shapes = []
    for unit in units:
        classes = " ".join(f"{letter}{colour.get(unit.id, 0)}"
                           for letter, colour in zip(LETTERS, coloured, strict=False))  # fmt: skip
        area = drawing.area(unit.id)
        title = f"{unit.names.kk}: " + "\n".join(theme.text_of(unit) for theme in shown)
        label = short_name(unit) if area > ROOM else ""
        values = tuple(_on_map(theme, unit) for theme in shown)
        shapes.append(
            Shape(unit, title, classes, drawing.outline(unit.id), drawing.centre(unit.id), label,
                  values, area < DOT)
        )  # fmt: skip
    legends = tuple(
        legend(theme, letter, units) for letter, theme in zip(LETTERS, shown, strict=False)
    )
    return Picture(drawing.width, drawing.height, tuple(shapes), legends)


def of_period(choice: Choice, period: str) -> Theme:
    """How the figures of a period colour the map."""
    indicator, sources = choice.indicator, choice.sources[period]
    unit, values = unit_of(indicator.measure), choice.values[period]
    return Theme(
        indicator.id, indicator.title, unit, values, period, sources, indicator.measure,
        choice.statuses[period],
    )  # fmt: skip


def of_units(maps: Iterable[Map], units: Sequence[Unit]) -> Map | None:
    """The map that has the shapes of all these units."""
    return next((one for one in maps if all(u.id in one.shapes.shapes for u in units)), None)


@lru_cache(maxsize=8)  # the same map stands small on the page of each of its units
def draw(source: Map, width: int, smallest: float) -> projection.Drawing:
    """The boundaries at a width in pixels; shapes under `smallest` squares are left out."""
    record = source.record
    return projection.draw(source.shapes, record.parallels, record.meridian, width, smallest)
