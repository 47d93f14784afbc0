"""Which two figures may be set beside each other: the one rule on breaks, asked by all who do so.

Cards, small lines, charts and their descriptions, growth: each asks here and decides nothing
itself. tests/unit/test_comparability.py tries every series of data/.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .observations import DataPoint
from .records.indicators import Break, Indicator, Series


def between(indicator: Indicator, series: Series, earlier: str, later: str) -> Break | None:
    """The first break that cuts a series between two periods."""
    return next(
        (brk for brk in indicator.breaks if brk.cuts(series.id) and earlier < brk.before <= later),
        None,
    )


def obstacle(earlier: DataPoint, later: DataPoint) -> str:
    """Why two figures may not be compared, for a writer; empty where they may."""
    start, end = earlier.period, later.period
    name = f"{later.indicator.id}/{later.series.id}"
    if earlier.series is not later.series:
        return f"«{name}» and «{earlier.indicator.id}/{earlier.series.id}» are two series"
    if brk := between(later.indicator, later.series, start, end):
        return f"no growth across a break: «{name}» is cut before {brk.before} ({brk.label})"
    if len(start) != len(end):
        return f"{start} and {end} are not periods of one length"
    return ""


def unbroken(points: Iterable[DataPoint]) -> list[tuple[DataPoint, ...]]:
    """The figures of one series, in the order of time, parted at its breaks."""
    runs: list[list[DataPoint]] = []
    for point in points:
        last = runs[-1][-1] if runs else None
        if last and not between(point.indicator, point.series, last.period, point.period):
            runs[-1].append(point)
        else:
            runs.append([point])
    return [tuple(run) for run in runs]


@dataclass(frozen=True)
class Ends:
    """What is told of a series where there is room for two or three figures.

    `lead` is its last firm figure (the last of all where none is firm), `newer` a weaker one after
    it, `first` the earliest that may be compared with `lead`, `cut` the break before `first`,
    `parted` the one between `lead` and `newer`.
    """

    lead: DataPoint
    newer: DataPoint | None
    first: DataPoint | None
    cut: Break | None
    parted: Break | None = None


def ends(known: Sequence[DataPoint]) -> Ends:
    """The ends of a series, of its figures in the order of time; at least one."""
    lead = next((point for point in reversed(known) if point.is_firm), known[-1])
    earlier = [point for point in known if point.period < lead.period]
    first = next((point for point in earlier if not obstacle(point, lead)), None)
    begin = first or lead
    before = [point for point in earlier if point.period < begin.period]
    cut = between(lead.indicator, lead.series, before[-1].period, begin.period) if before else None
    newer = known[-1] if known[-1] is not lead else None
    parted = between(lead.indicator, lead.series, lead.period, newer.period) if newer else None
    return Ends(lead, newer, first, cut, parted)
