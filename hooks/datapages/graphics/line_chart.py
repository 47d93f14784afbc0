"""Line charts as inline SVG, made at build time by Vega-Lite (vl-convert).

Colours are CSS variables, so a chart follows the scheme of the page; labels that need words
(legend, breaks, sources) are HTML around the picture, so that they wrap and can be read.
The layout is fixed (no automatic sizing), hence the same bytes on every machine.
"""

from __future__ import annotations

import math
from typing import Any

from ..language import formats, grammar
from ..language.scale import Scale, scale
from ..model import observations, words
from ..model.records.indicators import Indicator
from .vega import CONFIG, PANEL, Size

_NEAR = 18  # px between two numbers of breaks
_PAD = {"left": 44, "right": 14, "top": 34, "bottom": 26}


def specification(indicator: Indicator, size: Size, since: str | None = None) -> dict[str, Any]:
    """A Vega-Lite description of the indicator's series, cut at its breaks."""
    shrink = unit_of(indicator, since)
    points = _points(indicator, since, shrink)
    colours = [f"var(--chart-{place + 1})" for place in range(len(indicator.series))]
    by_series = {
        "field": "series",
        "type": "ordinal",
        "scale": {"domain": list(range(len(indicator.series))), "range": colours},
        "legend": None,
    }
    x = {
        "field": "x",
        "type": "quantitative",
        "scale": {"zero": False, "nice": False, "padding": 8},
        "axis": {"title": None, "format": "d", "grid": False, **_years(points, size)},
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": {
            "title": None,
            "tickCount": 5,
            "labelExpr": f"replace(replace(format(datum.value / {shrink.divisor}, ',~f'),"
            f" /,/g, '{formats.NBSP}'), '.', ',')",
        },
    }
    shapes = {"domain": [0, 1, 2, 3], "range": ["circle", "square", "diamond", "triangle"]}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": (gaps := _gaps(indicator, points))},
            "layer": [
                {
                    "mark": {"type": "rule", "strokeDash": [4, 4], "color": "var(--chart-break)"},
                    "encoding": {"x": x},
                },
                {
                    "data": {"values": _together(gaps, points, size)},
                    "mark": {"type": "text", "fontSize": 13, "fontWeight": 700},
                    "encoding": {"x": x, "y": {"value": -23}, "text": {"field": "label"}},
                },
            ],
        },
        {
            "mark": {"type": "line", "strokeWidth": 2.5},
            "transform": [{"filter": "datum.line"}],
            "encoding": {"x": x, "y": y, "color": by_series, "detail": {"field": "segment"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 40, "opacity": 1},
            "encoding": {
                "x": x,
                "y": y,
                "color": by_series,
                **(_hollow(by_series) if any(point["soft"] for point in points) else {}),
                "shape": {"field": "series", "scale": shapes, "legend": None},
            },
        },
        {
            "mark": {
                "type": "text",
                "dy": {"expr": "datum.above ? -12 : 16"},
                "dx": {"expr": "datum.end == 'last' ? 8 : -4"},
                "align": {"expr": "datum.end == 'last' ? 'right' : 'left'"},
                "fontSize": 12,
            },
            "transform": [{"filter": "datum.end"}],
            "encoding": {"x": x, "y": y, "text": {"field": "label"}},
        },
    ]
    pad = _PAD if indicator.breaks or size is not PANEL else _PAD | {"top": 18}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": size.width - pad["left"] - pad["right"],
        "height": size.height - pad["top"] - pad["bottom"],
        "padding": pad,
        "autosize": {"type": "none"},
        "background": None,
        "data": {"values": points},
        "layer": layers,
        "config": CONFIG,
    }


def _hollow(by_series: dict[str, Any]) -> dict[str, Any]:
    """A preliminary figure has a hollow point."""
    paper = {"test": "datum.soft", "value": "var(--paper-raised)"}
    return {
        "fill": by_series | {"condition": paper},
        "stroke": by_series,
        "strokeWidth": {"value": 2},
    }


