"""The small line of one series."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.observations import DataPoint, JoinedIndicator, JoinedSeries
from ..model.records.base import Status


@dataclass(frozen=True)
class Line:
    """A small line with its last known figure; `segments` are polylines cut at breaks."""

    title: str
    territory: str
    first: DataPoint
    last: DataPoint
    official: DataPoint | None  # the last official one
    segments: tuple[str, ...]
    end: tuple[float, float]

    @property
    def status(self) -> Status:
        """The status of the last figure."""
        return self.last.status


def line(indicator: JoinedIndicator, series: JoinedSeries, width: int, height: int) -> Line | None:
    """The small line of a series, sizes in pixels; None where it has no figure."""
    shown = series.known
    if not shown:
        return None
    xs = [point.year for point in shown]
    ys = [float(point.value or 0) for point in shown]
    low, high = min(0.0, *ys), max(0.0, *ys)
    inset = 3

    def at(x: float, y: float) -> tuple[float, float]:
        across = (x - xs[0]) / (xs[-1] - xs[0]) if len(xs) > 1 else 1
        up = (y - low) / (high - low) if high > low else 0
        return (
            round(inset + across * (width - 2 * inset), 1),
            round(height - inset - up * (height - 2 * inset), 1),
        )

    breaks = indicator.breaks_of(series)
    segments: dict[int, list[str]] = {}
    for point, x, y in zip(shown, xs, ys, strict=True):
        cut = sum(point.period >= brk.before for brk in breaks)
        segments.setdefault(cut, []).append("{:g},{:g}".format(*at(x, y)))
    return Line(
        title=series.title,
        territory=series.unit.names.kk,
        first=shown[0],
        last=shown[-1],
        official=next((p for p in reversed(shown) if p.status == "official"), None),
        segments=tuple(" ".join(points) for points in segments.values()),
        end=at(xs[-1], ys[-1]),
    )
