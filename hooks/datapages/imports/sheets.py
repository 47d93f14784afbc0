"""A spreadsheet or a CSV as rows of cells, and what single cells say.

openpyxl reads workbooks: well kept, without dependencies of its own, and it tells which cells are
merged or hidden, which pandas and polars throw away (both would only call it).
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from ..language import formats
from ..language.messages import t
from ..model.records.base import Number

Cell = str | int | float | date | None
Grid = list[list[Cell]]
MISSING = frozenset({"", "-", "–", "—", "…", "...", *t("import.missing").split()})
_NUMBER = re.compile(r"[-−]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?|[-−]?\d+(?:[.,]\d+)?")
_MARKS = re.compile(r"(?:[*¹²³⁴⁵⁶⁷⁸⁹⁾]|(?<=.)\s?\d\))+$")  # of footnotes: 12,5* 12,5¹ 12,5 1)
_SHOWN = re.compile(r"^[#,0\s]*0(?:\.(?P<decimals>0+))?(?P<percent>%)?$")  # «0.0», «# ##0», «0%»


# What openpyxl raises for a file that is damaged, in whichever of its parts.
_NO_WORKBOOK = (
    BadZipFile, KeyError, TypeError, ParseError, ValueError, IndexError, AttributeError, EOFError,
    OverflowError, NotImplementedError, RuntimeError, zlib.error,
)  # fmt: skip
MOST_CELLS = 500_000  # of a sheet, those between the first and the last one that is filled
MOST_BYTES = 200_000_000  # of a workbook once it is unpacked, and of a CSV
MOST_LETTERS = 100_000  # of a cell of a CSV
MOST_DECIMALS = 9  # as few as of any figure here: a format may ask for a thousand
LARGEST = 10**15  # a figure: beyond it a fraction of binary numbers has no decimals left


@dataclass(frozen=True)
class Sheet:
    """A table as a person sees it: a merged cell stands in each place that it covers.

    Cells of hidden rows and columns are empty, so that places keep their numbers; `hidden` names
    them. `others` are the other sheets of its workbook.
    """

    grid: Grid
    hidden: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def read(path: Path, sheet: str | None = None) -> Sheet:
    """The cells of a table; ValueError where the file is no such table, or has no such sheet."""
    if not path.is_file():
        raise ValueError(f"{path}: there is no such file")
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path.name}: expected at most {MOST_BYTES // 1_000_000} MB")
    if path.suffix.lower() == ".csv":
        try:
            return Sheet(_csv(path.read_bytes()))
        except (csv.Error, UnicodeDecodeError) as error:
            raise ValueError(f"{path.name}: no CSV of UTF-8 or Windows-1251: {error}") from None
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        raise ValueError(f"{path.name}: expected .xlsx or .csv (save an old .xls as .xlsx)")
    return _workbook(path, sheet)


def _workbook(path: Path, sheet: str | None) -> Sheet:
    import openpyxl  # noqa: PLC0415 - only who imports a table needs it

    try:
        _check_size(path)
        book = openpyxl.load_workbook(path, data_only=True)
    except _NO_WORKBOOK as error:
        why = f" ({error})" if isinstance(error, _TooLargeError) else ""
        raise ValueError(
            f"{path.name}: no workbook, whatever its name says{why}: open it in a spreadsheet and"
            " save it as .xlsx or .csv"
        ) from error
    if sheet is not None and sheet not in book.sheetnames:
        raise ValueError(f"there is no sheet «{sheet}»: expected one of {book.sheetnames}")
    found: Any = book[sheet] if sheet else next(iter(book.worksheets), None)
    if found is None or not hasattr(found, "iter_rows"):  # a sheet may be one chart
        raise ValueError(f"{path.name}: there is no table in it: expected a sheet of cells")
    if found.max_row * found.max_column > MOST_CELLS:
        wanted = f"at most {MOST_CELLS} cells from the first to the last that is filled or merged"
        raise ValueError(f"{path.name}: expected {wanted}")
    grid: Grid = [[_shown(cell) for cell in row] for row in found.iter_rows()]
    for merged in found.merged_cells.ranges:
        value = grid[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row - 1, merged.max_row):
            for column in range(merged.min_col - 1, merged.max_col):
                grid[row][column] = value
    hidden = _hidden(found, grid)
    return Sheet(grid, hidden, tuple(name for name in book.sheetnames if name != found.title))


class _TooLargeError(ValueError):
    """A workbook of more than openpyxl can hold."""


_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):"
                     rb"\$?([A-Z]{1,3})\$?(\d{1,7})")  # fmt: skip


def _check_size(path: Path) -> None:
    """Refuse a workbook before it is opened: it may be packed small, and merge a billion cells."""
    from openpyxl.utils import column_index_from_string  # noqa: PLC0415

    with ZipFile(path) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
            raise _TooLargeError(f"expected at most {MOST_BYTES // 1_000_000} MB once unpacked")
        for name in packed.namelist():
            if not name.startswith("xl/worksheets/"):
                continue
            cells = 0
            for left, top, right, bottom in _MERGED.findall(packed.read(name)):
                first, last = (column_index_from_string(one.decode()) for one in (left, right))
                cells += (abs(last - first) + 1) * (abs(int(bottom) - int(top)) + 1)
            if cells > MOST_CELLS:
                raise _TooLargeError(f"expected at most {MOST_CELLS} cells that are merged")


def _hidden(found: Any, grid: Grid) -> tuple[str, ...]:
    """Empty the rows and columns that a spreadsheet does not show; their names."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    width = max(map(len, grid), default=0)
    columns = {
        at
        for one in found.column_dimensions.values()
        if one.hidden
        for at in range(one.min or 0, min(one.max or 0, width) + 1)
    }
    rows = {at for at, one in found.row_dimensions.items() if one.hidden and at <= len(grid)}
    for number, row in enumerate(grid, start=1):
        for at in range(len(row)):
            if number in rows or at + 1 in columns:
                row[at] = None
    return (
        *(f"column {get_column_letter(at)}" for at in sorted(columns)),
        *(f"row {at}" for at in sorted(rows)),
    )


