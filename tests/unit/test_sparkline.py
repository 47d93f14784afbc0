"""Small lines beside each other; single figures become bars of one scale."""

from __future__ import annotations

import pytest

from datapages.graphics import sparkline
from datapages.model.catalogue import Catalogue
from tests import own_data


@pytest.fixture(scope="module")
def data() -> Catalogue:
    return own_data.catalogue()


def test_single_figures_are_bars_of_one_scale(data: Catalogue) -> None:
    series = data.indicators["ethnic-groups"].series
    drawn = sparkline.lines(series, 120, 34)
    values = [float(one.known[0].value or 0) for one in series]
    lengths = [line.end[0] - 3 for line in drawn]
    assert len(values) == len(lengths) > 5
    for value, length in zip(values, lengths, strict=True):
        assert length == pytest.approx(value / max(values) * 114, abs=0.06)
    assert {line.end[1] for line in drawn} == {17}


def test_series_of_several_figures_stay_lines(data: Catalogue) -> None:
    series = data.indicators["population"].series
    drawn = sparkline.lines(series, 120, 34)
    assert drawn == [line for one in series if (line := sparkline.line(one, 120, 34))]


def test_a_figure_alone_has_nothing_to_be_compared_with(data: Catalogue) -> None:
    only = data.indicators["ethnic-groups"].series[:1]
    assert sparkline.lines(only, 120, 34) == [sparkline.line(only[0], 120, 34)]
    assert sparkline.lines([], 120, 34) == []
