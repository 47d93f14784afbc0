from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapages.language import grammar, scale
from datapages.language.grammar import Case
from datapages.model import derived, words
from datapages.model.observations import DataPoint
from datapages.model.records.base import Measure, Number
from datapages.model.records.indicators import Derived
from datapages.views import figures
from tests.unit.test_derived import indicator, joined, series


def points(first: Number, last: Number) -> tuple[DataPoint, DataPoint]:
    """A figure of 2000 and one of 2001."""
    one = series("x", {"2000": first, "2001": last})
    earlier, later = joined(indicator("a", one)).points
    return earlier, later


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "measure", "case", "expected"),
    [
        (435876, "persons", "nominative", "435 876 адам"),
        (435876, "persons", "dative", "435 876 адамға"),
        (20283399, "persons", "nominative", "20 283 399 адам"),
        (56500000, "persons", "dative", "56,5 млн адамға"),
        (1056300000, "persons", "nominative", "1 056,3 млн адам"),
        (12.5, "percent", "nominative", "12,5%"),
        (12.5, "percent", "ablative", "12,5%-дан"),
        (856344.7, "million-tenge", "accusative", "856,3 млрд теңгені"),
        (999, "million-tenge", "nominative", "999 млн теңге"),
        (7.257656208, "percent", "nominative", "7,26%"),
        (0.047, "milligrams-per-cubic-metre", "nominative", "0,047 мг/м³"),
        (354490, "square-metres", "dative", "354 490 шаршы метрге"),
        (18.9, "thousand-tonnes", "ablative", "18,9 мың тоннадан"),
        (53800, "thousand-tonnes", "ablative", "53,8 млн тоннадан"),
        (20.5, "per-thousand", "nominative", "1000-ға шаққанда 20,5"),
        (73.91, "years", "dative", "73,91 жасқа"),
        (-2375, "persons", "nominative", "−2 375 адам"),
        (215, "pieces", "locative", "215-те"),
        (None, "persons", "dative", "дерек жоқ"),
    ],
)
def test_a_figure_is_written_with_its_unit_in_a_case(
    value: Number | None, measure: Measure, case: Case, expected: str
) -> None:
    assert plain(figures.format_value(value, measure, case)) == expected


@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_what_prose_shortens_is_told_whole_beside_it(value: float) -> None:
    written = figures.format_value(value, "million-tenge")
    whole = figures.format_exact(value, "million-tenge")
    assert whole == "" or whole != written


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("nominative", "35,6%"),
        ("genitive", "35,6%-ының"),
        ("dative", "35,6%-ына"),
        ("accusative", "35,6%-ын"),
        ("locative", "35,6%-ында"),
        ("ablative", "35,6%-ынан"),
        ("instrumental", "35,6%-ымен"),
    ],
)
def test_a_share_belongs_to_its_whole(case: Case, expected: str) -> None:
    assert figures.declined("35,6%", case, owned=True) == expected


def test_possessed_endings_follow_the_vowels() -> None:
    assert "теңге" + grammar.possessed("теңге", "accusative") == "теңгесін"
    assert "бала" + grammar.possessed("бала", "dative") == "баласына"
    assert "төсек" + grammar.possessed("төсек", "locative") == "төсекінде"  # sounds: not covered


@pytest.mark.parametrize(
    ("first", "last", "measure", "told", "dative"),
    [
        (100, 105.3, "persons", "5,3%-ға өсті", "5,3%-ға"),
        (100, 94.7, "persons", "5,3%-ға азайды", "5,3%-ға"),
        (100, 240, "persons", "2,4 есе өсті", "140%-ға"),
        (100, 100, "persons", "өзгерген жоқ", "0%-ға"),
        (10, 12.1, "percent", "2,1 пайыздық тармаққа өсті", "2,1 пайыздық тармаққа"),
    ],
)
def test_a_change_is_told_with_its_verb(
    first: Number, last: Number, measure: str, told: str, dative: str
) -> None:
    in_points = measure == "percent"
    amount = derived.rounded(
        derived._exact(last) - derived._exact(first)
        if in_points
        else (derived._exact(last) / derived._exact(first) - 1) * 100
    )
    change = derived.Change(
        *points(first, last),
        amount,
        in_points,
        "derived",
    )
    assert plain(figures.format_change(change)) == told
    assert plain(figures.format_amount(change, "dative")) == dative


def test_a_fall_bears_its_sign_where_no_verb_tells_it() -> None:
    change = derived.Change(
        *points(10, 9),
        -10,
        False,
        "derived",
    )
    assert figures.format_amount(change) == "−10%"


@pytest.mark.parametrize(
    ("largest", "measure", "expected"),
    [
        (500, "persons", "адам"),
        (50_000, "persons", "мың адам"),
        (50_000, "million-tenge", "млрд теңге"),
        (50_000_000, "million-tenge", "трлн теңге"),
        (50_000, "thousand-tonnes", "млн т"),
        (50, "million-tenge", "млн теңге"),
        (50_000, "pieces", "мың"),
    ],
)
def test_the_unit_of_an_axis_is_said_once(largest: float, measure: Measure, expected: str) -> None:
    assert plain(words.axis_unit(scale.scale(largest), measure)) == expected


def test_a_formula_names_its_inputs() -> None:
    share = Derived(operation="share", inputs=("a/x", "b/y"))
    assert figures.formula(share, ["А", "Б"], ["persons", "persons"], "percent") == (
        "«А» ÷ «Б» × 100%"
    )
    head = Derived(operation="ratio", inputs=("a/x", "b/y"))
    text = figures.formula(head, ["А", "Б"], ["million-tenge", "persons"], "tenge")
    assert plain(text) == "«А» ÷ «Б» × 1 000 000"
    less = Derived(operation="difference", inputs=("a/x", "b/y"))
    assert figures.formula(less, ["А", "Б"], ["persons"] * 2, "persons") == "«А» − «Б»"
