"""Rows of tables as the search finds them: text without any HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .table import Cell, Column, Table

_SPACE = re.compile(r"[ \n\t]+")


class SearchRow(NamedTuple):
    """A row of a table: its id on the page, its title, and its cells as (column, text)."""

    id: str
    title: str
    cells: tuple[tuple[str, str], ...]


def of_table(table: Table, number: Callable[[str], int]) -> tuple[SearchRow, ...]:
    """The rows of a table; cells without a figure or a word, and columns of sources, are left out.

    `number` gives the place of a source in the bibliography.
    """
    columns = [(_heading(column), column.kind != "source") for column in table.columns]
    found = []
    for row in table.rows:
        title, *texts = (_text(cell, number) for cell in row.cells)
        cells = tuple(
            (column, text)
            for (column, is_read), cell, text in zip(
                columns[1:], row.cells[1:], texts, strict=False
            )
            if is_read and text not in {"", "–"} and not cell.missing
        )
        if title:
            found.append(SearchRow(row.id, title, cells))
    return tuple(found)


def _heading(column: Column) -> str:
    title = f"{column.title}, {column.unit}" if column.unit else column.title
    return _SPACE.sub(" ", f"{title} {column.detail}").strip()


def _text(cell: Cell, number: Callable[[str], int]) -> str:
    cites = (
        f"[{number(cite.source)}, {cite.place}]" if cite.place else f"[{number(cite.source)}]"
        for cite in cell.cites
    )
    text = f"[{number(cell.source)}]" if cell.source else cell.text
    return _SPACE.sub(" ", " ".join((text, *cites, cell.detail))).strip()
