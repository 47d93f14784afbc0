"""Data shaped for a reader: tables as rows of cells, without any HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from . import derive, kazakh
from .catalogue import Catalogue
from .records import (
    CategoriesFile,
    Category,
    CountriesFile,
    Country,
    Edition,
    Indicator,
    LawChangesFile,
    Measure,
    Norm,
    Number,
    Observation,
    PagePath,
    Place,
    Series,
    Status,
    TextTable,
    Told,
    Unit,
    UnitsFile,
)

# What stands after a figure; empty where the figure needs no word.
MEASURES: dict[Measure, str] = {
    "persons": "адам",
    "families": "отбасы",
    "percent": "%",
    "tenge": "теңге",
    "million-tenge": "млн теңге",
    "square-metres": "м²",
    "square-kilometres": "км²",
    "kilometres": "км",
    "years": "жас",
    "pieces": "",
    "beds": "төсек",
    "tonnes": "т",
    "thousand-tonnes": "мың т",
    "million-tonne-kilometres": "млн т·км",
    "million-passenger-kilometres": "млн жолаушы·км",
    "milligrams-per-cubic-metre": "мг/м³",
    "per-thousand": "1000-ға шаққанда",
    "per-ten-thousand": f"10{kazakh.NBSP}000-ға шаққанда",
    "per-hundred-thousand": f"100{kazakh.NBSP}000-ға шаққанда",
    "index": "%",
}

STATUSES: dict[Status, str] = {
    "official": "ресми",
    "preliminary": "алдын ала",
    "estimate": "бағалау",
    "derived": "есептелген",
    "unverified": "расталмаған",
}


def with_unit(value: float, unit: str) -> str:
    """435876, "адам" → «435 876 адам»; 12.5, "%" → «12,5%»; of a rate the unit stands first."""
    text = kazakh.number(value)
    if unit.endswith("шаққанда"):
        return f"{unit}{kazakh.NBSP}{text}"
    return f"{text}{unit}" if unit in ("", "%") else f"{text}{kazakh.NBSP}{unit}"


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; `sort` is what the reader's sorting compares (None: last)."""

    text: str
    sort: float | None = None
    missing: bool = False
    detail: str = ""
    note: int = 0  # place in Table.notes from 1; 0: none
    source: str = ""  # the cell is a reference to this source
    cites: tuple[Place, ...] = ()
    page: PagePath = ""  # the text leads to this page and anchor
    anchor: str = ""
    id: str = ""

    @property
    def plain(self) -> bool:
        """Whether the text alone says what to sort by, as tables.js reads it."""
        figure = self.text.replace(kazakh.NBSP, "").replace("−", "-").replace(",", ".")
        return _FIGURE.fullmatch(figure) is not None and float(figure) == self.sort

    @property
    def bare(self) -> bool:
        """Whether it holds nothing besides its text."""
        return not (
            self.source or self.page or self.anchor or self.cites or self.note or self.detail
        )


_FIGURE = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Column:
    """A column header; `kind` decides alignment and how the column is sorted."""

    title: str
    kind: str = "text"  # text | number | code | source | period
    unit: str = ""
    detail: str = ""
    note: int = 0
    source: str = ""  # of all its figures that name no other

    @property
    def figures(self) -> bool:
        """Whether its cells are numbers: their texts can be compared as such."""
        return self.kind in ("number", "period")

    @property
    def names(self) -> str:
        """Its class. Words need none: the style sheet speaks of figures, codes and periods."""
        return f"is-{self.kind}" if self.kind in ("number", "code", "period") else ""


@dataclass(frozen=True)
class Row:
    """A row with its address; the first cell is its header."""

    id: str
    cells: tuple[Cell, ...]
    after_break: bool = False


class Shown(NamedTuple):
    """A cell as a template writes it: `cell` is given where it holds more than its text."""

    text: str
    names: str  # its classes
    sort: float | None  # where the text does not say it
    id: str
    title: str | None  # of its column, where the cells of a row may stand one below another
    cell: Cell | None


