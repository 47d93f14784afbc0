"""Tables as rows of cells, without any HTML."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeVar

from ..language import formats
from ..language.messages import t
from ..model.records.base import Number, PagePath, Place


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
    lang: str = ""  # of the text, where it is not the page's

    @property
    def sorts_as_text(self) -> bool:
        """Whether the text alone says what to sort by, as tables.js reads it."""
        figure = self.text.replace(formats.NBSP, "").replace("−", "-").replace(",", ".")
        return _FIGURE.fullmatch(figure) is not None and float(figure) == self.sort

    @property
    def has_text_only(self) -> bool:
        """Whether it holds nothing besides its text."""
        return not (
            self.source
            or self.page
            or self.anchor
            or self.cites
            or self.note
            or self.detail
            or self.lang
        )


LONG = 12  # rows that fit on a screen
LETTER, PADDING = 0.48, 1.5  # of a cell, in rems
BOLD_LETTER = 0.55  # of the first cell of a row
LINES = 2  # of a text
DETAIL = 0.86  # letters of what stands small under a head, in those of a cell
SORT_SIGN, MARK = 2, 2  # of a note; in letters
NARROW, WIDE = 3, 14  # columns, in rems; site.css has a class for each
_FIGURE = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Column:
    """A column header; `kind` decides alignment and how the column is sorted.

    Code finds a column by its `id`; readers see its `title`.
    """

    id: str
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


def column(
    text: str, kind: str = "text", unit: str = "", *, id: str = "", **values: object
) -> Column:
    """A column whose title stands in kk.toml at `column.<text>`, with `values` filled in.

    Its id is the same, where no other is given.
    """
    return Column(id or text, t(f"column.{text}", **values), kind, unit)


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
    sortable: bool = True

    def at(self, id: str) -> int:
        """Where the column with this id stands; -1 where there is none."""
        return next((at for at, column in enumerate(self.columns) if column.id == id), -1)

    def column(self, id: str) -> Column:
        """The column with this id (KeyError: none)."""
        if (at := self.at(id)) < 0:
            raise KeyError(id)
        return self.columns[at]

    def cells(self, id: str) -> list[Cell]:
        """The cells of a column, from above; none where there is no such column."""
        at = self.at(id)
        return [row.cells[at] for row in self.rows] if at >= 0 else []

    def without(self, id: str) -> Table:
        """The table without a column that it has."""
        at = self.at(id)
        rows = (replace(row, cells=row.cells[:at] + row.cells[at + 1 :]) for row in self.rows)
        columns = self.columns[:at] + self.columns[at + 1 :]
        return replace(self, columns=columns, rows=tuple(rows))

    def with_column(self, column: Column) -> Table:
        """The table with another head for the column of the same id."""
        columns = (column if one.id == column.id else one for one in self.columns)
        return replace(self, columns=tuple(columns))

    def aligned(self) -> Table:
        """The table with one number of decimals in each column of figures: 5,0 under 4,9."""
        digits = [
            formats.decimals(_plain_figures(column, (row.cells[at] for row in self.rows)))
            for at, column in enumerate(self.columns)
        ]
        rows = (
            replace(row, cells=tuple(map(_with_decimals, row.cells, digits))) for row in self.rows
        )
        return replace(self, rows=tuple(rows))

    @cached_property
    def _marked(self) -> frozenset[int]:
        of_cells = (cell.note for row in self.rows for cell in row.cells)
        return frozenset([*(column.note for column in self.columns), *of_cells])

    @property
    def numbered_notes(self) -> list[tuple[int, str]]:
        """The notes that a mark in a head or a cell leads to, with their numbers."""
        return [one for one in enumerate(self.notes, start=1) if one[0] in self._marked]

    @property
    def other_notes(self) -> list[tuple[int, str]]:
        """The notes on the whole of the table, with their places."""
        return [one for one in enumerate(self.notes, start=1) if one[0] not in self._marked]

    @cached_property
    def stacks(self) -> bool:
        """Sentences are better read one below another on a phone; figures stay in columns."""
        return self.sentences or all(column.kind == "text" for column in self.columns)

    @cached_property
    def classes(self) -> list[str]:
        """The classes of each column, its head among its cells: both end at one line."""
        return [
            f"{column.names} is-noted"
            if column.kind == "number" and any(row.cells[at].note for row in self.rows)
            else column.names
            for at, column in enumerate(self.columns)
        ]

    @property
    def lines(self) -> Iterator[tuple[Row, Shown, list[Shown]]]:
        """Each row with its header and its other cells."""
        columns = []
        for column, names in zip(self.columns, self.classes, strict=True):
            both = names, f"{names} is-missing".strip()
            columns.append((column.figures, both, column.title if self.stacks else None))
        for row in self.rows:
            head, *cells = (
                Shown(
                    cell.text,
                    names[cell.missing],
                    None if cell.sort is None or (figures and cell.sorts_as_text) else cell.sort,
                    cell.id,
                    title,
                    None if cell.has_text_only else cell,
                )
                for cell, (figures, names, title) in zip(row.cells, columns, strict=False)
            )
            yield row, head, cells

    @property
    def filterable(self) -> bool:
        """A filter helps only where a reader cannot take in the rows at a glance."""
        return self.is_long and self.columns[0].kind != "period"

    @property
    def is_long(self) -> bool:
        """Whether a browser may show its first rows before it has read the last."""
        return len(self.rows) > LONG

    @property
    def widths(self) -> list[int]:
        """The width of each column in rems; of a short table none.

        A browser that has not read all rows of a table cannot know how wide its columns are to be,
        and would move them as they come.
        """
        if not self.is_long:
            return []
        columns = zip(*(row.cells for row in self.rows), strict=True)
        letters = (BOLD_LETTER, *[LETTER] * (len(self.columns) - 1))
        return [*map(_width, self.columns, columns, letters)]


def _width(column: Column, cells: Iterable[Cell], letter: float) -> int:
    """Room for the longest word, and for a text in a few lines."""
    shown = list(cells)
    whole = column.kind in ("number", "code", "period")  # their cells do not wrap
    mark = MARK if any(cell.note for cell in shown) else 0
    head = max(map(len, (column.title + f" {column.unit}").split())) + SORT_SIGN
    words = [head + mark if column.kind == "number" else head]
    words += [math.ceil(len(word) * DETAIL) for word in column.detail.split()]
    words += [
        (len(cell.text) if whole else max(map(len, cell.text.split()), default=0)) + mark
        for cell in shown
    ]
    letters = sum(len(cell.text) + len(cell.detail) for cell in shown) / len(shown)
    wanted = max(*words, 0 if whole else letters / LINES)
    return min(max(math.ceil(wanted * letter + PADDING), NARROW), WIDE)


def _is_plain(cell: Cell) -> bool:
    """Whether the text of a cell is its figure and no more."""
    return cell.sort is not None and cell.text == formats.number(cell.sort)


def _plain_figures(column: Column, cells: Iterable[Cell]) -> Iterator[float]:
    """The figures of a column of numbers."""
    if column.kind == "number":
        yield from (cell.sort for cell in cells if cell.sort is not None and _is_plain(cell))


def _with_decimals(cell: Cell, digits: int) -> Cell:
    if not digits or cell.sort is None or not _is_plain(cell):
        return cell
    return replace(cell, text=formats.number(cell.sort, digits))


@dataclass(frozen=True)
class Bars:
    """A bar chart of named figures; its table stands on `page` at `anchor`."""

    title: str
    unit: str
    bars: tuple[tuple[str, Number], ...]
    method: str
    sources: tuple[str, ...]
    page: PagePath
    anchor: str


@dataclass(frozen=True)
class BarPanels:
    """Figures of many units in a panel a part; their table stands on `page` at `anchor`.

    Each panel is its title and a figure a unit; `marked` are the units that contain the others.
    """

    title: str
    unit: str
    names: tuple[str, ...]
    panels: tuple[tuple[str, tuple[float, ...]], ...]
    marked: tuple[bool, ...]
    method: str
    sources: tuple[str, ...]
    page: PagePath
    anchor: str


class ChoiceError(LookupError):
    """An unknown id among those that a view offers: what was asked for, its id, the known ids."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.what, self.name, self.known = what, name, tuple(known)
        super().__init__(f"there is no {what} «{name}»: expected one of {', '.join(self.known)}")


