"""Kazakh in Latin letters, by the table in latin.toml, from which latin.js has its own rules.

A word keeps its capitals: «Аягөз» → «Aiagöz», «ҚИЯ» → «QİA».
"""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("latin.toml")
VOWELS = "aäeioöuūüyı"


@cache
def table() -> dict[str, Any]:
    """The file, by its sections."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def rules() -> dict[str, Any]:
    """What writes Latin, in Python and in JavaScript: a pattern, and what stands for a match.

    A match that `written` does not know is kept.
    """
    data = table()
    small = "".join(data["letters"])
    letters = small + small.upper()
    words = (rf"(?<![\w{letters}]){_any_case(word)}" for word in data["words"])
    sequences = map(_any_case, data["sequences"])
    return {
        "pattern": "|".join((*data["kept"].values(), *words, *sequences, f"[{letters}]")),
        "written": data["letters"] | data["sequences"] | data["words"],
        "afterConsonant": data["after-consonant"],
        "consonants": "бвгғджзкқлмнңпрстфхһцчшщ",
    }


def _any_case(word: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" for letter in word)


def rules_json() -> str:
    """The rules for a script."""
    return json.dumps(rules(), ensure_ascii=False, separators=(",", ":"))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rules()["pattern"])


def to_latin(text: str) -> str:
    """A Kazakh text in Latin letters; other signs stay."""
    known = rules()

    def written(match: re.Match[str]) -> str:
        found = match[0]
        before, after = _before(match), text[match.end() : match.end() + 1]
        low = found.lower()
        loan = before != "" and before.lower() in known["consonants"]
        latin = known["afterConsonant"].get(low) if loan else None
        if latin is None:
            latin = known["written"].get(low)
        return found if latin is None else _cased(latin, found, before, after)

    return _pattern().sub(written, text)


def _before(match: re.Match[str]) -> str:
    """The letter before a match; empty at the beginning."""
    return match.string[max(match.start() - 1, 0) : match.start()]


def _cased(latin: str, found: str, before: str, after: str) -> str:
    """Latin letters with the capitals of what they are written for."""
    if found == found.lower():
        return latin
    beside = found[1:] or (after if after.isalpha() else before)
    return _upper(latin) if beside.isupper() else _upper(latin[:1]) + latin[1:]


def _upper(latin: str) -> str:
    return latin.replace("i", "İ").upper()  # ı → I, as in Turkish


@cache
def _back() -> tuple[re.Pattern[str], dict[str, dict[str, str]]]:
    """What is looked for, and what it stands for by where it stands."""
    data = table()
    single = {latin: letter for letter, latin in data["letters"].items() if len(latin) == 1}
    elsewhere = single | data["back"]["elsewhere"]
    places = {place: elsewhere | more for place, more in data["back"].items()}
    return re.compile("|".join(sorted(elsewhere, key=len, reverse=True))), places


def to_cyrillic(text: str) -> str:
    """The way back of a text in small letters.

    It leads to what was written wherever the letters are those of native words: loans with ц, ч,
    щ, э, ё, ъ, ь, һ, or with ю after a consonant, have no way back.
    """
    pattern, places = _back()

    def written(match: re.Match[str]) -> str:
        before = _before(match)
        if not before.isalpha():
            place = "at-start"
        else:
            place = "after-vowel" if before in VOWELS else "elsewhere"
        return places[place][match[0]]

    return pattern.sub(written, text)
