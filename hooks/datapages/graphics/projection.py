"""Boundaries projected, simplified and written as short SVG paths.

Neighbours share their arcs, so that a border is simplified once and stays whole on both sides.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model.boundaries import Grid, Point, Topology


def albers(parallels: tuple[float, float], meridian: float, point: Point) -> Point:
    """Albers' equal-area conic projection on a sphere of radius 1; y grows to the south."""
    south, north = (math.radians(parallel) for parallel in parallels)
    n = (math.sin(south) + math.sin(north)) / 2
    c = math.cos(south) ** 2 + 2 * n * math.sin(south)
    rho = math.sqrt(c - 2 * n * math.sin(math.radians(point[1]))) / n
    theta = n * math.radians(point[0] - meridian)
    return rho * math.sin(theta), rho * math.cos(theta)


def simplify(points: Sequence[Point], smallest: float) -> list[Point]:
    """Visvalingam's way: drop the point with the least triangle until none is under `smallest`."""
    left, right = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    heap = [(_triangle(points, i - 1, i, i + 1), i) for i in range(1, len(points) - 1)]
    area = {i: size for size, i in heap}
    heapq.heapify(heap)
    while heap:
        size, i = heapq.heappop(heap)
        if area.get(i) != size:
            continue  # an older entry of a point that has changed or gone
        if size >= smallest:
            break
        del area[i]
        before, after = left[i], right[i]
        right[before], left[after] = after, before
        for j in (before, after):
            if j in area:
                # Never less than what was dropped beside it, or a bay would vanish in one pull.
                area[j] = max(size, _triangle(points, left[j], j, right[j]))
                heapq.heappush(heap, (area[j], j))
    return [p for i, p in enumerate(points) if i in area or i in (0, len(points) - 1)]


def _triangle(points: Sequence[Point], a: int, b: int, c: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = points[a], points[b], points[c]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2


@dataclass(frozen=True)
class Drawing:
    """A projected topology on a grid of whole numbers, ready to be written as paths."""

    width: int
    height: int
    arcs: tuple[tuple[Grid, ...], ...]
    shapes: Mapping[str, tuple[tuple[int, ...], ...]]

    def outline(self, key: str) -> str:
        """The path of one shape; rings too small for the grid are left out."""
        return self._outlines[key]

    @cached_property  # one map stands on many pages
    def _outlines(self) -> dict[str, str]:
        rings = {key: map(self.ring, shape) for key, shape in self.shapes.items()}
        return {
            key: "".join(path(ring) + "z" for ring in shape if len(set(ring)) > 2)
            for key, shape in rings.items()
        }

    def borders(self) -> str:
        """Every arc once: all outlines in one path."""
        return "".join(path(arc) for arc in self.arcs if len(set(arc)) > 1)

    def ring(self, arcs: Iterable[int]) -> list[Grid]:
        """The points of a ring, the closing one left out."""
        points: list[Grid] = []
        for arc in arcs:
            part = self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]
            points += part[1:] if points else part
        return points[:-1]

    def centre(self, key: str) -> Grid:
        """Centre of gravity of a shape's largest ring."""
        return self._largest[key][1]

    def area(self, key: str) -> float:
        """Area of a shape's largest ring, in squares of the grid."""
        return self._largest[key][0]

    @cached_property
    def _largest(self) -> dict[str, tuple[float, Grid]]:
        return {
            key: max((_gravity(self.ring(ring)) for ring in shape), key=lambda found: found[0])
            for key, shape in self.shapes.items()
        }


def _gravity(ring: list[Grid]) -> tuple[float, Grid]:
    doubled = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = ax * by - bx * ay
        doubled, x, y = doubled + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    if not doubled:
        return 0.0, ring[0]
    return abs(doubled) / 2, (round(x / doubled / 3), round(y / doubled / 3))


def draw(
    source: Topology, parallels: tuple[float, float], meridian: float, width: int, smallest: float
) -> Drawing:
    """Project the arcs, fit them into `width`, simplify to triangles of `smallest` squares."""
    flat = [[albers(parallels, meridian, point) for point in arc] for arc in source.arcs]
    xs, ys = zip(*(point for arc in flat for point in arc), strict=True)
    scale = width / (max(xs) - min(xs))
    placed = [[((x - min_x) * scale, (y - min_y) * scale) for x, y in arc]
              for min_x, min_y in [(min(xs), min(ys))] for arc in flat]  # fmt: skip
    arcs = tuple(tuple((round(x), round(y)) for x, y in simplify(arc, smallest)) for arc in placed)
    return Drawing(width, math.ceil((max(ys) - min(ys)) * scale), arcs, source.shapes)


def path(points: Sequence[Grid]) -> str:
    """`M10 20l3-4 5 6`: relative steps, points that fall together told once."""
    (x, y), *rest = points
    steps = []
    for next_x, next_y in rest:
        if (next_x, next_y) != (x, y):
            steps += [next_x - x, next_y - y]
        x, y = next_x, next_y
    signed = "".join(f"{step}" if step < 0 or not place else f" {step}"
                     for place, step in enumerate(steps))  # fmt: skip
    return f"M{points[0][0]} {points[0][1]}" + (f"l{signed}" if steps else "")
