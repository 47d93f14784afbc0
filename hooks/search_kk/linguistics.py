"""The linguistics of an index: the same at build, here, and in the engine, src/kit.js."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from search_kk.kazakh_stemmer import (
    NOMINAL,
    VERB,
    Stemmer,
    compile_table,
)
from search_kk.normal import Normal, make_normal
from search_kk.russian import make_russian

_CYRILLIC = re.compile(r"[а-яәғқңөұүһі]+")


class Equivalent(NamedTuple):
    """Words that are typed, those that the documents have, whether beside other words only."""

    typed: tuple[str, ...]
    said: tuple[str, ...]
    beside: bool


@dataclass(frozen=True)
class Linguistics:
    """What a word is: its terms in the index, its family."""

    rules: Mapping[str, Any]
    stems: Mapping[str, int]
    equivalents: tuple[Equivalent, ...]
    normal: Normal
    stemmer: Stemmer
    russian: Callable[[str], str]
    stem: Callable[[str], str]
    light: frozenset[str]  # words that seldom decide what is sought
    kinds: frozenset[str]  # terms of kinds of places: қала, область

    @classmethod
    def of(
        cls, rules: Mapping[str, Any], stems: Mapping[str, int], equivalents: Mapping[str, str]
    ) -> Linguistics:
        """The linguistics of rules, stems and what may be typed instead of what is said.

        Several things that may be said are parted by «|»; one with «…» is meant beside other words
        only.
        """
        normal = make_normal(rules)
        listed = {normal.text(stem): classes for stem, classes in stems.items()}
        stemmer = Stemmer(compile_table(rules), listed)
        russian = make_russian(rules)
        pairs = tuple(
            Equivalent(tuple(normal.tokens(typed)), tuple(normal.tokens(one)), "…" in one)
            for typed, said in sorted(equivalents.items())
            for one in said.split("|")
        )
        pairs = tuple(one for one in pairs if one.typed and one.said and one.typed != one.said)

        @lru_cache(maxsize=1 << 17)
        def stem(word: str) -> str:
            return stemmer.stem(word) if _CYRILLIC.fullmatch(word) else word

        named = ("questions", "light", "light_foreign", "light_verbs")
        light = frozenset(word for name in named for word in normal.tokens(rules[name]))
        kinds = frozenset(
            term
            for word in normal.tokens(" ".join(rules["place_kinds"]))
            for term in (word, stem(word), russian(word))
            if term
        )
        return cls(rules, listed, pairs, normal, stemmer, russian, stem, light, kinds)

    def family(self, stem: str, known: Collection[str]) -> str:
        """The head of the family of a stem, among listed stems and those that are known."""
        return self.stemmer.family(stem, known) if _CYRILLIC.fullmatch(stem) else stem

    def name_terms(self, name: str) -> list[str]:
        """The terms of a name in any language: the stem, and after «~» the Russian one if other.

        Words that seldom decide what is sought are left out.
        """
        words = self.normal.tokens(name)
        heavy = [word for word in words if word not in self.light]
        pairs = [(self.stem(word), self.russian(word)) for word in heavy or words]
        return [stem if russian[1:] == stem else stem + russian for stem, russian in pairs]

    def is_kind(self, term: str) -> bool:
        """Whether a term of a name is a kind of place."""
        stem, _, russian = term.partition("~")
        return stem in self.kinds or f"~{russian or stem}" in self.kinds

    def data(self) -> dict[str, Any]:
        """What the engine needs to do the same."""
        rules = self.rules
        return {
            "table": compile_table(rules),
            "normal": rules["normal"],
            "folding": rules["folding"],
            "lookalikes": rules["lookalikes"],
            "own": rules["own"],
            "light": [*rules["light"].split(), *rules["light_foreign"].split(),
                      *rules["light_verbs"].split()],
            "questions": rules["questions"].split(),
            "place_kinds": rules["place_kinds"],
            "amounts": rules["amounts"].split(),
            "demands": rules["demands"].split(),
            "measures": rules["measures"].split(),
            "counted_in": rules["counted_in"].split(),
            "quarters": rules["quarters"],
            "superlatives": rules["superlatives"],
            "definitions": rules["definitions"],
            "keyboards": rules["keyboards"],
            "alike": rules["alike"],
            "russian": rules["russian"],
        }  # fmt: skip

    def classes(self, stem: str) -> int:
        """The classes of a listed stem as bits; 0 of any other."""
        return self.stemmer.lexicon.get(stem, 0)


def pack(stems: Mapping[str, int]) -> str:
    """«nominal stems|verb stems»."""
    return "|".join(
        " ".join(sorted(stem for stem, classes in stems.items() if classes & bit))
        for bit in (NOMINAL, VERB)
    )
