"""Observations joined once with their series, indicator and unit, when data/ is loaded.

What follows from the three together is worked out here alone: the status and the sources of a
figure, the address of its row, its place on an axis of time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..language.messages import Language
from . import words
from .records.base import FIRM, Measure, Number, PagePath, Status
from .records.indicators import Break, Comparison, Derived, Indicator, Observation, Series
from .records.units import Unit


class Computed(Observation):
    """A figure with the figures that it was made from, in the order of the formula.

    `sources` are the ids of theirs, each once; `status` is the weakest of theirs.
    """

    terms: tuple[Number | None, ...]
    sources: tuple[str, ...]


def status_of(series: Series, observation: Observation) -> Status:
    """The status of a figure: its own, else its series'."""
    return observation.status or series.status


def sources_of(series: Series, observation: Observation) -> tuple[str, ...]:
    """Where a figure comes from: its own source, its series', or those of its inputs."""
    if isinstance(observation, Computed):
        return observation.sources
    source = observation.source or series.source
    assert source is not None, "records.Series asks for a source where it has observations"
    return (source,)


def decimal_year(period: str) -> float:
    """«2026-02-01» → 2026.0833: a place on an axis of time."""
    year, month, day = (*(int(part) for part in period.split("-")), 1, 1)[:3]
    return round(year + (month - 1) / 12 + (day - 1) / 365, 4)


@dataclass(frozen=True, eq=False)
class DataPoint:
    """An observation with all that is known of it.

    `value` is None where the source says that it has no figure; `sources` are ids; `anchor` is
    the address of its row in the table of `indicator`: `population-census-1999`.
    """

    indicator: Indicator = field(repr=False)
    series: Series = field(repr=False)
    unit: Unit = field(repr=False)
    period: str
    value: Number | None
    note: str | None
    status: Status
    sources: tuple[str, ...]
    anchor: str

    @cached_property
    def year(self) -> float:
        """Its place on an axis of time, in years."""
        return decimal_year(self.period)

    @property
    def when(self) -> str:
        """Its period in words."""
        return self.when_in("kk")

    def when_in(self, language: Language) -> str:
        """Its period in the words of a language."""
        return words.when(self.period, self.indicator.span, language)

    @property
    def is_firm(self) -> bool:
        """Whether it needs no word of caution wherever it is shown."""
        return self.status in FIRM

    @property
    def is_derived(self) -> bool:
        """Whether the build computed it."""
        return self.series.derived is not None

    @property
    def source(self) -> str:
        """The source that tables give for the figure itself; "" where it has only inputs."""
        return "" if self.is_derived else self.sources[0]


@dataclass(frozen=True, eq=False)
class JoinedSeries:
    """A series with its unit and its data points, in the order of time."""

    record: Series
    unit: Unit
    observations: tuple[DataPoint, ...]

    @property
    def id(self) -> str:
        """Its id within the indicator."""
        return self.record.id

    @property
    def title(self) -> str:
        """Its title."""
        return self.record.title

    @property
    def territory(self) -> str:
        """The id of its unit."""
        return self.record.territory

    @property
    def status(self) -> Status:
        """The status of figures that say nothing else."""
        return self.record.status

    @property
    def source(self) -> str | None:
        """The source of figures that name no other."""
        return self.record.source

    @property
    def joined(self) -> bool:
        """Whether a chart joins its points by a line."""
        return self.record.joined

    @property
    def note(self) -> str | None:
        """A note on the whole series."""
        return self.record.note

    @property
    def derived(self) -> Derived | None:
        """What it is computed from."""
        return self.record.derived

    @cached_property
    def known(self) -> tuple[DataPoint, ...]:
        """Observations with a figure."""
        return tuple(point for point in self.observations if point.value is not None)

    def since(self, start: str | None) -> tuple[DataPoint, ...]:
        """The observations from the period `start` on; all of them for None."""
        if start is None:
            return self.observations
        return tuple(point for point in self.observations if point.period >= start)


