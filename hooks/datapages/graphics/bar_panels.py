"""Bars of many units in panels beside each other, one panel a part, all of one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..language import formats
from . import typeface, vega

BAR = 20  # height of a bar with its gap, in pixels
HEAD = 28  # above a row of panels, for their titles
LINE = 12  # from one line of a name to the next
GAP = 10  # between panels
FIGURE = 36  # room for a figure behind the longest bar
NAMES = {"narrow": 96, "wide": 150}  # room for the names of units, at most
LEAST, STEP = 0.05, 0.98  # pixels to one per cent; how a scale is tried
ACROSS = {"narrow": 3, "wide": 6}  # panels beside each other


@dataclass(frozen=True)
class Panel:
    """A part with its share of each unit, in the order of the units."""

    title: str
    values: tuple[float, ...]


def specification(
    names: Sequence[str], panels: Sequence[Panel], marked: Sequence[bool], size: vega.Size
) -> dict[str, Any]:
    """A Vega-Lite description: pixels are worked out here, so that panels keep one scale."""
    across = min(ACROSS[size.name], len(panels))
    wrapped = [typeface.wrap(name, vega.FONT_SIZE, NAMES[size.name]) for name in names]
    left = math.ceil(max(typeface.width(one, vega.FONT_SIZE) for some in wrapped for one in some))
    left += GAP
    row = max(BAR, LINE * max(map(len, wrapped)) + 4)
    block = HEAD + row * len(names) + GAP
    rows = [panels[at : at + across] for at in range(0, len(panels), across)]
    scale = min(_scale(some, size.width - left - 2) for some in rows)
    starts = [
        left + sum(_width(one, scale) for one in some[:at])
        for some in rows
        for at in range(len(some))
    ]
    bars: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    for at, panel in enumerate(panels):
        down, x = block * (at // across), starts[at]
        heads.append({"x": x, "y": down + HEAD - LINE, "text": panel.title})
        for place, (value, is_marked) in enumerate(zip(panel.values, marked, strict=True)):
            middle, end = down + HEAD + row * (place + 0.5), x + value * scale
            box = {"x": x, "x2": end, "y": middle - BAR / 2 + 3, "y2": middle + BAR / 2 - 3}
            bars.append({**box, "marked": is_marked})
            texts.append({"x": end + 4, "y": middle + 4, "text": formats.number(value, 1)})
    units = [
        {
            "x": left - GAP,
            "y": block * number + HEAD + row * (place + 0.5)
            + 4 + (line - (len(lines) - 1) / 2) * LINE,
            "text": text,
        }
        for number in range(len(rows))
        for place, lines in enumerate(wrapped)
        for line, text in enumerate(lines)
    ]  # fmt: skip
    height = block * len(rows)
    encoding = {"x": _pixels("x", size.width), "y": _pixels("y", height)}
    colour = {
        "condition": {"test": "datum.marked", "value": "var(--chart-2)"},
        "value": "var(--chart-1)",
    }
    ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}, "color": colour}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": size.width,
        "height": height,
        "padding": dict.fromkeys(("left", "right", "top", "bottom"), 0),
        "autosize": {"type": "none"},
        "background": None,
        "layer": [
            {"data": {"values": bars}, "mark": "rect", "encoding": {**encoding, **ends}},
            *(_written(one, encoding, align) for one, align in (
                (texts, "left"), (heads, "left"), (units, "right"),
            )),
        ],
        "config": vega.CONFIG,
    }  # fmt: skip


def _scale(panels: Sequence[Panel], room: float) -> float:
    """Pixels to one per cent: the most by which panels fit beside each other."""
    scale = room / max(1, sum(max(panel.values) for panel in panels))
    while scale > LEAST and sum(_width(panel, scale) for panel in panels) > room:
        scale *= STEP
    return scale


def _width(panel: Panel, scale: float) -> float:
    """Room for the longest bar with its figure, and for the title."""
    title = typeface.width(panel.title, vega.FONT_SIZE) * typeface.ROOM
    return max(title, max(panel.values) * scale + FIGURE) + GAP


def _pixels(field: str, most: float) -> dict[str, Any]:
    """A place in pixels from the upper left corner."""
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [0, most], "nice": False, "reverse": field == "y"},
        "axis": None,
    }


def _written(texts: list[dict[str, Any]], encoding: dict[str, Any], align: str) -> dict[str, Any]:
    mark = {
        "type": "text",
        "align": align,
        "baseline": "alphabetic",
        "fontSize": vega.FONT_SIZE,
    }
    return {
        "data": {"values": texts},
        "mark": mark,
        "encoding": {**encoding, "text": {"field": "text"}},
    }
