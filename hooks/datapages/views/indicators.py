"""An indicator for its section: its table of years, and its panels of charts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ..language import formats, grammar
from ..language.messages import t
from ..model import measures, words
from ..model.observations import DataPoint, JoinedIndicator, JoinedSeries, decimal_year
from ..model.records.base import Place, Status
from ..model.records.indicators import Break
from . import observation_rows
from .table import Cell, Column, Notes, Row, Table, blank_cell, column, missing_cell

WIDE = 0.5  # the part of cells that must be filled for series to stand side by side
PANEL_LINES = 3  # series that one chart can bear; more become small lines
ROUNDING = Decimal("0.5")  # by which rounded shares of one whole may miss a hundred
ENOUGH = 3  # figures that make a line worth drawing


@dataclass(frozen=True)
class Panel:
    """One chart: the indicator with some of its series; `title` may be empty."""

    id: str
    title: str
    indicator: JoinedIndicator


# ---- charts ----


def panels(indicator: JoinedIndicator) -> list[Panel]:
    """Charts of an indicator.

    Rates of several places share one chart. Figures that grow with the size of a place have a
    chart a place, so that a city is never flattened by its region nor taken for it.
    """
    drawn = [series for series in indicator.series if len(series.known) >= ENOUGH]
    if not drawn or is_structure(indicator):
        return []
    if indicator.measure in measures.RATES and len(drawn) <= PANEL_LINES:
        return [Panel("all", "", indicator.only(drawn))]
    by_unit: dict[str, list[JoinedSeries]] = {}
    for series in drawn:
        by_unit.setdefault(series.unit.id, []).append(series)
    return [Panel(id, some[0].unit.names.kk, indicator.only(some)) for id, some in by_unit.items()]


def is_structure(indicator: JoinedIndicator) -> bool:
    """Whether an indicator has more series of one place than a chart can bear."""
    units = [series.unit.id for series in indicator.series]
    return max(units.count(id) for id in units) > PANEL_LINES


# ---- tables ----


def beside_chart(indicator: JoinedIndicator, start: str | None) -> Table:
    """What a chart shows from the period `start` on: periods down, its series across."""
    made = _wide(indicator.since(start))
    return replace(made, caption=grammar.subtitled(indicator.title, t("caption.all-series")))


def table(indicator: JoinedIndicator) -> Table:
    """Years down, the newest first, and series across where they overlap; else a row a figure."""
    if not is_wide(indicator):
        return observation_rows.rows_table(indicator, with_units=True)
    return _wide(indicator)


def is_wide(indicator: JoinedIndicator) -> bool:
    """Whether its table has a row a period («births-2024»), in which its series stand side by side.

    In any other each figure has a row of its own.
    """
    periods, series = {point.period for point in indicator.points}, len(indicator.series)
    return series == 1 or len(indicator.points) >= WIDE * len(periods) * series


def _wide(indicator: JoinedIndicator) -> Table:
    notes = Notes()
    columns = [column("period", "period")]
    columns += [_series_column(indicator, series, notes) for series in indicator.series]
    by_period = [{one.period: one for one in series.observations} for series in indicator.series]
    usual = [(_usual_status(series), _usual_source(series)) for series in indicator.series]
    # «2023» and «2023-01-01» begin alike, and a set has no order of its own.
    order = sorted({point.period for point in indicator.points}, key=lambda p: (decimal_year(p), p))
    rows = []
    for before, period in reversed([*zip(["", *order], order, strict=False)]):
        crossed = _breaks_between(indicator, before, period)
        why = notes.add(" ".join(brk.why for brk in crossed))
        head = Cell(words.when(period, indicator.record.span), sort=decimal_year(period), note=why)
        points = [found.get(period) for found in by_period]
        cells = [_cell(*pair, notes) for pair in zip(points, usual, strict=True)]
        # The first series bears the address of the row, the others have their own.
        cells[1:] = [
            replace(cell, id=point.anchor) if point else cell
            for cell, point in zip(cells[1:], points[1:], strict=True)
        ]
        row = f"{indicator.id}-{period}"
        rows.append(Row(row, (head, *cells), after_break=bool(crossed)))
    if is_rounded_whole(indicator):
        notes.add(t("note.rounded"))
    return Table(
        indicator.title,
        tuple(columns),
        tuple(rows),
        indicator.sources,
        (*notes.texts, *indicator.notes),
    )


def is_rounded_whole(indicator: JoinedIndicator) -> bool:
    """Whether shares of one whole add up to a hundred but for their rounding."""
    sums: dict[tuple[str, str], Decimal] = {}
    for point in indicator.known:
        key = (point.unit.id, point.period)
        sums[key] = sums.get(key, Decimal(0)) + Decimal(str(point.value))
    whole = [abs(100 - total) <= ROUNDING for total in sums.values()]
    is_whole = indicator.measure == "percent" and whole and all(whole)
    return bool(is_whole) and any(total != 100 for total in sums.values())


def _series_column(indicator: JoinedIndicator, series: JoinedSeries, notes: Notes) -> Column:
    home, status = series.unit.names.kk, _usual_status(series)
    of_several = len(indicator.units) > 1 and home not in series.title
    return Column(
        f"series-{series.id}",
        f"{home}: {series.title}" if of_several else series.title,
        "number",
        words.MEASURES[indicator.measure],
        words.STATUSES[status] if status != "official" else "",
        notes.add(series.note),
        _usual_source(series) if len(indicator.sources) > 1 else "",
    )


def _breaks_between(indicator: JoinedIndicator, before: str, period: str) -> list[Break]:
    """The breaks after the row `before` and not after `period`; none above the first row."""
    return [brk for brk in indicator.breaks if before and before < brk.before <= period]


def _cell(point: DataPoint | None, usual: tuple[Status, str], notes: Notes) -> Cell:
    """A figure; its status and source are told where they are not the usual ones."""
    if point is None:
        return blank_cell(missing=True)
    note = notes.add(point.note)
    if point.value is None:
        return replace(missing_cell(), note=note)
    cited = point.source if point.source != usual[1] else ""
    return Cell(
        formats.number(point.value),
        sort=point.value,
        detail=words.STATUSES[point.status] if point.status != usual[0] else "",
        note=note,
        cites=(Place(source=cited),) if cited else (),
    )


def _usual_status(series: JoinedSeries) -> Status:
    """The status that most figures of a series bear; the others are marked in their cells."""
    statuses = [point.status for point in series.observations]
    return max(dict.fromkeys(statuses), key=statuses.count) if statuses else series.status


def _usual_source(series: JoinedSeries) -> str:
    """The source of most figures of a series («»: there is none); cells cite the others."""
    found = [point.source for point in series.observations]
    usual = max(dict.fromkeys(found), key=found.count, default="")
    return usual if 2 * found.count(usual) > len(found) else ""
