"""Tables of a list of units, and of the number of units over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from ..language import formats
from ..language.messages import t
from ..model.records.base import FIRM
from ..model.records.units import CountsFile, CountsKey, CountsRow, Unit, UnitsFile
from ..model.unit_tree import Figure, UnitTree
from ..model.words import DENSITY, MEASURES, STATUSES
from .table import (
    Cell,
    Notes,
    Pair,
    Pairs,
    Table,
    column,
    filled,
    number_cell,
    text_cell,
    unique,
)

WHOLE = 100  # square kilometres, from which on a list has no decimals of them
KM2 = MEASURES["square-kilometres"]
PERSONS = MEASURES["persons"]


def units_table(table: UnitsFile, tree: UnitTree) -> Table:
    """One row a unit: name and figures first, which a phone shows at once; codes last.

    Names lead to the pages of the units; the population of units that have a series of it stands
    beside its density.
    """
    notes = Notes()
    days = sorted({count.date for unit in table.units for count in unit.population})
    period, figures = tree.together(one for one in table.units if tree.indicator(one))

    def name(unit: Unit) -> Cell:
        return Cell(unit.names.kk, page=tree.page(unit) if tree.has_page(unit) else "")

    def headcount(unit: Unit) -> Cell:
        return figure_cell(figures.get(unit.id))

    def population_on(day: str) -> Pair[Unit]:
        when = formats.day(day)
        head = column("population", "number", PERSONS, id=f"population-{day}", when=when)
        return head, lambda unit: figure_cell(_population(unit).get(day))

    now: Pairs[Unit] = [
        (column("population", "number", PERSONS, when=formats.period(period) if period else ""),
         headcount),
        (column("density", "number", DENSITY.text),
         lambda unit: number_cell(tree.density(unit, figures.get(unit.id)))),
    ]  # fmt: skip

    def subunits(key: str) -> Pair[Unit]:
        return column(key, "number"), lambda unit: number_cell(getattr(unit.subunits, key, None))

    pairs: Pairs[Unit] = [
        (column("name"), name),
        *(now if figures else []),
        *map(population_on, reversed(days)),
        (column("area", "number", KM2), lambda unit: area_cell(unit, notes)),
        (column("centre"), lambda unit: text_cell(unit.centre.kk if unit.centre else None)),
        *map(subunits, ("districts", "cities", "city_districts")),
        (column("kato", "code"), lambda unit: text_cell(unit.kato)),
        (column("iso", "code"), lambda unit: text_cell(unit.iso)),
    ]
    columns, rows = filled(pairs, [(f"{table.id}-{unit.id}", unit) for unit in table.units])
    named = (source for unit in table.units for source in _sources(unit))
    sources = unique([*named, *(figure.source for figure in figures.values())])
    return Table(table.title, columns, rows, sources, (*notes.texts, *table.notes))


def area_cell(unit: Unit, notes: Notes) -> Cell:
    """The area of a unit in whole square kilometres: sources are not alike in their decimals.

    The unit's own page and the files have all of them.
    """
    area = unit.area
    if area is None:
        return number_cell(None)
    return number_cell(
        formats.rounded(area.km2, 0 if area.km2 >= WHOLE else 2), notes.add(area.note)
    )


def figure_cell(figure: Figure | None) -> Cell:
    """The figure of a unit, its status told where it is not firm."""
    if figure is None:
        return number_cell(None)
    detail = "" if figure.status in FIRM else STATUSES[figure.status]
    return replace(number_cell(figure.value), detail=detail)


def _population(unit: Unit) -> dict[str, Figure]:
    return {
        count.date: Figure(count.value, count.date, count.source, count.status)
        for count in unit.population
        if count.value is not None
    }


def _sources(unit: Unit) -> Iterable[str]:
    yield unit.source
    if unit.subunits:
        yield unit.subunits.source
    yield from (count.source for count in unit.population if count.value is not None)
    if unit.area:
        yield unit.area.source


def counts_table(table: CountsFile) -> Table:
    """One row a time, the newest first: how many units of each kind its source counts."""
    notes = Notes()

    def when(row: CountsRow) -> Cell:
        return Cell(
            row.label or formats.period(row.date), _order(row.date), note=notes.add(row.note)
        )

    def count(key: CountsKey) -> Pair[CountsRow]:
        def cell(row: CountsRow) -> Cell:
            made = number_cell(getattr(row, key))
            return (
                replace(made, missing=False, detail=t("cell.apart")) if key in row.apart else made
            )

        return column(f"counts.{key}", "number", id=key), cell

    pairs: Pairs[CountsRow] = [
        (column("time", "period"), when),
        *map(count, get_args(CountsKey)),
        (column("source", "source"), lambda row: Cell("", source=row.source)),
    ]
    newest_first = sorted(table.rows, key=lambda row: _order(row.date), reverse=True)
    columns, rows = filled(pairs, [(f"counts-{row.date}", row) for row in newest_first])
    sources = unique(row.source for row in table.rows)
    return Table(table.title, columns, rows, sources, (*notes.texts, *table.notes))


def _order(date: str) -> float:
    year, month, day = (*(int(part) for part in date.split("-")), 1, 1)[:3]
    return year + month / 12 + day / 366
