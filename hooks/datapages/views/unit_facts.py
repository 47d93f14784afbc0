"""Tables of what is known of one unit, and of the units that lie in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..language import formats, grammar
from ..model.records.units import Unit, UnitKind
from ..model.unit_tree import KINDS, Places, short_name
from .table import Cell, Column, Notes, Row, Table, number_cell, unique

# «қаладағы 2 аудан»: «2 қаладағы аудан» would speak of two cities
_LONG: frozenset[UnitKind] = frozenset(("republican-city", "oblast-city", "town", "city-district"))


def composition(units: Iterable[Unit]) -> str:
    """«10 аудан, облыстық маңызы бар 1 қала»."""
    count = Counter(unit.kind for unit in units)
    return ", ".join(_counted(kind, count[kind]) for kind in KINDS if count[kind])


def _counted(kind: UnitKind, count: int) -> str:
    before, space, noun = KINDS[kind].rpartition(" ") if kind in _LONG else ("", "", KINDS[kind])
    return f"{before}{space}{formats.number(count)}{formats.NBSP}{noun}"


def facts(places: Places, unit: Unit) -> Table:
    """What is known of a unit, a row a fact, each with its source."""
    notes = Notes()
    parent = places.parent(unit)
    headcount = places.latest(unit)
    density = places.density(unit, headcount)
    below = list(places.rows(unit))
    rows: list[Row] = []

    def fact(id: str, title: str, cell: Cell, source: str | None = None) -> None:
        origin = Cell("", source=source) if source else Cell("–")
        rows.append(Row(f"fact-{id}", (Cell(title), cell, origin)))

    missing = Cell(formats.MISSING, missing=True)
    fact("kind", "Түрі", Cell(KINDS[unit.kind]), unit.source)
    if parent:
        page, anchor = places.address(parent)
        cell = Cell(parent.names.kk, page=page, anchor=anchor)
        fact("parent", "Қай бірліктің құрамында", cell, unit.source)
    if unit.kind in ("oblast", "district"):
        centre = unit.centre
        cell = Cell(centre.kk) if centre else missing
        fact("centre", "Орталығы", cell, centre.source if centre else None)
    founded = unit.founded
    cell = Cell(formats.period(founded.date)) if founded else missing
    fact("founded", "Құрылған уақыты", cell, founded.source if founded else None)
    area = unit.area
    cell = (
        Cell(f"{formats.number(area.km2)}{formats.NBSP}км²", note=notes.add(area.note))
        if area
        else missing
    )
    fact("area", "Аумағы", cell, area.source if area else None)
    if headcount:
        cell = Cell(f"{formats.number(headcount.value)}{formats.NBSP}адам")
        fact("population", f"Халқы, {formats.period(headcount.period)}", cell, headcount.source)
    else:
        fact("population", "Халқы", missing)
    if density is not None:
        why = "Халық саны аумаққа бөлінді; бұл есепті сайт өзі жүргізді."
        cell = Cell(f"1 км²-ге {formats.number(density)}{formats.NBSP}адам", note=notes.add(why))
        fact("density", "Тығыздығы", cell)
    if below:
        why = "Жіктеуіштегі жазбалар бойынша өзіміз санадық."
        fact("units", "Құрамында", Cell(composition(below), note=notes.add(why)), unit.source)
    fact("kato", "КАТО коды", Cell(unit.kato or "–"), unit.source)
    if unit.iso:
        fact("iso", "ISO 3166-2 коды", Cell(unit.iso))
    fact("ru", "Орысша атауы", Cell(unit.names.ru), unit.source)
    if unit.names.en:
        why = "Ағылшынша атауды біз бердік, ресми емес."
        fact("en", "Ағылшынша атауы", Cell(unit.names.en, note=notes.add(why)))
    columns = (Column("Дерек"), Column("Мәні"), Column("Дереккөз", "source"))
    sources = unique(c.source for row in rows for c in row.cells if c.source)
    return Table(f"{unit.names.kk}: негізгі деректер", columns, tuple(rows), sources,
                 tuple(notes.texts))  # fmt: skip


def subunits(places: Places, unit: Unit, level: int | None = None) -> Table:
    """The units that lie in a unit, a row each: those of its page, or those `level` steps below."""
    units = list(places.rows(unit)) if level is None else _below(places, unit, level)
    mixed = len({one.parent for one in units}) > 1
    period, figures = places.together(one for one in units if places.indicator(one))
    centres, areas = any(u.centre for u in units), any(u.area for u in units)
    notes = Notes()
    columns = (
        Column("Атауы"),
        Column("Түрі"),
        *([Column("Қайда")] if mixed else []),
        *([Column("Орталығы")] if centres else []),
        *([Column(f"Халқы, {formats.period(period)}", "number", "адам")] if figures else []),
        *([Column("Аумағы", "number", "км²")] if areas else []),
        Column("КАТО", "code"),
    )
    rows = []
    sources = dict.fromkeys(one.source for one in units)
    for one in units:
        page, anchor = places.address(one) if places.has_page(one) or level else ("", "")
        name = Cell(one.names.kk, detail=_headcount(places, one), page=page, anchor=anchor)
        cells = [name, Cell(KINDS[one.kind])]
        if mixed:
            parent = places.parent(one)
            assert parent is not None
            cells.append(Cell(short_name(parent) if parent is not unit else "–"))
        if centres:
            cells.append(_centre(one))
        if figures:
            figure = figures.get(one.id)
            cells.append(number_cell(figure.value if figure else None))
            sources |= {figure.source: None} if figure else {}
        if areas:
            area = one.area
            cells.append(
                number_cell(area.km2 if area else None, notes.add(area.note if area else ""))
            )
            sources |= {area.source: None} if area else {}
        cells.append(Cell(one.kato or "–"))
        rows.append(Row(one.id, tuple(cells)))
        if not places.indicator(one):
            sources |= {count.source: None for count in one.population}
    genitive = grammar.decline(unit.names.kk, "genitive")
    title = f"{genitive} құрамы: {composition(units)}"
    told = dict.fromkeys(note for one in units for note in places.notes[one.id])
    return Table(title, columns, tuple(rows), tuple(sources), (*notes.texts, *told))


def _below(places: Places, unit: Unit, level: int) -> list[Unit]:
    units = [unit]
    for _ in range(level):
        units = [child for one in units for child in places.children.get(one.id, [])]
    return units


def _centre(unit: Unit) -> Cell:
    if unit.centre:
        return Cell(unit.centre.kk)
    return Cell("–") if unit.kind != "district" else Cell(formats.MISSING, missing=True)


def _headcount(places: Places, unit: Unit) -> str:
    """The headcount of a unit that has no series: «2023 жылғы 1 қаңтарда 25 583 адам»."""
    figure = None if places.indicator(unit) else places.latest(unit)
    if figure is None:
        return ""
    when = grammar.decline(formats.period(figure.period), "locative")
    return f"{when} {formats.number(figure.value)}{formats.NBSP}адам"
