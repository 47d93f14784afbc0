"""Line charts as inline SVG, made at build time by Vega-Lite (vl-convert).

Colours are CSS variables, so a chart follows the scheme of the page; labels that need words
(legend, breaks, sources) are HTML around the picture, so that they wrap and can be read.
The layout is fixed (no automatic sizing), hence the same bytes on every machine.
"""

from __future__ import annotations

import math
from typing import Any

from ..language import formats, grammar
from ..language.messages import t
from ..language.scale import Scale, scale
from ..model import comparability, observations, sentence
from ..model.observations import DataPoint, JoinedIndicator, JoinedSeries
from .svg_compact import LINE_WIDTH, POINT_AREA, POINT_EDGE
from .vega import CONFIG, PANEL, Size

_NEAR = 18  # px between two numbers of breaks
_CLOSE = 0.15  # of the axis: a point that close to another's label could be taken for its own
_PAD = {"left": 44, "right": 14, "top": 34, "bottom": 26}


def specification(
    indicator: JoinedIndicator, size: Size, since: str | None = None
) -> dict[str, Any]:
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
            "data": {"values": (rules := _breaks(indicator, points))},
            "layer": [
                {
                    "mark": {"type": "rule", "strokeDash": [4, 4], "color": "var(--chart-break)"},
                    "encoding": {"x": x},
                },
                {
                    "data": {"values": _merged(rules, points, size)},
                    "mark": {"type": "text", "fontSize": 13, "fontWeight": 700},
                    "encoding": {"x": x, "y": {"value": -23}, "text": {"field": "label"}},
                },
            ],
        },
        {
            "mark": {"type": "line", "strokeWidth": LINE_WIDTH},
            "transform": [{"filter": "datum.line"}],
            "encoding": {"x": x, "y": y, "color": by_series, "detail": {"field": "segment"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": POINT_AREA, "opacity": 1},
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
    """A figure that is not firm has a hollow point."""
    paper = {"test": "datum.soft", "value": "var(--paper-raised)"}
    return {
        "fill": by_series | {"condition": paper},
        "stroke": by_series,
        "strokeWidth": {"value": POINT_EDGE},
    }


def unit_of(indicator: JoinedIndicator, since: str | None = None) -> Scale:
    """The scale of an indicator's axis; ValueError where there is no figure."""
    values = [
        abs(point.value)
        for series in indicator.series
        for point in series.since(since)
        if point.value is not None
    ]
    if not values:
        raise ValueError("no figure to draw")
    return scale(max(values))


def _points(indicator: JoinedIndicator, since: str | None, unit: Scale) -> list[dict[str, Any]]:
    points: list[dict[str, Any]] = []
    for number, series in enumerate(indicator.series):
        shown = [point for point in series.since(since) if point.value is not None]
        values = [point.value or 0 for point in shown]
        runs = comparability.unbroken(shown)
        segments = [segment for segment, run in enumerate(runs) for _ in run]
        for at, (point, value) in enumerate(zip(shown, values, strict=True)):
            cut = segments[at]
            end = None
            if number == 0:
                end = "last" if at == len(shown) - 1 else "first" if at == 0 else None
            points.append(
                {
                    "x": point.year,
                    "y": value,
                    "series": number,
                    "segment": f"{number}.{cut}",
                    # A census is an event, not a flow of years: its points are not joined.
                    "line": series.joined,
                    "end": end,
                    "above": _is_above(values, at, _beside(indicator, series, point, since)),
                    "soft": not point.is_firm,
                    "label": label(value, unit) if end else "",
                }
            )
    return points


def _beside(
    indicator: JoinedIndicator, series: JoinedSeries, point: DataPoint, since: str | None
) -> list[float]:
    """What the other series say of the period of a point."""
    return [
        other.value
        for one in indicator.series
        if one is not series
        for other in one.since(since)
        if other.period == point.period and other.value is not None
    ]


def _is_above(values: list[float], at: int, others: list[float]) -> bool:
    """Whether a label has room above its point: the line comes from below, or leaves downwards.

    A point of another series that stands close by decides alone: the label keeps away from it.
    """
    value, reach = values[at], max(values + others) * _CLOSE
    if close := [other for other in others if abs(other - value) < reach]:
        return min(close, key=lambda other: abs(other - value)) <= value
    beside = values[at - 1] if at else values[min(1, len(values) - 1)]
    return value < max(values) * 0.2 or value >= beside


def label(value: float, unit: Scale) -> str:
    """A figure on the scale of its axis, with as many decimals as three digits ask for."""
    shown = value / unit.divisor
    digits = 0 if abs(shown) >= 100 else 1 if abs(shown) >= 10 else 2
    return formats.number(formats.rounded(shown, digits))


def _breaks(indicator: JoinedIndicator, points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rules of breaks, numbered; those before the first point are left out."""
    rules = []
    for number, brk in indicator.numbered_breaks:
        at = observations.decimal_year(brk.before)
        earlier = [point["x"] for point in points if point["x"] < at]
        if earlier:
            rules.append({"x": (max(earlier) + at) / 2, "label": str(number)})
    return rules


def _years(points: list[dict[str, Any]], size: Size) -> dict[str, Any]:
    """Which years an axis tells: of a few all, since Vega tells half years by the same name."""
    at = [point["x"] for point in points]
    years = range(math.ceil(min(at)), 1 + math.floor(max(at)))
    return {"values": [*years]} if 1 < len(years) <= size.ticks else {"tickCount": size.ticks}


def _merged(
    rules: list[dict[str, Any]], points: list[dict[str, Any]], size: Size
) -> list[dict[str, Any]]:
    """The numbers of breaks; those that would run into each other are written as one: «2, 3»."""
    years = [point["x"] for point in points]
    near = (max(years) - min(years)) * _NEAR / size.width
    merged: list[dict[str, Any]] = []
    for rule in rules:
        if merged and rule["x"] - merged[-1]["x"] < near:
            last = merged.pop()
            label = f"{last['label']}, {rule['label']}"
            merged.append({"x": (last["x"] + rule["x"]) / 2, "label": label})
        else:
            merged.append(rule)
    return merged


def describe(indicator: JoinedIndicator, since: str | None = None) -> str:
    """The picture in words, for those who do not see it: ends of each series, and its breaks.

    Figures that a break parts do not stand in one clause.
    """
    prices = [f"{t('chart.nominal')}"] if indicator.is_nominal else []
    sentences = []
    for series in indicator.series:
        shown = [point for point in series.since(since) if point.value is not None]
        runs = (dict.fromkeys((run[0], run[-1])) for run in comparability.unbroken(shown))
        told = [", ".join(sentence.told(indicator, point) for point in ends) for ends in runs]
        if told:
            sentences.append(f"{grammar.subtitled(series.title, '; '.join(told))}.")
    for number, brk in indicator.numbered_breaks:
        when = formats.period(brk.before)
        sentences.append(t("chart.break", number=number, period=when, label=brk.label))
    return " ".join([*sentences, *prices])
