from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapages.model import derived, observations
from datapages.model.measures import MONEY
from datapages.model.records.base import Measure, Number
from datapages.model.records.indicators import Break, Derived, Indicator, Observation, Series
from datapages.model.records.units import Names, Unit

periods = st.integers(1990, 2030).map(str)
figures = st.integers(-(10**9), 10**9) | st.decimals(
    -(10**6), 10**6, places=3, allow_nan=False
).map(float)


ABAI = Unit(
    id="abai", kato=None, kind="oblast", names=Names(kk="Абай облысы", ru="Абай"), source="law"
)


def series(
    id: str, values: dict[str, Any], territory: str = "abai", status: Any = "official", **more: Any
) -> Series:
    seen = tuple(Observation(period=p, value=v) for p, v in sorted(values.items()))
    return Series(
        id=id,
        title=id,
        territory=territory,
        source=f"{id}-source",
        status=status,
        observations=seen,
        **more,
    )


def computed(operation: Any, *inputs: str, territory: str = "abai") -> Series:
    return Series(
        id="made",
        title="made",
        territory=territory,
        derived=Derived(operation=operation, inputs=inputs),
    )


def indicator(id: str, *some: Series, measure: Measure = "persons", **more: Any) -> Indicator:
    more |= {"prices": "current"} if measure in MONEY else {}
    return Indicator(
        id=id, title=id, measure=measure, definition=id, page="a.md", series=some, **more
    )


def joined(one: Indicator) -> observations.JoinedIndicator:
    return observations.join(one, {"abai": ABAI})


def growth(one: Indicator, earlier: str, later: str) -> derived.Change:
    """The growth of the indicator's first series."""
    points = {point.period: point for point in joined(one).first.observations}
    return derived.growth(points[earlier], points[later])


def two(
    first: dict[str, Any], second: dict[str, Any], operation: str, measure: Measure = "persons"
) -> Series:
    made = derived.complete(
        {
            "a": indicator("a", series("x", first)),
            "b": indicator("b", series("y", second)),
            "c": indicator("c", computed(operation, "a/x", "b/y"), measure=measure),
        }
    )
    return made["c"].series[0]


@given(st.dictionaries(periods, figures), st.dictionaries(periods, figures))
def test_a_figure_is_made_only_where_both_inputs_have_the_period(
    first: dict[str, Number], second: dict[str, Number]
) -> None:
    if not first or not second:
        return
    made = two(first, second, "difference")
    assert [seen.period for seen in made.observations] == sorted(first.keys() & second.keys())
    for seen in made.observations:
        expected = Decimal(str(first[seen.period])) - Decimal(str(second[seen.period]))
        assert seen.value is not None
        assert Decimal(str(seen.value)) == expected, "no binary rounding"
        assert isinstance(seen, observations.Computed)
        assert seen.terms == (first[seen.period], second[seen.period])
        assert seen.sources == ("x-source", "y-source")


@given(figures, figures)
def test_a_sum_does_not_depend_on_the_order_of_its_inputs(one: Number, other: Number) -> None:
    assert (
        two({"2000": one}, {"2000": other}, "sum").observations[0].value
        == two({"2000": other}, {"2000": one}, "sum").observations[0].value
    )


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_and_what_is_left_make_a_hundred(part: int, rest: int) -> None:
    small = two({"2000": part}, {"2000": part + rest}, "share", "percent").observations[0].value
    large = two({"2000": rest}, {"2000": part + rest}, "share", "percent").observations[0].value
    assert small is not None
    assert large is not None
    assert abs(small + large - 100) <= 0.11


def test_what_is_unknown_stays_unknown_and_nothing_is_divided_by_zero() -> None:
    made = two({"2000": None, "2001": 5}, {"2000": 1, "2001": 0}, "share", "percent")
    assert [seen.value for seen in made.observations] == [None, None]


def test_ratios_are_multiplied_into_their_measure() -> None:
    money = derived.complete(
        {
            "money": indicator("money", series("x", {"2000": 500}), measure="million-tenge"),
            "people": indicator("people", series("y", {"2000": 250_000})),
            "head": indicator("head", computed("ratio", "money/x", "people/y"), measure="tenge"),
        }
    )
    assert money["head"].series[0].observations[0].value == 2000
    births = two({"2000": 25}, {"2000": 1000}, "ratio", "per-thousand")
    assert births.observations[0].value == 25


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("official", "official", "derived"),
        ("official", "preliminary", "preliminary"),
        ("estimate", "official", "estimate"),
        ("preliminary", "unverified", "unverified"),
    ],
)
def test_a_computed_figure_is_as_weak_as_the_weakest_input(
    one: Any, other: Any, expected: str
) -> None:
    made = derived.complete(
        {
            "a": indicator(
                "a",
                series("x", {"2000": 3}, status=one),
                series("y", {"2000": 1}, status=other),
                computed("difference", "a/x", "a/y"),
            )
        }
    )["a"].series[2]
    assert made.observations[0].status == expected


