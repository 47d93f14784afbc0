"""Diagrams of bodies: boxes one below another by level, arrows in lanes beside them.

So it is as wide as a phone, and no arrow passes behind a box. The picture shows elections,
appointments and consents; the table beside it lists every relation with its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.records.texts import Diagram, Edge, Node

BOX_WIDTH, BOX_HEIGHT, GAP, MARGIN = 190, 30, 9, 6
LEVEL = 22  # room for the name of a level
PORT = 9  # between two arrows at one box
LANE, FIRST_LANE, ROUND = 13, 18, 6  # between two lanes; from a box to the first; of a corner
DESCENT = 5  # from the middle of a line down to its baseline
DRAWN = ("elects", "appoints", "consents")


@dataclass(frozen=True)
class Box:
    """A node with its place and height."""

    node: Node
    y: int
    height: int

    @property
    def baseline(self) -> int:
        """Of its label, from above."""
        return self.height // 2 + DESCENT


@dataclass(frozen=True)
class Arrow:
    """An edge with the path of its line."""

    edge: Edge
    path: str


@dataclass(frozen=True)
class Band:
    """A level with the baseline of its name."""

    label: str
    y: int


@dataclass(frozen=True)
class Drawing:
    """All that the template draws, in pixels."""

    width: int
    height: int
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    left = MARGIN
    box_width = BOX_WIDTH


def draw(diagram: Diagram) -> Drawing:
    """The boxes in the order of levels and columns, the arrows in as few lanes as they need."""
    drawn = [edge for edge in diagram.edges if edge.kind in DRAWN]
    ends = [id for edge in drawn for id in (edge.start, edge.end)]
    bands, boxes, y = [], dict[str, Box](), MARGIN
    for level in diagram.levels:
        inside = [node for node in diagram.nodes if node.level == level.id]
        if [node.label for node in inside] != [level.label]:  # a box that says it by itself
            bands.append(Band(level.label, y + LEVEL - 8))
            y += LEVEL
        for node in sorted(inside, key=lambda node: node.column):
            boxes[node.id] = Box(node, y, max(BOX_HEIGHT, ends.count(node.id) * PORT + 6))
            y += boxes[node.id].height + GAP
    places = _ports(drawn, boxes)
    lanes = _lanes(places)
    arrows = tuple(
        Arrow(edge, _path(start, end, MARGIN + BOX_WIDTH + FIRST_LANE + LANE * lane))
        for edge, (start, end), lane in zip(drawn, places, lanes, strict=True)
    )
    width = MARGIN + BOX_WIDTH + FIRST_LANE + LANE * max(lanes, default=0) + MARGIN
    return Drawing(width, y - GAP + MARGIN, tuple(bands), tuple(boxes.values()), arrows)


def _ports(edges: Sequence[Edge], boxes: Mapping[str, Box]) -> list[tuple[int, int]]:
    """Where each arrow leaves and enters: at a box those that go up stand above the others."""
    at: dict[tuple[int, str], int] = {}
    for box in boxes.values():
        sides = [
            (number, boxes[other].y - box.y)
            for number, edge in enumerate(edges)
            for id, other in ((edge.start, edge.end), (edge.end, edge.start))
            if id == box.node.id
        ]
        # The nearest of those above come first, the nearest of those below last.
        up = sorted((one for one in sides if one[1] < 0), key=lambda one: -one[1])
        down = sorted((one for one in sides if one[1] >= 0), key=lambda one: -one[1])
        order = [*up, *down]
        first = box.y + (box.height - PORT * (len(order) - 1)) // 2
        for place, (number, _) in enumerate(order):
            at[number, box.node.id] = first + PORT * place
    return [(at[number, edge.start], at[number, edge.end]) for number, edge in enumerate(edges)]


def _lanes(places: Iterable[tuple[int, int]]) -> list[int]:
    """The lane of each arrow, the short ones next to the boxes; none lies on another."""
    spans = [(min(ends), max(ends)) for ends in places]
    taken: list[list[tuple[int, int]]] = []
    found = [0] * len(spans)
    for number in sorted(range(len(spans)), key=lambda one: spans[one][1] - spans[one][0]):
        low, high = spans[number]
        lane = next(
            (
                place
                for place, others in enumerate(taken)
                if all(high < start or end < low for start, end in others)
            ),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        found[number] = lane
    return found


def _path(start: int, end: int, lane: int) -> str:
    """From the side of a box to the lane, along it, and back to the side of another."""
    edge, turn = MARGIN + BOX_WIDTH, ROUND if end > start else -ROUND
    return (
        f"M{edge} {start}H{lane - ROUND}q{ROUND} 0 {ROUND} {turn}"
        f"V{end - turn}q0 {turn} {-ROUND} {turn}H{edge}"
    )
