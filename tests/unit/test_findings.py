"""Titles of charts say no more than the figures; labels stand where they touch nothing."""

from __future__ import annotations

import itertools
import re

import pytest

from datapages.content import data_links
from datapages.graphics import labels, line_chart, vega
from datapages.graphics.plot import value_ticks, year_ticks
from datapages.model import loader
from datapages.model.observations import JoinedIndicator
from datapages.model.records.base import FIRM
from datapages.views import findings, indicators
from tests.conftest import ROOT

DATA = loader.load(ROOT / "data", data_links.check(ROOT / "docs"))
PANELS = [panel.indicator for one in DATA.indicators.values() for panel in indicators.panels(one)]
CHARTS = [
    line_chart.LineChart(one, size)
    for one in [*PANELS, *(i for i in DATA.indicators.values() if 1 < len(i.series) <= 4)]
    for size in (*vega.SIZES, vega.PANEL)
]


assert PANELS
assert any(one.numbered_breaks for one in PANELS)


def named(one: JoinedIndicator) -> str:
    return f"{one.id}-{one.first.id}"


@pytest.mark.parametrize("one", PANELS, ids=named)
def test_a_title_compares_nothing_across_a_break_and_nothing_that_may_change(
    one: JoinedIndicator,
) -> None:
    told = findings.finding(one).text
    periods = re.findall(r"(?<!\d)(?:19|20)\d\d(?=\s–|–|\sжыл)", told)
    if not told:
        assert not [point for point in one.first.known if point.status in FIRM]
        return
    assert periods
    breaks = [brk.before[:4] for brk in one.breaks_of(one.first)]
    assert not [year for year in breaks if min(periods) < year <= max(periods)]
    for point in one.first.known:
        if not point.is_firm:
            assert len(point.period) > 4 or point.period not in periods


def test_a_change_is_told_where_it_is_more_than_what_happened_between() -> None:
    assert "өсті" in findings.finding(DATA.indicators["internet-users"]).text
    up_and_down = findings.finding(DATA.indicators["natural-increase"]).text
    assert re.fullmatch(r"2009 – .+, 2024 – .+", up_and_down)
    money = findings.finding(DATA.indicators["income-per-head"]).text
    assert "теңге" in money
    assert "өсті" not in money


def test_what_is_no_name_has_a_small_letter_inside_a_title() -> None:
    structure = DATA.indicators["industry-structure"]
    assert findings.title(structure).startswith("Өнеркәсіптің құрылымы (өңдеу өнеркәсібі): ")
    assert findings.title(DATA.indicators["births"]).startswith("Туғандар саны (Тараз қаласы): ")


@pytest.mark.parametrize("one", PANELS, ids=named)
def test_numbers_of_breaks_are_those_of_the_notes(one: JoinedIndicator) -> None:
    for number, brk in one.numbered_breaks:
        assert DATA.indicators[one.id].record.breaks[number - 1] == brk


def test_labels_touch_no_line_and_no_other_label() -> None:
    seen = 0
    for chart in CHARTS:
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


def test_a_chart_of_nothing_or_of_too_much_is_refused() -> None:
    one = DATA.indicators["births"]
    with pytest.raises(ValueError, match="no figure"):
        line_chart.LineChart(one, vega.PANEL, "2100")
    with pytest.raises(ValueError, match="more than the 4"):
        line_chart.LineChart(DATA.indicators["population-regions"], vega.PANEL)
    single = one.since(one.first.known[-1].period).only([one.since("2024").first])
    assert "circle" not in vega.draw(line_chart.specification(single, vega.PANEL), None)