def test_a_series_may_be_computed_from_a_computed_one_whatever_their_order() -> None:
    made = derived.complete(
        {
            "a": indicator("a", computed("sum", "b/made", "c/x")),
            "b": indicator("b", computed("difference", "c/x", "c/y")),
            "c": indicator("c", series("x", {"2000": 7}), series("y", {"2000": 2})),
        }
    )
    assert made["a"].series[0].observations[0].value == 12


def test_breaks_of_inputs_cut_what_is_computed_from_them() -> None:
    gap = Break(before="2005", label="gap", why="why", series=("x",))
    made = derived.complete(
        {
            "a": indicator(
                "a",
                series("x", {"2004": 1, "2005": 9}),
                series("y", {"2004": 1, "2005": 1}),
                breaks=(gap,),
            ),
            "b": indicator("b", computed("sum", "a/x", "a/y")),
            "c": indicator("c", computed("sum", "a/y", "a/y")),
        }
    )
    assert [one.before for one in made["b"].breaks] == ["2005"]
    assert made["b"].breaks[0].cuts("made")
    assert made["c"].breaks == ()
    with pytest.raises(derived.RefusedError, match="across a break"):
        growth(made["b"], "2004", "2005")


def test_breaks_beyond_what_is_computed_are_not_its_own() -> None:
    gaps = tuple(Break(before=year, label=year, why="w") for year in ("2001", "2003", "2005"))
    made = derived.complete(
        {
            "b": indicator("b", series("y", dict.fromkeys(("2002", "2004"), 1))),
            "c": indicator(
                "c", series("z", dict.fromkeys(("2000", "2002", "2004"), 1)), breaks=gaps
            ),
            "d": indicator("d", computed("sum", "b/y", "c/z")),
        }
    )
    assert [one.before for one in made["d"].breaks] == ["2003"]


# ---- growth ----


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_growth_is_the_change_in_per_cent(first: int, last: int) -> None:
    one = series("x", {"2000": first, "2001": last})
    change = growth(indicator("a", one), "2000", "2001")
    assert change.amount == pytest.approx((last / first - 1) * 100, abs=0.51)
    assert (change.amount > 0) <= (last > first)


@given(st.integers(1992, 2008), st.integers(1992, 2008), st.integers(1992, 2008))
def test_growth_never_crosses_a_break(before: int, start: int, end: int) -> None:
    one = series("x", {str(year): year - 1980 for year in range(1990, 2010)})
    cut = indicator("a", one, breaks=(Break(before=str(before), label="b", why="w"),))
    if start >= end or start < before <= end:
        with pytest.raises(derived.RefusedError):
            growth(cut, str(start), str(end))
    else:
        assert growth(cut, str(start), str(end)).amount > 0


def test_growth_of_shares_is_in_points() -> None:
    one = series("x", {"2000": 10.5, "2001": 12})
    change = growth(indicator("a", one, measure="percent"), "2000", "2001")
    assert change.in_points
    assert change.amount == 1.5


@pytest.mark.parametrize(
    ("values", "measure", "ends"),
    [
        ({"2000": 0, "2001": 5}, "persons", ("2000", "2001")),
        ({"2000": -4, "2001": 5}, "persons", ("2000", "2001")),
        ({"2000": None, "2001": 5}, "persons", ("2000", "2001")),
        ({"2000": 100, "2001": 105}, "index", ("2000", "2001")),
        ({"2000": 1, "2001-06": 2}, "persons", ("2000", "2001-06")),
        ({"2000": 1, "2001": 2}, "persons", ("2001", "2000")),
    ],
)
def test_growth_without_a_meaning_is_refused(
    values: dict[str, Any], measure: Measure, ends: tuple[str, str]
) -> None:
    one = series("x", values)
    with pytest.raises(derived.RefusedError):
        growth(indicator("a", one, measure=measure), *ends)


def test_a_share_of_two_dates_is_refused() -> None:
    small, large = (
        joined(indicator("a", series("x", {year: value}))).points[0]
        for year, value in (("2000", 1), ("2001", 4))
    )
    with pytest.raises(derived.RefusedError, match="two dates"):
        derived.share(small, large)
