"""What the loader refuses to compute or to believe, with file, line and key."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from datapages.base.diagnostics import ContentError, Problem
from datapages.model import loader
from datapages.model.checks import derivations
from datapages.model.records.indicators import Derived

PEOPLE = "indicators/people.yml"


def problems(data: Path, **files: str) -> list[Problem]:
    """What is said of data/ with these indicators in place of the sound one."""
    (data / PEOPLE).unlink()
    for name, text in files.items():
        path = data / "indicators" / f"{name}.yml"
        path.write_text(text.replace("_id_", name), encoding="utf-8")
    try:
        loader.load(data)
    except ContentError as error:
        return error.problems
    return []


HEAD = "id: _id_\ntitle: А\nmeasure: {measure}\nprices: current\n"
HEAD += "definition: А\npage: halyq.md\nseries:\n"
SERIES = "  - {{ id: {id}, title: А, territory: {place}, source: {source}, status: {status}, observations: [{seen}] }}\n"  # noqa: E501


def given(
    *values: object,
    measure: str = "persons",
    place: str = "abai",
    source: str = "law",
    status: str = "official",
    tail: str = "",
) -> str:
    seen = ", ".join(
        f"{{ period: '{year}', value: {value} }}" for year, value in enumerate(values, start=2000)
    )
    line = SERIES.format(id="x", place=place, source=source, status=status, seen=seen)
    return HEAD.format(measure=measure) + line + tail


def derived(operation: str, *inputs: str, measure: str = "persons", place: str = "abai") -> str:
    return (
        HEAD.format(measure=measure)
        + f"  - id: made\n    title: А\n    territory: {place}\n    derived:\n"
        + f"      operation: {operation}\n      inputs: [{', '.join(inputs)}]\n"
    )


def test_a_sound_derivation_is_computed(data: Path) -> None:
    assert problems(data, a=given(10, 12), b=derived("sum", "a/x", "a/x")) == []
    made = loader.load(data).indicators["b"].series[0]
    assert [seen.value for seen in made.observations] == [20, 24]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (derived("sum", "a/x", "money/x"), "expected inputs in persons"),
        (derived("difference", "a/x", "a/x", "a/x"), "takes two inputs, got 3"),
        (derived("sum", "a/x", "there/x"), "may not be joined"),
        (derived("sum", "a/x", "a/x", place="akmola"), "the first input is of «abai»"),
        (derived("share", "a/x", "a/x"), "a share is in percent"),
        (derived("share", "a/x", "money/x", measure="percent"), "figures of one measure"),
        (derived("share", "rate/x", "rate/x", measure="percent"), "do not add up to a whole"),
        (derived("share", "a/x", "there/x", measure="percent"), "a part in its whole"),
        (derived("ratio", "a/x", "a/x", measure="tenge"), "there is no ratio of persons"),
        (derived("sum", "a/x", "made/made"), "computed from itself"),
        (derived("sum", "a/x", "late/x"), "no period in common"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(data: Path, made: str, expected: str) -> None:
    said = problems(
        data,
        a=given(10, 12),
        money=given(10, 12, measure="tenge"),
        rate=given(10, 12, measure="percent"),
        there=given(10, 12, place="akmola"),
        late=given(10, 12).replace("'200", "'199"),
        made=made,
    )
    assert [(one.file, one.key) for one in said] == [
        ("data/indicators/made.yml", "series[0].derived.inputs")
    ]
    assert said[0].line == 13
    assert expected in said[0].message


def test_a_share_of_a_part_in_its_whole_is_allowed(data: Path) -> None:
    said = problems(
        data,
        a=given(10, 12),
        whole=given(40, 48, place="kazakhstan"),
        made=derived("share", "a/x", "whole/x", measure="percent"),
    )
    assert said == []
    assert loader.load(data).indicators["made"].series[0].observations[0].value == 25


def test_a_part_lies_in_its_whole_through_its_parents_and_circles_end() -> None:
    parents = {"city": "region", "region": "country", "country": None, "a": "b", "b": "a"}
    assert derivations.lies_in("city", "country", parents)
    assert not derivations.lies_in("country", "city", parents)
    assert not derivations.lies_in("a", "city", parents)
    share = Derived(operation="share", inputs=("a/x", "b/x"))
    pairs = [("persons", "city"), ("persons", "country")]
    assert derivations.incompatible(share, pairs, ("percent", "city"), parents) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize("values", [(10, 16), (10, 4), (0, 1)])
def test_a_leap_stops_the_build_until_it_is_explained(data: Path, values: tuple[int, int]) -> None:
    said = problems(data, a=given(*values))
    assert [(one.line, one.key) for one in said] == [(8, "series[0].observations[1].value")]
    assert "change of more than 50 %" in said[0].message
    gap = "breaks:\n  - { before: '2001', label: а, why: б }\n"
    assert problems_of(data, given(*values, tail=gap)) == []
    assert (
        problems_of(data, given(*values).replace("observations:", "jumps: себебі, observations:"))
        == []
    )
    noted = given(*values).replace(f"value: {values[1]} }}", f"value: {values[1]}, note: себебі }}")
    assert problems_of(data, noted) == []


def problems_of(data: Path, text: str) -> list[Problem]:
    (data / PEOPLE).touch()
    return problems(data, a=text)


def test_a_break_of_another_series_explains_nothing(data: Path) -> None:
    other = SERIES.format(
        id="other",
        place="abai",
        source="law",
        status="official",
        seen="{ period: '2000', value: 1 }",
    )
    gap = "breaks:\n  - { before: '2001', label: а, why: б, series: [other] }\n"
    assert len(problems(data, a=given(10, 90, tail=other + gap))) == 1


@pytest.mark.parametrize("values", [(10, 15), (10, 5), (10, "null", 12), (0, 0)])
def test_a_change_of_a_half_or_less_passes(data: Path, values: tuple[object, ...]) -> None:
    assert problems(data, a=given(*values)) == []


def test_what_a_weak_source_says_is_not_official(data: Path) -> None:
    said = problems(data, a=given(10, source="press"))
    assert "«official», but its source «press» is secondary" in said[0].message
    assert problems_of(data, given(10, source="press", status="unverified")) == []


def test_a_title_does_not_call_official_what_is_not(data: Path) -> None:
    text = given(10, source="press", status="unverified")
    title = text.partition("title: ")[2].partition("\n")[0].partition(",")[0]
    said = problems(data, a=text.replace(f"title: {title}", "title: Ресми қатар", 1))
    assert [one.message for one in said] == [
        "the title says «ресми», but the figure of 2000 is unverified"
    ]


def test_persons_are_whole(data: Path) -> None:
    assert "whole number of persons, got 10.5" in problems(data, a=given(10, 10.5))[0].message
    assert problems_of(data, given(10, 10.5, measure="percent")) == []


@pytest.mark.parametrize(
    ("value", "measure", "expected"),
    [
        (-26800, "million-tenge", "expected 0 to 10,000,000,000 (million-tenge), got -26800"),
        (10**17, "million-tenge", "got 100000000000000000"),
        (120, "percent", "expected 0 to 100 (percent), got 120"),
        (-1, "persons", "a balance may be negative: `signed: true`"),
        ("3.14159", "percent", "expected 2 decimals at most (percent), got 3.14159"),
        ("0.0000001", "persons", "expected a whole number of persons, got 1e-07"),
        (0, "milligrams-per-cubic-metre", "is no measurement: write null, and a note"),
        (2000, "index", "expected 0 to 1,000 (index), got 2000"),
    ],
)
def test_a_measure_refuses_what_it_does_not_allow(
    data: Path, value: object, measure: str, expected: str
) -> None:
    said = problems(data, a=given(value, measure=measure))
    assert [(one.line, one.key) for one in said] == [(8, "series[0].observations[0].value")]
    assert expected in said[0].message


def test_a_balance_may_be_negative(data: Path) -> None:
    assert problems(data, a=given(-5, -6).replace("prices: current", "signed: true")) == []


def test_compared_figures_are_checked_too(data: Path) -> None:
    tail = "comparison:\n  period: '2000'\n  source: law\n  values: { abai: 120 }\n"
    said = problems(data, a=given(1, measure="percent", tail=tail.replace("abai", "akmola")))
    assert [one.key for one in said] == ["comparison.values.akmola"]


COMPARED = """\
comparison:
  period: '2000'
  source: law
  values: { abai: %s, akmola: 12, kazakhstan: 14 }
