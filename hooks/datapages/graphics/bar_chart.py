"""Ranked horizontal bars, drawn as line_chart.py draws lines: two sizes, colours of the page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from ..language import alphabet, formats
from . import typeface, vega

BAR = 26  # height of a bar with its gap, in pixels
LINE = 12  # from one line of a name to the next
NAMES = {"narrow": 128, "wide": 230}  # room for the names, at most; longer ones have two lines


@dataclass(frozen=True)
class Bar:
    """A name, its figure, and whether it is the one that the reader looks for."""

    name: str
    value: float
    marked: bool = False


def ranked(bars: list[Bar]) -> list[Bar]:
    """The largest first; equal ones in the order of the alphabet."""
    return sorted(bars, key=lambda bar: (-bar.value, alphabet.sort_key(bar.name)))


def specification(bars: list[Bar], size: vega.Size) -> dict[str, Any]:
    """A Vega-Lite description: bars from zero, each with its figure written out."""
    rows = [
        {
            "name": bar.name,
            "value": bar.value,
            "text": formats.number(bar.value),
            "marked": bar.marked,
        }
        for bar in ranked(bars)
    ]
    wrapped = {
        bar.name: typeface.wrap(bar.name, vega.FONT_SIZE, NAMES[size.name] - 12) for bar in bars
    }
    names = [
        {"name": name, "line": line, "down": round((place - (len(lines) - 1) / 2) * LINE, 1)}
        for name, lines in wrapped.items()
        for place, line in enumerate(lines)
    ]
    lines = [line for some in wrapped.values() for line in some]
    longest_name = max(typeface.width(line, vega.FONT_SIZE) for line in lines)
    left = math.ceil(longest_name) + 12
    y = {
        "field": "name",
        "type": "nominal",
        "sort": None,
        "scale": {"domain": [row["name"] for row in rows]},
        "axis": None,
    }
    # Room is left for the figure of the longest bar.
    longest = max(bar.value for bar in bars) * 1.22
    x = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, longest], "nice": False},
        "axis": None,
    }
    colour = {
        "condition": {"test": "datum.marked", "value": "var(--chart-2)"},
        "value": "var(--chart-1)",
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": size.width - left - 8,
        "height": BAR * len(rows),
        "padding": {"left": left, "right": 8, "top": 4, "bottom": 4},
        "autosize": {"type": "none"},
        "background": None,
        "data": {"values": rows},
        "encoding": {"y": y, "x": x},
        "layer": [
            {"mark": {"type": "bar", "height": BAR - 8}, "encoding": {"color": colour}},
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": vega.FONT_SIZE},
                "encoding": {"text": {"field": "text"}},
            },
            {
                "data": {"values": names},
                "mark": {
                    "type": "text",
                    "align": "right",
                    "dy": {"expr": "datum.down + 4"},
                    "baseline": "alphabetic",
                    "fontSize": vega.FONT_SIZE,
                },
                "encoding": {"text": {"field": "line"}, "x": {"value": -8}},
            },
        ],
        "config": vega.CONFIG,
    }
