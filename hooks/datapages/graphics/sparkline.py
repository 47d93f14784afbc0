"""The small line of one series."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import derived, observations
from ..model.observations import known
from ..model.records.base import Status
from ..model.records.indicators import Indicator, Observation, Series


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


def line(indicator: Indicator, series: Series, name: str, width: int, height: int) -> Line | None:
    """The small line of a series; None where it has no figure."""
    shown = known(series)
    if not shown:
        return None
    xs = [observations.decimal_year(seen.period) for seen in shown]
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
        status=derived.status_of(series, shown[-1]),
        row=observations.row_id(indicator, series.id, shown[-1].period),
        segments=tuple(" ".join(points) for points in segments.values()),
        end=at(xs[-1], ys[-1]),
    )
