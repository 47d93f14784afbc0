"""Checks of indicators: their series, periods, breaks and territories."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...base import near, yaml_reader
from ...base.diagnostics import Problem
from ..records.indicators import ENDS, Indicator, Series
from ..records.units import UnitsFile
from .files import LoadedFiles, in_order, twice
from .units import unknown_unit


def check_indicators(loaded: LoadedFiles) -> Iterator[Problem]:
    """Series, periods, breaks and territories of every indicator."""
    units = loaded.parents()
    all_series = {f"{i.id}/{one.id}" for _, i in loaded.of(Indicator) for one in i.series}
    for document, record in loaded.of(Indicator):
        own = [series.id for series in record.series]
        yield from twice(document, ("series",), own)
        for index, series in enumerate(record.series):
            path: yaml_reader.Path = ("series", index)
            yield from in_order(document, (*path, "observations"), _periods(series), "period")
            yield from _spans(document, record, index)
            if series.territory not in units and loaded.knows_all(UnitsFile):
                yield unknown_unit(document, (*path, "territory"), series.territory, units)
            for number, name in enumerate(series.derived.inputs if series.derived else ()):
                if name not in all_series and loaded.knows_all(Indicator):
                    hint = near.hint(name, all_series) or ": expected <indicator>/<series>"
                    message = f"unknown series «{name}»{hint}"
                    yield document.problem((*path, "derived", "inputs", number), message)
        yield from _break_order(document, record)
        for index, brk in enumerate(record.breaks):
            for number, name in enumerate(brk.series):
                if name not in own:
                    message = f"unknown series «{name}»: one of {', '.join(own)}"
                    yield document.problem(("breaks", index, "series", number), message)
        for unit in record.comparison.values if record.comparison else ():
            if unit not in units and loaded.knows_all(UnitsFile):
                yield unknown_unit(document, ("comparison", "values", unit), unit, units)


def _spans(document: yaml_reader.Document, record: Indicator, index: int) -> Iterator[Problem]:
    """A quarter, or a half of a year, is called by its last month."""
    if record.span is None:
        return
    for number, period in enumerate(_periods(record.series[index])):
        if period[4:].removeprefix("-") not in ENDS[record.span]:
            ends = " or ".join(f"{period[:4]}-{month}" for month in ENDS[record.span])
            message = f"a {record.span} is called by its last month: expected {ends}, got {period}"
            path: yaml_reader.Path = ("series", index, "observations", number, "period")
            yield document.problem(path, message)


def _break_order(document: yaml_reader.Document, record: Indicator) -> Iterator[Problem]:
    """The breaks of each series stand in the order of time; those of two may fall together."""
    own = [series.id for series in record.series]
    for one in own:
        cuts = [(n, brk) for n, brk in enumerate(record.breaks) if one in (brk.series or own)]
        for (_, earlier), (number, brk) in pairwise(cuts):
            if brk.before <= earlier.before:
                message = f"expected a time after {earlier.before}, got {brk.before}"
                yield document.problem(("breaks", number, "before"), message)


def _periods(series: Series) -> list[str]:
    return [observation.period for observation in series.observations]
