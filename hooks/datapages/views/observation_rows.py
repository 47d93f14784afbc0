"""The table of an indicator with one row an observation."""

from __future__ import annotations

from dataclasses import replace

from ..language import grammar
from ..language.messages import t
from ..model.observations import DataPoint, JoinedIndicator
from ..model.records.base import Status
from ..model.unit_tree import UnitTree
from ..model.words import MEASURES, STATUSES
from .table import Cell, ChoiceError, Notes, Row, Table, column, number_cell, unique

OFFICIAL: Status = "official"


def indicator_table(indicator: JoinedIndicator, tree: UnitTree, territory: str | None) -> Table:
    """What a chapter shows of an indicator, or of what it says of one unit (`territory`).

    ChoiceError for a unit that it does not speak of.
    """
    if territory is None:
        return without_repeats(rows_table(indicator))
    about = about_unit(indicator, tree, territory)
    return without_repeats(of_one_series(rows_table(about), about))


def about_unit(indicator: JoinedIndicator, tree: UnitTree, territory: str) -> JoinedIndicator:
    """What an indicator says of one unit, by the unit's id; ChoiceError where it is nothing."""
    if territory not in indicator.units:
        raise ChoiceError("territory", territory, indicator.units)
    return tree.about(indicator, indicator.units[territory])


def rows_table(indicator: JoinedIndicator, *, with_units: bool = False) -> Table:
    """One row an observation, the newest first; breaks at the first row after them.

    `with_units`: units, where there are several, make a column.
    """
    notes = Notes()
    rows: list[Row] = []
    ahead = list(indicator.breaks)
    several = with_units and len(indicator.units) > 1
    first = indicator.first.id
    points = sorted(indicator.points, key=lambda point: point.year)
    why: list[str] = []
    for point in points:
        of_first = point.series.id == first
        crossed = [
            brk for brk in ahead if point.period >= brk.before and (of_first or not brk.cuts(first))
        ]
        ahead = [brk for brk in ahead if brk not in crossed]
        why.append(" ".join(brk.why for brk in crossed))
    for point, reason in reversed([*zip(points, why, strict=True)]):
        rows.append(_row(point, notes, reason, with_unit=several))
    columns = (
        column("period", "period"),
        *((column("territory"),) if several else ()),
        column("value", "number", MEASURES[indicator.measure]),
        column("series"),
        column("status"),
        column("source", "source"),
    )
    caption = grammar.subtitled(indicator.title, t("caption.all-series"))
    sources = unique(source for point in points for source in point.sources)
    return Table(caption, columns, tuple(rows), sources, (*notes.texts, *indicator.notes))


def _row(point: DataPoint, notes: Notes, why: str, *, with_unit: bool) -> Row:
    cells = (
        Cell(point.when, sort=point.year, note=notes.add(why)),
        *((Cell(point.unit.names.kk),) if with_unit else ()),
        number_cell(point.value, notes.add(point.note)),
        Cell(point.series.title, note=notes.add(point.series.note)),
        Cell(STATUSES[point.status]),
        Cell("", source=point.sources[0]),
    )
    return Row(point.anchor, cells, after_break=bool(why))


def without_repeats(table: Table) -> Table:
    """An indicator's table without the columns that repeat one word: the figures' head bears it.

    A source that all figures share stands below the table already.
    """
    for id in ("series", "status", "source"):
        cells = table.cells(id)
        if len(cells) < 2 or any(cell != cells[0] for cell in cells):
            continue
        head, word = table.column("value"), cells[0].text
        shown = "" if word == STATUSES[OFFICIAL] else word
        detail = "; ".join(part for part in (head.detail, shown) if part)
        head = replace(head, detail=detail, note=head.note or cells[0].note)
        table = table.without(id).with_column(head)
    return table


def of_one_series(table: Table, indicator: JoinedIndicator) -> Table:
    """The table of an indicator's only series, which needs no column to name it."""
    if len(indicator.series) > 1:
        return table
    return replace(table.without("series"), caption=indicator.title)