def unit_of(indicator: Indicator, since: str | None = None) -> Scale:
    """The scale of an indicator's axis; ValueError where there is no figure."""
    values = [
        abs(seen.value)
        for series in indicator.series
        for seen in observations.since(series, since)
        if seen.value is not None
    ]
    if not values:
        raise ValueError("no figure to draw")
    return scale(max(values))


def _points(indicator: Indicator, since: str | None, unit: Scale) -> list[dict[str, Any]]:
    points: list[dict[str, Any]] = []
    for place, series in enumerate(indicator.series):
        shown = [seen for seen in observations.since(series, since) if seen.value is not None]
        for at, seen in enumerate(shown):
            cut = sum(seen.period >= gap.before for gap in indicator.breaks if gap.cuts(series.id))
            end = (
                {id(shown[0]): "first", id(shown[-1]): "last"}.get(id(seen)) if place == 0 else None
            )
            points.append(
                {
                    "x": observations.decimal_year(seen.period),
                    "y": seen.value,
                    "series": place,
                    "segment": f"{place}.{cut}",
                    # A census is an event, not a flow of years: its points are not joined.
                    "line": series.joined,
                    "end": end,
                    "above": _is_above([one.value or 0 for one in shown], at),
                    "soft": (seen.status or series.status) == "preliminary",
                    "label": label(seen.value, unit) if end and seen.value is not None else "",
                }
            )
    return points


def _is_above(values: list[float], at: int) -> bool:
    """Whether a label has room above its point: the line comes from below, or leaves downwards."""
    beside = values[at - 1] if at else values[min(1, len(values) - 1)]
    return values[at] < max(values) * 0.2 or values[at] >= beside


def label(value: float, unit: Scale) -> str:
    """A figure on the scale of its axis, with as many decimals as three digits ask for."""
    shown = value / unit.divisor
    digits = 0 if abs(shown) >= 100 else 1 if abs(shown) >= 10 else 2
    return formats.number(round(shown, digits))


def _gaps(indicator: Indicator, points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    gaps = []
    for place, gap in enumerate(indicator.breaks):
        at = observations.decimal_year(gap.before)
        earlier = [point["x"] for point in points if point["x"] < at]
        if earlier:
            gaps.append({"x": (max(earlier) + at) / 2, "label": str(place + 1)})
    return gaps


def _years(points: list[dict[str, Any]], size: Size) -> dict[str, Any]:
    """Which years an axis tells: of a few all, since Vega tells half years by the same name."""
    at = [point["x"] for point in points]
    years = range(math.ceil(min(at)), 1 + math.floor(max(at)))
    return {"values": [*years]} if 1 < len(years) <= size.ticks else {"tickCount": size.ticks}


def _together(
    gaps: list[dict[str, Any]], points: list[dict[str, Any]], size: Size
) -> list[dict[str, Any]]:
    """The numbers of breaks; those that would run into each other are said as one: «2, 3»."""
    years = [point["x"] for point in points]
    near = (max(years) - min(years)) * _NEAR / size.width
    said: list[dict[str, Any]] = []
    for gap in gaps:
        if said and gap["x"] - said[-1]["x"] < near:
            said[-1] = {
                "x": (said[-1]["x"] + gap["x"]) / 2,
                "label": f"{said[-1]['label']}, {gap['label']}",
            }
        else:
            said.append(gap)
    return said


def describe(indicator: Indicator, since: str | None = None) -> str:
    """The picture in words, for those who do not see it: ends of each series, and its breaks."""
    unit = words.MEASURES[indicator.measure]
    sentences = []
    for series in indicator.series:
        shown = [seen for seen in observations.since(series, since) if seen.value is not None]
        ends = [
            f"{formats.period(seen.period)} – {words.with_unit(seen.value, unit)}"
            for seen in dict.fromkeys((shown[0], shown[-1]) if shown else ())
            if seen.value is not None
        ]
        if ends:
            sentences.append(f"{grammar.subtitled(series.title, ', '.join(ends))}.")
    for place, gap in enumerate(indicator.breaks, start=1):
        sentences.append(f"{place}-үзіліс, {formats.period(gap.before)}: {gap.label}.")
    return " ".join(sentences)
