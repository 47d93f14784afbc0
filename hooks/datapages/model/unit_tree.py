"""The tree of units: who lies in whom, which page or row is whose, what is known.

A unit of the first level has a page, and so has a district or city with units in it; any other
unit is a row on the page of the nearest unit above it that has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..language import formats, grammar
from ..language.messages import group
from .catalogue import Catalogue
from .observations import DataPoint, JoinedIndicator, JoinedSeries, about
from .records.base import Number, Status
from .records.indicators import Indicator
from .records.units import Unit

KINDS: Mapping[str, str] = group("unit-kind")
FIRST_LEVEL = ("oblast", "republican-city", "capital")
SECOND_LEVEL = ("district", "oblast-city")


@dataclass(frozen=True)
class Figure:
    """A figure of a unit: what it is, of when, and whence."""

    value: Number
    period: str
    source: str
    status: Status = "official"


@dataclass(frozen=True)
class UnitTree:
    """The units of a catalogue; in `folder` of docs/ their pages are made (None: none are)."""

    catalogue: Catalogue
    folder: str | None

    @cached_property
    def children(self) -> dict[str, list[Unit]]:
        """The units that lie right in each unit, in the order of the data."""
        found: dict[str, list[Unit]] = {}
        for unit in self.catalogue.by_id.values():
            if unit.parent is not None:
                found.setdefault(unit.parent, []).append(unit)
        return found

    @cached_property
    def notes(self) -> dict[str, tuple[str, ...]]:
        """What the file of each unit notes on the units in it."""
        return {u.id: table.notes for table in self.catalogue.units.values() for u in table.units}

    def unit(self, id: str) -> Unit:
        """The unit with this id (KeyError: none)."""
        return self.catalogue.by_id[id]

    def parent(self, unit: Unit) -> Unit | None:
        """The unit that it lies in."""
        return self.catalogue.by_id[unit.parent] if unit.parent is not None else None

    def has_page(self, unit: Unit) -> bool:
        """Whether a page is made for it; the country's is written by hand."""
        if self.folder is None:
            return False
        return unit.kind in FIRST_LEVEL or (unit.kind in SECOND_LEVEL and unit.id in self.children)

    @cached_property
    def with_pages(self) -> tuple[Unit, ...]:
        """Every unit for which a page is made."""
        return tuple(unit for unit in self.catalogue.by_id.values() if self.has_page(unit))

    def page(self, unit: Unit) -> str:
        """Its page under docs/, or the page on which it is a row; "" where there is none."""
        if self.has_page(unit):
            parent = self.parent(unit)
            own = unit.id.removeprefix(f"{parent.id}-") if parent else unit.id
            inside = parent is not None and self.has_page(parent)
            above = self.page(parent).removesuffix(".md") if inside and parent else self.folder
            return f"{above}/{own}.md"
        above_it = self.parent(unit)
        return self.page(above_it) if above_it else self._pages_of_roots.get(unit.id, "")

    @cached_property
    def _pages_of_roots(self) -> dict[str, str]:
        tables = self.catalogue.units.values()
        return {u.id: t.page or "" for t in tables for u in t.units if u.parent is None}

    def address(self, unit: Unit) -> tuple[str, str]:
        """Its page, or the page of its row and the row's anchor; ("", "") where there is none."""
        page = self.page(unit)
        own = self.has_page(unit) or unit.parent is None or not page
        return page, "" if own else unit.id

    def neighbours(self, unit: Unit) -> tuple[Unit | None, Unit | None]:
        """The units with pages before and after it among those that lie beside it."""
        beside = [u for u in self.children.get(unit.parent or "", [unit]) if self.has_page(u)]
        at = beside.index(unit)
        after = beside[at + 1] if at + 1 < len(beside) else None
        return (beside[at - 1] if at else None), after

    def rows(self, unit: Unit) -> Iterator[Unit]:
        """The units that are rows on its page: those below it, down to the next with a page."""
        for child in self.children.get(unit.id, []):
            yield child
            if not self.has_page(child):
                yield from self.rows(child)

    @cached_property
    def _series(self) -> dict[str, tuple[JoinedIndicator, JoinedSeries]]:
        """The population series of each unit."""
        found: dict[str, tuple[JoinedIndicator, JoinedSeries]] = {}
        indicators = self.catalogue.indicators
        drawn = [
            (unit, indicators[name])
            for unit in self.catalogue.by_id.values()
            for name in unit.charts
            if indicators[name].measure == "persons"
        ]
        for unit, indicator in drawn:
            for series in indicator.series:
                if series.unit is unit:
                    found.setdefault(unit.id, (indicator, series))
        for record in self.catalogue.of(Indicator):
            if record.unit_title:
                indicator = indicators[record.id]
                for series in indicator.series:
                    found.setdefault(series.unit.id, (indicator, series))
        return found

    def indicator(self, unit: Unit) -> JoinedIndicator | None:
        """The indicator that is drawn on its page."""
        found = self._series.get(unit.id)
        return found[0] if found else None

    def about(self, indicator: JoinedIndicator, unit: Unit) -> JoinedIndicator:
        """What an indicator says of one unit, as the unit's page shows it."""
        title = indicator.title
        if indicator.unit_title:
            title = f"{grammar.decline(unit.names.kk, 'genitive')} {indicator.unit_title}"
        return about(indicator, unit, title)

    def row_of(self, point: DataPoint) -> tuple[str, str]:
        """Page and anchor of the row of a figure: on its unit's page, or on its indicator's."""
        if point.indicator.unit_title is None:
            return point.indicator.page, point.anchor
        if not self.has_page(point.unit) and self.parent(point.unit):  # a row of the unit above
            return self.page(point.unit), point.unit.id
        own = self.about(self.catalogue.indicators[point.indicator.id], point.unit)
        anchors = {(one.series.id, one.period): one.anchor for one in own.points}
        return self.page(point.unit), anchors[point.series.id, point.period]

    def population(self, unit: Unit) -> dict[str, Figure]:
        """Its official headcounts by period, in the order of time; where it has none, all."""
        if unit.id in self._series:
            _, series = self._series[unit.id]
            found = [
                Figure(point.value, point.period, point.sources[0], point.status)
                for point in series.known
                if point.value is not None
            ]
        else:
            found = [
                Figure(count.value, count.date, count.source, count.status)
                for count in unit.population
                if count.value is not None
            ]
        official = [figure for figure in found if figure.status == "official"]
        return {figure.period: figure for figure in official or found}

    def latest(self, unit: Unit) -> Figure | None:
        """Its last official headcount, or its last one of another status."""
        return next(reversed(self.population(unit).values()), None)

    def together(self, units: Iterable[Unit]) -> tuple[str, dict[str, Figure]]:
        """The last period for which most of the units are known, and their headcounts in it."""
        known = {unit.id: figures for unit in units if (figures := self.population(unit))}
        periods = {period for figures in known.values() for period in figures}
        if not periods:
            return "", {}
        count = {period: sum(period in f for f in known.values()) for period in periods}
        best = max(periods, key=lambda period: (count[period], period))
        return best, {id: figures[best] for id, figures in known.items() if best in figures}

    def density(self, unit: Unit, headcount: Figure | None) -> float | None:
        """Persons to a square kilometre, where both are known."""
        if headcount is None or unit.area is None or not unit.area.km2:
            return None
        density = headcount.value / unit.area.km2
        return formats.rounded(density, 1 if density < 100 else 0)


def short_name(unit: Unit) -> str:
    """The name without the word for its kind: «Абай облысы» → «Абай»."""
    for word in group("unit-word").values():
        if unit.names.kk.endswith(f" {word}"):
            return unit.names.kk.removesuffix(f" {word}")
    return unit.names.kk