@dataclass(frozen=True)
class Table:
    """A table ready to be written; `sources` are ids in order of first use."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...] = ()
    sentences: bool = False

    @cached_property
    def stacks(self) -> bool:
        """Sentences are better read one below another on a phone; figures stay in columns."""
        return self.sentences or all(column.kind == "text" for column in self.columns)

    @property
    def lines(self) -> Iterator[tuple[Row, Shown, list[Shown]]]:
        """Each row with its header and its other cells."""
        columns = [
            (
                column.figures,
                (column.names, f"{column.names} is-missing".strip()),
                column.title if self.stacks else None,
            )
            for column in self.columns
        ]
        for row in self.rows:
            head, *cells = (
                Shown(
                    cell.text,
                    names[cell.missing],
                    None if cell.sort is None or (figures and cell.plain) else cell.sort,
                    cell.id,
                    title,
                    None if cell.bare else cell,
                )
                for cell, (figures, names, title) in zip(row.cells, columns, strict=False)
            )
            yield row, head, cells

    @property
    def filterable(self) -> bool:
        """A filter helps only where a reader cannot take in the rows at a glance."""
        return len(self.rows) > 12 and self.columns[0].kind != "period"


class Notes:
    """Numbers notes in the order of their first use; equal texts share a number."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def add(self, text: str | None) -> int:
        """The number of a note, from 1; 0 for no text."""
        if not text:
            return 0
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text) + 1


def number_cell(value: Number | None, note: int = 0) -> Cell:
    """A figure, or «дерек жоқ»."""
    if value is None:
        return Cell(kazakh.MISSING, missing=True, note=note)
    return Cell(kazakh.number(value), sort=value, note=note)


def units_table(table: UnitsFile) -> Table:
    """One row a unit: names, codes, area, population on each known day, subunits."""
    notes = Notes()
    days = sorted({count.date for unit in table.units for count in unit.population})
    columns = (
        Column("Атауы"),
        Column("Орталығы"),
        Column("КАТО", "code"),
        Column("ISO 3166-2", "code"),
        Column("Аумағы", "number", "км²"),
        *(Column(f"Халқы, {kazakh.day(day)}", "number", "адам") for day in days),
        Column("Аудандар", "number"),
        Column("Қалалар", "number"),
        Column("Қаладағы аудандар", "number"),
    )
    rows = tuple(
        Row(f"{table.id}-{unit.id}", _unit_cells(unit, days, notes)) for unit in table.units
    )
    sources = _unique(source for unit in table.units for source in _unit_sources(unit))
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


def categories_table(table: CategoriesFile, editions: list[Edition]) -> Table:
    """One row a category, one column an edition of the law."""
    columns = (Column("Санаты"), *(Column(edition.title) for edition in editions))
    rows = tuple(
        Row(f"categories-{category.id}", _category_cells(category, editions))
        for category in table.categories
        if {norm.edition for norm in category.norms} & {edition.id for edition in editions}
    )
    sources = _unique(edition.law for edition in editions)
    return Table(table.title, columns, rows, sources, table.notes)


def _category_cells(category: Category, editions: list[Edition]) -> tuple[Cell, ...]:
    norms = {norm.edition: norm for norm in category.norms}
    name = Cell(category.name, detail=category.old_name or "")
    return (name, *(_norm_cell(norms.get(edition.id)) for edition in editions))


def _norm_cell(norm: Norm | None) -> Cell:
    if norm is None:
        return Cell("көзделмеген", missing=True)
    sort = norm.minimum if norm.minimum is not None else norm.maximum
    text = norm_text(norm)
    detail = "; ".join(part for part in (norm.condition if text else "", norm.place) if part)
    return Cell(text or norm.condition or "сан шегі жоқ", sort=sort, detail=detail)


def norm_text(norm: Norm) -> str:
    """The number a norm asks for: «50 000 адамнан астам», «кемінде 50 адам», or nothing."""
    parts = []
    if norm.minimum is not None:
        figure = kazakh.number(norm.minimum) + kazakh.NBSP + "адам"
        more = kazakh.decline(figure, "ablative") + " астам"
        parts.append(more if norm.strictly_more else f"кемінде {figure}")
    if norm.maximum is not None:
        parts.append(f"ең көбі {kazakh.number(norm.maximum)}{kazakh.NBSP}адам")
    return ", ".join(parts)


