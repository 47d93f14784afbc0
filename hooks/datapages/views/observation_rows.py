"""The table of an indicator with one row an observation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..language import formats, grammar
from ..model import derived
from ..model.observations import decimal_year, first, row_id, territories
from ..model.records.indicators import Indicator, Observation, Series
from ..model.records.units import Unit
from ..model.words import MEASURES, STATUSES
from .table import Cell, ChoiceError, Column, Notes, Row, Table, number_cell, unique


def indicator_table(
    indicator: Indicator, units: Mapping[str, Unit], territory: str | None = None
) -> Table:
    """What a chapter shows of an indicator, or of what it says of one unit (`territory`).

    ChoiceError for a unit that it does not speak of.
    """
    if territory is None:
        return said_once(rows_table(indicator))
    about = about_unit(indicator, units, territory)
    return said_once(of_one_series(rows_table(about), about))


def about_unit(indicator: Indicator, units: Mapping[str, Unit], territory: str) -> Indicator:
    """What an indicator knows of one unit, by the unit's id; ChoiceError where it is nothing."""
    series = tuple(one for one in indicator.series if one.territory == territory)
    if not series:
        raise ChoiceError("territory", territory, territories(indicator))
    names = {one.id for one in series}
    breaks = tuple(b for b in indicator.breaks if not b.series or names & set(b.series))
    breaks = tuple(b.model_copy(update={"series": ()}) for b in breaks)
    title = indicator.title
    if indicator.unit_title:
        genitive = grammar.decline(units[territory].names.kk, "genitive")
        title = f"{genitive} {indicator.unit_title}"
    return indicator.model_copy(update={"series": series, "breaks": breaks, "title": title})


def rows_table(indicator: Indicator, names: Mapping[str, str] | None = None) -> Table:
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
    sources = unique(one for pair in pairs for one in derived.sources_of(*pair))
    columns = (
        Column("Кезең", "period"),
        *((Column("Аумағы"),) if names and len(names) > 1 else ()),
        Column("Мәні", "number", MEASURES[indicator.measure]),
        Column("Қатар"),
        Column("Мәртебесі"),
        Column("Дереккөз", "source"),
    )
    caption = grammar.subtitled(indicator.title, "барлық қатарлар")
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
        Cell(formats.period(seen.period), sort=decimal_year(seen.period), note=notes.add(why)),
        number_cell(seen.value, notes.add(seen.note)),
        Cell(series.title, note=notes.add(series.note)),
        Cell(STATUSES[seen.status or series.status]),
        Cell("", source=derived.sources_of(series, seen)[0]),
    )
    return Row(row_id(indicator, series.id, seen.period), cells, after_break=bool(why))


def _in_time(indicator: Indicator) -> list[tuple[Series, Observation]]:
    pairs = [(series, seen) for series in indicator.series for seen in series.observations]
    return sorted(pairs, key=lambda pair: decimal_year(pair[1].period))


def of_one_series(table: Table, indicator: Indicator) -> Table:
    """The table of an indicator's only series, which needs no column to name it."""
    if len(indicator.series) > 1:
        return table
    columns = tuple(column for column in table.columns if column.title != "Қатар")
    at = [column.title for column in table.columns].index("Қатар")
    rows = tuple(replace(r, cells=r.cells[:at] + r.cells[at + 1 :]) for r in table.rows)
    return replace(table, caption=indicator.title, columns=columns, rows=rows)