def _csv(content: bytes) -> Grid:
    """UTF-8, or the code page of Windows; parted by the sign that most lines have."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1251")
    first = text.splitlines()[:20]
    delimiter = max(";\t,", key=lambda sign: sum(line.count(sign) for line in first))
    rows = [*csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    # another library of the process may have lifted the limit that csv has itself
    if any(len(cell) > MOST_LETTERS for row in rows for cell in row):
        raise csv.Error(f"field larger than {MOST_LETTERS:,} letters")
    return [[*row] for row in rows]


def _shown(cell: Any) -> Cell:
    """A cell as its format shows it: 12.6458 as 12.6, 0.048 as 4.8 where it is in per cent."""
    value = cell.value
    if isinstance(value, datetime):
        return value.year if str(cell.number_format).lower() in ("yyyy", "yy") else value.date()
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value if isinstance(value, (str, date)) else None
    if not abs(value) <= LARGEST:
        return str(value)  # a text: who takes it for a figure is told
    how = _SHOWN.match(str(cell.number_format).partition(";")[0])
    if how is None:
        return value
    exact = Decimal(str(value)) * (100 if how["percent"] else 1)
    return _whole(float(formats.half_up(exact, min(len(how["decimals"] or ""), MOST_DECIMALS))))


def text_of(cell: Cell) -> str:
    """The text of a cell with plain spaces, without marks of footnotes."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = unicodedata.normalize("NFC", "" if cell is None else str(cell))
    text = re.sub(r"[\s\u00a0\u202f\u2009]+", " ", text).strip()
    return _MARKS.sub("", text).strip() if not isinstance(cell, (int, float)) else text


def texts_of(cells: Iterable[Cell]) -> list[str]:
    """The texts of cells that hold one, each once."""
    return [*dict.fromkeys(text for cell in cells if (text := text_of(cell)))]


def figure(cell: Cell) -> Number | None:
    """The figure of a cell; None where it says that there is none. ValueError for other words."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _whole(cell)
    text = text_of(cell)
    if text.lower() in MISSING:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"no figure: «{text}»")
    plain = text.replace(" ", "").replace("−", "-").replace(",", ".")
    return _whole(float(plain))


def holds_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure, or a sign that there is none."""
    text = text_of(cell)
    return bool(text) and (text.lower() in MISSING or _NUMBER.fullmatch(text) is not None)


def _whole(value: Number) -> Number:
    """A figure without the noise of binary fractions: 12.600000000000001 → 12.6."""
    if not abs(value) <= LARGEST:  # nor is it infinite
        raise ValueError(f"no figure: {str(value)[:30]}")
    exact = round(value, 6)
    return int(exact) if exact == int(exact) else exact


def scaled(value: Number, factor: Decimal) -> Number:
    """A figure in another unit: 8.001 thousand → 8001."""
    return _whole(float(Decimal(str(value)) * factor))
