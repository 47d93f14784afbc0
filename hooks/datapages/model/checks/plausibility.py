"""Figures and dates that no single record shows to be wrong: beside others they cannot be right."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import get_args

from ...base.diagnostics import Problem
from ...base.yaml_reader import Document, Path
from ..measures import LIMITS, fault
from ..records.base import Number
from ..records.compositions import Composition
from ..records.countries import CountriesFile, Country
from ..records.indicators import Indicator
from ..records.sources import SourcesFile
from ..records.texts import ChangesFile
from ..records.units import CountsFile, CountsKey, Unit, UnitsFile
from .derivations import LEAP, is_leap
from .files import LoadedFiles

APART = 10_000  # times: so far from the middle of those compared no unit is
CROWDED = 100_000  # people to a square kilometre
FEW = 5  # units beside each other, of which one may well be larger than all others together
LARGER = 1.01  # times the whole: areas of two sources may differ by so much

Dated = tuple[Path, str, str]  # where a date stands, the date, the source that tells of it


def check_comparisons(loaded: LoadedFiles) -> Iterator[Problem]:
    """Figures of a comparison that are far from all others, or unlike the series of their unit."""
    for document, indicator in loaded.of(Indicator):
        if (compared := indicator.comparison) is None:
            continue
        known = {unit: value for unit, value in compared.values.items() if value}
        middle = median(map(abs, known.values())) if known else 0
        adds = LIMITS[indicator.measure].adds and not indicator.signed
        for unit, value in known.items():
            if abs(value) > middle * APART or (adds and abs(value) < middle / APART):
                message = f"{value} is {APART} times as far as the middle of its row, {middle}"
                yield document.problem(("comparison", "values", unit), message)
        yield from _unlike_series(document, indicator)


def _unlike_series(document: Document, indicator: Indicator) -> Iterator[Problem]:
    compared = indicator.comparison
    assert compared
    given: dict[str, set[Number]] = {}
    for series in indicator.series:
        for one in series.observations:
            source = one.source or series.source
            if (
                one.period == compared.period
                and source == compared.source
                and one.value is not None
            ):
                given.setdefault(series.territory, set()).add(one.value)
    for unit, value in compared.values.items():
        if unit in given and value is not None and value not in given[unit]:
            message = f"{value}, but the series of «{unit}» has {min(given[unit])} from this source"
            yield document.problem(("comparison", "values", unit), message)


def check_sizes(loaded: LoadedFiles) -> Iterator[Problem]:
    """Units larger than what they lie in or than all beside them, too crowded, or grown tenfold."""
    units = {unit.id: unit for _, file in loaded.of(UnitsFile) for unit in file.units}
    beside: dict[str, dict[str, Number]] = {}
    for unit in units.values():
        if unit.area and unit.parent:
            beside.setdefault(unit.parent, {})[unit.id] = unit.area.km2
    for document, file in loaded.of(UnitsFile):
        for index, unit in enumerate(file.units):
            path: Path = ("units", index)
            whole = units.get(unit.parent or "")
            if unit.area and whole and whole.area and unit.area.km2 > whole.area.km2 * LARGER:
                message = f"{unit.area.km2} is more than «{whole.id}» has, {whole.area.km2}"
                yield document.problem((*path, "area", "km2"), message)
            others = [
                area for id, area in beside.get(unit.parent or "", {}).items() if id != unit.id
            ]
            if unit.area and len(others) >= FEW and unit.area.km2 > sum(others):
                message = (
                    f"{unit.area.km2} is more than all units beside it have, {round(sum(others))}"
                )
                yield document.problem((*path, "area", "km2"), message)
            if unit.area and (message := fault(unit.area.km2, "square-kilometres")):
                yield document.problem((*path, "area", "km2"), message)
            yield from _headcounts(document, path, unit, whole)


def _headcounts(
    document: Document, path: Path, unit: Unit, whole: Unit | None
) -> Iterator[Problem]:
    of_whole = {one.date: one.value for one in whole.population} if whole else {}
    last: Number | None = None
    for number, one in enumerate(unit.population):
        if one.value is None:
            continue
        place = (*path, "population", number, "value")
        above = of_whole.get(one.date)
        if above is not None and one.value > above:
            yield document.problem(place, f"{one.value} is more than in all of the unit above")
        if unit.area and one.value > unit.area.km2 * CROWDED:
            message = f"{one.value} people on {unit.area.km2} km²: more than {CROWDED} to each"
            yield document.problem(place, message)
        if last is not None and is_leap(last, one.value):
            message = f"from {last} to {one.value} is a change of {LEAP} times or more"
            yield document.problem(place, message)
        last = one.value


def check_count_leaps(loaded: LoadedFiles) -> Iterator[Problem]:
    """Counts of units that differ tenfold from those of the time before."""
    for document, file in loaded.of(CountsFile):
        for key in get_args(CountsKey):
            rows = [
                (index, value)
                for index, row in enumerate(file.rows)
                if (value := getattr(row, key)) is not None and key not in row.apart
            ]
            for (_, before), (index, after) in pairwise(rows):
                if is_leap(before, after):
                    message = (
                        f"from {before} to {after} is a change of {LEAP} times or more:"
                        " name it in `apart` if it is counted in another way"
                    )
                    yield document.problem(("rows", index, key), message)


def check_days(loaded: LoadedFiles) -> Iterator[Problem]:
    """Days on which something was done, and that are still to come by the clock of the build.

    What is told later is measured by the day on which its source was read (`check_dates`), so that
    a slip in that day would let everything pass.
    """
    # a day of grace: where a writer lives it may be tomorrow already
    today = datetime.date.today()
    last = (today + datetime.timedelta(days=1)).isoformat()
    for document, path, day in _done(loaded):
        if day > last[: len(day)]:
            message = f"{day} is still to come: expected one not after {today}"
            yield document.problem(path, message)
    for document, file in loaded.of(SourcesFile):
        for index, one in enumerate(file.sources):
            read = one.accessed
            if read and read <= last and one.issued and one.issued > read[: len(one.issued)]:
                message = f"published {one.issued}, but read {read}, before it was there"
                yield document.problem(("sources", index, "accessed"), message)


def _done(loaded: LoadedFiles) -> Iterator[tuple[Document, Path, str]]:
    for document, file in loaded.of(SourcesFile):
        for index, one in enumerate(file.sources):
            path = ("sources", index)
            if one.accessed:
                yield document, (*path, "accessed"), one.accessed
            if one.issued:
                yield document, (*path, "issued"), one.issued
            if one.force:
                yield document, (*path, "force", "checked"), one.force.checked
    for document, changes in loaded.of(ChangesFile):
        for index, change in enumerate(changes.changes):
            yield document, ("changes", index, "date"), change.date


def check_dates(loaded: LoadedFiles) -> Iterator[Problem]:
    """Dates of what is told that lie after the day on which its source was read."""
    read = {one.id: one.accessed for _, file in loaded.of(SourcesFile) for one in file.sources}
    last = max((day for day in read.values() if day), default="")
    for document, path, date, source in _dated(loaded):
        day = read.get(source) or last
        if day and date > day[: len(date)]:
            message = f"{date} was still to come when its source was read ({day})"
            yield document.problem(path, message)


def _dated(loaded: LoadedFiles) -> Iterator[tuple[Document, Path, str, str]]:
    for document, file in loaded.of(UnitsFile):
        for index, unit in enumerate(file.units):
            for path, date, source in _of_unit(unit):
                yield document, ("units", index, *path), date, source
    for document, counts in loaded.of(CountsFile):
        for index, row in enumerate(counts.rows):
            yield document, ("rows", index, "date"), row.date, row.source
    for document, countries in loaded.of(CountriesFile):
        for index, one in enumerate(countries.countries):
            for path, date, source in _of_country(one):
                yield document, ("countries", index, *path), date, source
    for document, composition in loaded.of(Composition):
        if composition.status != "planned":
            yield document, ("period",), composition.period, composition.source
    for document, indicator in loaded.of(Indicator):
        if (compared := indicator.comparison) and compared.status != "planned":
            yield document, ("comparison", "period"), compared.period, compared.source


def _of_unit(unit: Unit) -> Iterator[Dated]:
    if unit.founded:
        yield ("founded", "date"), unit.founded.date, unit.founded.source
    if unit.subunits:
        yield ("subunits", "date"), unit.subunits.date, unit.subunits.source
    for number, one in enumerate(unit.population):
        yield ("population", number, "date"), one.date, one.source


def _of_country(country: Country) -> Iterator[Dated]:
    if number := country.municipalities:
        yield ("municipalities", "date"), number.date, number.source
    if share := country.spending_share:
        yield ("spending_share", "year"), share.year, share.source
    if (charter := country.charter) and charter.date:
        yield ("charter", "date"), charter.date, charter.source
