"""Lines of many units on one scale, a group a unit: a page shows those that its reader chooses."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from ..language import formats
from ..language.scale import Scale, scale
from ..model import comparability
from ..model.observations import DataPoint, JoinedSeries, decimal_year
from ..model.records.indicators import Break
from . import labels, typeface
from .plot import Plot, year_ticks
from .svg_compact import short
from .vega import FONT_SIZE, Size

_TOP, _BOTTOM, _EDGE = 24, 26, 8


@dataclass(frozen=True)
class Lines:
    """The drawing, the scale of its axis, and the breaks that stand in it."""

    svg: str
    shrink: Scale
    breaks: tuple[tuple[int, Break], ...]


def draw(
    series: Mapping[str, JoinedSeries],
    names: Mapping[str, str],
    breaks: Sequence[tuple[int, Break]],
    size: Size,
) -> Lines:
    """All lines of the units (by id), their names at the ends, the breaks that cut any of them.

    Each break comes with its number in the notes; those outside the plot are left out.

    Figures that are not firm are left out: there is no room to say so of each.
    """
    firm = {id: [point for point in one.known if point.is_firm] for id, one in series.items()}
    points = {id: some for id, some in firm.items() if some}
    known = [point for some in points.values() for point in some]
    shrink = scale(max(abs(_value(point)) for point in known))
    widest = max(typeface.width(name, FONT_SIZE) for name in names.values())
    plot = Plot.of(
        [point.year for point in known],
        [_value(point) for point in known],
        (size.width, size.height),
        lambda value: typeface.width(_tick(value, shrink), FONT_SIZE),
        (_TOP, _EDGE + min(widest, size.width * 0.4) + 2, _BOTTOM),
    )
    groups = "".join(_group(plot, id, names[id], some) for id, some in points.items())
    first, last = plot.years
    inside = [one for one in breaks if first < decimal_year(one[1].before) - 0.5 < last]
    svg = (
        f'<svg class="chart__picture" fill="none" viewBox="0 0 {size.width} {size.height}">'
        f"{_axes(plot, shrink, size.ticks)}{_rules(plot, inside)}{groups}</svg>"
    )
    return Lines(svg, shrink, tuple(inside))


def _value(point: DataPoint) -> float:
    return float(point.value or 0)


def _tick(value: float, shrink: Scale) -> str:
    return formats.number(value / shrink.divisor)


def _at(plot: Plot, point: DataPoint) -> tuple[str, str]:
    x, y = plot.left + plot.x(point.year), plot.top + plot.y(_value(point))
    return short(round(x)), short(round(y, 1))


def _group(plot: Plot, id: str, name: str, known: Sequence[DataPoint]) -> str:
    """Runs between breaks; a point where one stands alone, and at the end of the last."""
    runs = [[_at(plot, point) for point in run] for run in comparability.unbroken(known)]
    path = "".join("M" + "L".join(" ".join(at) for at in run) for run in runs if len(run) > 1)
    dots = "".join(f"M{' '.join(run[-1])}h0" for run in runs if len(run) == 1 or run is runs[-1])
    x, y = runs[-1][-1]
    at = f'x="{short(float(x) + _EDGE)}" y="{short(float(y) + 4)}"'
    return (
        f'<g data-unit="{id}"><path d="{path}"/><path class="dot" d="{dots}"/>'
        f"<text {at}>{escape(name)}</text></g>"
    )


def _axes(plot: Plot, shrink: Scale, many: int) -> str:
    grid, texts = [], []
    for tick in plot.ticks:
        y = math.floor(plot.top + plot.y(tick)) + 0.5
        grid.append(f"M{plot.left} {short(y)}h{plot.width}")
        at = f'x="{plot.left - 7}" y="{short(y + 4)}"'
        texts.append(f'<text class="e" {at}>{_tick(tick, shrink)}</text>')
    for year in year_ticks(plot.years, many):
        at = f'x="{short(round(plot.left + plot.x(year)))}" y="{plot.top + plot.height + 18}"'
        texts.append(f'<text class="m" {at}>{year}</text>')
    return f'<path class="grid" d="{"".join(grid)}"/>{"".join(texts)}'


def _rules(plot: Plot, breaks: Sequence[tuple[int, Break]]) -> str:
    places = [
        (float(round(plot.left + plot.x(decimal_year(brk.before) - 0.5))), str(number), "")
        for number, brk in breaks
    ]
    rules = "".join(
        f"M{short(x)} {plot.top}v{plot.height}" for x in sorted({x for x, _, _ in places})
    )
    numbers = "".join(
        f'<text class="m strong" x="{short(x)}" y="{plot.top - 8}">{number}</text>'
        for x, number, _ in labels.merged(places)
    )
    return f'<path class="gap" d="{rules}"/>{numbers}' if rules else ""