def indicator_table(indicator: Indicator, names: Mapping[str, str] | None = None) -> Table:
    """One row an observation, in the order of time; breaks at their first row.

    `names` of several territories, where given, make a column of them.
    """
    notes = Notes()
    rows: list[Row] = []
    breaks = list(indicator.breaks)
    pairs = _in_time(indicator)
    for series, seen in pairs:
        main = series.id == first(indicator)
        crossed = [
            gap
            for gap in breaks
            if seen.period >= gap.before and (main or not gap.cuts(first(indicator)))
        ]
        breaks = [gap for gap in breaks if gap not in crossed]
        why = " ".join(gap.why for gap in crossed)
        row = _observation_row(indicator, series, seen, notes, why)
        if names and len(names) > 1:
            place = Cell(names[series.territory])
            row = replace(row, cells=(row.cells[0], place, *row.cells[1:]))
        rows.append(row)
    sources = _unique(one for pair in pairs for one in derive.sources_of(*pair))
    columns = (
        Column("Кезең", "period"),
        *((Column("Аумағы"),) if names and len(names) > 1 else ()),
        Column("Мәні", "number", MEASURES[indicator.measure]),
        Column("Қатар"),
        Column("Мәртебесі"),
        Column("Дереккөз", "source"),
    )
    caption = kazakh.subtitled(indicator.title, "барлық қатарлар")
    return Table(caption, columns, tuple(rows), sources, (*notes.texts, *indicator.notes))


def said_once(table: Table) -> Table:
    """An indicator's table without the columns that repeat one word: «Мәні» bears it in its head.

    A source that all figures share stands below the table already.
    """
    for title in ("Қатар", "Мәртебесі", "Дереккөз"):
        at = next((n for n, column in enumerate(table.columns) if column.title == title), None)
        cells = [row.cells[at] for row in table.rows] if at else []
        if not at or len(cells) < 2 or any(cell != cells[0] for cell in cells):
            continue
        value = next(n for n, column in enumerate(table.columns) if column.kind == "number")
        head, word = table.columns[value], cells[0].text
        told = "" if word == STATUSES["official"] else word
        detail = "; ".join(part for part in (head.detail, told) if part)
        columns = list(table.columns)
        columns[value] = replace(head, detail=detail, note=head.note or cells[0].note)
        del columns[at]
        rows = tuple(replace(r, cells=r.cells[:at] + r.cells[at + 1 :]) for r in table.rows)
        table = replace(table, columns=tuple(columns), rows=rows)
    return table


def _observation_row(
    indicator: Indicator, series: Series, seen: Observation, notes: Notes, why: str
) -> Row:
    cells = (
        Cell(kazakh.period(seen.period), sort=decimal_year(seen.period), note=notes.add(why)),
        number_cell(seen.value, notes.add(seen.note)),
        Cell(series.title, note=notes.add(series.note)),
        Cell(STATUSES[seen.status or series.status]),
        Cell("", source=derive.sources_of(series, seen)[0]),
    )
    return Row(row_id(indicator, series.id, seen.period), cells, after_break=bool(why))


def first(indicator: Indicator) -> str:
    """Id of the series that stands for the indicator."""
    return indicator.series[0].id


def row_id(indicator: Indicator, series: str, period: str) -> str:
    """Address of an observation's row: `population-2021`, `population-census-1999`."""
    if series == first(indicator):
        return f"{indicator.id}-{period}"
    return f"{indicator.id}-{series}-{period}"


def decimal_year(period: str) -> float:
    """«2026-02-01» → 2026.0833: a place on an axis of time."""
    year, month, day = (*(int(part) for part in period.split("-")), 1, 1)[:3]
    return round(year + (month - 1) / 12 + (day - 1) / 365, 4)


def since(series: Series, start: str | None) -> list[Observation]:
    """The observations of a series from the period `start` on; all of them for None."""
    return [seen for seen in series.observations if start is None or seen.period >= start]


def _in_time(indicator: Indicator) -> list[tuple[Series, Observation]]:
    pairs = [(series, seen) for series in indicator.series for seen in series.observations]
    return sorted(pairs, key=lambda pair: decimal_year(pair[1].period))


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def text_table(table: TextTable) -> Table:
    """A table of sentences; the last column cites the sources of the row."""
    columns = (*(Column(title) for title in table.columns), Column("Дереккөз", "source"))
    rows = tuple(
        Row(
            f"{table.id}-{row.id}",
            (*(Cell(text or "–") for text in row.cells), Cell("", cites=row.sources)),
        )
        for row in table.rows
    )
    sources = _unique(place.source for row in table.rows for place in row.sources)
    return Table(table.title, columns, rows, sources, table.notes, sentences=True)


STATES = {"unitary": "унитарлы", "federal": "федерация"}
MODELS = {"anglo-saxon": "англосаксондық", "continental": "континенттік", "mixed": "аралас"}


