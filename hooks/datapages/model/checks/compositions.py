"""Checks of compositions: parts add up to the total of each unit, and agree with indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...base import near
from ...base.diagnostics import Problem
from ...base.yaml_reader import Document, Path
from ..measures import RATES
from ..records.base import FIRM, Number
from ..records.compositions import Composition
from ..records.indicators import Indicator, Series
from ..records.sources import SourcesFile
from ..records.units import UnitsFile
from .files import LoadedFiles, twice
from .units import unknown_unit

Known = Mapping[str, tuple[Indicator, Series]]  # by «indicator/series»


def check_compositions(loaded: LoadedFiles) -> Iterator[Problem]:
    """Units that are known, sums that are right, figures that agree with those of indicators."""
    known = {f"{one.id}/{s.id}": (one, s) for _, one in loaded.of(Indicator) for s in one.series}
    ranks = {source.id: source.rank for _, f in loaded.of(SourcesFile) for source in f.sources}
    for document, record in loaded.of(Composition):
        yield from twice(document, ("parts",), [part.id for part in record.parts])
        if loaded.knows_all(UnitsFile):
            yield from _units(document, record, loaded.parents())
        yield from _unexpected(document, record)
        if record.status in FIRM and ranks.get(record.source, "official") != "official":
            message = f"«{record.status}», but its source «{record.source}» is not official"
            yield document.problem(("status",), message)
        if record.measure in RATES:
            message = f"figures in {record.measure} do not add up to a whole"
            yield document.problem(("measure",), message)
        if loaded.knows_all(Indicator):
            yield from _totals(document, record, known)
            yield from _same_figures(document, record, known)


def _units(
    document: Document, record: Composition, parents: Mapping[str, str | None]
) -> Iterator[Problem]:
    for unit in record.totals:
        if unit not in parents:
            yield unknown_unit(document, ("totals", unit), unit, parents)


def _unexpected(document: Document, record: Composition) -> Iterator[Problem]:
    """Figures of units that have no total, and of the whole, which is computed."""
    if record.whole not in record.totals:
        hint = near.hint(record.whole, record.totals)
        yield document.problem(("whole",), f"«{record.whole}» has no total{hint}")
    for at, part in enumerate(record.parts):
        for unit in part.values:
            path = ("parts", at, "values", unit)
            if unit == record.whole:
                yield document.problem(path, f"«{unit}» is computed from the other units")
            elif unit not in record.totals:
                hint = near.hint(unit, record.totals)
                yield document.problem(path, f"«{unit}» has no total{hint}")


def _totals(document: Document, record: Composition, known: Known) -> Iterator[Problem]:
    """The parts of each unit add up to its total."""
    for unit, key in record.totals.items():
        path = ("totals", unit)
        problem, total = _observed(document, path, record, key, known)
        if problem:
            yield problem
            continue
        territory = known[key][1].territory
        if territory != unit:
            yield document.problem(path, f"«{key}» is of «{territory}», not of «{unit}»")
        elif not total:
            yield document.problem(path, f"«{key}» is {total} in {record.period}: it has no parts")
        elif (found := record.total(unit)) != total:
            message = f"the parts add up to {found}, but «{key}» is {total} in {record.period}"
            yield document.problem(path, message)


def _same_figures(document: Document, record: Composition, known: Known) -> Iterator[Problem]:
    """A figure that an indicator holds, too, is the same there."""
    for at, part in enumerate(record.parts):
        for number, key in enumerate(part.series):
            path = ("parts", at, "series", number)
            problem, value = _observed(document, path, record, key, known)
            if problem:
                yield problem
                continue
            unit = known[key][1].territory
            if unit not in record.totals:
                yield document.problem(path, f"«{key}» is of «{unit}», which has no total here")
            elif (found := record.value(part, unit)) != value:
                message = f"«{key}» is {value} in {record.period}, but «{unit}» has {found} here"
                yield document.problem(path, message)


def _observed(
    document: Document, path: Path, record: Composition, key: str, known: Known
) -> tuple[Problem | None, Number | None]:
    """The figure of a series in the period of a composition, or why there is none."""
    if key not in known:
        hint = near.hint(key, known)
        return document.problem(path, f"unknown series «{key}»{hint}"), None
    indicator, series = known[key]
    if indicator.measure != record.measure:
        message = f"«{key}» is in {indicator.measure}, the composition in {record.measure}"
        return document.problem(path, message), None
    for one in series.observations:
        if one.period == record.period and one.value is not None:
            return None, one.value
    return document.problem(path, f"«{key}» has no figure of {record.period}"), None
