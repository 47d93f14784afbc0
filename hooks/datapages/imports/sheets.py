"""A spreadsheet or a CSV as rows of cells, and what single cells say.

openpyxl reads workbooks: well kept, without dependencies of its own, and it tells which cells are
merged, which pandas and polars throw away (both would only call it).
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from ..language.messages import t
from ..model.records.base import Number

Cell = str | int | float | date | None
Grid = list[list[Cell]]
MISSING = frozenset({"", "-", "–", "—", "…", "...", *t("import.missing").split()})
_NUMBER = re.compile(r"[-−]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?|[-−]?\d+(?:[.,]\d+)?")
_MARKS = re.compile(r"(?:[*¹²³⁴⁵⁶⁷⁸⁹]|(?<=.)\s?\d\))+$")  # of footnotes: 12,5* 12,5¹ 12,5 1)
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER = re.compile(rf"\b([1-4]|iv|i{{1,3}})[\s-]*(?:{t('import.quarter')})")
_HALF = re.compile(t("import.half-year"))
_DAY = re.compile(r"(?<!\d)(\d\d)\.(\d\d)\.(\d{4})(?!\d)")
_FIRST = re.compile(rf"\b1\s+(?:{t('import.first-of-january')})")


def read(path: Path, sheet: str | None = None) -> Grid:
    """The cells of a table; a merged cell stands in each place that it covers.

    ValueError where the file is no such table, or has no such sheet.
    """
    if not path.is_file():
        raise ValueError(f"{path}: there is no such file")
    if path.suffix.lower() == ".csv":
        return _csv(path.read_bytes())
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        raise ValueError(f"{path.name}: expected .xlsx or .csv (save an old .xls as .xlsx)")
    return _workbook(path, sheet)


def _workbook(path: Path, sheet: str | None) -> Grid:
    import openpyxl  # noqa: PLC0415 - only who imports a table needs it

    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except (BadZipFile, KeyError, TypeError, ParseError) as error:
        raise ValueError(
            f"{path.name}: no workbook, whatever its name says: open it in a spreadsheet and save"
            " it as .xlsx or .csv"
        ) from error
    if sheet is not None and sheet not in book.sheetnames:
        raise ValueError(f"there is no sheet «{sheet}»: expected one of {book.sheetnames}")
    found: Any = book[sheet] if sheet else book.worksheets[0]
    grid: Grid = [[_plain(cell) for cell in row] for row in found.iter_rows(values_only=True)]
    for merged in found.merged_cells.ranges:
        value = grid[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row - 1, merged.max_row):
            for column in range(merged.min_col - 1, merged.max_col):
                grid[row][column] = value
    return grid


def _csv(content: bytes) -> Grid:
    """UTF-8, or the code page of Windows; parted by the sign that most lines have."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1251")
    first = text.splitlines()[:20]
    delimiter = max(";\t,", key=lambda sign: sum(line.count(sign) for line in first))
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]


def _plain(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, (str, int, float, date)) else None


def text_of(cell: Cell) -> str:
    """The text of a cell with plain spaces, without marks of footnotes."""
    text = unicodedata.normalize("NFC", "" if cell is None else str(cell))
    text = re.sub(r"[\s\u00a0\u202f\u2009]+", " ", text).strip()
    return _MARKS.sub("", text).strip() if not isinstance(cell, (int, float)) else text


def figure(cell: Cell) -> Number | None:
    """The figure of a cell; None where it says that there is none. ValueError for other words."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _whole(float(cell)) if isinstance(cell, float) else cell
    text = text_of(cell)
    if text.lower() in MISSING:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"no figure: «{text}»")
    plain = text.replace(" ", "").replace("−", "-").replace(",", ".")
    return _whole(float(plain))


def _whole(value: float) -> Number:
    """A figure without the noise of binary fractions: 12.600000000000001 → 12.6."""
    exact = round(value, 6)
    return int(exact) if exact == int(exact) else exact


def period(cell: Cell) -> str:
    """«2024 год», «I квартал 2024 г.», «01.01.2025» as a period of data/; "" for other words."""
    if isinstance(cell, date):
        return cell.isoformat()
    text = text_of(cell).lower()
    if day := _DAY.search(text):
        return f"{day[3]}-{day[2]}-{day[1]}"
    years = [match[0] for match in _YEAR.finditer(text)]
    if len(years) != 1 or len(text) > 40:
        return ""
    if quarter := _QUARTER.search(text):
        number = int(_ROMAN.get(quarter[1], quarter[1]))
        return f"{years[0]}-{3 * number:02}"
    if _HALF.search(text):
        return f"{years[0]}-06"
    return f"{years[0]}-01-01" if _FIRST.search(text) else years[0]
