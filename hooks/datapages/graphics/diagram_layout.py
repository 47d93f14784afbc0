"""Diagrams of bodies: boxes on a grid of levels and columns, arrows between them.

The picture shows elections, appointments and consents; the table beside it lists every
relation with its source.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.records.texts import Diagram, Edge, Node

BOX_WIDTH, BOX_HEIGHT = 150, 46
GAP_X, GAP_Y = 34, 62
MARGIN_LEFT, MARGIN = 92, 12
LINE, DESCENT = 16, 5  # from line to line; from the middle of a line down to its baseline
DRAWN = ("elects", "appoints", "consents")


@dataclass(frozen=True)
class Box:
    """A node with its place; `lines` are its label, broken to fit, each with its baseline."""

    node: Node
    x: int
    y: int
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Arrow:
    """An edge with the path of its line."""

    edge: Edge
    path: str


@dataclass(frozen=True)
class Band:
    """A level with its place."""

    label: str
    y: int


@dataclass(frozen=True)
class Drawing:
    """All that the template draws, in pixels."""

    width: int
    height: int
    box_width: int
    box_height: int
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(diagram: Diagram) -> Drawing:
    """Place the boxes by level and column, and the arrows between their sides."""
    rows = {level.id: place for place, level in enumerate(diagram.levels)}
    boxes = {
        node.id: Box(
            node,
            MARGIN_LEFT + node.column * (BOX_WIDTH + GAP_X),
            MARGIN + rows[node.level] * (BOX_HEIGHT + GAP_Y),
            _placed(_lines(node.label)),
        )
        for node in diagram.nodes
    }
    drawn = [edge for edge in diagram.edges if edge.kind in DRAWN]
    arrows = tuple(
        Arrow(edge, _path(boxes[edge.start], boxes[edge.end], place))
        for place, edge in enumerate(drawn)
    )
    columns = max(node.column for node in diagram.nodes) + 1
    return Drawing(
        width=MARGIN_LEFT + columns * (BOX_WIDTH + GAP_X) - GAP_X + MARGIN,
        height=2 * MARGIN + len(rows) * (BOX_HEIGHT + GAP_Y) - GAP_Y,
        box_width=BOX_WIDTH,
        box_height=BOX_HEIGHT,
        bands=tuple(
            Band(level.label, MARGIN + rows[level.id] * (BOX_HEIGHT + GAP_Y) + BOX_HEIGHT // 2)
            for level in diagram.levels
        ),
        boxes=tuple(boxes.values()),
        arrows=arrows,
    )


def _lines(label: str) -> tuple[str, ...]:
    words = label.split()
    if len(label) <= 18 or len(words) == 1:
        return (label,)
    cut = min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) * 2 - len(label)))
    return (" ".join(words[:cut]), " ".join(words[cut:]))


def _placed(lines: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """Lines with their baselines in the box, the whole in its middle."""
    first = BOX_HEIGHT // 2 + DESCENT - LINE * (len(lines) - 1) // 2
    return tuple((first + LINE * number, line) for number, line in enumerate(lines))


def _path(start: Box, end: Box, place: int) -> str:
    """A curve that leaves and enters at the sides that face each other."""
    shift = (place % 5 - 2) * 12  # lines to the same box do not lie on one another
    if start.y == end.y:
        right = end.x > start.x
        x1, x2 = (start.x + BOX_WIDTH, end.x) if right else (start.x, end.x + BOX_WIDTH)
        y = start.y + BOX_HEIGHT // 2 + shift // 3
        if abs(end.x - start.x) <= BOX_WIDTH + GAP_X:
            return f"M{x1},{y}L{x2},{y}"
        top, middle = start.y - 26, (x1 + x2) // 2
        x1, x2 = start.x + BOX_WIDTH // 2 + shift, end.x + BOX_WIDTH // 2 + shift
        return f"M{x1},{start.y}Q{middle},{top} {x2},{end.y}"
    down = end.y > start.y
    x1, x2 = start.x + BOX_WIDTH // 2 + shift, end.x + BOX_WIDTH // 2 + shift
    y1 = start.y + BOX_HEIGHT if down else start.y
    y2 = end.y if down else end.y + BOX_HEIGHT
    bend = (y2 - y1) // 2
    return f"M{x1},{y1}C{x1},{y1 + bend} {x2},{y2 - bend} {x2},{y2}"
