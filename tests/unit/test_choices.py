"""What a reader may choose: units, periods, and the pictures that the build has drawn of them."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from datapages.graphics import choropleth, many_lines, vega
from datapages.model import choices, loader
from datapages.model.catalogue import Catalogue
from datapages.model.choices import Choice
from datapages.views import chooser
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def data() -> Catalogue:
    return loader.load(ROOT / "data")


def choice(data: Catalogue, name: str) -> Choice:
    found = choices.choice(data.indicators[name], data)
    assert found
    return found


def test_units_are_those_beside_each_other(data: Catalogue) -> None:
    regions = choice(data, "population-regions")
    assert list(regions.units) == [
        unit for unit in data.units["regions"].units if unit.parent == "kazakhstan"
    ]
    assert {unit.parent for unit in regions.units} == {"kazakhstan"}
    assert {unit.kind for unit in choice(data, "population-districts").units} == {"district"}
    # One city and its region are no set, nor are districts of several regions.
    assert choices.choice(data.indicators["births"], data) is None
    assert choices.choice(data.indicators["population-second-level"], data) is None


def test_a_period_is_offered_where_most_units_are_known(data: Catalogue) -> None:
    seen = 0
    for indicator in data.indicators.values():
        if (found := choices.choice(indicator, data)) is None:
            continue
        seen += 1
        assert found.last in found.periods
        assert list(found.periods) == sorted(found.periods)
        for period, values in found.values.items():
            own = indicator.comparison
            assert 2 * len(values) >= len(found.units) or (own and own.period == period)
            assert set(values) <= {unit.id for unit in found.units}
    assert seen


def test_unconfirmed_figures_are_no_choice(data: Catalogue) -> None:
    regions = choice(data, "population-regions")
    assert "2026" not in regions.periods, "half of the units are known from the press alone"


def test_the_file_says_of_each_period_what_the_ranking_says(data: Catalogue) -> None:
    found = choice(data, "grp")
    told = chooser.described(found, data, "млн теңге")
    assert told["own"] == "zhambyl"
    (period,) = told["periods"]
    place = [id for id, _ in told["units"]].index("zhambyl")
    own = data.indicators["grp"].comparison
    assert own
    figures = sorted((value for value in own.values.values() if value is not None), reverse=True)
    assert period["ranks"][place] == figures.index(own.values["zhambyl"] or 0) + 1
    assert period["name"].endswith("(алдын\u00a0ала)") or "алдын ала" in period["name"]


def test_an_earlier_year_tells_the_breaks_after_it(data: Catalogue) -> None:
    regions = choice(data, "population-regions")
    told = {one["id"]: one["notes"] for one in chooser.described(regions, data, "")["periods"]}
    assert any("жаңа шекара" in note for note in told["2021"])
    assert not told["2025"]


def test_every_class_of_a_map_stands_in_its_legend(data: Catalogue) -> None:
    seen = 0
    for indicator in data.indicators.values():
        found = choices.choice(indicator, data)
        if found is None or choropleth.of_units(data.maps.values(), found.units) is None:
            continue
        for period in found.periods:
            theme = choropleth.of_period(found, period)
            legend = choropleth.legend(theme, "a", found.units)
            used = set(choropleth.classify(theme.values).values())
            assert used == {step for step, text in enumerate(legend.steps, start=1) if text}
            words = legend.unit.split()
            assert len(words) == len(set(words)), f"{indicator.id}: «{legend.unit}»"
            seen += 1
    assert seen


def test_lines_of_units_share_a_scale_and_are_cut_at_breaks(data: Catalogue) -> None:
    regions = choice(data, "population-regions")
    names = {unit.id: unit.names.kk for unit in regions.units}
    breaks = regions.indicator.breaks
    for size in vega.SIZES:
        root = ET.fromstring(many_lines.draw(regions.series, names, breaks, size).svg)
        groups = {one.get("data-unit"): one for one in root.iter("g")}
        assert set(groups) == set(regions.series)
        line = groups["zhambyl"].find("path")
        assert line is not None
        assert str(line.get("d")).count("M") == 3, "cut before 2009 and 2022"
        for text in root.iter("text"):
            assert 0 <= float(text.get("x", -1)) <= size.width
            assert 0 <= float(text.get("y", -1)) <= size.height
