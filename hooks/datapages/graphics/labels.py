"""Texts of a chart, and places for them where they touch nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from . import typeface
from .vega import FONT_SIZE

_NEAR = 22  # pixels between two numbers of breaks
_ABOVE, _BELOW = 9, 4  # of a baseline


class Box(NamedTuple):
    """A rectangle of a picture."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether two rectangles have a place in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True)
class Label:
    """A text with the start of its baseline, in pixels of the plot."""

    text: str
    x: float
    y: float
    colour: str = "currentColor"
    anchor: str = "start"
    bold: bool = False

    @cached_property
    def box(self) -> Box:
        """What it covers."""
        wide = typeface.width(self.text, FONT_SIZE, bold=self.bold)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        edges = (left, self.y - _ABOVE, left + wide, self.y + _BELOW)
        return Box(*(round(edge, 2) for edge in edges))

    def layer(self) -> dict[str, Any]:
        """The text for Vega-Lite."""
        align = {"start": "left", "middle": "center", "end": "right"}[self.anchor]
        return {
            "data": {"values": [{}]},
            "mark": {
                "type": "text",
                "text": self.text,
                "align": align,
                "baseline": "alphabetic",
                "fontSize": FONT_SIZE,
                "color": self.colour,
                **({"fontWeight": 700} if self.bold else {}),
            },
            "encoding": {"x": {"value": round(self.x, 1)}, "y": {"value": round(self.y, 1)}},
        }


def beside(
    at: tuple[float, float], text: str, colour: str, ink: Sequence[Box], height: float
) -> Label | None:
    """A label above or below a point, where it touches nothing; None where it would."""
    x, y = at
    for down in (-9, 17, -15, 23, -22):
        found = Label(text, x - 4, y + down, colour)
        inside = found.box.top >= -4 and found.box.bottom <= height
        if inside and not any(found.box.touches(one) for one in ink):
            return found
    return None


def spread(wanted: Sequence[tuple[float, float]], low: float, high: float) -> list[float]:
    """Tops of blocks (middle, height) as near to their middles as leaves each its room."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    tops = [middle - height / 2 for middle, height in wanted]
    edge = low
    for place in order:
        tops[place] = max(tops[place], edge)
        edge = tops[place] + wanted[place][1] + 2
    edge = high
    for place in reversed(order):
        tops[place] = min(tops[place], edge - wanted[place][1])
        edge = tops[place] - 2
    return tops


def along(start: tuple[float, float], end: tuple[float, float]) -> list[Box]:
    """Small rectangles that cover a line."""
    steps = max(1, int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / 4))
    return [
        Box(x - 2, y - 2, x + 2, y + 2)
        for x, y in (
            (
                start[0] + (end[0] - start[0]) * step / steps,
                start[1] + (end[1] - start[1]) * step / steps,
            )
            for step in range(steps + 1)
        )
    ]


def merged(rules: Sequence[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Numbers of breaks (place, number, words); those that are too near are one: «2, 3».

    Words are kept where breaks that are written as one share them.
    """
    made: list[tuple[float, str, str]] = []
    for x, number, words in sorted(rules):
        if made and x - made[-1][0] < _NEAR:
            last = made.pop()
            both = words if words == last[2] else ""
            made.append(((last[0] + x) / 2, f"{last[1]}, {number}", both))
        else:
            made.append((x, number, words))
    return made