@dataclass(frozen=True, eq=False)
class JoinedIndicator:
    """An indicator with its series joined; a narrowed one holds some of its series and breaks."""

    record: Indicator
    series: tuple[JoinedSeries, ...]
    breaks: tuple[Break, ...]

    @property
    def id(self) -> str:
        """Its id."""
        return self.record.id

    @property
    def title(self) -> str:
        """Its title."""
        return self.record.title

    @property
    def measure(self) -> Measure:
        """What its figures count."""
        return self.record.measure

    @property
    def is_nominal(self) -> bool:
        """Whether the growth of prices is in its figures."""
        return self.record.prices == "current"

    @property
    def definition(self) -> str:
        """What is counted, and how."""
        return self.record.definition

    @property
    def page(self) -> PagePath:
        """The page of docs/ where its section stands."""
        return self.record.page

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes on all its figures."""
        return self.record.notes

    @property
    def unit_title(self) -> str | None:
        """Given where each series stands on its unit's page."""
        return self.record.unit_title

    @property
    def comparison(self) -> Comparison | None:
        """One period's figures for many units."""
        return self.record.comparison

    @cached_property
    def points(self) -> tuple[DataPoint, ...]:
        """The observations of all series."""
        return tuple(point for series in self.series for point in series.observations)

    @cached_property
    def known(self) -> tuple[DataPoint, ...]:
        """Those with a figure."""
        return tuple(point for series in self.series for point in series.known)

    @cached_property
    def units(self) -> dict[str, Unit]:
        """The units that it speaks of by id, in the order of its series."""
        return {series.unit.id: series.unit for series in self.series}

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Ids of all sources of its series, in order of first use."""
        return tuple(dict.fromkeys(id for point in self.points for id in point.sources))

    @property
    def first(self) -> JoinedSeries:
        """The series that stands for the indicator."""
        return self.series[0]

    @property
    def span(self) -> str:
        """«2009–2025»: the first and the last year with a figure."""
        years = sorted(point.period[:4] for point in self.known)
        return "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""

    def find(self, series: str) -> JoinedSeries | None:
        """The series with this id."""
        return next((one for one in self.series if one.id == series), None)

    def breaks_of(self, series: JoinedSeries) -> tuple[Break, ...]:
        """The breaks that cut a series."""
        return tuple(brk for brk in self.breaks if brk.cuts(series.id))

    @property
    def numbered_breaks(self) -> tuple[tuple[int, Break], ...]:
        """Its breaks, each with its place in the notes, which list those of the whole indicator."""
        places = enumerate(self.record.breaks, start=1)
        return tuple((number, brk) for number, brk in places if brk in self.breaks)

    def only(self, series: Iterable[JoinedSeries]) -> JoinedIndicator:
        """The indicator with some of its series, and the breaks that cut them."""
        kept = tuple(series)
        breaks = (brk for brk in self.breaks if any(brk.cuts(one.id) for one in kept))
        return replace(self, series=kept, breaks=tuple(breaks))

    def since(self, start: str | None) -> JoinedIndicator:
        """The observations from the period `start` on; series without any are left out."""
        if start is None:
            return self
        late = (replace(one, observations=one.since(start)) for one in self.series)
        return replace(self, series=tuple(one for one in late if one.observations))


def join(indicator: Indicator, units: Mapping[str, Unit]) -> JoinedIndicator:
    """Join an indicator whose derived series are computed; `units` by id."""

    def joined(series: Series) -> JoinedSeries:
        unit = units[series.territory]
        anchor = indicator.id if series is indicator.series[0] else f"{indicator.id}-{series.id}"
        points = (
            DataPoint(
                indicator=indicator,
                series=series,
                unit=unit,
                period=observation.period,
                value=observation.value,
                note=observation.note,
                status=status_of(series, observation),
                sources=sources_of(series, observation),
                anchor=f"{anchor}-{observation.period}",
            )
            for observation in series.observations
        )
        return JoinedSeries(series, unit, tuple(points))

    series = tuple(joined(one) for one in indicator.series)
    return JoinedIndicator(indicator, series, indicator.breaks)


def about(indicator: JoinedIndicator, unit: Unit, title: str) -> JoinedIndicator:
    """What an indicator says of one unit, under a title of its own.

    Its rows have addresses of their own: the unit's first series stands for the whole.
    """
    series = tuple(one.record for one in indicator.series if one.unit is unit)
    cut = {one.id for one in series}
    breaks = (brk for brk in indicator.breaks if not brk.series or cut & set(brk.series))
    record = indicator.record.model_copy(
        update={
            "title": title,
            "series": series,
            "breaks": tuple(brk.model_copy(update={"series": ()}) for brk in breaks),
        }
    )
    return join(record, {unit.id: unit})
