"""What stands above a table and its columns: titles, periods in one head or in two, words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .periods import Kind, has_time, has_year, period
from .sheets import Cell, Grid, text_of, texts_of

TITLE = 2  # texts in a row of a title: what is counted, and in which unit


def periods_of(
    heads: Grid, places: Iterable[int], wanted: Kind
) -> tuple[dict[int, str], list[str]]:
    """The period of each column, from the heads above it; heads with a year that tell none."""
    columns: dict[int, str] = {}
    unread: dict[str, None] = {}
    for place in places:
        if not any(text_of(cell_at(row, place)) for row in heads):
            continue  # nobody says what stands there
        texts = [text for row in heads if (text := _head(row, place))]
        dated = [text for text in texts if has_year(text)]
        if not dated:
            continue
        parts = [text for text in texts if not has_year(text) and has_time(text)]
        whole = " ".join([dated[-1], *parts[-1:]])
        if when := period(whole, wanted):
            columns[place] = when
        else:
            unread[whole] = None
    return columns, [*unread]


def _head(row: Sequence[Cell], place: int) -> str:
    """The text above a column; a head that stands over several may fill its first cell alone."""
    text = text_of(cell_at(row, place))
    if text or not any(has_year(text_of(cell)) for cell in row):
        return text
    return next((text for at in range(place, -1, -1) if (text := text_of(cell_at(row, at)))), "")


def without_titles(above: Grid, labels: int) -> Grid:
    """The rows of heads: a title stands alone, and above the names of the units too."""
    return [row for row in above if len(texts_of(row)) > 1 or not texts_of(row[:labels])]


def stated(above: Grid, labels: int, wanted: Kind) -> str:
    """The one period that the title of a table states; "" where there is none, or another."""
    texts = texts_in(above)
    told = {period(text, wanted, loose=True) for text in texts if has_year(text)}
    parted = any(map(has_time, texts_in(without_titles(above, labels))))
    return told.pop() if len(told) == 1 and not parted else ""


def part_above(above: Grid, labels: int) -> tuple[str, ...]:
    """The heading of the first part of a table, which stands under its heads."""
    dated = [at for at, row in enumerate(above) if any(map(has_year, texts_of(row)))]
    below = above[dated[-1] + 1 :] if dated else []
    named = [text for row in below for text in texts_of(row[:labels]) if len(texts_of(row)) == 1]
    return tuple(text.lower() for text in named[-1:])


def words_of(above: Grid, place: int) -> tuple[str, ...]:
    """What the heads above a column say, by which its figures may be chosen."""
    return tuple(text.lower() for text in texts_of(cell_at(row, place) for row in above))


def texts_in(above: Grid) -> list[str]:
    """Every text of some rows, each once."""
    return texts_of(cell for row in above for cell in row)


def titles(above: Grid) -> list[str]:
    """What stands above a table alone, or with its unit of measure."""
    return texts_in([row for row in above if len(texts_of(row)) <= TITLE])


def cell_at(row: Sequence[Cell], place: int) -> Cell:
    """A cell of a row that may be shorter than others."""
    return row[place] if place < len(row) else None
