"""A chart made light keeps the place of everything that it paints."""

from __future__ import annotations

import copy
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapages.graphics import line_chart, standalone_svg, svg_compact, vega
from tests import own_data

ROOT = Path(__file__).parents[2]
NEAR = 0.6
STEPS = re.compile(r"([MmLlHhVvZzAa])([^A-Za-z]*)")
NUMBERS = re.compile(r"-?(?:\d*\.\d+|\d+)")

Ink = tuple[str, float, float]


def corners(d: str) -> Iterator[tuple[float, float]]:
    """The places that a path goes through; apart from svg_compact.py, for paths of any form."""
    x = y = x0 = y0 = 0.0
    for name, rest in STEPS.findall(d):
        numbers = [float(one) for one in NUMBERS.findall(rest)]
        far, kind = name.islower(), name.upper()
        if kind == "Z":
            x, y = x0, y0
        while numbers:
            if kind == "A":
                numbers = numbers[5:]
            if kind != "V":
                step = numbers.pop(0)
                x = x + step if far else step
            if kind != "H":
                step = numbers.pop(0)
                y = y + step if far else step
            if kind == "M":
                x0, y0, kind = x, y, "L"
            yield x, y


def ink(element: ET.Element, x: float = 0.0, y: float = 0.0) -> Iterator[Ink]:
    """What is painted and where: corners of lines and areas, centres of symbols, texts."""
    move = re.match(r"translate\((\S+?)[,\s]+(\S+?)\)", element.get("transform", ""))
    if move:
        x, y = x + float(move[1]), y + float(move[2])
    name = element.tag.rpartition("}")[2]
    if name == "text" and (element.text or "").strip():
        at = (x + float(element.get("x", 0)), y + float(element.get("y", 0)))
        yield ((element.text or "").strip(), *at)
    elif name == "line":
        for ends in (("x1", "y1"), ("x2", "y2")):
            yield ("", x + float(element.get(ends[0], 0)), y + float(element.get(ends[1], 0)))
    elif name == "path":
        for across, down in corners(element.get("d", "")):
            yield ("", x + across, y + down)
    for child in element:
        yield from ink(child, x, y)


def lost(one: list[Ink], other: list[Ink], near: float) -> list[Ink]:
    """Ink of `one` that `other` has not."""
    return [
        (text, x, y)
        for text, x, y in one
        if not any(
            text == its and abs(x - across) <= near and abs(y - down) <= near
            for its, across, down in other
        )
    ]


DOT = "M3,0A3,3,0,1,1,-3,0A3,3,0,1,1,3,0"
numbers = st.integers(-400_000, 400_000).map(lambda number: number / 1000)
points = st.lists(st.tuples(numbers, numbers), min_size=2, max_size=6)
paints = st.sampled_from(
    [
        {"stroke": "var(--chart-grid)", "stroke-width": "1"},
        {"stroke": "var(--chart-2)", "stroke-width": "2.5"},
        {"fill": "var(--chart-1)"},
        {"stroke": "red", "stroke-width": "7"},
    ]
)


def _element(name: str, *children: ET.Element, **attributes: str) -> ET.Element:
    made = ET.Element(name, {key.replace("_", "-"): value for key, value in attributes.items()})
    made.extend(children)
    return made


def _path(at: list[tuple[float, float]], paint: dict[str, str], closed: bool) -> ET.Element:
    d = "M" + "L".join(f"{x:.3f},{y:.3f}" for x, y in at) + ("Z" if closed else "")
    return ET.Element("path", {"d": d, **paint})


def _text(x: float, y: float, text: str) -> ET.Element:
    made = ET.Element("text", {"transform": f"translate({x},{y})", "text-anchor": "end"})
    made.text = text
    return made


leaves = st.one_of(
    st.builds(_path, points, paints, st.booleans()),
    st.builds(
        lambda x, y, x2, y2, paint: ET.Element(
            "line", {"transform": f"translate({x},{y})", "x2": str(x2), "y2": str(y2), **paint}
        ),
        *[numbers] * 4,
        paints,
    ),
    st.builds(_text, numbers, numbers, st.sampled_from(["0", "1 000", "2,5"])),
)
trees = st.recursive(
    leaves,
    lambda inside: st.builds(
        lambda children, x, y: _element("g", *children, transform=f"translate({x},{y})"),
        st.lists(inside, min_size=1, max_size=4),
        numbers,
        numbers,
    ),
    max_leaves=12,
)


@given(trees)
def test_lines_areas_and_texts_keep_their_places(tree: ET.Element) -> None:
    whole = _element("svg", tree, width="400", height="300", fill="none")
    before, after = list(ink(whole)), list(ink(svg_compact.compact(whole)))
    assert not lost(before, after, NEAR)
    assert not lost(after, before, NEAR)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=8))
def test_points_of_one_series_are_one_path_of_dots(centres: list[tuple[float, float]]) -> None:
    dots = [
        _element("path", transform=f"translate({x},{y})", d=DOT, fill="var(--chart-1)")
        for x, y in centres
    ]
    made = svg_compact.compact(_element("svg", *dots, width="400", height="300"))
    assert len(made) == 1
    assert (made[0].get("stroke-linecap"), made[0].get("stroke-width")) == ("round", "6")
    places = [("", x, y) for x, y in centres]
    assert not lost(places, list(ink(made)), NEAR)
    assert not lost(list(ink(made)), places, NEAR)


def test_every_step_is_relative_to_rounded_places_so_no_error_adds_up() -> None:
    many: list[svg_compact.Command] = [("M", (0.0, 0.0))]
    many += [("L", (svg_compact.rounded(step * 1.45), 3.0)) for step in range(1, 200)]
    assert list(corners(svg_compact.path_data(many)))[-1] == (svg_compact.rounded(199 * 1.45), 3)


