"""What a reader may choose: units, periods, and the pictures that the build has drawn of them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from datapages.graphics import choropleth, many_lines, typeface, vega
from datapages.model import choices
from datapages.model.catalogue import Catalogue
from datapages.model.choices import Choice
from datapages.model.unit_tree import short_name
from datapages.views import chooser
from tests import own_data


@pytest.fixture(scope="module")
def data() -> Catalogue:
    return own_data.catalogue()


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
    births = choice(data, "births")
    assert not births.units
    assert not births.periods, "nothing to rank"
    assert set(births.lines) == {"taraz", "zhambyl"}
    assert choices.choice(data.indicators["population-second-level"], data) is None


def test_a_period_is_offered_where_most_units_are_known(data: Catalogue) -> None:
    seen = 0
    for indicator in data.indicators.values():
        if (found := choices.choice(indicator, data)) is None or not found.units:
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
        if (
            found is None
            or not found.units
            or choropleth.of_units(data.maps.values(), found.units) is None
        ):
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
    series = regions.scales[0]
    assert set(series) == {unit.id for unit in regions.units}
    names = {id: one.unit.names.kk for id, one in series.items()}
    breaks = regions.indicator.numbered_breaks
    for size in vega.SIZES:
        root = ET.fromstring(many_lines.draw(series, names, breaks, size).svg)
        groups = {one.get("data-unit"): one for one in root.iter("g")}
        assert set(groups) == set(series)
        line = groups["zhambyl"].find("path")
        assert line is not None
        assert str(line.get("d")).count("M") == 3, "cut before 2009 and 2022"
        for text in root.iter("text"):
            assert 0 <= float(text.get("x", -1)) <= size.width
            assert 0 <= float(text.get("y", -1)) <= size.height


def test_every_indicator_of_several_units_over_time_has_lines(data: Catalogue) -> None:
    for indicator in data.indicators.values():
        firsts = {one.unit.id: one for one in reversed(indicator.series)}
        known = [one for one in firsts.values() if sum(p.is_firm for p in one.known) > 1]
        found = choices.choice(indicator, data)
        assert bool(found and found.has_lines) == (len(known) > 1), indicator.id


def test_no_line_is_flat_beside_another(data: Catalogue) -> None:
    assert [set(one) for one in choice(data, "grp").scales] == [{"zhambyl"}, {"kazakhstan"}]
    rates = choice(data, "unemployment-rate").scales
    assert [set(one) for one in rates] == [{"zhambyl", "kazakhstan"}]
    like = choice(data, "births").scales
    assert [set(one) for one in like] == [{"taraz", "zhambyl"}], "a third of it is no flat line"


def test_numbers_of_breaks_are_those_of_the_notes(data: Catalogue) -> None:
    for indicator in data.indicators.values():
        found = choices.choice(indicator, data)
        for series in found.scales if found and found.has_lines else ():
            names = {id: one.unit.names.kk for id, one in series.items()}
            breaks = indicator.only(series.values()).numbered_breaks
            lines = many_lines.draw(series, names, breaks, vega.SIZES[0])
            told = re.findall(r'class="m strong"[^>]*>([^<]+)<', lines.svg)
            written = [int(one) for text in told for one in text.split(", ")]
            assert sorted(written) == [number for number, _ in lines.breaks], indicator.id


def test_names_at_the_ends_of_lines_are_whole(data: Catalogue) -> None:
    seen = 0
    for indicator in data.indicators.values():
        found = choices.choice(indicator, data)
        for series in found.scales if found and found.has_lines else ():
            names = {id: short_name(one.unit) for id, one in series.items()}
            for size in vega.SIZES:
                root = ET.fromstring(many_lines.draw(series, names, (), size).svg)
                for group in root.iter("g"):
                    name = group.find("text")
                    assert name is not None
                    ends = float(name.get("x", "")) + typeface.width(name.text or "", 12)
                    assert ends <= size.width, f"{indicator.id}: {name.text}"
                    seen += 1
    assert seen > 100
