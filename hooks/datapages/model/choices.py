"""What an indicator knows of units that lie beside each other, period by period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..language import formats
from . import measures
from .catalogue import Catalogue
from .observations import JoinedIndicator, JoinedSeries
from .records.base import Status
from .records.indicators import Comparison
from .records.units import Unit

FEWEST = 2  # units among which there is something to choose
FLAT = 8  # beside a line so many times higher another says nothing


@dataclass(frozen=True, eq=False)
class Choice:
    """Units, and their figures by period, the oldest first; a unit without a figure is left out.

    `lines` are the series of all units that have several, whatever they lie in: a city, its region
    and the country may be laid beside each other, though they are not ranked. Where that is all
    that there is, there are no units and no periods.
    """

    indicator: JoinedIndicator
    units: tuple[Unit, ...]
    values: Mapping[str, Mapping[str, float]]
    statuses: Mapping[str, Status]
    sources: Mapping[str, tuple[str, ...]]
    lines: Mapping[str, JoinedSeries]
    note: str = ""  # on the comparison's own period

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The periods in which most of the units are known."""
        return tuple(self.values)

    @property
    def last(self) -> str:
        """The period that a page shows first: that of the indicator's own comparison."""
        own = self.indicator.comparison
        return own.period if own else self.periods[-1]

    @property
    def has_lines(self) -> bool:
        """Whether there are lines to lay beside each other."""
        return len(self.lines) >= FEWEST

    @cached_property
    def scales(self) -> tuple[Mapping[str, JoinedSeries], ...]:
        """Lines that one scale can bear: all rates; else those of places of like size."""
        if self.indicator.measure in measures.RATES:
            return (self.lines,)
        beside: dict[str, dict[str, JoinedSeries]] = {}
        for id, one in self.lines.items():
            beside.setdefault(one.unit.parent or "", {})[id] = one
        made: list[dict[str, JoinedSeries]] = []
        for some in sorted(beside.values(), key=lambda one: max(map(_peak, one.values()))):
            peaks = [_peak(one) for one in (*(made[-1] if made else {}).values(), *some.values())]
            if made and max(peaks) <= FLAT * min(peaks):
                made[-1].update(some)
            else:
                made.append(some)
        return tuple(made)

    def comparison(self, period: str) -> Comparison:
        """The figures of one period as a ranking reads them."""
        values = self.values[period]
        return Comparison(
            period=period,
            source=self.sources[period][0],
            status=self.statuses[period],
            note=(self.note or None) if period == self.last else None,
            values={unit.id: values.get(unit.id) for unit in self.units},
        )

    def notes(self, period: str) -> list[str]:
        """What has to be known of a period: the breaks between it and the map of today."""
        ranked = {unit.id for unit in self.units}
        kept = {one.id for id, one in self.lines.items() if id in ranked}
        return [
            f"{formats.period(brk.before)}: {brk.label}."
            for brk in self.indicator.breaks
            if brk.before > period and (not brk.series or kept & set(brk.series))
        ]


def choice(indicator: JoinedIndicator, data: Catalogue) -> Choice | None:
    """The units that an indicator compares, or has series of; None where there are too few."""
    firsts: dict[str, JoinedSeries] = {}  # each stands for its unit
    for one in indicator.series:
        firsts.setdefault(one.unit.id, one)
    lines = {id: one for id, one in firsts.items() if sum(p.is_firm for p in one.known) > 1}
    units = _units(indicator, data)
    if len(units) < FEWEST and indicator.comparison is None:
        return Choice(indicator, (), {}, {}, {}, lines) if len(lines) >= FEWEST else None
    ids = {unit.id for unit in units}
    series = {id: one for id, one in firsts.items() if id in ids}
    found: dict[str, dict[str, float]] = {}
    statuses: dict[str, Status] = {}
    sources: dict[str, dict[str, None]] = {}
    for id, one in series.items():
        for point in one.known:
            if point.is_firm and point.value is not None:
                found.setdefault(point.period, {})[id] = point.value
                statuses[point.period] = "official"
                sources.setdefault(point.period, {}).update(dict.fromkeys(point.sources))
    if (own := indicator.comparison) is not None:
        given = {id: value for id, value in own.values.items() if value is not None}
        found[own.period] = given
        statuses[own.period], sources[own.period] = own.status, {own.source: None}
    periods = sorted(period for period, known in found.items() if 2 * len(known) >= len(units))
    if own is not None and own.period not in periods:
        periods = [own.period]  # a ranking is shown of whatever is known
    if not periods:
        return None
    return Choice(
        indicator,
        units,
        {period: found[period] for period in periods},
        {period: statuses[period] for period in periods},
        {period: tuple(sources[period]) for period in periods},
        lines,
        (own.note or "") if own else "",
    )


def _peak(series: JoinedSeries) -> float:
    return max(abs(float(point.value or 0)) for point in series.known if point.is_firm)


def _units(indicator: JoinedIndicator, data: Catalogue) -> tuple[Unit, ...]:
    if indicator.comparison is not None:
        return tuple(map(data.unit, indicator.comparison.values))
    beside: dict[str, list[Unit]] = {}
    for unit in indicator.units.values():
        if unit.parent is not None:
            beside.setdefault(unit.parent, []).append(unit)
    # Units of several parents are no set of their own.
    return tuple(next(iter(beside.values()))) if len(beside) == 1 else ()
