"""Kazakh words for measures, statuses and ranks, and figures written with their unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..language import formats, scale
from ..language.messages import group, t
from .records.base import FIRM, Measure, Status

STATUSES: Mapping[str, str] = group("status")
RANKS: Mapping[str, str] = group("rank")

# What stands with a figure; empty where the figure needs no word.
MEASURES: Mapping[str, str] = group("measure")

# From a thousand on these are written in the next larger unit: «12,3 млрд теңге».
THOUSANDS: tuple[Measure, ...] = (
    "million-tenge",
    "thousand-tonnes",
    "million-tonne-kilometres",
    "million-passenger-kilometres",
)

_BEFORE: tuple[Measure, ...] = ("per-thousand", "per-ten-thousand", "per-hundred-thousand")
_ATTACHED: tuple[Measure, ...] = ("percent", "index")


@dataclass(frozen=True)
class FigureUnit:
    """What a figure counts, and where it stands: «12 адам», «1000-ға шаққанда 12», «12%»."""

    text: str
    position: Literal["after", "before", "attached"] = "after"

    def write(self, value: float) -> str:
        """435876 → «435 876 адам»."""
        number = formats.number(value)
        if not self.text:
            return number
        if self.position == "before":
            return f"{self.text}{formats.NBSP}{number}"
        return f"{number}{'' if self.position == 'attached' else formats.NBSP}{self.text}"


def unit_of(measure: Measure) -> FigureUnit:
    """The unit of a measure."""
    position = "before" if measure in _BEFORE else "attached" if measure in _ATTACHED else "after"
    return FigureUnit(MEASURES[measure], position)  # type: ignore[arg-type]


def axis_unit(scale_: scale.Scale, measure: Measure) -> str:
    """What stands above an axis: «мың адам», «млрд теңге»."""
    if scale_.divisor == 1 or measure not in THOUSANDS:
        return f"{scale_.word} {MEASURES[measure]}".strip()
    word, _, unit = t(f"larger.{measure}").partition(formats.NBSP)
    for _ in range((len(str(scale_.divisor)) - 1) // 3 - 1):
        word = scale.thousand_times(word)
    return f"{word}{formats.NBSP}{unit}"


def mark(status: Status) -> str:
    """What stands after a figure that is not firm: « (расталмаған)»."""
    return "" if status in FIRM else f"{formats.NBSP}({STATUSES[status]})"


PERSONS = unit_of("persons")
DENSITY = FigureUnit(t("unit.density"))


def with_measure(value: float, measure: Measure) -> str:
    """435876, "persons" → «435 876 адам»."""
    return unit_of(measure).write(value)
