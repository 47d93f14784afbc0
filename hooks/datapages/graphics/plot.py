"""The rectangle of a line chart: its scales, their ticks, and the room around it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_INSET = 8  # between the edges of the plot and its first and last point
_TICKS = 5
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)  # years between two ticks


@dataclass(frozen=True)
class Plot:
    """Width and height in pixels, the room around, the first and the last year, the ticks up."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    years: tuple[float, float]
    ticks: tuple[float, ...]

    @classmethod
    def of(
        cls,
        years: Sequence[float],
        values: Sequence[float],
        size: tuple[int, int],
        tick_width: Callable[[float], float],
        around: tuple[float, float, float],
    ) -> Plot:
        """A plot of these figures in a picture of a `size`; `around`: room above, right, below."""
        first, last = min(years), max(years)
        if first == last:  # one period stands in the middle
            first, last = first - 1, last + 1
        ticks = value_ticks(min(0.0, *values), max(0.0, *values))
        left = math.ceil(max(map(tick_width, ticks))) + 12
        top, right, bottom = (math.ceil(edge) for edge in around)
        width, height = size[0] - left - right, size[1] - top - bottom
        return cls(width, height, left, right, top, bottom, (first, last), ticks)

    @property
    def span(self) -> tuple[float, float]:
        """The years at the edges of the plot."""
        return self.year(0), self.year(self.width)

    def x(self, year: float) -> float:
        """The place of a year across."""
        first, last = self.years
        return _INSET + (year - first) / (last - first) * (self.width - 2 * _INSET)

    def year(self, x: float) -> float:
        """The year at a place."""
        first, last = self.years
        return first + (x - _INSET) / (self.width - 2 * _INSET) * (last - first)

    def y(self, value: float) -> float:
        """The place of a figure, from above."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.height * (1 - (value - low) / (high - low))


def value_ticks(low: float, high: float) -> tuple[float, ...]:
    """Round figures from below the least to above the greatest, about five steps apart."""
    if low == high:
        high = low + 1
    raw = (high - low) / _TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(many * power for many in (1, 2, 2.5, 5, 10) if many * power >= raw * 0.999)
    start, end = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(step * place, 10) for place in range(start, end + 1))


def year_ticks(years: tuple[float, float], many: int) -> list[int]:
    """Whole years, the same number apart, not many more than `many`."""
    first, last = math.ceil(years[0]), math.floor(years[1])
    step = next((one for one in _STEPS if (last - first) / one <= many), _STEPS[-1])
    return [year for year in range(first, last + 1) if not year % step]
