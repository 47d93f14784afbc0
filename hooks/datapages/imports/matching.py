"""Rows and columns of a table matched with units, periods and series."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..model.records.base import Number
from ..model.records.indicators import Indicator, Series
from ..model.records.units import Unit
from .sheets import Cell, Grid, figure, period, text_of

_KATO = re.compile(r"\d{9}")
HEAD = 2  # periods that make a row or a column the head of a table


@dataclass
class Found:
    """What a table says: figures by (unit, period), and what could not be matched."""

    figures: dict[tuple[str, str], Number | None] = field(default_factory=dict)
    unmatched: list[str] = field(default_factory=list)

    def add(self, key: tuple[str, str], cell: Cell, where: str) -> None:
        """Note a cell; ValueError where the table gives two figures for one place and time."""
        try:
            value = figure(cell)
        except ValueError as error:
            self.unmatched.append(f"{where}: {error}")
            return
        if key in self.figures and self.figures[key] != value:
            raise ValueError(
                f"two figures for {key[0]}, {key[1]}: {self.figures[key]} and {value}:"
                " say which column is meant, COLUMN=…"
            )
        self.figures[key] = value


class Names:
    """Units by their names in three languages and by their codes."""

    def __init__(self, units: Iterable[Unit], kinds: Mapping[str, str]) -> None:
        self.kinds = kinds
        self.by_code = {unit.kato: unit.id for unit in units if unit.kato}
        self.by_name: dict[tuple[str, str], set[str]] = {}
        for unit in units:
            for name in (unit.names.kk, unit.names.ru, unit.names.en or unit.names.kk):
                stem, kind = self._parted(name)
                for key in ((stem, kind), (stem, "")):
                    self.by_name.setdefault(key, set()).add(unit.id)

    def find(self, cell: Cell) -> str:
        """The id of the unit that a cell names; "" where it names none, or more than one."""
        text = text_of(cell)
        if _KATO.fullmatch(text):
            return self.by_code.get(text, "")
        found = self.by_name.get(self._parted(text), set())
        return next(iter(found)) if len(found) == 1 else ""

    def _parted(self, name: str) -> tuple[str, str]:
        """«г. Семей», «Семей қаласы» → («семей», «city»)."""
        words = re.findall(r"[\w-]+", name.lower().replace("ё", "е").replace(".а.", "а."))
        kind = next((self.kinds[word] for word in words if word in self.kinds), "")
        return " ".join(word for word in words if word not in self.kinds), kind


def read_table(grid: Grid, names: Names, length: int, column: str = "") -> Found:
    """The figures of a table; `length` is that of the indicator's periods (4: years).

    `column` is the word of the lower head that chooses among columns of one period («всего»).
    """
    by_row = [[_fit(period(cell), length) for cell in row] for row in grid]
    if (head := _head_of_units(grid, names, by_row)) is not None:
        return _periods_down(grid, names, by_row, head, column)
    heads = [at for at, row in enumerate(by_row) if len({one for one in row if one}) >= HEAD]
    if not heads and _is_long(grid, names, by_row):
        return _long(grid, names, by_row)
    if heads:
        return _periods_across(grid, names, by_row[heads[0]], heads[0], column)
    raise ValueError("no row or column of this table names periods and units that are known")


def _head_of_units(grid: Grid, names: Names, by_row: list[list[str]]) -> int | None:
    """The row that names units, above a column of periods; None where there is no such."""
    for column in range(max(map(len, grid), default=0)):
        at = [row for row, cells in enumerate(by_row) if column < len(cells) and cells[column]]
        if len({by_row[row][column] for row in at}) < HEAD:
            continue
        named = [row for row in range(at[0]) if any(names.find(cell) for cell in grid[row])]
        if named:
            return named[0]
    return None


def _fit(period: str, length: int) -> str:
    """A period in the length that the indicator uses: «2025-01-01» is «2025» of a yearly one."""
    if length == 4 and period.endswith("-01-01"):
        return period[:4]
    return period if len(period) == length else ""


def _unit(names: Names, row: Iterable[Cell]) -> str:
    return next((id for cell in row if (id := names.find(cell))), "")


def _periods_across(grid: Grid, names: Names, head: list[str], at: int, column: str) -> Found:
    """Units down, periods across; the row below the head may part each period."""
    found = Found()
    below = [text_of(cell).lower() for cell in grid[at + 1]] if at + 1 < len(grid) else []
    columns = {place: one for place, one in enumerate(head) if one}
    if column:
        columns = {
            place: one
            for place, one in columns.items()
            if place < len(below) and below[place] == column.lower()
        }
        if not columns:
            raise ValueError(f"no column «{column}» below the periods: {sorted(set(below))}")
    first = min(columns)
    for number, row in enumerate(grid[at + 1 :], start=at + 2):
        unit = _unit(names, row[:first])
        label = " ".join(text for cell in row[:first] if (text := text_of(cell)))
        if not unit:
            if label and any(place < len(row) and row[place] for place in columns):
                found.unmatched.append(f"row {number}: «{label}»")
            continue
        for place, one in columns.items():
            found.add((unit, one), row[place] if place < len(row) else None, f"row {number}")
    return found


def _periods_down(
    grid: Grid, names: Names, by_row: list[list[str]], head: int, column: str
) -> Found:
    """Periods down, units across."""
    found = Found()
    units = {place: id for place, cell in enumerate(grid[head]) if (id := names.find(cell))}
    if column:
        below = [text_of(cell).lower() for cell in grid[head + 1]]
        units = {place: id for place, id in units.items() if below[place] == column.lower()}
    found.unmatched += [
        f"column «{text}»"
        for place, cell in enumerate(grid[head])
        if place and place not in units and (text := text_of(cell))
    ]
    for number, row in enumerate(grid[head + 1 :], start=head + 2):
        when = next((one for one in by_row[number - 1] if one), "")
        if not when:
            continue
        for place, unit in units.items():
            found.add((unit, when), row[place] if place < len(row) else None, f"row {number}")
    return found


def _is_long(grid: Grid, names: Names, by_row: list[list[str]]) -> bool:
    """Whether each row names a unit and a period."""
    rows = [at for at, row in enumerate(grid) if any(by_row[at]) and _unit(names, row)]
    return len(rows) > len(grid) / 2


def _long(grid: Grid, names: Names, by_row: list[list[str]]) -> Found:
    """A unit, a period and a figure in each row: the figure is the last cell."""
    found = Found()
    for number, row in enumerate(grid, start=1):
        unit, when = _unit(names, row), next((one for one in by_row[number - 1] if one), "")
        if unit and when:
            found.add((unit, when), row[-1], f"row {number}")
        elif any(row) and number > 1:
            label = " ".join(text for cell in row if (text := text_of(cell)))
            found.unmatched.append(f"row {number}: «{label}»")
    return found


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