"""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (200_000, "200000 is 10000 times as far as the middle of its row, 14"),
        (11, "11, but the series of «abai» has 10 from this source"),
    ],
)
def test_a_compared_figure_fits_those_beside_it(data: Path, value: int, expected: str) -> None:
    said = problems(data, a=given(10, tail=COMPARED % value))
    assert expected in [one.message for one in said]
    assert {one.key for one in said} == {"comparison.values.abai"}
    assert problems_of(data, given(10, tail=COMPARED % 10)) == []


def test_a_comparison_of_a_time_to_come_is_refused(data: Path) -> None:
    said = problems(data, a=given(10, tail=(COMPARED % 10).replace("2000", "2044")))
    assert [one.key for one in said] == ["comparison.period"]
    assert "2044 was still to come when its source was read" in said[0].message


def test_a_leap_of_ten_times_takes_a_break(data: Path) -> None:
    text = given(10, 100).replace("observations:", "jumps: себебі, observations:")
    assert "10 times or more: expected a break" in problems(data, a=text)[0].message
    gap = "breaks:\n  - { before: '2001', label: а, why: б }\n"
    assert problems_of(data, text + gap) == []


def test_a_figure_of_a_time_to_come_is_a_plan(data: Path) -> None:
    late = given(10).replace("'2000'", "'2027'")
    said = problems(data, a=late)
    assert "expected status: planned" in said[0].message
    assert said[0].key == "series[0].observations[0].period"
    assert problems_of(data, late.replace("status: official", "status: planned")) == []


def test_money_tells_its_prices(data: Path) -> None:
    text = given(10, measure="tenge").replace("prices: current\n", "")
    assert "money needs prices" in problems(data, a=text)[0].message


def chain(steps: int, step: str) -> str:
    """Series that are computed one from another, `step` by step."""
    first = SERIES.format(
        id="s0", place="abai", source="law", status="official", seen="{ period: '2000', value: 1 }"
    )
    return (
        given(10).partition("series:")[0]
        + "series:\n"
        + first
        + "".join(
            f"  - {{ id: s{n}, title: s{n}, territory: abai, status: derived,"
            f" derived: {{ operation: sum, inputs: [a/s{n - 1}, {step.format(n - 1)}] }} }}\n"
            for n in range(1, steps + 1)
        )
    )


@pytest.mark.parametrize("step", ["a/s{}", "a/s0"])
def test_derived_series_may_share_inputs_and_end_at_a_named_depth(data: Path, step: str) -> None:
    assert problems(data, a=chain(derivations.STEPS, step)) == []
    (data / PEOPLE).touch()
    started = time.process_time()
    said = problems(data, a=chain(1200, step))
    assert "expected at most 20 steps" in said[0].message
    assert said[0].line > derivations.STEPS
    assert time.process_time() - started < 20


def test_what_is_computed_from_a_circle_is_told_once(data: Path) -> None:
    text = chain(3, "a/s0").replace("[a/s0, a/s0]", "[a/s1, a/s0]")
    assert [one.message for one in problems(data, a=text)] == ["the series is computed from itself"]
