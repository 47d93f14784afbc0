"""Titles of charts say no more than the figures; labels stand where they touch nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

import pytest

from datapages.graphics import labels, line_chart, vega
from datapages.graphics.plot import value_ticks, year_ticks
from datapages.model.observations import JoinedIndicator
from datapages.model.records.base import FIRM
from datapages.views import findings, indicators
from tests import own_data


@pytest.fixture(scope="module")
def known() -> Mapping[str, JoinedIndicator]:
    return own_data.catalogue().indicators


@pytest.fixture(scope="module")
def panels(known: Mapping[str, JoinedIndicator]) -> list[JoinedIndicator]:
    return [panel.indicator for one in known.values() for panel in indicators.panels(one)]


def test_a_title_compares_nothing_across_a_break_and_nothing_that_may_change(
    panels: list[JoinedIndicator],
) -> None:
    assert panels
    for one in panels:
        _check_title(one)


def _check_title(one: JoinedIndicator) -> None:
    named = f"{one.id}-{one.first.id}"
    told = findings.finding(one).text
    periods = re.findall(r"(?<!\d)(?:19|20)\d\d(?=\s–|–|\sжыл)", told)
    if not told:
        assert not [point for point in one.first.known if point.status in FIRM], named
        return
    assert periods, named
    breaks = [brk.before[:4] for brk in one.breaks_of(one.first)]
    assert not [year for year in breaks if min(periods) < year <= max(periods)], named
    for point in one.first.known:
        if not point.is_firm:
            assert len(point.period) > 4 or point.period not in periods, named


def test_a_change_is_told_where_it_is_more_than_what_happened_between(
    known: Mapping[str, JoinedIndicator],
) -> None:
    assert "өсті" in findings.finding(known["internet-users"]).text
    up_and_down = findings.finding(known["natural-increase"]).text
    assert re.fullmatch(r"2009 – .+, 2024 – .+", up_and_down)
    money = findings.finding(known["income-per-head"]).text
    assert "теңге" in money
    assert "өсті" not in money


def test_what_is_no_name_has_a_small_letter_inside_a_title(
    known: Mapping[str, JoinedIndicator],
) -> None:
    structure = known["industry-structure"]
    assert findings.title(structure).startswith("Өнеркәсіптің құрылымы (өңдеу өнеркәсібі): ")
    assert findings.title(known["births"]).startswith("Туғандар саны (Тараз қаласы): ")


def test_numbers_of_breaks_are_those_of_the_notes(
    known: Mapping[str, JoinedIndicator], panels: list[JoinedIndicator]
) -> None:
    assert any(one.numbered_breaks for one in panels)
    for one in panels:
        for number, brk in one.numbered_breaks:
            assert known[one.id].record.breaks[number - 1] == brk, f"{one.id}-{one.first.id}"


def test_labels_touch_no_line_and_no_other_label(
    known: Mapping[str, JoinedIndicator], panels: list[JoinedIndicator]
) -> None:
    seen = 0
    charts = (
        line_chart.LineChart(one, size)
        for one in [*panels, *(i for i in known.values() if 1 < len(i.series) <= 4)]
        for size in (*vega.SIZES, vega.PANEL)
    )
    for chart in charts:
        boxes = [one.box for one in chart.labels]
        assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].touches(pair[1])]
        assert not [
            (box, ink) for box in boxes if box.top >= 0 for ink in chart._ink() if box.touches(ink)
        ]
        seen += len(boxes)
        assert all(box.right <= chart.plot.width + chart.plot.right for box in boxes)
    assert seen > 500


def test_ticks_are_round_and_hold_all_figures() -> None:
    assert value_ticks(0, 436) == (0, 100, 200, 300, 400, 500)
    assert value_ticks(-3, 4) == (-4, -2, 0, 2, 4)
    assert value_ticks(0, 0)
    assert year_ticks((2000, 2025), 5) == [2000, 2005, 2010, 2015, 2020, 2025]
    assert year_ticks((2014.5, 2015.2), 5) == [2015]


def test_blocks_are_spread_without_touching() -> None:
    tops = labels.spread([(50, 13), (52, 39), (51, 13)], 0, 200)
    ends = sorted(zip(tops, (13, 39, 13), strict=True))
    assert all(a + h <= b for (a, h), (b, _) in itertools.pairwise(ends))


def test_a_chart_of_nothing_or_of_too_much_is_refused(
    known: Mapping[str, JoinedIndicator],
) -> None:
    one = known["births"]
    with pytest.raises(ValueError, match="no figure"):
        line_chart.LineChart(one, vega.PANEL, "2100")
    with pytest.raises(ValueError, match="more than the 4"):
        line_chart.LineChart(known["population-regions"], vega.PANEL)
    single = one.since(one.first.known[-1].period).only([one.since("2024").first])
    assert "circle" not in vega.draw(line_chart.specification(single, vega.PANEL), None)