@pytest.mark.parametrize(
    ("first", "second", "path"),
    [(0, 0.1, "M0 .1"), (0.5, 0.1, "M.5.1"), (1, 2, "M1 2"), (1, -2, "M1-2"), (1.5, 2, "M1.5 2")],
)
def test_two_numbers_never_read_as_one(first: float, second: float, path: str) -> None:
    assert svg_compact.path_data([("M", (first, second))]) == path


@pytest.mark.parametrize(
    ("number", "told"), [(12.30, "12.3"), (0.5, ".5"), (-0.5, "-.5"), (-0.04, "0"), (7, "7")]
)
def test_numbers_are_short(number: float, told: str) -> None:
    assert svg_compact.short(number) == told


@pytest.fixture(scope="module")
def drawn() -> list[tuple[dict[str, Any], ET.Element]]:
    """Charts of this site as Vega writes them: with breaks, four series, hollow points."""
    import vl_convert  # slow to start

    data = own_data.catalogue()
    everything = data.indicators.values()
    chosen = [one for one in everything if len(one.series) > 1 or one.breaks][:6]
    chosen += [one for one in everything if any(not p.is_firm for p in one.known)][:2]
    specifications = [line_chart.specification(one, size) for one in chosen for size in vega.SIZES]
    assert specifications
    return [
        (spec, ET.fromstring(vl_convert.vegalite_to_svg(json.dumps(spec), vl_version="5.21")))
        for spec in specifications
    ]


def test_real_charts_keep_their_places(drawn: list[tuple[dict[str, Any], ET.Element]]) -> None:
    for spec, before in drawn:
        made = svg_compact.compact(before)
        rest = copy.deepcopy(before)
        for parent in list(rest.iter()):
            for path in parent.findall(f"{{{svg_compact.SVG}}}path"):
                if path.get("transform"):  # a symbol: it becomes a dot
                    parent.remove(path)
                else:  # a line of one point paints nothing
                    path.set("d", re.sub(r"M[-\d.,]+(?=[ZM]|$)Z?", "", path.get("d", "")))
                if path.get("d", "").startswith("M0,0h"):  # Vega's frame, not painted
                    parent.remove(path)
        assert not lost(list(ink(rest)), list(ink(made)), NEAR)
        first = [point for point in spec["data"]["values"] if point["series"] == 0]
        dots = [path for path in made if "c1 dot" in path.get("class", "")]
        assert sum(path.get("d", "").count("h0") for path in dots) == len(first)


def test_every_dot_of_a_real_chart_has_its_class(
    drawn: list[tuple[dict[str, Any], ET.Element]],
) -> None:
    """Else the size of a point has changed, and svg_compact.dots does not know it."""
    names = Counter[str]()
    for _, before in drawn:
        made = svg_compact.compact(before)
        assert not [one for one in made if one.get("stroke-linecap")]
        names.update(" ".join(one.get("class", "") for one in made).split())
    assert {"dot", "box", "edged", "paper"} <= set(names), "every sort of dot has been looked at"


def test_the_style_sheet_has_the_widths_of_dots() -> None:
    rules = standalone_svg.RULES.read_text("utf-8")
    for width, name in svg_compact.dots().items():
        for selector in [name] if name else ["dot", "box"]:
            assert re.search(rf"\.{selector} {{[^}}]*stroke-width: {width};", rules), selector
    line = svg_compact.short(svg_compact.LINE_WIDTH)
    assert rules.count(f"stroke-width: {line};") == 4


def test_a_picture_to_take_away_has_the_colours_of_the_light_scheme() -> None:
    made = standalone_svg.standalone(
        '<svg viewBox="0 0 10 10"><path stroke="var(--chart-2)"/></svg>',
        standalone_svg.Caption("Тараз"),
    )
    assert "var(" not in made
    assert f'stroke="{standalone_svg.colours()["--chart-2"]}"' in made
    assert standalone_svg.colours()["--paper-raised"] == "#fff"


def test_a_change_of_the_code_that_draws_draws_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vega, "_drawn", lambda text: "<svg/>")
    vega.draw({}, tmp_path)
    vega.draw({}, tmp_path)
    assert len([*tmp_path.iterdir()]) == 1
    monkeypatch.setattr(vega, "_code_version", lambda: ("another version",))
    vega.draw({}, tmp_path)
    assert len([*tmp_path.iterdir()]) == 2
    monkeypatch.undo()
    sources = [part for part in vega._code_version() if isinstance(part, bytes)]
    assert sources == [Path(str(one.__file__)).read_bytes() for one in (vega, svg_compact)]


def test_a_real_chart_is_much_lighter(drawn: list[tuple[dict[str, Any], ET.Element]]) -> None:
    for _, before in drawn:
        after = ET.tostring(svg_compact.compact(before))
        assert len(after) * 4 < len(ET.tostring(before))
        assert b"opacity" not in after
        assert b"transform" not in after


def test_axes_are_written_as_the_text_writes_numbers(
    drawn: list[tuple[dict[str, Any], ET.Element]],
) -> None:
    labels = {text.text or "" for _, one in drawn for text in svg_compact.compact(one).iter("text")}
    years = {label for label in labels if re.fullmatch(r"(19|20)\d\d", label)}
    assert years
    # A line that ends before the others says when: «83,6 (2020)».
    figures = {re.sub(r" \((19|20)\d\d\)$", "", label) for label in labels - years}
    assert not [one for one in figures if re.search(r"\d{4}|\.|,\d{3}", one)]
