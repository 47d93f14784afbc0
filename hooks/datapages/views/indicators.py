"""An indicator for its section: its table of years, and its panels of charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..language import formats, grammar
from ..model import derived, observations, words
from ..model.observations import known, sources, territories
from ..model.records.base import Place, Status
from ..model.records.indicators import Indicator, Observation, Series
from . import observation_rows
from .table import Cell, Column, Notes, Row, Table

WIDE = 0.5  # the part of cells that must be filled for series to stand side by side
PANEL_LINES = 3  # series that one chart can bear; more become small lines
ENOUGH = 3  # figures that make a line worth drawing


@dataclass(frozen=True)
class Panel:
    """One chart: the indicator with some of its series; `title` may be empty."""

    id: str
    title: str
    indicator: Indicator


# ---- charts ----


def panels(indicator: Indicator, names: Mapping[str, str]) -> list[Panel]:
    """Charts of an indicator.

    Rates of several places share one chart. Figures that grow with the size of a place have a
    chart a place, so that a city is never flattened by its region nor taken for it.
    """
    drawn = [series for series in indicator.series if len(known(series)) >= ENOUGH]
    if not drawn or is_structure(indicator):
        return []
    if indicator.measure in derived.RATES and len(drawn) <= PANEL_LINES:
        return [_panel(indicator, "all", "", drawn)]
    by_place = {place: [one for one in drawn if one.territory == place]
                for place in dict.fromkeys(one.territory for one in drawn)}  # fmt: skip
    return [_panel(indicator, place, names[place], some) for place, some in by_place.items()]


def is_structure(indicator: Indicator) -> bool:
    """Whether an indicator has more series of one place than a chart can bear."""
    places = [series.territory for series in indicator.series]
    return max(places.count(place) for place in places) > PANEL_LINES


def _panel(indicator: Indicator, id: str, title: str, series: list[Series]) -> Panel:
    ids = {one.id for one in series}
    breaks = tuple(gap for gap in indicator.breaks if any(gap.cuts(id) for id in ids))
    part = {"series": tuple(series), "breaks": breaks}
    return Panel(id, title, indicator.model_copy(update=part))


# ---- tables ----


def _in_time(period: str) -> tuple[float, str]:
    """Order of periods; «2023» and «2023-01-01» begin alike, and a set has no order of its own."""
    return observations.decimal_year(period), period


def beside_chart(indicator: Indicator, names: Mapping[str, str], start: str | None) -> Table:
    """What a chart shows from `start` on: periods down, its series across."""
    shown = tuple(
        series.model_copy(update={"observations": seen})
        for series in indicator.series
        if (seen := tuple(observations.since(series, start)))
    )
    cut = indicator.model_copy(update={"series": shown})
    periods = {seen.period for series in shown for seen in series.observations}
    made = _wide(cut, names, sorted(periods, key=_in_time))
    return replace(made, caption=grammar.subtitled(indicator.title, "барлық қатарлар"))


def table(indicator: Indicator, names: Mapping[str, str]) -> Table:
    """Years down and series across where they overlap, else one row an observation."""
    periods = {seen.period for series in indicator.series for seen in series.observations}
    filled = sum(len(series.observations) for series in indicator.series)
    if len(indicator.series) > 1 and filled < WIDE * len(periods) * len(indicator.series):
        own = {place: names[place] for place in territories(indicator)}
        return observation_rows.rows_table(indicator, names=own)
    return _wide(indicator, names, sorted(periods, key=_in_time))


def _wide(indicator: Indicator, names: Mapping[str, str], periods: list[str]) -> Table:
    notes = Notes()
    firm = {series.id: _usual(series) for series in indicator.series}
    source = {series.id: _usual_source(series) for series in indicator.series}
    several = len(sources(indicator)) > 1
    many = len(territories(indicator)) > 1
    columns = [Column("Кезең", "period")]
    for series in indicator.series:
        home, status = names[series.territory], firm[series.id]
        title = f"{home}: {series.title}" if many and home not in series.title else series.title
        detail = words.STATUSES[status] if status != "official" else ""
        note, unit = notes.add(series.note), words.MEASURES[indicator.measure]
        cited = source[series.id] if several else ""
        columns.append(Column(title, "number", unit, detail, note, cited))
    by_series = [{seen.period: seen for seen in one.observations} for one in indicator.series]
    rows = []
    for place, period in enumerate(periods):
        crossed = [
            gap
            for gap in indicator.breaks
            if gap.before <= period and (place == 0 or gap.before > periods[place - 1])
        ]
        after = [gap for gap in crossed if place]
        head = Cell(
            formats.period(period),
            sort=observations.decimal_year(period),
            note=notes.add(" ".join(gap.why for gap in after)),
        )
        cells = [head]
        for series, column in zip(indicator.series, by_series, strict=True):
            usual = (firm[series.id], source[series.id])
            cells.append(_cell(indicator, series, column.get(period), usual, notes))
        address = observations.row_id(indicator, observations.first(indicator), period)
        rows.append(Row(address, tuple(cells), after_break=bool(after)))
    return Table(
        indicator.title,
        tuple(columns),
        tuple(rows),
        sources(indicator),
        (*notes.texts, *indicator.notes),
    )


def _cell(
    indicator: Indicator,
    series: Series,
    seen: Observation | None,
    usual: tuple[Status, str],
    notes: Notes,
) -> Cell:
    if seen is None:
        return Cell("–", missing=True)
    status = derived.status_of(series, seen)
    is_first = series.id == observations.first(indicator)  # its figures bear the address of the row
    known = seen.value is not None
    source = seen.source or series.source
    return Cell(
        formats.number(seen.value) if seen.value is not None else formats.MISSING,
        sort=seen.value,
        missing=not known,
        detail=words.STATUSES[status] if known and status != usual[0] else "",
        note=notes.add(seen.note),
        cites=(Place(source=source),) if known and source and source != usual[1] else (),
        id="" if is_first else observations.row_id(indicator, series.id, seen.period),
    )


def _usual(series: Series) -> Status:
    """The status that most figures of a series bear; the others are marked in their cells."""
    statuses = [derived.status_of(series, seen) for seen in series.observations]
    return max(dict.fromkeys(statuses), key=statuses.count) if statuses else series.status


def _usual_source(series: Series) -> str:
    """The source of most figures of a series («»: there is none); cells cite the others."""
    found = [seen.source or series.source or "" for seen in series.observations]
    usual = max(dict.fromkeys(found), key=found.count, default="")
    return usual if 2 * found.count(usual) > len(found) else ""