def countries_table(table: CountriesFile) -> Table:
    """One row a country; each cell with its source and year."""
    columns = (
        Column("Ел"),
        Column("Мемлекет түрі"),
        Column("Үлгісі"),
        Column("Деңгейлері"),
        Column("Муниципалитеттер", "number"),
        Column("Басшысы"),
        Column("Кірісі"),
        Column("Мемлекеттік шығыстағы үлесі", "number", "%"),
        Column("Хартия"),
    )
    rows = tuple(
        Row(f"countries-{country.id}", _country_cells(country)) for country in table.countries
    )
    cited = (place for row in rows for cell in row.cells for place in cell.cites)
    return Table(
        table.title, columns, rows, _unique(place.source for place in cited), table.notes,
        sentences=True,
    )  # fmt: skip


def _country_cells(country: Country) -> tuple[Cell, ...]:
    unknown = Cell(kazakh.MISSING, missing=True)
    number, share, charter = country.municipalities, country.spending_share, country.charter
    cells = [Cell(country.name), Cell(STATES[country.state])]
    if country.model and country.model_source:
        cells.append(Cell(MODELS[country.model], cites=(Place(source=country.model_source),)))
    else:
        cells.append(unknown)
    cells.append(_told(country.tiers))
    if number and number.count is not None:
        detail = f"{number.what}, {kazakh.period(number.date)}"
        cites = (Place(source=number.source),)
        cells.append(Cell(kazakh.number(number.count), number.count, detail=detail, cites=cites))
    else:
        cells.append(unknown)
    cells += [_told(country.head), _told(country.own_revenue)]
    if share:
        detail = f"{kazakh.period(share.year)}; {share.method}"
        cites = (Place(source=share.source),)
        cells.append(Cell(kazakh.number(share.percent), share.percent, detail=detail, cites=cites))
    else:
        cells.append(unknown)
    if charter:
        detail = kazakh.day(charter.date) if charter.date else ""
        cells.append(Cell(charter.text, detail=detail, cites=(Place(source=charter.source),)))
    else:
        cells.append(unknown)
    return tuple(cells)


def _told(told: Told | None) -> Cell:
    if told is None:
        return Cell(kazakh.MISSING, missing=True)
    return Cell(told.text, cites=(Place(source=told.source),))


def law_changes_table(table: LawChangesFile) -> Table:
    """One row a norm: where the chapter tells it, then, now, since when."""
    columns = (
        Column("Норма"),
        Column("Дипломда"),
        Column("Қазір"),
        Column("Қашаннан"),
    )
    rows = tuple(
        Row(
            f"law-{change.id}",
            (
                Cell(change.topic, page=change.page, anchor=change.anchor),
                Cell(change.then, cites=change.then_sources),
                Cell(change.now or kazakh.MISSING, missing=change.now is None,
                     detail=change.note or "", cites=change.now_sources),
                Cell(kazakh.period(change.since) if change.since else "–",
                     sort=decimal_year(change.since) if change.since else None),
            ),
        )
        for change in table.changes
    )  # fmt: skip
    cited = (place for row in rows for cell in row.cells for place in cell.cites)
    return Table(
        table.title, columns, rows, _unique(place.source for place in cited), table.notes,
        sentences=True,
    )  # fmt: skip


def table(catalogue: Catalogue, name: str, editions: list[str] | None = None) -> Table | None:
    """The table called `name`, or None where data/ has no such thing.

    `editions` (ids, for the categories alone) chooses columns; KeyError for an unknown one.
    """
    if name == "categories":
        known = {edition.id: edition for edition in catalogue.categories.editions}
        chosen = [known[id] for id in editions] if editions else list(known.values())
        return categories_table(catalogue.categories, chosen)
    if name == "countries" and catalogue.countries:
        return countries_table(catalogue.countries)
    if name == "law-changes" and catalogue.law_changes:
        return law_changes_table(catalogue.law_changes)
    if name in catalogue.tables:
        return text_table(catalogue.tables[name])
    if name in catalogue.units:
        return units_table(catalogue.units[name])
    if name in catalogue.indicators:
        return said_once(indicator_table(catalogue.indicators[name]))
    return None


def names(catalogue: Catalogue) -> list[str]:
    """What `table` knows."""
    single = {"countries": catalogue.countries, "law-changes": catalogue.law_changes}
    there = [name for name, file in single.items() if file]
    return ["categories", *there, *catalogue.tables, *catalogue.units, *catalogue.indicators]
