"""The built files: small, the same each time, and made of what is here."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from typing import Any

from search_kk.kazakh_stemmer import load
from search_kk.plugin_file import PLUGIN, as_json, bundle, page_js, plugin_data, plugin_js
from search_kk.protected import protected_stems


def size(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_sizes(stems: dict[str, int]) -> None:
    assert size(bundle(PLUGIN)) <= 10_100
    assert size(as_json(plugin_data(load(), stems, {}))) <= 30_000
    assert size(page_js()) <= 3_000


def test_same_input_same_file(stems: dict[str, int], plugin: str) -> None:
    shuffled = dict(reversed(stems.items()))
    assert (
        plugin_js(
            load(),
            shuffled,
            {"акимат": "әкімдік", "маслихат": "мәслихат", "бюджет города": "қала бюджеті"},
        )
        == plugin
    )


def test_no_module_syntax_is_left(plugin: str) -> None:
    assert not re.search(r"^\s*(import|export)\b", plugin, re.MULTILINE)


def test_protected_stems_agree(stems: dict[str, int]) -> None:
    words = [
        "балапан",
        "балапаны",
        "балапанның",
        "балапанға",
        "балапандар",
        "динозавр",
        "динозавры",
        "динозаврды",
    ]
    found = protected_stems(words, stems, terms=["повят", "екі сөз"])
    assert found["балапан"]
    assert found["повят"]
    assert "екі сөз" not in found


def test_protected_stems_need_company_and_no_order(stems: dict[str, int]) -> None:
    assert protected_stems(["балапаны"], stems) == {}
    words = ["балапаны", "балапан", "балапанның", "повяттар", "повяты"]
    assert list(protected_stems(words, stems).items()) == list(
        protected_stems(words[::-1] * 2, stems).items()
    )


MARKS = """
const { cutAtWords, wantedWords, wordsOf } = await import("/src/highlight.js")
const { makeKit } = await import("/src/kit.js")
const kit = makeKit(data.plugin)
return data.cases.map(([text, query]) =>
  cutAtWords(text, wantedWords(kit, wordsOf(text), query))
    .map((part, i) => i % 2 ? `[${part}]` : part).join(""))
"""


def test_marks_any_form(run_js: Callable[[str, object], Any], stems: dict[str, int]) -> None:
    cases = {
        (
            "Халқының құқығы мен құқықтық негізі.",
            "құқықтар",
        ): "Халқының [құқығы] мен құқықтық негізі.",
        ("Әкімнің аппараты", "аким"): "[Әкімнің] аппараты",
        ("№ 148-II Заң, 1995 ж.", "148 ii"): "№ [148]-[II] Заң, 1995 ж.",
        ("ештеңе жоқ", "бюджет"): "ештеңе жоқ",
    }
    data = {"plugin": plugin_data(load(), stems, {}), "cases": list(cases)}
    assert run_js(MARKS, data) == list(cases.values())


def test_hint_only_where_something_else_is_meant(run_js: Callable[[str, object], Any]) -> None:
    messages = [
        None,
        {"query": "бюжет", "count": 3, "suggestion": "бюджет"},
        {"query": "бюджет", "count": 3, "suggestion": "бюджет"},
        {"query": "бюджет", "count": 3, "suggestion": None},
        {"query": "ыфвпау", "count": 0, "suggestion": None},
    ]
    body = """const { hintParts } = await import("/src/hint.js")
    return data.map(message => hintParts(message, { hint: "«{}» ма?", none: "жоқ" }) || null)"""
    parts = {"before": "«", "suggestion": "бюджет", "after": "» ма?"}
    assert run_js(body, messages) == [None, parts, None, None, {"before": "жоқ"}]


def test_data_is_json(stems: dict[str, int]) -> None:
    assert json.loads(as_json(plugin_data(load(), stems, {"Бюджет города": "Қала бюджеті"})))[
        "equivalents"
    ] == [[["бюджет", "города"], ["қала", "бюджеті"]]]
