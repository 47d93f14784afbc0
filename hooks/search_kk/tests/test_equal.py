"""The two interpreters give the same stems.

On every listed stem, on made paradigms, and on chance words.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from search_kk.kazakh_stemmer import Stemmer, load
from search_kk.linguistics import pack
from search_kk.tests import paradigms

SHARES = 18  # `make test` takes one of them


def words(stems: dict[str, int], share: int) -> list[str]:
    """The stems of a share, their forms, and as large a share of the noise."""
    rules = load()
    chosen = {stem: stems[stem] for stem in sorted(stems)[share::SHARES]}
    made = [
        form
        for stem, classes in chosen.items()
        for chain in (paradigms.NOUN_CHAINS if classes & 1 else ())
        + (paradigms.VERB_CHAINS if classes & 2 else ())
        for form in paradigms.forms(rules, stem, chain)
    ]
    chance = random.Random(61)
    letters = "аәбгғдежзийкқлмнңоөпрстуұүшыі"
    noise = ["".join(chance.choices(letters, k=chance.randint(1, 14))) for _ in range(5000)]
    return sorted({*chosen, *made, *noise[share::SHARES]})


STEMS = """
const { makeStemmer, readLexicon } = await import("/src/stemmer.js")
const stemmer = makeStemmer(data.table, readLexicon(data.lexicon))
return data.words.map(word => [stemmer.stem(word), stemmer.root(word)])
"""


@pytest.mark.parametrize(
    "share", [0, *(pytest.param(one, marks=pytest.mark.exhaustive) for one in range(1, SHARES))]
)
def test_equal_on_every_form(
    run_js: Callable[[str, object], Any], stemmer: Stemmer, stems: dict[str, int], share: int
) -> None:
    given = words(stems, share)
    assert len(given) > 3000
    answers = run_js(STEMS, {"table": stemmer.table, "lexicon": pack(stems), "words": given})
    different = [
        (word, answer)
        for word, answer in zip(given, answers, strict=True)
        if answer != [stemmer.stem(word), stemmer.root(word)]
    ]
    assert not different[:10]
