"""Boundaries from TopoJSON files, by the ids of units."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..base import near
from ..base.diagnostics import ContentError, Problem
from ..base.source_files import read_text
from .checks.files import LoadedFiles
from .records.units import MapFile, UnitsFile

Point = tuple[float, float]
Grid = tuple[int, int]


@dataclass(frozen=True)
class Topology:
    """Arcs in degrees, and shapes by key: rings of arc numbers (~n: arc n backwards)."""

    arcs: tuple[tuple[Point, ...], ...]
    shapes: Mapping[str, tuple[tuple[int, ...], ...]]


def topology(value: Any, key: str) -> Topology:
    """A parsed TopoJSON file; `key` is the property that names a shape.

    ValueError, KeyError, TypeError, IndexError or OverflowError where it is none.
    """
    (sx, sy), (dx, dy) = value["transform"]["scale"], value["transform"]["translate"]
    arcs = []
    for arc in value["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * sx + dx, y * sy + dy))
        if len(points) < 2 or not all(abs(x) <= 360 and abs(y) < 89 for x, y in points):
            raise ValueError("an arc has two points or more, in degrees")
        arcs.append(tuple(points))
    if any(len({point[axis] for arc in arcs for point in arc}) < 2 for axis in (0, 1)):
        raise ValueError("all points lie on one line")
    shapes = {}
    for collection in value["objects"].values():
        for shape in collection["geometries"]:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            rings = tuple(tuple(ring) for polygon in polygons for ring in polygon)
            if not rings or not all(rings):
                raise ValueError("a shape is without an arc")
            known = range(-len(arcs), len(arcs))
            if any(type(arc) is not int or arc not in known for ring in rings for arc in ring):
                raise ValueError("a shape names an arc that is not there")
            shapes[str(shape["properties"][key])] = rings
    return Topology(tuple(arcs), shapes)


@dataclass(frozen=True, eq=False)
class Map:
    """A file of boundaries with its record; the shapes are keyed by the id of their unit."""

    record: MapFile
    shapes: Topology


def read_boundaries(loaded: LoadedFiles, folder: Path) -> tuple[dict[str, Map], list[Problem]]:
    """The boundaries by id, from `folder`/geo/, and what is wrong with them."""
    units = {record.id: record for record in loaded.records(UnitsFile)}
    found: dict[str, Map] = {}
    problems: list[Problem] = []
    for document, record in loaded.of(MapFile):
        table = units.get(record.units)
        if table is None:
            if loaded.knows_all(UnitsFile):
                message = f"unknown file of units «{record.units}»{near.hint(record.units, units)}"
                problems.append(document.problem(("units",), message))
            continue
        keys = {code: u.id for u in table.units if (code := getattr(u, record.key))}
        try:
            value = json.loads(read_text(folder / "geo" / record.file, record.file))
            drawn = topology(value, record.key)
        except (
            ContentError,
            ValueError,
            KeyError,
            TypeError,
            IndexError,
            OverflowError,
            AttributeError,
            RecursionError,
        ) as error:
            message = f"{record.file} is not TopoJSON: {type(error).__name__} {error}"
            problems.append(document.problem(("file",), message))
            continue
        for key in sorted(set(drawn.shapes) ^ set(keys)):
            what = "a shape that is no unit" if key in drawn.shapes else "no shape"
            message = f"{record.file} has {what} of {record.units}: {record.key} {key}"
            problems.append(document.problem(("file",), message))
        named = {keys.get(key, key): rings for key, rings in drawn.shapes.items()}
        found[record.id] = Map(record, Topology(drawn.arcs, named))
    return found, problems
