"""Checks of where administrative units lie, and of the charts on their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...base import near
from ...base.diagnostics import Problem
from ..records.indicators import Indicator
from ..records.units import Unit, UnitKind, UnitsFile
from .files import LoadedFiles

# In which kinds of unit a unit of each kind may lie; the country lies in none.
LIES_IN: dict[UnitKind, tuple[UnitKind, ...]] = {
    "country": (),
    "oblast": ("country",),
    "republican-city": ("country",),
    "capital": ("country",),
    "district": ("oblast",),
    "oblast-city": ("oblast",),
    "city-district": ("republican-city", "capital", "oblast-city"),
    "town": ("district", "oblast-city"),
    "rural-okrug": ("district", "oblast-city"),
    "village-okrug": ("district", "oblast-city"),
    "kent": ("district", "oblast-city", "rural-okrug"),
    "village": ("district", "oblast-city", "rural-okrug", "village-okrug", "kent"),
    "place": ("district", "oblast-city", "town", "rural-okrug", "village-okrug", "kent"),
}


def check_territories(loaded: LoadedFiles) -> Iterator[Problem]:
    """Every unit lies in a unit of a fitting kind, and its KATO code opens with its parent's."""
    indicators = {record.id for _, record in loaded.of(Indicator)}
    files = list(loaded.of(UnitsFile))
    units = {unit.id: unit for _, record in files for unit in record.units}
    for document, record in files:
        for index, unit in enumerate(record.units):
            parent = units.get(unit.parent or "")
            path = ("units", index)
            if parent is None or _in_a_circle(unit, units):
                pass  # check_units tells of an unknown parent and of circles
            elif parent.kind not in LIES_IN[unit.kind]:
                wanted = " or ".join(LIES_IN[unit.kind]) or "no parent"
                message = f"expected {wanted}, got «{parent.id}», a unit of the kind {parent.kind}"
                yield document.problem((*path, "parent"), message)
            elif not _nests(unit, parent):
                message = f"{unit.kato} does not open as the code of its parent, {parent.kato}"
                yield document.problem((*path, "kato"), message)
            for number, name in enumerate(unit.charts):
                if name not in indicators and loaded.knows_all(Indicator):
                    message = f"unknown indicator «{name}»{near.hint(name, indicators)}"
                    yield document.problem((*path, "charts", number), message)


def _in_a_circle(unit: Unit, units: Mapping[str, Unit]) -> bool:
    above, steps = units.get(unit.parent or ""), 0
    while above is not None and steps <= len(LIES_IN):
        above, steps = units.get(above.parent or ""), steps + 1
    return above is not None


def _nests(unit: Unit, parent: Unit) -> bool:
    if unit.kato is None or parent.kato is None:
        return True
    return unit.kato.startswith(parent.kato.rstrip("0")) and unit.kato != parent.kato
