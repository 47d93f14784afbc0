"""Compositions: a table of parts by units, and the shares of the largest parts."""

from __future__ import annotations

from collections.abc import Sequence

from ..language import formats
from ..language.messages import t
from ..model.records.compositions import Composition, Part
from ..model.unit_tree import UnitTree
from .table import BarPanels, Cell, Column, Row, Table, number_cell

LARGEST = 5  # parts that a chart shows by name


def composition_table(record: Composition, tree: UnitTree) -> Table:
    """One row a part, a column a unit, the whole first; the last row adds up."""
    units = [tree.catalogue.unit(id) for id in record.totals]
    when = formats.period(record.period)
    columns = (
        Column("part", record.part),
        *(Column(unit.id, unit.names.kk, "number", detail=when) for unit in units),
    )
    rows = tuple(
        Row(
            f"{record.id}-{part.id}",
            (Cell(part.title), *(_cell(record.value(part, unit.id)) for unit in units)),
        )
        for part in record.parts
    )
    sums = (number_cell(record.total(unit.id)) for unit in units)
    last = Row(f"{record.id}-total", (Cell(t("composition.total")), *sums))
    return Table(record.title, columns, (*rows, last), (record.source,), record.notes)


def _cell(value: int) -> Cell:
    return number_cell(value) if value else Cell("–", sort=0)


def largest_shares(record: Composition, tree: UnitTree) -> BarPanels:
    """Shares of the largest parts of the whole, and of all others, in each unit's own total."""
    ranked = sorted(record.parts, key=lambda part: -record.value(part, record.whole))
    largest, others = ranked[:LARGEST], ranked[LARGEST:]
    whole = tree.catalogue.unit(record.whole).names.kk
    panels = [(part.title, _shares(record, [part])) for part in largest]
    method = [t("composition.method", whole=whole)]
    if others:
        panels.append((t("composition.others"), _shares(record, others)))
        named = {"largest": formats.number(len(largest)), "count": formats.number(len(others))}
        method.insert(0, t("composition.largest", whole=whole, **named))
    return BarPanels(
        title=record.chart_title,
        unit=t("composition.unit"),
        names=tuple(tree.catalogue.unit(unit).names.kk for unit in record.totals),
        panels=tuple(panels),
        marked=tuple(unit == record.whole for unit in record.totals),
        method=" ".join(method),
        sources=(record.source,),
        page=record.page,
        anchor=f"table-{record.id}",
    )


def _shares(record: Composition, parts: Sequence[Part]) -> tuple[float, ...]:
    """Parts taken together, in per cent of each unit's total."""
    return tuple(
        100 * sum(record.value(part, unit) for part in parts) / record.total(unit)
        for unit in record.totals
    )
