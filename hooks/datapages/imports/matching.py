"""Rows and columns of a table matched with units, periods and series.

A table has one of three shapes, tried in turn. Where it says two things of one place and time, or
something that is no figure of the indicator, it is refused: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..language.messages import t
from ..model.measures import RATES
from ..model.records.base import Measure, Number
from ..model.records.indicators import Indicator, Series
from .heads import (
    cell_at,
    part_above,
    periods_of,
    stated,
    texts_in,
    titles,
    without_titles,
    words_of,
)
from .names import Names
from .periods import Kind, has_year, period
from .sheets import Cell, Grid, figure, holds_figure, scaled, text_of, texts_of

_SCALES = (10**3, 10**6, 10**9)
_SCALE_STEMS = [tuple(one.split("|")) for one in t("import.scale").split()]
_PERCENT = t("import.percent").split("|")
_VALUE = frozenset(t("import.value").split("|"))


@dataclass(frozen=True)
class Entry:
    """A cell with what it tells of: `words` stand in the heads above it and beside its row."""

    unit: str
    period: str
    cell: Cell
    where: str
    words: tuple[str, ...]


@dataclass
class Found:
    """What a table says: figures by (unit, period), and what could not be matched.

    `factor` is by what its figures are multiplied, `scales` the words that tell so.
    """

    figures: dict[tuple[str, str], Number | None] = field(default_factory=dict)
    unmatched: list[str] = field(default_factory=list)
    factor: Decimal = Decimal(1)
    scales: tuple[str, ...] = ()


def read_table(grid: Grid, names: Names, wanted: Kind, measure: Measure, column: str = "") -> Found:
    """The figures of a table for an indicator of a measure, with periods of a kind.

    `column` is a word that the figures are chosen by, where the table has several of one place and
    time: it stands in their heads, beside their row, or above a part of the table («всего»).
    """
    names.learn(grid)
    shapes = (shape(grid, names, wanted) for shape in (_down, _across, _long))
    reading = next((one for one in shapes if one), None)
    if reading is None:
        raise ValueError("no row or column of this table names periods and units that are known")
    entries, unmatched, above = reading
    entries = _chosen(entries, column.lower())
    found = Found(unmatched=unmatched)
    found.factor, found.scales = _scale(
        [*above, *(word for entry in entries for word in entry.words)], measure
    )
    _settle(found, entries)
    return found


Reading = tuple[list[Entry], list[str], list[str]]  # figures, what is not matched, titles


def _chosen(entries: list[Entry], column: str) -> list[Entry]:
    chosen = [entry for entry in entries if column in ("", *entry.words)]
    if entries and not chosen:
        words = dict.fromkeys(word for entry in entries for word in entry.words)
        raise ValueError(f"«{column}» stands beside no figure: expected one of {', '.join(words)}")
    return chosen


def _settle(found: Found, entries: Sequence[Entry]) -> None:
    """Note each figure; ValueError where the table gives two for one place and time."""
    told: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if not text_of(entry.cell):
            continue
        key = entry.unit, entry.period
        try:
            value = figure(entry.cell)
        except ValueError as error:
            found.unmatched.append(f"{entry.where}: {error}")
            continue
        value = None if value is None else scaled(value, found.factor)
        if key in found.figures and found.figures[key] != value:
            first = told[key]
            raise ValueError(
                f"two figures for {key[0]}, {key[1]}: {found.figures[key]}"
                f" ({first.where}, {_beside(first, entry)}) and {value}"
                f" ({entry.where}, {_beside(entry, first)}): say which is meant, COLUMN=…"
            )
        found.figures[key], told[key] = value, entry


def _beside(entry: Entry, other: Entry) -> str:
    """The words that tell one figure from another: what may be chosen by."""
    own = [f"«{word}»" for word in entry.words if word not in other.words]
    return ", ".join(own) or "no word of its own"


def _scale(texts: Iterable[str], measure: Measure) -> tuple[Decimal, tuple[str, ...]]:
    """By what figures are multiplied whose heads speak of thousands or millions."""
    texts = list(texts)
    if measure in RATES:
        return Decimal(1), ()
    if shares := [text for text in texts if any(word in text.lower() for word in _PERCENT)]:
        raise ValueError(f"the figures are in {measure}, but «{shares[0]}» speaks of per cent")
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower())}
    told = [
        (scale, word)
        for scale, stems in zip(_SCALES, _SCALE_STEMS, strict=True)
        for word in sorted(words)
        if word.startswith(stems)
    ]
    scales = {scale for scale, _ in told}
    if len(scales) > 1:
        named = ", ".join(f"«{word}»" for _, word in told)
        raise ValueError(
            f"the heads name several scales, {named}: leave the columns that are meant"
        )
    own = {"thousand": 10**3, "million": 10**6}.get(measure.partition("-")[0], 1)
    factor = Decimal(next(iter(scales), own)) / own
    return factor, tuple(word for _, word in told) if factor != 1 else ()


# ---- the three shapes of a table ----


def _down(grid: Grid, names: Names, wanted: Kind) -> Reading | None:
    """Periods down; units across, or one in the title with columns of another meaning."""
    width = max(map(len, grid), default=0)
    for place in range(width):
        by_row = [_period(row, place, wanted) for row in grid]
        rows = [at for at, when in enumerate(by_row) if when]
        if not rows or any(names.find(cell) for at in rows for cell in grid[at]):
            continue
        above = grid[: rows[0]]
        beside = [cell for at in rows for cell in grid[at][place + 1 :] if holds_figure(cell)]
        if len(rows) == 1:  # figures, that is, and no heads of other columns
            beside = [cell for cell in beside if not has_year(text_of(cell))]
        head = next((row for row in above if any(map(names.find, row[place + 1 :]))), None)
        named = {id for row in above for cell in row if (id := names.find(cell))}
        if not beside or (head is None and len(named) != 1):
            continue
        if head is not None:
            units = {at: id for at in range(place + 1, len(head)) if (id := names.find(head[at]))}
        else:
            units = dict.fromkeys(range(place + 1, width), named.pop())
        unmatched = [
            f"column «{text}»"
            for at, cell in enumerate(head or ())
            if at > place and at not in units and (text := text_of(cell))
        ]
        entries = [
            Entry(unit, by_row[row], cell_at(grid[row], at), f"row {row + 1}", words_of(above, at))
            for row in rows
            for at, unit in units.items()
            if unit in names.wanted
        ]
        return entries, unmatched, titles(above)
    return None


def _across(grid: Grid, names: Names, wanted: Kind) -> Reading | None:
    """Units down, periods across: in one head or in two, or a single one in the title."""
    start = _first_row(grid, names)
    if start is None:
        return None
    above, width = grid[:start], max(map(len, grid))
    labels = _labels(grid[start], names)
    columns, unread = periods_of(without_titles(above, labels), range(labels, width), wanted)
    if not columns and unread:
        raise ValueError(f"no {wanted} in the heads of this table: «{'», «'.join(unread)}»")
    if not columns:
        columns = dict.fromkeys(range(labels, width), stated(above, labels, wanted))
    if not all(columns.values()):
        return None
    entries: list[Entry] = []
    unmatched = [f"column «{text}»" for text in unread]
    unit, part = "", part_above(above, labels)
    for number, row in enumerate(grid[start:], start=start + 1):
        cells = row[: min(columns)]
        known, label = names.of_row(cells), texts_of(cells)
        has_figures = any(holds_figure(cell_at(row, at)) for at in columns)
        if not has_figures:  # a heading: of a unit's rows, or of a part of the table
            if label:
                unit, part = known, () if known else (label[0].lower(),)
            continue
        of_row = known or (unit if not any(map(names.is_unknown, cells)) else "")
        if not of_row or of_row not in names.wanted:
            if label:
                unmatched.append(f"row {number}: «{' '.join(label)}»")
            continue
        beside = tuple(text.lower() for text in label if not names.find(text))
        entries += [
            Entry(
                of_row, when, cell_at(row, at), f"row {number}",
                (*words_of(above, at), *beside, *part),
            )
            for at, when in columns.items()
        ]  # fmt: skip
    return entries, unmatched, titles(above)


def _long(grid: Grid, names: Names, wanted: Kind) -> Reading | None:
    """A unit, a period and a figure in each row."""
    rows: list[tuple[int, str, str]] = []
    for at, row in enumerate(grid):
        when = next((one for place in range(len(row)) if (one := _period(row, place, wanted))), "")
        if when and (unit := names.of_row(row)):
            rows.append((at, unit, when))
    if 2 * len(rows) <= len(grid):
        return None
    first = rows[0][0]
    head = [text_of(cell).lower() for cell in grid[first - 1]] if first else []
    found = [grid[at] for at, _, _ in rows]
    places = range(max(map(len, found)))
    dated = next((p for p in places if all(_period(row, p, wanted) for row in found)), -1)
    holding = [
        place
        for place in places
        if place != dated
        and all(holds_figure(cell_at(row, place)) for row in found)
        and not any(names.find(cell_at(row, place)) for row in found)
    ]
    named = [place for place in holding if place < len(head) and head[place] in _VALUE]
    columns = named or holding
    entries = [
        Entry(
            unit, when, grid[at][place], f"row {at + 1}",
            tuple(text.lower() for text in (*head[place : place + 1], *texts_of(grid[at]))),
        )
        for at, unit, when in rows
        for place in columns
        if unit in names.wanted
    ]  # fmt: skip
    read = {at for at, _, _ in rows}
    unmatched = [
        f"row {at + 1}: «{' '.join(texts_of(row))}»"
        for at, row in enumerate(grid)
        if at not in read and at > first and texts_of(row)
    ]
    return entries, unmatched, titles(grid[:first])


def _period(row: Sequence[Cell], place: int, wanted: Kind) -> str:
    return period(text_of(cell_at(row, place)), wanted)


def _first_row(grid: Grid, names: Names) -> int | None:
    """The first row of figures: it names a unit, or stands under a row that names one alone."""
    named = [(at, _labels(row, names)) for at, row in enumerate(grid) if _labels(row, names)]
    full = (at for at, place in named if any(map(holds_figure, grid[at][place:])))
    under = (at for at, _ in named if any(map(has_year, texts_in(grid[:at]))))
    return next(full, next(under, None))


def _labels(row: Sequence[Cell], names: Names) -> int:
    """How many cells of a row stand before its figures; 0 where it names no unit."""
    return 1 + max((at for at, cell in enumerate(row) if names.find(cell)), default=-1)


@dataclass(frozen=True)
class Difference:
    """A figure beside what data/ has: `old` is None where it has none; `is_new` tells which."""

    series: Series
    period: str
    old: Number | None
    new: Number
    is_new: bool

    def __str__(self) -> str:
        if self.is_new:
            return f"new      {self.series.id} {self.period}: {self.new}"
        by = f" ({(self.new / self.old - 1) * 100:+.1f} %)" if self.old else ""
        return f"changed  {self.series.id} {self.period}: {self.old} → {self.new}{by}"


def differences(indicator: Indicator, found: Found, only: str = "") -> list[Difference]:
    """What is new and what changed; ValueError where a unit has several series."""
    result: list[Difference] = []
    series = [one for one in indicator.series if not one.derived and only in ("", one.id)]
    if only and not series:
        ids = ", ".join(one.id for one in indicator.series if not one.derived)
        raise ValueError(f"there is no series «{only}»: expected one of {ids}")
    for unit in dict.fromkeys(unit for unit, _ in found.figures):
        own = [one for one in series if one.territory == unit]
        if len(own) > 1:
            ids = ", ".join(one.id for one in own)
            raise ValueError(f"«{unit}» has several series: choose one, SERIES=… ({ids})")
        for one in own:
            known = {point.period: point.value for point in one.observations}
            for (place, when), value in sorted(found.figures.items()):
                if place != unit or value is None or (when in known and known[when] == value):
                    continue
                old = known.get(when)
                result.append(Difference(one, when, old, value, old is None and when not in known))
    return result
