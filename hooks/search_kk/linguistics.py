"""The linguistics of an index: the same at build, here, and in the engine, src/kit.js."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
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
    """Words that are typed, those that the documents have.

    `beside`: only beside other words. `everyday`: where another word is nowhere, it is no subject.
    """

    typed: tuple[str, ...]
    said: tuple[str, ...]
    beside: bool
    everyday: bool


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
    kinds: Mapping[str, int]  # terms of kinds of places → which kind: the same in any language
    times: frozenset[str]  # terms of parts of a year: a quarter, a month

    @classmethod
    def of(
        cls, rules: Mapping[str, Any], stems: Mapping[str, int], equivalents: Mapping[str, str]
    ) -> Linguistics:
        """The linguistics of rules, stems and what may be typed instead of what is said.

        Several things that may be said are parted by «|»; one with «…» is meant beside other words
        only, one with «~» is said of other things in daily life.
        """
        normal = make_normal(rules)
        listed = {normal.text(stem): classes for stem, classes in stems.items()}
        stemmer = Stemmer(compile_table(rules), listed)
        russian = make_russian(rules)
        pairs = tuple(
            Equivalent(
                tuple(normal.tokens(typed)), tuple(normal.tokens(one)), "…" in one, "~" in one
            )
            for typed, said in sorted(equivalents.items())
            for one in said.split("|")
        )
        pairs = tuple(one for one in pairs if one.typed and one.said and one.typed != one.said)

        @lru_cache(maxsize=1 << 17)
        def stem(word: str) -> str:
            return stemmer.stem(word) if _CYRILLIC.fullmatch(word) else word

        named = ("questions", "light", "endings", "light_foreign", "light_verbs")
        light = frozenset(word for name in named for word in normal.tokens(rules[name]))

        def terms(text: str) -> Iterator[str]:
            for word in normal.tokens(text):
                yield from filter(None, (word, stem(word), russian(word)))

        kinds = {term: n for n, line in enumerate(rules["place_kinds"]) for term in terms(line)}
        periods = rules["periods"]
        parts = (periods["quarter"], periods["half"], *periods["months"])
        times = frozenset(term for line in parts for term in terms(line))
        return cls(rules, listed, pairs, normal, stemmer, russian, stem, light, kinds, times)

    def family(self, stem: str, known: Collection[str]) -> str:
        """The head of the family of a stem, among listed stems and those that are known."""
        return self.stemmer.family(stem, known) if _CYRILLIC.fullmatch(stem) else stem

    def name_terms(self, name: str) -> list[str]:
        """The terms of a name in any language.

        Words that seldom decide what is sought are left out.
        """
        words = self.normal.tokens(name)
        return [*map(self._term, [word for word in words if word not in self.light] or words)]

    def kind(self, term: str) -> int | None:
        """Which kind of place a term of a name is, if it is one."""
        stem, _, russian = term.partition("~")
        return self.kinds.get(stem, self.kinds.get(f"~{russian or stem}"))

    def is_kind(self, term: str) -> bool:
        """Whether a term of a name is a kind of place."""
        return self.kind(term) is not None

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
            "endings": rules["endings"].split(),
            "questions": rules["questions"].split(),
            "place_kinds": rules["place_kinds"],
            "amounts": rules["amounts"].split(),
            "demands": rules["demands"].split(),
            "numbered": rules["numbered"].split(),
            "definitions": rules["definitions"],
            "keyboards": rules["keyboards"],
            "alike": rules["alike"],
            "russian": rules["russian"],
        }  # fmt: skip

    def asked(self) -> dict[str, Any]:
        """What the engine needs for a query that may name a figure: lists of terms."""
        rules = self.rules
        periods = {
            name: [*map(self._terms, said)] if isinstance(said, list) else self._terms(said)
            for name, said in rules["periods"].items()
        }
        lists = ("measures", "counted_in", "reported", "changes", "shares", "counts")
        terms = {name: self._terms(rules[name]) for name in lists}
        return {**terms, "superlatives": rules["superlatives"], "periods": periods}

    def _terms(self, words: str) -> str:
        """The terms of words; and the words themselves, whose stems the engine may not know."""
        tokens = self.normal.tokens(words)
        terms = map(self.short, map(self._term, tokens))
        return " ".join(dict.fromkeys((*terms, *tokens)))

    def _term(self, word: str) -> str:
        """The stem of a word, and after «~» the Russian one if other."""
        stem, russian = self.stem(word), self.russian(word)
        return stem if russian[1:] == stem else stem + russian

    def short(self, term: str) -> str:
        """A term without its Russian stem, where the engine finds that one from the other."""
        stem, _, russian = term.partition("~")
        own = self.russian(stem)[1:] or stem
        return stem if own == (russian or stem) else f"{stem}~{russian or stem}"

    def classes(self, stem: str) -> int:
        """The classes of a listed stem as bits; 0 of any other."""
        return self.stemmer.lexicon.get(stem, 0)


def pack(stems: Mapping[str, int]) -> str:
    """«nominal stems|verb stems»."""
    return "|".join(
        " ".join(sorted(stem for stem, classes in stems.items() if classes & bit))
        for bit in (NOMINAL, VERB)
    )
