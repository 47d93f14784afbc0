"""Tables of a list of units, and of the number of units over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..language import formats
from ..model.records.units import CountsFile, CountsKey, CountsRow, Unit, UnitsFile
from ..model.unit_tree import Places
from .table import Cell, Column, Notes, Row, Table, number_cell, unique


def units_table(table: UnitsFile, places: Places) -> Table:
    """One row a unit: names, codes, area, population on each known day, subunits.

    Names lead to the pages of the units; the population of units that have a series of it stands
    beside its density.
    """
    return with_population(_plain_table(table), places, table)


def _plain_table(table: UnitsFile) -> Table:
    notes = Notes()
    days = sorted({count.date for unit in table.units for count in unit.population})
    columns = (
        Column("Атауы"),
        Column("Орталығы"),
        Column("КАТО", "code"),
        Column("ISO 3166-2", "code"),
        Column("Аумағы", "number", "км²"),
        *(Column(f"Халқы, {formats.day(day)}", "number", "адам") for day in days),
        Column("Аудандар", "number"),
        Column("Қалалар", "number"),
        Column("Қаладағы аудандар", "number"),
    )
    rows = tuple(
        Row(f"{table.id}-{unit.id}", _unit_cells(unit, days, notes)) for unit in table.units
    )
    sources = unique(source for unit in table.units for source in _unit_sources(unit))
    return Table(table.title, columns, rows, sources, (*notes.texts, *table.notes))


def _unit_cells(unit: Unit, days: list[str], notes: Notes) -> tuple[Cell, ...]:
    counts = {count.date: count.value for count in unit.population}
    area = unit.area
    return (
        Cell(unit.names.kk),
        Cell(unit.centre.kk if unit.centre else "–"),
        Cell(unit.kato or "–"),
        Cell(unit.iso or "–"),
        number_cell(area.km2 if area else None, notes.add(area.note) if area else 0),
        *(number_cell(counts.get(day)) for day in days),
        *(number_cell(count) for count in _subunits(unit)),
    )


def _subunits(unit: Unit) -> tuple[int | None, int | None, int | None]:
    counts = unit.subunits
    return (counts.districts, counts.cities, counts.city_districts) if counts else (None,) * 3


def _unit_sources(unit: Unit) -> Iterable[str]:
    yield unit.source
    if unit.subunits:
        yield unit.subunits.source
    yield from (count.source for count in unit.population if count.value is not None)
    if unit.area:
        yield unit.area.source


COUNTS: dict[CountsKey, str] = {
    "oblasts": "Облыстар",
    "republican_cities": "Республикалық маңызы бар қалалар",
    "districts": "Аудандар",
    "city_districts": "Қаладағы аудандар",
    "all_districts": "Аудандар мен қаладағы аудандар бірге",
    "cities": "Барлық қалалар",
    "kents": "Кенттер",
    "rural_okrugs": "Ауылдық округтер",
    "villages": "Ауылдар",
}


def with_population(table: Table, places: Places, units: UnitsFile) -> Table:
    """A table of units whose names lead to their pages, with their population and its density."""
    at = 1 + next((n for n, c in enumerate(table.columns) if c.unit == "км²"), 0)
    period, figures = places.together(one for one in units.units if places.indicator(one))
    period = formats.period(period) if period else ""
    more = tuple(
        Column(title, "number", unit)
        for title, unit in ((f"Халқы, {period}", "адам"), ("Тығыздығы", "адам/км²"))
        if figures
    )
    rows = []
    for row, unit in zip(table.rows, units.units, strict=True):
        figure = figures.get(unit.id)
        count, density = figure.value if figure else None, places.density(unit, figure)
        new = (number_cell(count), number_cell(density)) if figures else ()
        name, *rest = row.cells
        named = replace(name, page=places.page(unit) if places.has_page(unit) else "")
        cells = (named, *rest)
        rows.append(replace(row, cells=cells[:at] + new + cells[at:]))
    columns = table.columns[:at] + more + table.columns[at:]
    sources = unique([*table.sources, *(figure.source for figure in figures.values())])
    return replace(table, columns=columns, rows=tuple(rows), sources=sources)


def counts_table(table: CountsFile) -> Table:
    """One row a time: how many units of each kind there were, as its source counts them."""
    notes = Notes()
    columns = (
        Column("Уақыты", "period"),
        *(Column(title, "number") for title in COUNTS.values()),
        Column("Дереккөз", "source"),
    )
    rows = tuple(_count_row(row, notes) for row in table.rows)
    sources = unique(row.source for row in table.rows)
    return Table(table.title, columns, rows, sources, (*notes.texts, *table.notes))


def _count_row(row: CountsRow, notes: Notes) -> Row:
    year, month, day = (*(int(part) for part in row.date.split("-")), 1, 1)[:3]
    when = Cell(row.label or formats.period(row.date), year + month / 12 + day / 366,
                note=notes.add(row.note))  # fmt: skip
    figures = []
    for key in COUNTS:
        cell = number_cell(getattr(row, key))
        if key in row.apart:
            cell = Cell(cell.text, cell.sort, detail="салыстырылмайды")
        figures.append(cell)
    return Row(f"counts-{row.date}", (when, *figures, Cell("", source=row.source)))