T = TypeVar("T")
Pair = tuple[Column, Callable[[T], Cell]]  # a column, and what fills its cells
Pairs = list[Pair[T]]


def filled(
    pairs: Pairs[T], items: Iterable[tuple[str, T]]
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Columns and rows from pairs of a column and what fills its cells; items: (row id, item)."""
    rows = (Row(id, tuple(fill(item) for _, fill in pairs)) for id, item in items)
    return tuple(column for column, _ in pairs), tuple(rows)


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
        return replace(missing_cell(), note=note)
    return Cell(formats.number(value), sort=value, note=note)


def missing_cell() -> Cell:
    """What a source could have told and does not: «дерек жоқ»."""
    return Cell(t("cell.missing"), missing=True)


def text_cell(text: str | None) -> Cell:
    """A text, or a dash where there is none."""
    return Cell(text or "–")


def blank_cell(*, missing: bool = False) -> Cell:
    """Where there is nothing to tell."""
    return Cell("–", missing=missing)


def cited(rows: Iterable[Row]) -> tuple[str, ...]:
    """The sources that cells cite, in the order of their first use."""
    return unique(place.source for row in rows for cell in row.cells for place in cell.cites)


def unique(ids: Iterable[str]) -> tuple[str, ...]:
    """Ids in the order of their first use, each once."""
    return tuple(dict.fromkeys(ids))
