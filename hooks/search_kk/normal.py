"""One normal form for everything that is typed and everything that is indexed.

src/normal.js is the same in JavaScript; tests/test_normal.py proves them equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(r"[^\W_]+")
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")  # 435 876 is one number
_GLUED = re.compile(r"(\d+)(\D.*)|(\D{2,})(\d{2,})", re.DOTALL)  # 2024ж, KZ31; not км2
_CYRILLIC = re.compile(r"[а-яәғқңөұүһі]")
_ASCII = re.compile(r"[a-z]")
_RUN = re.compile(r"(\D)\1+")
# A capital that looks like another letter than its small one does; last year's.
_MENDED = re.compile("H(?=[\u0410-\u04ff])|(?<=[a-z])['\u2019]s\\b", re.ASCII)
_NARROW = re.compile(r"([aeiou][^aeiou])i([^aeiou])$")


@dataclass(frozen=True)
class Normal:
    """Normal form, tokens and skeletons, by the rules of suffixes.yml."""

    text: Callable[[str], str]  # a text in normal form
    tokens: Callable[[str], list[str]]  # its words and numbers
    fold: Callable[[str], str]  # the skeleton of a word: the same for every keyboard and alphabet

    def key(self, stem: str) -> str:
        """The skeleton of a stem, by which the vocabulary is ordered."""
        return fold_stem(self.fold(stem))


def fold_stem(skeleton: str) -> str:
    """A skeleton blind to the narrow vowel that may fall and to the voice of the last sound."""
    if skeleton.endswith("g"):
        skeleton = skeleton[:-1] + "k"
    elif skeleton.endswith("b"):
        skeleton = skeleton[:-1] + "p"
    return _NARROW.sub(r"\1\2", skeleton)


def make_normal(rules: Mapping[str, Any]) -> Normal:
    """The normal form that the rules describe."""
    normal, lookalikes = rules["normal"], rules["lookalikes"]
    dropped = re.compile(f"[{normal['dropped']}]")
    marks = re.compile(f"[{normal['marks']}]")
    letters = str.maketrans(normal["letters"])
    repaired = str.maketrans(lookalikes)
    folding, pairs = rules["folding"]["letters"], rules["folding"]["pairs"]
    pair = re.compile("|".join(map(re.escape, pairs)))

    def text(given: str) -> str:
        composed = unicodedata.normalize("NFKC", dropped.sub("", given))
        mended = _MENDED.sub(lambda one: "" if one[0] != "H" else "\u043d", composed)
        return marks.sub("", mended.lower()).translate(letters)

    def repair(token: str) -> str:
        """In a word that mixes alphabets the Latin letters are slips of the keyboard."""
        mixed = _ASCII.search(token) and _CYRILLIC.search(token)
        return token.translate(repaired) if mixed else token

    def tokens(given: str) -> list[str]:
        found = []
        joined = _THOUSANDS.sub(lambda one: one[0].replace(" ", ""), text(given))
        for token in _TOKEN.findall(joined):
            cut = _GLUED.fullmatch(token)
            found += [repair(part) for part in (cut.groups() if cut else (token,)) if part]
        return found

    def fold(word: str) -> str:
        skeleton = "".join(folding.get(letter, letter) for letter in word)
        return _RUN.sub(r"\1", pair.sub(lambda found: pairs[found[0]], skeleton))

    return Normal(text, tokens, fold)
