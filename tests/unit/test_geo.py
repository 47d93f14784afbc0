from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapages.graphics import projection
from datapages.model import boundaries

# Two squares beside each other; arc 1 is the border that they share.
TOPOJSON = {
    "type": "Topology",
    "transform": {"scale": [1, 1], "translate": [60, 45]},
    "objects": {
        "all": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "properties": {"kato": "1"}, "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "properties": {"kato": "2"}, "arcs": [[[2, -2]]]},
            ],
        }
    },
    "arcs": [
        [[1, 0], [-1, 0], [0, 1], [1, 0]],
        [[1, 1], [0, -1]],
        [[1, 0], [1, 0], [0, 1], [-1, 0]],
    ],
}


def _with_arcs(arcs: object) -> object:
    """Boundaries of one shape."""
    shape = {"type": "Polygon", "properties": {"kato": "1"}, "arcs": arcs}
    return TOPOJSON | {"objects": {"all": {"geometries": [shape]}}}


def test_arcs_are_read_from_steps_and_borders_are_shared() -> None:
    read = boundaries.topology(TOPOJSON, "kato")
    assert read.arcs[0] == ((61, 45), (60, 45), (60, 46), (61, 46))
    assert dict(read.shapes) == {"1": ((0, 1),), "2": ((2, -2),)}
    drawn = projection.draw(read, (42, 54), 61, 100, 0)
    left, right = (set(drawn.ring(drawn.shapes[key][0])) for key in "12")
    assert len(left & right) == 2
    assert drawn.outline("1").startswith("M")
    assert drawn.outline("1").endswith("z")
    assert drawn.borders().count("M") == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        [],
        TOPOJSON | {"arcs": [[[0, 0]]]},
        TOPOJSON | {"arcs": [[], [], []]},
        TOPOJSON | {"arcs": [[[10**400, 0], [1, 0]]] * 3},
        TOPOJSON | {"arcs": [[[1e300, 0], [1e300, 0]]] * 3},
        TOPOJSON | {"transform": {"scale": [0, 0], "translate": [60, 45]}},
        TOPOJSON | {"transform": {"scale": [math.nan, math.nan], "translate": [60, 45]}},
        _with_arcs([]),
        _with_arcs([[]]),
        _with_arcs([[0.5]]),
        TOPOJSON | {"objects": {"all": {"geometries": [{"type": "Polygon", "arcs": [[0]]}]}}},
    ],
)
def test_what_is_no_topojson_is_refused(wrong: object) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, IndexError, OverflowError)):
        boundaries.topology(wrong, "kato")


@given(st.floats(41, 54), st.floats(47, 86))
def test_the_projection_keeps_areas(south: float, west: float) -> None:
    step = 0.05
    corners = [
        (west, south),
        (west + step, south),
        (west + step, south + step),
        (west, south + step),
    ]
    flat = [projection.albers((42, 54), 67.5, corner) for corner in corners]
    pairs = zip(flat, flat[1:] + flat[:1], strict=True)
    drawn = abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2
    sines = math.sin(math.radians(south + step)) - math.sin(math.radians(south))
    assert drawn == pytest.approx(math.radians(step) * sines, rel=1e-4)


points = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=2, max_size=40)


@given(points, st.floats(0, 500))
def test_simplifying_keeps_the_ends_and_the_order(
    line: list[boundaries.Point], smallest: float
) -> None:
    kept = projection.simplify(line, smallest)
    assert kept[0] == line[0]
    assert kept[-1] == line[-1]
    rest = iter(line)
    assert all(point in rest for point in kept)


def test_simplifying_drops_what_lies_on_a_line_and_keeps_a_corner() -> None:
    assert projection.simplify([(0, 0), (5, 0), (10, 0), (10, 10)], 1) == [
        (0, 0),
        (10, 0),
        (10, 10),
    ]


def test_a_path_is_written_in_relative_steps() -> None:
    assert projection.path([(10, 20), (13, 16), (13, 16), (18, 22)]) == "M10 20l3-4 5 6"
    assert projection.path([(1, 2)]) == "M1 2"
