"""Units ranked by an indicator."""

from __future__ import annotations

from dataclasses import dataclass

from ..language import alphabet
from ..model.catalogue import Catalogue
from ..model.observations import JoinedIndicator
from ..model.records.indicators import Comparison


@dataclass(frozen=True)
class Ranked:
    """One unit in a ranking; `width` is its bar in per cent of the longest, None: unknown."""

    rank: int
    unit: str
    name: str
    value: float | int | None
    width: float | None
    own: bool


# ---- the comparison of units ----


def ranking(indicator: JoinedIndicator, comparison: Comparison, data: Catalogue) -> list[Ranked]:
    """Units from the largest figure to the least, those without one last, by name."""
    own = own_unit(indicator, comparison, data)
    longest = max((value for value in comparison.values.values() if value is not None), default=0)
    order = sorted(
        comparison.values.items(),
        key=lambda item: (
            item[1] is None,
            -(item[1] or 0),
            alphabet.sort_key(unit_name(data, item[0])),
        ),
    )
    values = [value for _, value in order if value is not None]
    return [
        Ranked(
            rank=values.index(value) + 1 if value is not None else 0,
            unit=unit,
            name=unit_name(data, unit),
            value=value,
            width=round(max(value, 0) / longest * 100, 1)
            if value is not None and longest
            else None,
            own=unit == own,
        )
        for unit, value in order
    ]


def incomplete(comparison: Comparison, data: Catalogue) -> tuple[int, int] | None:
    """How many units are ranked, and how many lie beside them; None where all are ranked."""
    ranked = [unit for unit, value in comparison.values.items() if value is not None]
    parents = {data.unit(unit).parent for unit in ranked}
    beside = sum(unit.parent in parents for unit in data.by_id.values()) if parents else 0
    return (len(ranked), beside) if len(ranked) < beside else None


def own_unit(indicator: JoinedIndicator, comparison: Comparison, data: Catalogue) -> str | None:
    """The compared unit in which the indicator's first territory lies.

    None where each of the units has a series of its own.
    """
    if indicator.comparison is None:
        return None
    at: str | None = indicator.first.territory
    while at is not None and at not in comparison.values:
        at = data.unit(at).parent
    return at


def unit_name(data: Catalogue, unit: str) -> str:
    """The Kazakh name of a unit."""
    return data.unit(unit).names.kk
