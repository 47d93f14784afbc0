"""Tables of what is known of one unit, and of the units that lie in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from ..language import formats, grammar
from ..language.messages import t
from ..model.records.units import Unit, UnitKind
from ..model.unit_tree import KINDS, Figure, UnitTree, short_name
from ..model.words import DENSITY, PERSONS, mark, unit_of
from .table import (
    Cell,
    Notes,
    Pairs,
    Row,
    Table,
    blank_cell,
    column,
    filled,
    missing_cell,
    text_cell,
    unique,
)
from .units import KM2, area_cell, figure_cell

_FIRST_LEVEL = ("republican-city", "capital")


def composition(units: Iterable[Unit], tree: UnitTree | None = None) -> str:
    """«10 аудан, облыстық маңызы бар 1 қала».

    With `tree`, districts of several cities of the first level are said to be theirs: other cities
    have districts too, a level below.
    """
    listed = list(units)
    count = Counter(unit.kind for unit in listed)
    key: dict[str, str] = {}
    if tree:
        cities = {tree.parent(one) for one in listed if one.kind == "city-district"} - {None}
        if len(cities) > 1 and all(one and one.kind in _FIRST_LEVEL for one in cities):
            key["city-district"] = "republican-city-district"
    return ", ".join(
        t(f"unit-count.{key.get(kind, kind)}", count=formats.number(count[kind]))
        for kind in get_args(UnitKind)
        if count[kind]
    )


def sentences(tree: UnitTree, unit: Unit) -> list[str]:
    """What a unit is, in sentences that its data fills; what is not known has none."""
    name, kind, parent = unit.names.kk, KINDS[unit.kind], tree.parent(unit)
    if parent:
        within = grammar.decline(parent.names.kk, "genitive")
        if unit.kind == "capital":
            made = [t("overview.capital", name=name, parent=within)]
        else:
            made = [t("overview.within", name=name, parent=within, kind=kind)]
    else:
        made = [t("overview.alone", name=name, kind=kind)]
    if unit.centre:
        made.append(t("overview.centre", centre=unit.centre.kk))
    if headcount := tree.latest(unit):
        people = PERSONS.write(headcount.value)
        made.append(t("overview.people", people=people, when=formats.period(headcount.period)))
    if below := list(tree.rows(unit)):
        made.append(t("overview.units", composition=composition(below)))
    return made


def cards(tree: UnitTree, unit: Unit) -> list[tuple[str, str, str]]:
    """(what, figure, detail) of the figures that are known: people, area, density, units."""
    headcount, area, below = tree.latest(unit), unit.area, list(tree.rows(unit))
    found = []
    if headcount:
        when = formats.period(headcount.period)
        found.append((t("fact.population"), PERSONS.write(headcount.value), when))
    if area:
        square = unit_of("square-kilometres").write(area.km2)
        found.append((t("fact.area"), square, ""))
    if (density := tree.density(unit, headcount)) is not None:
        found.append((t("fact.density"), DENSITY.write(density), ""))
    if below:
        found.append((t("fact.units"), formats.number(len(below)), composition(below)))
    return found


def facts(tree: UnitTree, unit: Unit) -> Table:
    """What is known of a unit, a row a fact, each with its source."""
    notes = Notes()
    parent = tree.parent(unit)
    headcount = tree.latest(unit)
    density = tree.density(unit, headcount)
    below = list(tree.rows(unit))
    rows: list[Row] = []

    def fact(id: str, cell: Cell | None, source: str | None = None, title: str = "") -> None:
        origin = Cell("", source=source) if source else blank_cell()
        head = Cell(title or t(f"fact.{id}"))
        rows.append(Row(f"fact-{id}", (head, cell or missing_cell(), origin)))

    fact("kind", Cell(KINDS[unit.kind]), unit.source)
    if parent:
        page, anchor = tree.address(parent)
        fact("parent", Cell(parent.names.kk, page=page, anchor=anchor), unit.source)
    if unit.kind in ("oblast", "district"):
        centre = unit.centre
        cell = Cell(centre.kk) if centre else None
        fact("centre", cell, centre.source if centre else None)
    founded = unit.founded
    cell = Cell(formats.period(founded.date)) if founded else None
    fact("founded", cell, founded.source if founded else None)
    area = unit.area
    km2 = unit_of("square-kilometres")
    cell = Cell(km2.write(area.km2), note=notes.add(area.note)) if area else None
    fact("area", cell, area.source if area else None)
    if headcount:
        title = t("column.population", when=formats.period(headcount.period))
        fact("population", _headcount_cell(headcount), headcount.source, title)
    else:
        fact("population", None)
    if density is not None:
        text = t("fact.density-of", density=formats.number(density))
        fact("density", Cell(text, note=notes.add(t("note.density"))))
    if below:
        cell = Cell(composition(below), note=notes.add(t("note.counted")))
        fact("units", cell, unit.source)
    fact("kato", text_cell(unit.kato), unit.source)
    if unit.iso:
        fact("iso", Cell(unit.iso))
    fact("ru", Cell(unit.names.ru, lang="ru"), unit.source)
    if unit.names.en:
        fact("en", Cell(unit.names.en, note=notes.add(t("note.english")), lang="en"))
    columns = (column("fact"), column("value"), column("source", "source"))
    sources = unique(c.source for row in rows for c in row.cells if c.source)
    title = t("caption.facts", unit=unit.names.kk)
    return Table(title, columns, tuple(rows), sources, tuple(notes.texts), sortable=False)


def _headcount_cell(figure: Figure) -> Cell:
    return Cell(PERSONS.write(figure.value) + mark(figure.status))


def subunits(tree: UnitTree, unit: Unit, level: int | None = None) -> Table:
    """The units that lie in a unit, a row each: those of its page, or those `level` steps below."""
    units = list(tree.rows(unit)) if level is None else _below(tree, unit, level)
    mixed = len({one.parent for one in units}) > 1
    period, figures = tree.together(one for one in units if tree.indicator(one))
    notes = Notes()

    def name(one: Unit) -> Cell:
        page, anchor = tree.address(one) if tree.has_page(one) or level else ("", "")
        return Cell(one.names.kk, detail=_headcount(tree, one), page=page, anchor=anchor)

    def inside(one: Unit) -> Cell:
        parent = tree.parent(one)
        assert parent is not None
        return Cell(short_name(parent)) if parent is not unit else blank_cell()

    def population(one: Unit) -> Cell:
        return figure_cell(figures.get(one.id))

    pairs: Pairs[Unit] = [(column("name"), name)]
    if figures:
        head = column("population", "number", PERSONS.text, when=formats.period(period))
        pairs.append((head, population))
    pairs.append((column("kind"), lambda one: Cell(KINDS[one.kind])))
    if mixed:
        pairs.append((column("inside"), inside))
    if any(one.centre for one in units):
        pairs.append((column("centre"), _centre))
    if any(one.area for one in units):
        pairs.append((column("area", "number", KM2), lambda one: area_cell(one, notes)))
    pairs.append((column("kato", "code"), lambda one: text_cell(one.kato)))
    columns, rows = filled(pairs, [(one.id, one) for one in units])
    genitive = grammar.decline(unit.names.kk, "genitive")
    title = t("caption.subunits", unit=genitive, composition=composition(units, tree))
    of_files = dict.fromkeys(note for one in units for note in tree.notes[one.id])
    sources = unique(
        [
            *(one.source for one in units),
            *(id for one in units for id in _sources(tree, one, figures.get(one.id))),
        ]
    )
    return Table(title, columns, rows, sources, (*notes.texts, *of_files))


def _sources(tree: UnitTree, unit: Unit, figure: Figure | None) -> Iterable[str]:
    """Whence the figures of a row come."""
    if figure:
        yield figure.source
    if unit.area:
        yield unit.area.source
    if not tree.indicator(unit):
        yield from (count.source for count in unit.population)


def _below(tree: UnitTree, unit: Unit, level: int) -> list[Unit]:
    units = [unit]
    for _ in range(level):
        units = [child for one in units for child in tree.children.get(one.id, [])]
    return units


def _centre(unit: Unit) -> Cell:
    if unit.centre:
        return Cell(unit.centre.kk)
    return blank_cell() if unit.kind != "district" else missing_cell()


def _headcount(tree: UnitTree, unit: Unit) -> str:
    """The headcount of a unit that has no series: «2023 жылғы 1 қаңтарда 25 583 адам»."""
    figure = None if tree.indicator(unit) else tree.latest(unit)
    if figure is None:
        return ""
    when = grammar.decline(formats.period(figure.period), "locative")
    return f"{when} {PERSONS.write(figure.value)}{mark(figure.status)}"
