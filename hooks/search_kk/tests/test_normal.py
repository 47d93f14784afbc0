"""One normal form: properties, and the same in Python and in JavaScript."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_kk.kazakh_stemmer import load
from search_kk.linguistics import Linguistics
from search_kk.normal import Normal, make_normal
from search_kk.russian import make_russian

NORMAL: Normal = make_normal(load())
LETTERS = (
    "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяaáäbcdeghijklmnñopqrsştuúvwxyz0123456789 -.,²№ə"
)
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e"
texts = st.text(alphabet=LETTERS + LETTERS.upper() + INVISIBLE, max_size=40)


@given(texts)
def test_it_is_stable(text: str) -> None:
    once = NORMAL.text(text)
    assert NORMAL.text(once) == once
    tokens = NORMAL.tokens(text)
    assert [again for token in tokens for again in NORMAL.tokens(token)] == tokens


@given(texts)
def test_decomposed_letters_are_the_same(text: str) -> None:
    assert NORMAL.tokens(unicodedata.normalize("NFD", text)) == NORMAL.tokens(text)


@given(texts, st.sampled_from(INVISIBLE), st.integers(min_value=0, max_value=40))
def test_invisible_signs_do_not_count(text: str, sign: str, at: int) -> None:
    assert NORMAL.tokens(text[:at] + sign + text[at:]) == NORMAL.tokens(text)


@given(texts)
def test_case_does_not_count(text: str) -> None:
    capitals = text.upper().replace("H", "")  # which looks like another letter than «h»
    assert NORMAL.tokens(capitals) == NORMAL.tokens(capitals.lower())


@given(texts)
def test_a_skeleton_has_no_doubled_letters_and_is_its_own(text: str) -> None:
    for token in NORMAL.tokens(text):
        skeleton = NORMAL.fold(token)
        assert all(a != b or a.isdigit() for a, b in pairwise(skeleton))


@pytest.mark.parametrize(
    ("typed", "tokens"),
    [
        ("аи\u0306мақ", ["аймақ"]),
        ("мәс\u00adлихат\u200bтар:", ["мәслихаттар"]),
        ("əкiмдiк", ["әкімдік"]),
        ("Ə ǝ", ["ә", "ә"]),
        ("Moйынқұм аудaны", ["мойынқұм", "ауданы"]),
        ("посёлок", ["поселок"]),
        ("адам/км²", ["адам", "км2"]),
        ("м2", ["м2"]),
        ("2024ж", ["2024", "ж"]),
        ("1 560 124 адам", ["1560124", "адам"]),
        ("12,3%", ["12", "3"]),
        ("2021 362 965", ["2021", "362965"]),
        ("148-II", ["148", "ii"]),
        # the Latin capital that looks like another letter than its small one does
        ("Hұрлы", ["нұрлы"]),
        ("last year's, Oral\u2019s", ["last", "year", "oral"]),
        ("көші\u2011қон", ["көші", "қон"]),
        ("(", []),
    ],
)
def test_tokens(typed: str, tokens: list[str]) -> None:
    assert NORMAL.tokens(typed) == tokens


@pytest.mark.parametrize(
    "forms",
    [
        ("қазақстан", "казакстан", "qazaqstan", "kazakstan"),
        ("өнеркәсіп", "онеркасип", "ónerkásip", "önerkäsip", "onerkasip"),
        ("жергілікті", "жергиликти", "jergilikti", "zhergilikti"),
    ],
)
def test_one_skeleton_for_every_keyboard(forms: tuple[str, ...]) -> None:
    assert len({NORMAL.fold(form) for form in forms}) == 1


def test_russian_forms_meet() -> None:
    stem = make_russian(load())
    assert len({stem(word) for word in ("население", "населения", "населению")}) == 1
    assert len({stem(word) for word in ("район", "районы", "районов", "района")}) == 1
    assert len({stem(word) for word in ("туркестанская", "туркестанской", "туркестанскую")}) == 1
    assert stem("қала") == ""
    assert stem("мир") == ""


BOTH = """
const { makeKit } = await import("/src/kit.js")
const kit = makeKit(data.language)
return data.texts.map(text => kit.tokens(text)
  .map(token => [token, kit.fold(token), kit.key(token), kit.stem(token), kit.russian(token)]))
"""


def test_python_and_javascript_agree(run_js: Callable[[str, object], Any]) -> None:
    chance = random.Random(14)
    signs = LETTERS + LETTERS.upper() + INVISIBLE + "й\u0306\u0301'’ʼ"
    given_texts = ["".join(chance.choices(signs, k=chance.randint(0, 40))) for _ in range(5000)]
    language = Linguistics.of(load(), {"қала": 1, "бюджет": 1}, {})
    data = {"language": language.data(), "texts": given_texts}
    for text, answer in zip(given_texts, run_js(BOTH, data), strict=True):
        assert answer == [
            [token, language.normal.fold(token), language.normal.key(token),
             language.stem(token), language.russian(token)]
            for token in language.normal.tokens(text)
        ], text  # fmt: skip
