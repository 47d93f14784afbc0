"""Searches in Material's own worker, in Chromium.

What is found, in which order, and what is marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from search_kk.worker import KAZAKH, Engine

# location: (title, text)
SITE = {
    "basqaru/": ("Жергілікті басқару", "Бұл тарауда басқару органдары туралы айтылады."),
    "basqaru/#maslihat": (
        "Мәслихат",
        "Мәслихат – жергілікті өкілді орган. Оны тұрғындар бес жылға сайлайды. "
        "Ол бюджетті бекітеді.",
    ),
    "basqaru/#akim": (
        "Әкім",
        "Әкімді қызметке Президент тағайындайды. Облыс әкімінің өкілеттігі заңда айтылған.",
    ),
    "basqaru/#akimdik": ("Әкімдік", "Әкімдік – атқарушы орган. Облыстық әкімдік жоспар жасайды."),
    "basqaru/#quqyq": (
        "Азаматтың құқығы",
        "Халықтың құқықтары Конституцияда бекітілген. Халқымыз сайлауға қатысады.",
    ),
    "ekonomika/": ("Орал қаласының экономикасы", "Қаланың өнеркәсібі мен мүлкі туралы."),
    "ekonomika/#budjet": (
        "Қала бюджеті",
        "Жергілікті бюджеттің кірісі 435 876 мың теңге болды. Бюджет 2021 жылы өсті.",
    ),
    "ekonomika/#onerkasip": (
        "Өнеркәсіп",
        "Зауыттар жергілікті тұрғындарға жұмыс береді. Кейін республикалық бюджет көмектесті.",
    ),
    "zang/": ("Нормативтік база", "Құжаттар тізімі."),
    "zang/#148": (
        "Заңдар",
        "2001 жылғы 23 қаңтардағы № 148-II Заң. 1995 жылғы Конституция. КАТО коды 311000000.",
    ),
    "zang/#2009": ("Түзету", "2009 жылғы 148 беттік жинақ, II том. Маслихат деген ескі жазылу."),
}


Answer = dict[str, Any]
Ask = Callable[..., list[Answer]]


@pytest.fixture(scope="module")
def ask(engine: Engine) -> Ask:
    """ask(*queries): for each, `items` with terms, as Material gets them, and the last `hint`."""
    docs = [
        {"location": place, "title": title, "text": f"<p>{text}</p>"}
        for place, (title, text) in SITE.items()
    ]
    engine.start(KAZAKH, docs, suggest=True)

    def ask(*queries: str) -> list[Answer]:
        return [{"items": engine.found(query), "hint": engine.hint()} for query in queries]

    return ask


def places(answer: Answer) -> list[str]:
    return [item["location"] for item in sorted(answer["items"], key=lambda item: -item["score"])]


FINDS = [
    # query, first, all
    ("құқықтарымыздан", "basqaru/#quqyq", {"basqaru/#quqyq"}),
    ("халқы", "basqaru/#quqyq", {"basqaru/#quqyq"}),
    ("мүліктен", "ekonomika/", {"ekonomika/"}),
    ("сайлаған", None, {"basqaru/#maslihat", "basqaru/#quqyq"}),
    ("тағайындау", "basqaru/#akim", {"basqaru/#akim"}),
    # Russian keyboard
    ("кукык", "basqaru/#quqyq", {"basqaru/#quqyq"}),
    ("онеркасиптин", "ekonomika/#onerkasip", {"ekonomika/", "ekonomika/#onerkasip"}),
    ("маслихаттан", "basqaru/#maslihat", {"basqaru/#maslihat", "zang/#2009"}),
    # Latin of 2018, of 2021, ASCII
    ("ónerkásip", "ekonomika/#onerkasip", {"ekonomika/", "ekonomika/#onerkasip"}),
    ("önerkäsip", "ekonomika/#onerkasip", {"ekonomika/", "ekonomika/#onerkasip"}),
    ("halyqtyñ", "basqaru/#quqyq", {"basqaru/#quqyq"}),
    ("konstitutsiya", None, {"basqaru/#quqyq", "zang/#148"}),
    ("окилеттигинен", "basqaru/#akim", {"basqaru/#akim"}),
    # slips
    ("өнеркәсп", "ekonomika/#onerkasip", {"ekonomika/", "ekonomika/#onerkasip"}),
    ("констиуция", None, {"basqaru/#quqyq", "zang/#148"}),
    # unfinished
    ("экономик", "ekonomika/", {"ekonomika/"}),
    ("өнер", "ekonomika/#onerkasip", {"ekonomika/", "ekonomika/#onerkasip"}),
    # numbers and codes
    ("311000000", "zang/#148", {"zang/#148"}),
    ("1995", "zang/#148", {"zang/#148"}),
    ("148-II", "zang/#148", {"zang/#148"}),
    ("435876", "ekonomika/#budjet", {"ekonomika/#budjet"}),
    ("2021-ге", "ekonomika/#budjet", {"ekonomika/#budjet"}),
    # several words
    (
        "жергілікті бюджеттер",
        "ekonomika/#budjet",
        {"ekonomika/#budjet", "ekonomika/#onerkasip", "basqaru/#maslihat"},
    ),
    ("облыс әкімдері", "basqaru/#akim", {"basqaru/#akim", "basqaru/#akimdik"}),
    ("мәслихат және бюджет", "basqaru/#maslihat", {"basqaru/#maslihat"}),
    ('"жергілікті бюджет"', "ekonomika/#budjet", {"ekonomika/#budjet"}),
    ("«жергілікті бюджет»", "ekonomika/#budjet", {"ekonomika/#budjet"}),
    ('"бюджет жергілікті"', None, set()),
    ("бюджет -жергілікті", None, set()),
    # equivalents
    ("бюджет города", "ekonomika/#budjet", {"ekonomika/#budjet"}),
    ("акимат", "basqaru/#akimdik", {"basqaru/#akimdik", "basqaru/#akim"}),
    # nothing
    ("ыфвпаукц", None, set()),
    ("qwrtpsdf", None, set()),
    ("999777", None, set()),
]


@pytest.mark.parametrize(("query", "first", "all_"), FINDS, ids=[query for query, *_ in FINDS])
def test_finds(ask: Ask, query: str, first: str | None, all_: set[str]) -> None:
    (answer,) = ask(query)
    found = places(answer)
    assert set(found) == all_
    if first:
        assert found[0] == first


def test_marks_the_form_that_stands_there(ask: Ask) -> None:
    (answer,) = ask("құқықтарымыз")
    (item,) = answer["items"]
    assert item["title"] == "Азаматтың <mark>құқығы</mark>"
    assert "<mark>құқықтары</mark>" in item["text"]
    assert item["terms"] == {"құқықтарымыз": True}


def test_marks_are_never_nested(ask: Ask) -> None:
    for answer in ask(
        "жергілікті бюджет бюджеттің", "өзін-өзі басқару", "қала қаланың бюджет города"
    ):
        for item in answer["items"]:
            assert not re.search(r"<mark>[^<]*<mark>", item["text"] + item["title"])


def test_missing_words_are_named(ask: Ask) -> None:
    (answer,) = ask("бюджет ыфвпаукц")
    assert answer["items"]
    assert all(item["terms"] == {"бюджет": True, "ыфвпаукц": False} for item in answer["items"])


def test_words_that_seldom_decide_are_not_called_missing(ask: Ask) -> None:
    (answer,) = ask("мәслихат және тұрғындар")
    assert answer["items"][0]["terms"] == {"мәслихат": True, "тұрғындар": True}


def test_hint(ask: Ask) -> None:
    slip, right, nonsense = (
        answer["hint"] for answer in ask("жергілікті бюжет", "бюджет", "ыфвпаукц")
    )
    assert slip["suggestion"] == "жергілікті бюджет"
    assert right["suggestion"] is None
    assert nonsense["suggestion"] is None
    assert nonsense["count"] == 0


def test_equal_order_of_worker(ask: Ask) -> None:
    """Material multiplies scores for pages and matched terms.

    The plugin must have taken that out.
    """
    (answer,) = ask("бюджет")
    assert answer["items"][0]["location"] == "ekonomika/#budjet"


def test_an_unfinished_word_is_completed_from_the_headings(ask: Ask, engine: Engine) -> None:
    """Material's search.suggest."""
    assert ask("бюдж")
    assert engine.ask("бюдж*")["data"]["suggest"] == ["бюджеті"]
    assert engine.ask("ыфвпау*")["data"]["suggest"] == []


VARIANTS = """
const { variants } = await import("/src/query.js")
const alike = (part, word) => part === word || word.startsWith(part)
const word = text => ({ text, keys: [text] })
const parsed = text => ({ words: text.split(" ").map(word), phrases: [] })
return data.queries.map(text => variants(parsed(text), data.equivalents, alike).slice(1)
  .map(({ words }) => words.map(word => word.text).join(" ")))
"""


def test_what_is_an_equivalent_itself_is_no_form_of_another(
    run_js: Callable[[str, object], Any],
) -> None:
    """«акимат» begins like «аким» and is known on its own; «акимами» is a form of «аким»."""
    pairs = {
        "аким": "әкім",
        "акимат": "әкімдік",
        "бюджет": "қазына",
        "бюджет города": "қала бюджеті",
    }
    data = {
        "equivalents": [[typed.split(), said.split()] for typed, said in pairs.items()],
        "queries": ["акимат", "аким", "акимами", "новый акимат", "бюджет города", "бюджеты города"],
    }
    assert run_js(VARIANTS, data) == [
        ["әкімдік"],
        ["әкім"],
        ["әкім"],
        ["новый әкімдік"],
        ["қазына города", "қала бюджеті"],
        ["қазына города", "қала бюджеті"],
    ]
