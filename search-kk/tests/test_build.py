"""The built files: small, the same each time, and made of what is here."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from typing import Any

from build import PLUGIN, as_json, bundle, page_js, plugin_data, plugin_js
from kazakh_stemmer import load
from protected import protected_stems


def size(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_sizes(stems: dict[str, int]) -> None:
    assert size(bundle(PLUGIN)) <= 10_000
    assert size(as_json(plugin_data(load(), stems, {}))) <= 30_000
    assert size(page_js()) <= 3_000


def test_same_input_same_file(stems: dict[str, int], plugin: str) -> None:
    shuffled = dict(reversed(stems.items()))
    assert (
        plugin_js(load(), shuffled, {"акимат": "әкімдік", "маслихат": "мәслихат", "бюджет города": "қала бюджеті"})
        == plugin
    )


def test_no_module_syntax_is_left(plugin: str) -> None:
    assert not re.search(r"^\s*(import|export)\b", plugin, re.MULTILINE)


def test_protected_stems_agree(stems: dict[str, int]) -> None:
    words = ["балапан", "балапаны", "балапанның", "балапанға", "балапандар", "динозавр", "динозавры", "динозаврды"]
    found = protected_stems(words, stems, terms=["повят", "екі сөз"])
    assert found["балапан"]
    assert found["повят"]
    assert "екі сөз" not in found


def test_protected_stems_need_company_and_no_order(stems: dict[str, int]) -> None:
    assert protected_stems(["балапаны"], stems) == {}
    words = ["балапаны", "балапан", "балапанның", "повяттар", "повяты"]
    assert list(protected_stems(words, stems).items()) == list(protected_stems(words[::-1] * 2, stems).items())


def test_marks_any_form(run_node: Callable[[str, object], Any], stems: dict[str, int]) -> None:
    data = plugin_data(load(), stems, {})
    cases = [
        {"text": "Халқының құқығы мен құқықтық негізі.", "query": "құқықтар"},
        {"text": "Әкімнің аппараты", "query": "аким"},
        {"text": "№ 148-II Заң, 1995 ж.", "query": "148 ii"},
        {"text": "ештеңе жоқ", "query": "бюджет"},
    ]
    hints = [None, {"query": "бюжет", "suggestion": "бюджет"}, {"query": "бюджет", "suggestion": "бюджет"}]
    answer = run_node("mark.mjs", {"data": data, "cases": cases, "hints": hints})
    assert answer["marked"] == [
        "Халқының [құқығы] мен құқықтық негізі.",
        "[Әкімнің] аппараты",
        "№ [148]-[II] Заң, 1995 ж.",
        "ештеңе жоқ",
    ]
    assert answer["hints"] == [None, {"before": "«", "suggestion": "бюджет", "after": "» іздедіңіз бе?"}, None]


def test_data_is_json(stems: dict[str, int]) -> None:
    assert json.loads(as_json(plugin_data(load(), stems, {"Бюджет города": "Қала бюджеті"})))["equivalents"] == [
        [["бюджет", "города"], ["қала", "бюджеті"]]
    ]
