"""Material's interface in Kazakh is complete."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest

from tests.conftest import ROOT

LANGUAGES = "partials/languages"
STOCK = Path(material.__file__).parent / "templates"
KAZAKH = ROOT / "hooks/theme" / LANGUAGES / "kk.html"

_ENTRY = re.compile(r'^  "([^"]+)": "(.*?)",?$', re.MULTILINE)


def entries(path: Path) -> dict[str, str]:
    return dict(_ENTRY.findall(path.read_text(encoding="utf-8")))


def test_every_key_of_the_english_interface_is_translated() -> None:
    english, kazakh = entries(STOCK / LANGUAGES / "en.html"), entries(KAZAKH)
    assert english
    assert set(kazakh) == set(english)


def test_no_text_is_left_empty_or_in_english() -> None:
    english, kazakh = entries(STOCK / LANGUAGES / "en.html"), entries(KAZAKH)
    technical = {"language", "direction"}
    for key, text in kazakh.items():
        if key in technical or key.startswith("search.config."):
            continue
        assert text, key
        assert text != english[key], key
        assert ("#" in text) == ("#" in english[key]), key


@pytest.mark.parametrize("name", ["partials/content.html", "partials/copyright.html",
                                  "partials/logo.html", "404.html", "main.html"])  # fmt: skip
def test_what_we_override_still_exists_in_material(name: str) -> None:
    assert (ROOT / "hooks/theme" / name).is_file()
    assert (STOCK / name).is_file()


def test_no_rule_with_has_speaks_of_any_element() -> None:
    """`*` beside :has() makes a browser style the whole page anew whenever a script adds to it."""
    sheets = sorted((ROOT / "hooks/theme/assets/stylesheets").glob("*.css"))
    rules = [
        selector.strip()
        for sheet in sheets
        for selector in re.findall(r"[^{};]*:has\([^{}]*(?=\{)", sheet.read_text(encoding="utf-8"))
    ]
    assert len(rules) > 10
    assert [rule for rule in rules if "*" in rule.partition(":has(")[2]] == []
