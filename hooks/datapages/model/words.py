"""Words for measures, statuses and ranks, and figures written with their unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..language import formats
from ..language.messages import Language, group, t, texts
from .records.base import FIRM, Measure, Number, Status
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
    language: Language = "kk"

    def write(self, value: float) -> str:
        """435876 → «435 876 адам»."""
        number = formats.number(value, language=self.language)
        if not self.text:
            return number
        if self.position == "before":
            return f"{self.text}{formats.NBSP}{number}"
        return f"{number}{'' if self.position == 'attached' else formats.NBSP}{self.text}"


def unit_of(measure: Measure) -> FigureUnit:
    """The unit of a measure."""
    position = "before" if measure in _BEFORE else "attached" if measure in _ATTACHED else "after"
    return FigureUnit(MEASURES[measure], position)  # type: ignore[arg-type]


def unit_in(language: Language, measure: Measure, value: Number) -> FigureUnit:
    """The unit of a figure in another language, where its noun follows the number: «2 человека»."""
    position = "attached" if measure in _ATTACHED else "after"
    return FigureUnit(counted(measure, value, language), position, language)  # type: ignore[arg-type]


def counted(noun: str, value: Number, language: Language) -> str:
    """What stands behind a number in Russian or English: («persons», 2, «ru») → «человека»."""
    known, form = texts(language), formats.plural(value, language)
    keys = (f"counted.{noun}.{form}", f"counted.{noun}", f"measure.{noun}")
    return next(known[key] for key in keys if key in known)


def mark(status: Status, language: Language = "kk") -> str:
    """What stands after a figure that is not firm: « (расталмаған)»."""
    return "" if status in FIRM else f"{formats.NBSP}({t(f'status.{status}', language)})"


PERSONS = unit_of("persons")
DENSITY = FigureUnit(t("unit.density"))


def when(period: str, span: Span | None = None, language: Language = "kk") -> str:
    """«2021-06» → «2021 жылғы маусым», or what ended with it: «2021 жылғы екінші тоқсан»."""
    year, _, month = period.partition("-")
    if span == "quarter":
        return t(f"period.quarter.{month}", language, year=year)
    if span:
        return t("period.half-year", language, year=year)
    return formats.period(period, language)


def with_measure(value: float, measure: Measure) -> str:
    """435876, "persons" → «435 876 адам»."""
    return unit_of(measure).write(value)
