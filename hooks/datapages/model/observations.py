"""Observations of an indicator: their periods, rows, sources and number."""

from __future__ import annotations

from . import derived
from .records.indicators import Indicator, Observation, Series


def first(indicator: Indicator) -> str:
    """Id of the series that stands for the indicator."""
    return indicator.series[0].id


def row_id(indicator: Indicator, series: str, period: str) -> str:
    """Address of an observation's row: `population-2021`, `population-census-1999`."""
    if series == first(indicator):
        return f"{indicator.id}-{period}"
    return f"{indicator.id}-{series}-{period}"


def decimal_year(period: str) -> float:
    """«2026-02-01» → 2026.0833: a place on an axis of time."""
    year, month, day = (*(int(part) for part in period.split("-")), 1, 1)[:3]
    return round(year + (month - 1) / 12 + (day - 1) / 365, 4)


def since(series: Series, start: str | None) -> list[Observation]:
    """The observations of a series from the period `start` on; all of them for None."""
    return [seen for seen in series.observations if start is None or seen.period >= start]


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


def sources(indicator: Indicator) -> tuple[str, ...]:
    """Ids of all sources of an indicator's series, in order of first use."""
    found = [
        source
        for series in indicator.series
        for seen in series.observations
        for source in derived.sources_of(series, seen)
    ]
    return tuple(dict.fromkeys(found))
