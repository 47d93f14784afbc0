"""The small line of one series, or the small bar of a single figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import comparability
from ..model.comparability import Ends
from ..model.observations import DataPoint, JoinedSeries

_INSET = 3  # pixels between the drawing and its edges


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


def lines(shown: Sequence[JoinedSeries], width: int, height: int) -> list[Line]:
    """The small lines of series that stand beside each other, without those that have no figure.

    Where each has a single figure and none is negative, bars of one scale are drawn instead.
    """
    known = [series.known for series in shown if series.known]
    values = [float(points[0].value or 0) for points in known]
    single = all(len(points) == 1 for points in known) and min(values, default=-1) >= 0
    full = max(values) if single and len(values) > 1 else 0
    drawn = (line(series, width, height, full) for series in shown)
    return [one for one in drawn if one is not None]


def line(series: JoinedSeries, width: int, height: int, full: float = 0) -> Line | None:
    """The small line of a series, sizes in pixels; None where it has no figure.

    With `full`, the value of a bar that fills the width, its first figure is drawn as a bar.
    """
    shown = series.known
    if not shown:
        return None
    if full > 0:
        middle = height / 2
        end = _INSET + float(shown[0].value or 0) / full * (width - 2 * _INSET)
        return _line(
            series, (f"{_INSET},{middle:g} {end:.4g},{middle:g}",), (round(end, 1), middle)
        )
    xs = [point.year for point in shown]
    ys = [float(point.value or 0) for point in shown]
    low, high = min(0.0, *ys), max(0.0, *ys)

    def at(x: float, y: float) -> tuple[float, float]:
        across = (x - xs[0]) / (xs[-1] - xs[0]) if len(xs) > 1 else 1
        up = (y - low) / (high - low) if high > low else 0
        return (
            round(_INSET + across * (width - 2 * _INSET), 1),
            round(height - _INSET - up * (height - 2 * _INSET), 1),
        )

    drawn = iter("{:g},{:g}".format(*at(x, y)) for x, y in zip(xs, ys, strict=True))
    segments = [[next(drawn) for _ in run] for run in comparability.unbroken(shown)]
    return _line(series, tuple(" ".join(points) for points in segments), at(xs[-1], ys[-1]))


def _line(series: JoinedSeries, segments: tuple[str, ...], end: tuple[float, float]) -> Line:
    return Line(
        title=series.title,
        territory=series.unit.names.kk,
        ends=comparability.ends(series.known),
        segments=segments,
        end=end,
    )
