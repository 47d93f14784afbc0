"""An indicator shaped for its section: table of years, panels of charts, small lines, ranking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from . import derive, kazakh, views
from .catalogue import Catalogue
from .records import Comparison, Indicator, Observation, Place, Series, Status
from .views import Cell, Column, Row, Table

WIDE = 0.5  # the part of cells that must be filled for series to stand side by side
PANEL_LINES = 3  # series that one chart can bear; more become small lines
ENOUGH = 3  # figures that make a line worth drawing


@dataclass(frozen=True)
class Panel:
    """One chart: the indicator with some of its series; `title` may be empty."""

    id: str
    title: str
    indicator: Indicator


@dataclass(frozen=True)
class Line:
    """A small line with its last known figure; `segments` are polylines cut at breaks."""

    title: str
    territory: str
    first: Observation
    last: Observation
    status: Status
    row: str
    segments: tuple[str, ...]
    end: tuple[float, float]


@dataclass(frozen=True)
class Ranked:
    """One unit in a ranking; `width` is its bar in per cent of the longest, None: unknown."""

    rank: int
    unit: str
    name: str
    value: float | int | None
    width: float | None
    own: bool


def count(indicator: Indicator) -> int:
    """Figures of an indicator, the comparison's included, the unknown left out."""
    ranked = indicator.comparison.values.values() if indicator.comparison else ()
    return sum(len(known(series)) for series in indicator.series) + sum(
        value is not None for value in ranked
    )


def known(series: Series) -> list[Observation]:
    """Observations with a figure."""
    return [seen for seen in series.observations if seen.value is not None]


def territories(indicator: Indicator) -> list[str]:
    """Ids of the units that an indicator speaks of, in the order of its series."""
    return list(dict.fromkeys(series.territory for series in indicator.series))


def span(indicator: Indicator) -> str:
    """«2009–2025»: the first and the last year with a figure."""
    years = sorted(seen.period[:4] for series in indicator.series for seen in known(series))
    return "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""


# ---- charts ----


def panels(indicator: Indicator, names: Mapping[str, str]) -> list[Panel]:
    """Charts of an indicator.

    Rates of several places share one chart. Figures that grow with the size of a place have a
    chart a place, so that a city is never flattened by its region nor taken for it.
    """
    drawn = [series for series in indicator.series if len(known(series)) >= ENOUGH]
    if not drawn or is_structure(indicator):
        return []
    if indicator.measure in derive.RATES and len(drawn) <= PANEL_LINES:
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


def line(indicator: Indicator, series: Series, name: str, width: int, height: int) -> Line | None:
    """The small line of a series; None where it has no figure."""
    shown = known(series)
    if not shown:
        return None
    xs = [views.decimal_year(seen.period) for seen in shown]
    ys = [float(seen.value or 0) for seen in shown]
    low, high = min(0.0, *ys), max(0.0, *ys)
    inset = 3

    def at(x: float, y: float) -> tuple[float, float]:
        across = (x - xs[0]) / (xs[-1] - xs[0]) if len(xs) > 1 else 1
        up = (y - low) / (high - low) if high > low else 0
        return (
            round(inset + across * (width - 2 * inset), 1),
            round(height - inset - up * (height - 2 * inset), 1),
        )

    segments: dict[int, list[str]] = {}
    for seen, x, y in zip(shown, xs, ys, strict=True):
        cut = sum(seen.period >= gap.before for gap in indicator.breaks if gap.cuts(series.id))
        segments.setdefault(cut, []).append("{:g},{:g}".format(*at(x, y)))
    return Line(
        title=series.title,
        territory=name,
        first=shown[0],
        last=shown[-1],
        status=derive.status_of(series, shown[-1]),
        row=views.row_id(indicator, series.id, shown[-1].period),
        segments=tuple(" ".join(points) for points in segments.values()),
        end=at(xs[-1], ys[-1]),
    )


# ---- tables ----


def _in_time(period: str) -> tuple[float, str]:
    """Order of periods; «2023» and «2023-01-01» begin alike, and a set has no order of its own."""
    return views.decimal_year(period), period


def beside_chart(indicator: Indicator, names: Mapping[str, str], start: str | None) -> Table:
    """What a chart shows from `start` on: periods down, its series across."""
    shown = tuple(
        series.model_copy(update={"observations": seen})
        for series in indicator.series
        if (seen := tuple(views.since(series, start)))
    )
    cut = indicator.model_copy(update={"series": shown})
    periods = {seen.period for series in shown for seen in series.observations}
    made = _wide(cut, names, sorted(periods, key=_in_time))
    return replace(made, caption=kazakh.subtitled(indicator.title, "барлық қатарлар"))


