"""Nothing crosses a break: the one rule, and every series of data/ tried with all who ask it."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path

import pytest

from datapages.graphics import line_chart, sparkline
from datapages.language import formats
from datapages.model import comparability, derived, words
from datapages.model.catalogue import Catalogue
from datapages.model.observations import JoinedIndicator
from tests import own_data
from tests.conftest import ROOT


@cache
def catalogue() -> Catalogue:
    return own_data.catalogue()


INDICATORS = sorted(path.stem for path in Path(ROOT / "data/indicators").glob("*.yml"))
assert INDICATORS


def test_some_series_is_cut_by_a_break_and_some_line_is_drawn() -> None:
    """What the tests below look for in each indicator is there in some."""
    series = [(one, series) for one in catalogue().indicators.values() for series in one.series]
    assert any(one.breaks_of(held) for one, held in series)
    lines = [sparkline.line(held, 120, 34) for _, held in series]
    assert any(line and len(line.segments) > 1 for line in lines)


def indicator(name: str) -> JoinedIndicator:
    return catalogue().indicators[name]


@pytest.mark.parametrize("name", INDICATORS)
def test_no_growth_over_a_break(name: str) -> None:
    one = indicator(name)
    for series in one.series:
        for earlier, later in itertools.combinations(series.known, 2):
            if any(brk.before > earlier.period and brk.before <= later.period
                   for brk in one.breaks_of(series)):  # fmt: skip
                with pytest.raises(derived.RefusedError):
                    derived.growth(earlier, later)


@pytest.mark.parametrize("name", INDICATORS)
def test_cards_set_no_two_figures_beside_each_other_that_a_break_parts(name: str) -> None:
    one = indicator(name)
    for series in one.series:
        if not series.known:
            continue
        ends = comparability.ends(series.known)
        assert ends.lead.is_firm or not any(point.is_firm for point in series.known)
        assert ends.newer is None or not ends.newer.is_firm
        cuts = [brk.before for brk in one.breaks_of(series)]
        if ends.first:
            assert not any(ends.first.period < cut <= ends.lead.period for cut in cuts)
        if ends.newer:
            parted = [cut for cut in cuts if ends.lead.period < cut <= ends.newer.period]
            assert (ends.parted.before if ends.parted else "") == (parted[0] if parted else "")
        before = [p for p in series.known if p.period < (ends.first or ends.lead).period]
        if any(series.known[0].period < cut <= ends.lead.period for cut in cuts):
            assert before, "the card begins after the break"


@pytest.mark.parametrize("name", INDICATORS)
def test_lines_stop_at_breaks(name: str) -> None:
    one = indicator(name)
    for series in one.series:
        if (line := sparkline.line(series, 120, 34)) is None:
            continue
        periods = [point.period for point in series.known]
        cuts = {
            brk.before for brk in one.breaks_of(series) if periods[0] < brk.before <= periods[-1]
        }
        between = {
            tuple(p >= cut for cut in sorted(cuts)) for p in periods
        }  # fmt: skip
        assert len(line.segments) == len(between)
        assert sum(len(points.split()) for points in line.segments) == len(periods)


@pytest.mark.parametrize("name", INDICATORS)
def test_descriptions_tell_the_ends_of_each_unbroken_run(name: str) -> None:
    one = indicator(name)
    told = line_chart.describe(one)
    for series in one.series:
        for run in comparability.unbroken(series.known):
            for point in (run[0], run[-1]):
                assert point.value is not None
                assert formats.number(point.value) in told
                said = one.record.wording
                planned = said.planned if said and point.status == "planned" else None
                assert (planned or words.mark(point.status)) in told
    assert not one.is_nominal or "бағамен" in told


def test_the_first_run_ends_where_the_break_begins() -> None:
    share = indicator("labour-force-share").first
    assert [run[0].period for run in comparability.unbroken(share.known)][1:] == ["2015", "2022"]
    ends = comparability.ends(share.known)
    assert ends.first
    assert (ends.first.period, ends.cut and ends.cut.before) == ("2022", "2022")
