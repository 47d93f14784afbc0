"""The tables of a unit's page as resources: what is known of it, and the units that lie in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..language import grammar
from ..language.messages import t
from ..model.records.units import Unit
from ..model.unit_tree import UnitTree
from .resource import PERIOD, REQUIRED, Resource, Value, column
from .tables import ID, STATUS, UNIT_FIELDS, unit_values

_UNKNOWN_STATUS = {"enum": STATUS.constraints["enum"]}  # a unit without a figure has none
_POPULATION = (
    column("population", "integer"),
    column("population_date", constraints={"pattern": PERIOD["pattern"]}),
    replace(STATUS, name="population_status", constraints=_UNKNOWN_STATUS),
    column("population_source", text="source"),
)


def facts(tree: UnitTree, unit: Unit) -> Resource:
    """What is known of a unit, a row a fact."""
    fields = (
        column("fact", constraints=REQUIRED),
        column("value", text="fact-value"),
        column("date", text="fact-date"),
        replace(STATUS, constraints=_UNKNOWN_STATUS),
        column("source"),
    )
    title = t("caption.facts", unit=unit.names.kk)
    return Resource(f"facts-{unit.id}", title, fields, tuple(_facts(tree, unit)), ("fact",))


def _facts(tree: UnitTree, unit: Unit) -> Iterator[tuple[Value, ...]]:
    """Fact, value, date, status, source."""
    headcount = tree.latest(unit)
    centre, founded, area = unit.centre, unit.founded, unit.area
    density = tree.density(unit, headcount)
    people = (
        (str(headcount.value), headcount.period, headcount.status, headcount.source)
        if headcount
        else (None, None, None, None)
    )
    yield "kind", unit.kind, None, None, unit.source
    yield "parent", unit.parent, None, None, unit.source
    yield "centre", centre.kk if centre else None, None, None, centre.source if centre else None
    yield (
        "founded",
        founded.date if founded else None,
        None,
        None,
        founded.source if founded else None,
    )
    yield "area_km2", str(area.km2) if area else None, None, None, area.source if area else None
    yield "population", *people
    if density is not None and headcount:
        yield "density", str(density), headcount.period, "derived", None
    yield "units", str(len(list(tree.rows(unit)))), None, None, unit.source
    yield "kato", unit.kato, None, None, unit.source
    yield "iso", unit.iso, None, None, unit.source if unit.iso else None
    yield "name_kk", unit.names.kk, None, None, unit.source
    yield "name_ru", unit.names.ru, None, None, unit.source
    yield "name_en", unit.names.en, None, None, unit.source if unit.names.en else None


def subunits(tree: UnitTree, unit: Unit, units: Iterable[Unit]) -> Resource:
    """The `units` that lie in a unit, a row each, with the last headcount of each."""
    rows = tuple((one.id, *unit_values(one), *_population(tree, one)) for one in units)
    title = t("resource.subunits", unit=grammar.decline(unit.names.kk, "genitive"))
    return Resource(f"subunits-{unit.id}", title, (ID, *UNIT_FIELDS, *_POPULATION), rows, ("id",))


def _population(tree: UnitTree, unit: Unit) -> tuple[Value, ...]:
    found = tree.latest(unit)
    return (found.value, found.period, found.status, found.source) if found else (None,) * 4
