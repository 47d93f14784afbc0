"""Kazakh words for measures, statuses and ranks, and figures written with their unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..language import formats
from ..language.messages import group, t
from .records.base import FIRM, Measure, Status
from .records.indicators import Span

STATUSES: Mapping[str, str] = group("status")
RANKS: Mapping[str, str] = group("rank")

# What stands with a figure; empty where the figure needs no word.
MEASURES: Mapping[str, str] = group("measure")

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


def mark(status: Status) -> str:
    """What stands after a figure that is not firm: « (расталмаған)»."""
    return "" if status in FIRM else f"{formats.NBSP}({STATUSES[status]})"


PERSONS = unit_of("persons")
DENSITY = FigureUnit(t("unit.density"))


def when(period: str, span: Span | None = None) -> str:
    """«2021-06» → «2021 жылғы маусым», or what ended with it: «2021 жылғы екінші тоқсан»."""
    year, _, month = period.partition("-")
    if span == "quarter":
        return t(f"period.quarter.{month}", year=year)
    return t("period.half-year", year=year) if span else formats.period(period)


def with_measure(value: float, measure: Measure) -> str:
    """435876, "persons" → «435 876 адам»."""
    return unit_of(measure).write(value)