def table(indicator: Indicator, names: Mapping[str, str]) -> Table:
    """Years down and series across where they overlap, else one row an observation."""
    periods = {seen.period for series in indicator.series for seen in series.observations}
    filled = sum(len(series.observations) for series in indicator.series)
    if len(indicator.series) > 1 and filled < WIDE * len(periods) * len(indicator.series):
        own = {place: names[place] for place in territories(indicator)}
        return views.indicator_table(indicator, names=own)
    return _wide(indicator, names, sorted(periods, key=_in_time))


def _wide(indicator: Indicator, names: Mapping[str, str], periods: list[str]) -> Table:
    notes = views.Notes()
    firm = {series.id: _usual(series) for series in indicator.series}
    source = {series.id: _usual_source(series) for series in indicator.series}
    several = len(sources(indicator)) > 1
    many = len(territories(indicator)) > 1
    columns = [Column("Кезең", "period")]
    for series in indicator.series:
        home, status = names[series.territory], firm[series.id]
        title = f"{home}: {series.title}" if many and home not in series.title else series.title
        detail = views.STATUSES[status] if status != "official" else ""
        note, unit = notes.add(series.note), views.MEASURES[indicator.measure]
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
            kazakh.period(period),
            sort=views.decimal_year(period),
            note=notes.add(" ".join(gap.why for gap in after)),
        )
        cells = [head]
        for series, column in zip(indicator.series, by_series, strict=True):
            usual = (firm[series.id], source[series.id])
            cells.append(_cell(indicator, series, column.get(period), usual, notes))
        address = views.row_id(indicator, views.first(indicator), period)
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
    notes: views.Notes,
) -> Cell:
    if seen is None:
        return Cell("–", missing=True)
    status = derive.status_of(series, seen)
    is_first = series.id == views.first(indicator)  # its figures bear the address of the row
    known = seen.value is not None
    source = seen.source or series.source
    return Cell(
        kazakh.number(seen.value) if seen.value is not None else kazakh.MISSING,
        sort=seen.value,
        missing=not known,
        detail=views.STATUSES[status] if known and status != usual[0] else "",
        note=notes.add(seen.note),
        cites=(Place(source=source),) if known and source and source != usual[1] else (),
        id="" if is_first else views.row_id(indicator, series.id, seen.period),
    )


def _usual(series: Series) -> Status:
    """The status that most figures of a series bear; the others are marked in their cells."""
    statuses = [derive.status_of(series, seen) for seen in series.observations]
    return max(dict.fromkeys(statuses), key=statuses.count) if statuses else series.status


def _usual_source(series: Series) -> str:
    """The source of most figures of a series («»: there is none); cells cite the others."""
    found = [seen.source or series.source or "" for seen in series.observations]
    usual = max(dict.fromkeys(found), key=found.count, default="")
    return usual if 2 * found.count(usual) > len(found) else ""


def sources(indicator: Indicator) -> tuple[str, ...]:
    """Ids of all sources of an indicator's series, in order of first use."""
    found = [
        source
        for series in indicator.series
        for seen in series.observations
        for source in derive.sources_of(series, seen)
    ]
    return tuple(dict.fromkeys(found))


# ---- the comparison of units ----


def ranking(indicator: Indicator, comparison: Comparison, data: Catalogue) -> list[Ranked]:
    """Units from the largest figure to the least, those without one last, by name."""
    own = own_unit(indicator, comparison, data)
    longest = max((value for value in comparison.values.values() if value is not None), default=0)
    order = sorted(
        comparison.values.items(),
        key=lambda item: (item[1] is None, -(item[1] or 0), kazakh.sort_key(_name(data, item[0]))),
    )
    values = [value for _, value in order if value is not None]
    return [
        Ranked(
            rank=values.index(value) + 1 if value is not None else 0,
            unit=unit,
            name=_name(data, unit),
            value=value,
            width=round(max(value, 0) / longest * 100, 1)
            if value is not None and longest
            else None,
            own=unit == own,
        )
        for unit, value in order
    ]


def own_unit(indicator: Indicator, comparison: Comparison, data: Catalogue) -> str | None:
    """The compared unit in which the indicator's first territory lies."""
    at: str | None = indicator.series[0].territory
    while at is not None and at not in comparison.values:
        at = data.unit(at).parent
    return at


def _name(data: Catalogue, unit: str) -> str:
    return data.unit(unit).names.kk


def names(data: Catalogue, indicators: Iterable[Indicator]) -> dict[str, str]:
    """Kazakh names of the territories of indicators."""
    return {
        place: _name(data, place) for indicator in indicators for place in territories(indicator)
    }
