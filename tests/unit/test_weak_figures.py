"""What is not firm says so wherever it is shown, and the last firm figure stands first."""

from __future__ import annotations

import pytest

from datapages.graphics import choropleth, line_chart, vega
from datapages.macros import choosing
from datapages.model import choices, comparability, sentence, words
from datapages.model.catalogue import Catalogue
from datapages.model.observations import JoinedIndicator, JoinedSeries
from datapages.model.records.base import FIRM
from datapages.model.unit_tree import UnitTree
from datapages.search import figures as search
from datapages.views import chooser, figures, findings
from tests import own_data


@pytest.fixture(scope="module")
def data() -> Catalogue:
    return own_data.catalogue()


def test_a_weak_figure_is_marked_and_never_leads(data: Catalogue) -> None:
    weak = [
        (indicator, series)
        for indicator in data.indicators.values()
        for series in indicator.series
        if any(not point.is_firm for point in series.known)
    ]
    assert len(weak) > 50
    for indicator, series in weak:
        _check_weak(indicator, series)


def _check_weak(indicator: JoinedIndicator, series: JoinedSeries) -> None:
    firm = [point for point in series.known if point.is_firm]
    ends = comparability.ends(series.known)
    assert ends.lead is (firm or series.known)[-1], (indicator.id, series.id)
    for point in series.known:
        if point.is_firm:
            continue
        mark = words.mark(point.status)
        assert mark.strip("\u00a0()") == words.STATUSES[point.status]
        assert figures.format_point(point).endswith(mark)
        said = sentence.wording(point)
        told = sentence.clause(point)
        planned = point.status == "planned" and said and said.planned
        assert mark in told or (planned and said and str(said.planned) in told)
    own = indicator.only([series])
    title = findings.title(own)
    for point in series.known:  # a title tells firm figures alone
        if not point.is_firm and point.value not in {one.value for one in firm}:
            assert figures.format_value(point.value, indicator.measure) not in title or not firm
    soft = {mark.point for mark in line_chart.LineChart(own, vega.PANEL).marks if mark.is_soft}
    assert soft == {point for point in series.known if not point.is_firm}


def test_rankings_and_maps_bear_the_status_of_their_figures(data: Catalogue) -> None:
    weak = 0
    for indicator in data.indicators.values():
        choice = choices.choice(indicator, data)
        if choice is None or not choice.periods:
            continue
        told = chooser.described(choice, data, "")["periods"]
        for period in told:
            mark = words.mark(choice.statuses[period["id"]])
            weak += bool(mark)
            assert period["name"].endswith(mark)
            assert choropleth.of_period(choice, period["id"]).when.endswith(mark)
        assert choosing._when(choice).endswith(words.mark(choice.statuses[choice.last]))
    assert weak


def test_the_search_tells_the_status_of_each_figure(data: Catalogue) -> None:
    tree = UnitTree(data, "birlikter")
    found = {one.id: one for one in search.figures(tree, lambda page: page).indicators}
    for indicator in data.indicators.values():
        told = {(v.place, v.period, v.label, v.text): v.status for v in found[indicator.id].values}
        for (place, period, _, _), status in told.items():
            statuses = {
                p.status for p in indicator.points if (p.unit.id, p.period) == (place, period)
            }
            compared = indicator.comparison
            if compared and place in compared.values and period == compared.period:
                statuses.add(compared.status)
            assert (status.removesuffix("-parted") or "official") in statuses


def test_the_search_says_what_a_break_parts_and_which_prices(data: Catalogue) -> None:
    tree = UnitTree(data, "birlikter")
    whole = search.figures(tree, lambda page: page)
    found = {one.id: one for one in whole.indicators}
    parted = 0
    for indicator in data.indicators.values():
        assert ("қолданыстағы бағамен" in found[indicator.id].title) == indicator.is_nominal
        for series in indicator.series:
            ends = comparability.ends(series.known) if series.known else None
            if ends and ends.newer and ends.parted:
                told = [
                    value.status
                    for one in whole.indicators
                    if one.id in (indicator.id, f"{indicator.id}/{series.id}")
                    for value in one.values
                    if (value.place, value.period) == (series.unit.id, ends.newer.period)
                ]
                assert f"{ends.newer.status}-parted" in told, (indicator.id, series.id)
                parted += 1
    assert parted > 10
    assert {value.status for one in found.values() for value in one.values} <= {*whole.statuses, ""}


def test_an_official_headcount_comes_before_a_weaker_one(data: Catalogue) -> None:
    tree = UnitTree(data, "birlikter")
    taraz = tree.latest(data.unit("taraz"))
    assert taraz
    assert (taraz.period, taraz.status) == ("2025", "official")
    assert not {"unverified"} & set(FIRM)
