"""Figures that the build computes from other figures: derived series, growth, shares.

Nothing derived is typed. A computed figure keeps the figures it was made from, takes the weakest
of their statuses, and is made only where the periods are equal; growth never crosses a break.
`checks.derivations` refuses inputs whose measures or territories do not fit beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..language import formats
from .comparability import obstacle
from .observations import Computed, DataPoint, sources_of, status_of
from .records.base import Measure, Number, Status
from .records.indicators import Break, Derived, Indicator, Observation, Series

# What (numerator, denominator, result) measures a ratio may have, and the factor between them.
_PER_PEOPLE: dict[Measure, int] = {
    "per-thousand": 1_000,
    "per-ten-thousand": 10_000,
    "per-hundred-thousand": 100_000,
}
RATIOS: dict[tuple[Measure, Measure, Measure], int] = {
    **{
        (above, "persons", result): factor
        for above in ("persons", "families", "pieces", "beds")
        for result, factor in _PER_PEOPLE.items()
    },
    ("tenge", "persons", "tenge"): 1,
    ("million-tenge", "persons", "tenge"): 1_000_000,
    ("square-metres", "persons", "square-metres"): 1,
}

# From the firmest to the weakest; a computed figure is as weak as the weakest of its inputs.
_WEAKNESS: tuple[Status, ...] = (
    "official", "derived", "planned", "estimate", "preliminary", "unverified",
)  # fmt: skip


class RefusedError(ValueError):
    """Two figures that may not be compared; the text says why, for a writer."""


@dataclass(frozen=True)
class Change:
    """From one figure to a later one; `amount` in per cent, or in points where both are shares."""

    earlier: DataPoint
    later: DataPoint
    amount: Number
    in_points: bool
    status: Status

    @property
    def times(self) -> Number:
        """How many times the earlier figure goes into the later one."""
        assert self.earlier.value, "growth() refuses nothing and zero"
        assert self.later.value is not None
        return rounded(_exact(self.later.value) / _exact(self.earlier.value))


@dataclass(frozen=True)
class Part:
    """One figure in per cent of another."""

    part: DataPoint
    whole: DataPoint
    amount: Number
    status: Status


def _exact(value: Number) -> Decimal:
    return Decimal(str(value))


def to_number(value: Decimal) -> Number:
    """A Decimal as YAML would give it: a whole number where it is one."""
    return int(value) if value == value.to_integral_value() else float(value)


def rounded(value: Decimal) -> Number:
    """One decimal below a thousand, none above: no more than such a figure can bear."""
    return to_number(formats.half_up(value, 1 if abs(value) < 1000 else 0))


def weakest(statuses: Iterable[Status]) -> Status:
    """The status of what is computed: «derived» from firm figures, else the weakest of them."""
    return max((*statuses, "derived"), key=_WEAKNESS.index)


def compute(
    derived: Derived, measures: tuple[Measure, ...], result: Measure, terms: tuple[Number, ...]
) -> Number | None:
    """The figure of one period; None where it would be a division by zero."""
    exact = [_exact(term) for term in terms]
    if derived.operation == "sum":
        return to_number(sum(exact, Decimal(0)))
    if derived.operation == "difference":
        return to_number(exact[0] - exact[1])
    if exact[1] == 0:
        return None
    if derived.operation == "share":
        return rounded(exact[0] / exact[1] * 100)
    return rounded(exact[0] / exact[1] * ratio_factor(measures, result))


def ratio_factor(measures: tuple[Measure, ...], result: Measure) -> int:
    """What a ratio of such measures is multiplied by; KeyError where there is no such ratio."""
    if result == "index" and measures[0] == measures[1]:
        return 100
    return RATIOS[measures[0], measures[1], result]


def complete(indicators: Mapping[str, Indicator]) -> dict[str, Indicator]:
    """The indicators with every derived series computed, and with the breaks it inherits.

    The inputs have been checked (`checks.derivations`): they exist and form no circle.
    """
    done: dict[str, Series] = {}
    by_key = {(name, one.id): one for name, all in indicators.items() for one in all.series}

    def series_of(key: str) -> Series:
        if key not in done:
            indicator, _, id = key.partition("/")
            found = by_key[indicator, id]
            done[key] = _computed(indicators[indicator], found) if found.derived else found
        return done[key]

    def _computed(indicator: Indicator, series: Series) -> Series:
        assert series.derived
        inputs = [series_of(key) for key in series.derived.inputs]
        measures = tuple(indicators[key.partition("/")[0]].measure for key in series.derived.inputs)
        columns = [
            {observation.period: observation for observation in one.observations} for one in inputs
        ]
        common = sorted(set.intersection(*(set(column) for column in columns)))
        observations = tuple(
            _observation(
                series.derived,
                measures,
                indicator.measure,
                [(one, column[period]) for one, column in zip(inputs, columns, strict=True)],
            )
            for period in common
        )
        return series.model_copy(update={"observations": observations, "status": "derived"})

    return {
        id: indicator.model_copy(
            update={
                "series": tuple(series_of(f"{id}/{series.id}") for series in indicator.series),
                "breaks": all_breaks(
                    indicator,
                    indicators,
                    {
                        series.id: [
                            observation.period
                            for observation in series_of(f"{id}/{series.id}").observations
                        ]
                        for series in indicator.series
                    },
                ),
            }
        )
        for id, indicator in indicators.items()
    }


def _observation(
    derived: Derived,
    measures: tuple[Measure, ...],
    result: Measure,
    inputs: list[tuple[Series, Observation]],
) -> Computed:
    terms = tuple(observation.value for _, observation in inputs)
    known = tuple(term for term in terms if term is not None)
    value = compute(derived, measures, result, known) if len(known) == len(terms) else None
    return Computed(
        period=inputs[0][1].period,
        value=value,
        status=weakest(status_of(series, observation) for series, observation in inputs),
        terms=terms,
        sources=tuple(
            dict.fromkeys(
                id for series, observation in inputs for id in sources_of(series, observation)
            )
        ),
    )


def all_breaks(
    indicator: Indicator, indicators: Mapping[str, Indicator], periods: Mapping[str, list[str]]
) -> tuple[Break, ...]:
    """An indicator's own breaks and those of the inputs of its derived series, in time order.

    `periods` are those of each series: a break of an input that falls before the first figure
    of what is derived, or after the last one, cuts nothing there and would puzzle a reader.
    """
    found = {(brk.before, brk.label): brk for brk in indicator.breaks}
    for series in indicator.series:
        own_periods = periods[series.id]
        for brk in _inherited(series, indicators, set()):
            if not own_periods or not min(own_periods) < brk.before <= max(own_periods):
                continue
            same = found.get((brk.before, brk.label))
            if any(own.before == brk.before and own.cuts(series.id) for own in found.values()):
                continue
            cut = (*same.series, series.id) if same else (series.id,)
            found[brk.before, brk.label] = brk.model_copy(update={"series": cut})
    return tuple(sorted(found.values(), key=lambda brk: brk.before))


def _inherited(
    series: Series, indicators: Mapping[str, Indicator], seen: set[str]
) -> Iterable[Break]:
    for key in series.derived.inputs if series.derived else ():
        if key in seen:  # many series may share an input
            continue
        seen.add(key)
        name, _, id = key.partition("/")
        source = indicators[name]
        yield from (brk for brk in source.breaks if brk.cuts(id))
        inner = next(one for one in source.series if one.id == id)
        yield from _inherited(inner, indicators, seen)


def growth(earlier: DataPoint, later: DataPoint) -> Change:
    """The change from one period to a later one of the same series.

    Raises RefusedError across a break and where it has no meaning.
    """
    start, end = earlier.period, later.period
    if start >= end:
        raise RefusedError(f"expected two periods in their order, got {start} and {end}")
    indicator = earlier.indicator
    if indicator.measure == "index":
        raise RefusedError("an index is itself a growth: quote it with value()")
    if message := obstacle(earlier, later):
        raise RefusedError(message)
    if earlier.value is None or later.value is None:
        raise RefusedError("one of the two figures is unknown")
    first, last = _exact(earlier.value), _exact(later.value)
    in_points = indicator.measure == "percent"
    if not in_points and (first <= 0 or last < 0):
        raise RefusedError(f"no per cent of {earlier.value}: expected a figure above zero")
    amount = last - first if in_points else (last / first - 1) * 100
    status = weakest((earlier.status, later.status))
    return Change(earlier, later, rounded(amount), in_points, status)


def share(part: DataPoint, whole: DataPoint) -> Part:
    """The first figure in per cent of the second; `derivations.incompatible` passed their series.

    Raises RefusedError where the periods differ or a figure is unknown or zero.
    """
    if part.period != whole.period:
        raise RefusedError(f"no share of figures of two dates, {part.period} and {whole.period}")
    if part.value is None or not whole.value:
        raise RefusedError("one of the two figures is unknown or zero")
    amount = rounded(_exact(part.value) / _exact(whole.value) * 100)
    return Part(part, whole, amount, weakest((part.status, whole.status)))
