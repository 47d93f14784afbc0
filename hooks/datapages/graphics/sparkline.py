"""The small line of one series."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import comparability
from ..model.comparability import Ends
from ..model.observations import DataPoint, JoinedSeries


@dataclass(frozen=True)
class Line:
    """A small line with the figures told beside it; `segments` are polylines cut at breaks."""

    title: str
    territory: str
    ends: Ends
    segments: tuple[str, ...]
    end: tuple[float, float]

    @property
    def lead(self) -> DataPoint:
        """The figure that stands for the series."""
        return self.ends.lead

    @property
    def is_firm(self) -> bool:
        """Whether the point at the end of the line is firm."""
        return (self.ends.newer or self.lead).is_firm


def line(series: JoinedSeries, width: int, height: int) -> Line | None:
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

    drawn = iter("{:g},{:g}".format(*at(x, y)) for x, y in zip(xs, ys, strict=True))
    segments = [[next(drawn) for _ in run] for run in comparability.unbroken(shown)]
    return Line(
        title=series.title,
        territory=series.unit.names.kk,
        ends=comparability.ends(shown),
        segments=tuple(" ".join(points) for points in segments),
        end=at(xs[-1], ys[-1]),
    )
