from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapages.graphics import choropleth, static_svg, treemap
from datapages.macros.functions.map import _described
from datapages.model.records.base import Measure
from datapages.model.records.units import Names, Unit
from datapages.model.unit_tree import Figure, UnitTree
from datapages.model.words import DENSITY, PERSONS, FigureUnit, unit_of
from tests import own_data


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=30).map(lambda v: sorted(v)[::-1]))
def test_tiles_are_in_proportion_fill_the_picture_and_do_not_overlap(values: list[int]) -> None:
    boxes = treemap.squarify([float(value) for value in values], 340, 480)
    assert len(boxes) == len(values)
    for value, (left, top, right, bottom) in zip(values, boxes, strict=True):
        assert (right - left) * (bottom - top) == pytest.approx(
            340 * 480 * value / sum(values), rel=1e-6
        )
        assert -1e-6 <= left < right <= 340 + 1e-6
        assert -1e-6 <= top < bottom <= 480 + 1e-6
    for one, other in itertools.combinations(boxes, 2):
        width = min(one[2], other[2]) - max(one[0], other[0])
        height = min(one[3], other[3]) - max(one[1], other[1])
        assert min(width, height) < 1e-6


@given(st.dictionaries(st.text("abc", min_size=1, max_size=4), st.integers(0, 50), max_size=40))
def test_classes_follow_the_figures_and_equal_figures_share_one(values: dict[str, float]) -> None:
    classes = choropleth.classify(values)
    assert classes.keys() == values.keys()
    assert all(1 <= one <= choropleth.CLASSES for one in classes.values())
    for a, b in itertools.combinations(values, 2):
        if values[a] == values[b]:
            assert classes[a] == classes[b]
        elif values[a] < values[b]:
            assert classes[a] <= classes[b]


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=20), st.sampled_from((340, 720)))
def test_what_a_tile_says_has_room_on_it(values: list[int], width: int) -> None:
    names = ("Мойынқұм ауданы", "Шу ауданы", "Тұрар Рысқұлов ауданы", "Шыңғырлау ауданы")
    units = [
        Unit(id=f"u-{n}", kato=None, kind="district", source="s",
             names=Names(kk=names[n % len(names)], ru="—"))
        for n in range(len(values))
    ]  # fmt: skip
    figures = {
        unit.id: Figure(value, "2001", "s") for unit, value in zip(units, values, strict=True)
    }
    made = treemap.tiles(units, figures, width, (380, 480))
    assert made.height in (380, 480)
    assert [tile.unit for tile in made.tiles] == sorted(units, key=lambda u: -figures[u.id].value)
    for tile in made.tiles:
        assert all(treemap.INSET + treemap.label_width(line) <= tile.width for line in tile.lines)
        assert (
            treemap.BASELINE + (len(tile.lines) - 1) * treemap.LINE <= tile.height or not tile.lines
        )


def test_twenty_figures_make_five_classes_of_four() -> None:
    classes = list(choropleth.classify({str(n): n for n in range(20)}).values())
    assert [classes.count(step) for step in range(1, 6)] == [4] * 5


@pytest.mark.parametrize(
    ("low", "high", "between"),
    [(5, 7, 6), (5, 6, 6), (4.9, 5, 5), (224.3, 512.9, 400), (0.2, 0.25, 0.22), (-3.2, 1.1, 0)],
)
def test_classes_meet_at_a_round_number(low: float, high: float, between: float) -> None:
    assert choropleth.roundest(low, high) == between


def test_classes_in_a_legend_leave_no_gap() -> None:
    """«0–5, 7–9» leaves it open where 6 belongs."""
    figures = (1.9, 2.4, 5.2, 7, 7.4, 8.3, 9.1, 9.5, 12.6, 23.4, 2789.6)
    values = {str(place): figure for place, figure in enumerate(figures)}
    theme = choropleth.Theme("x", "X", DENSITY, values, "2025", ())
    steps = choropleth.legend(theme, "a", []).steps
    assert steps == ("1,9–6", "6–8", "8–9,3", "9,3–20", "20–2\u00a0790")
    assert choropleth.legend(replace(theme, values={"0": 7}), "a", []).steps[0] == "7"
    assert choropleth.legend(replace(theme, values={}), "a", []).steps == ("",) * 5


def test_a_map_to_take_away_has_its_classes_and_hatches_what_is_unknown() -> None:
    data = own_data.catalogue()
    tree = UnitTree(data, None)
    source = data.maps["regions"]
    units = data.units[source.record.units].units
    (theme,) = choropleth.themes(tree, units, ["population"])
    known = replace(theme, values=dict(list(theme.values.items())[3:]))
    picture = choropleth.picture(source, units, [known])
    made = ET.fromstring(static_svg.choropleth(picture, 0, "дерек жоқ"))
    shapes = [one for one in made.iter("path") if one.get("fill")]
    assert len(shapes) == len(units)
    hatched = [one for one in shapes if one.get("fill") == "url(#hatch)"]
    assert made.find(".//pattern[@id='hatch']") is not None
    assert len(hatched) == 3
    assert "дерек жоқ" in [text.text for text in made.iter("text")]


@pytest.mark.parametrize(
    ("unit", "measure", "count", "expected"),
    [
        (PERSONS, None, 2, "ең көбі – Б (2 адам); ең азы – А (1 адам)"),
        (PERSONS, None, 3, "ең көбі – В (3 адам); ең азы – А (1 адам)"),
        (PERSONS, None, 1, "ең көбі – А (1 адам)"),
        (DENSITY, None, 2, "ең жоғарысы – Б (2 адам/км²); ең төмені – А (1 адам/км²)"),
        (unit_of("percent"), "percent", 2, "ең жоғарысы – Б (2%); ең төмені – А (1%)"),
    ],
)
def test_a_map_in_words_names_each_unit_at_one_end(
    unit: FigureUnit, measure: Measure | None, count: int, expected: str
) -> None:
    units = [
        Unit.model_validate(
            {
                "id": id,
                "kato": None,
                "kind": "village",
                "source": "s",
                "names": {"kk": kk, "ru": kk},
            }
        )
        for id, kk in zip("abc", "АБВ", strict=True)
    ][:count]
    values = {one.id: float(place) for place, one in enumerate(units, start=1)}
    theme = choropleth.Theme("x", "Көрсеткіш", unit, values, "2025", ("s",), measure)
    said = _described(theme, units).replace("\u00a0", " ")
    assert said == f"Көрсеткіш, 2025: {expected}."
