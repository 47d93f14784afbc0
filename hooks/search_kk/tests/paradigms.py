"""Forms made forwards from the same data: what the stemmer takes off, put on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

NOUN_CHAINS: tuple[list[str], ...] = (
    [],
    ["plural"],
    ["possessive"],
    ["possessive_3"],
    ["genitive"],
    ["accusative"],
    ["dative"],
    ["locative"],
    ["ablative"],
    ["instrumental"],
    ["plural", "possessive"],
    ["plural", "possessive_3", "pronominal_n"],
    ["possessive_3", "genitive"],
    ["possessive_3", "pronominal_n"],
    ["possessive", "locative"],
    ["possessive", "ablative"],
    ["locative", "relative"],
    ["possessive_3", "pronominal_locative", "relative"],
    ["plural", "locative", "relative", "plural"],
)
VERB_CHAINS: tuple[list[str], ...] = (
    ["infinitive"],
    ["infinitive", "possessive_3"],
    ["infinitive", "dative"],
    ["past_participle"],
    ["past_participle", "plural"],
    ["past_participle", "locative"],
    ["habitual_participle"],
    ["converb_a", "present"],
    ["converb_a", "copula"],
    ["converb_p"],
    ["past"],
    ["past", "past_person"],
    ["conditional"],
    ["negation", "past_participle"],
    ["negation", "converb_a", "present"],
    ["negation", "habitual_participle"],
)
DEVOICED = {"п": "б", "к": "г", "қ": "ғ"}


def forms(rules: Mapping[str, Any], stem: str, chain: list[str]) -> Iterator[str]:
    """Every form of the chain that harmony and the sound before it allow."""
    if not chain:
        yield stem
        return
    slot = rules["slots"][chain[0]]
    for pair, before in slot["forms"].items():
        for form in pair.split("/"):
            ending, _, lost = form.partition("<")
            if lost or not _joins(rules, stem, ending, before, "/" in pair):
                continue
            yield from forms(rules, _voiced(rules, stem, ending) + ending, chain[1:])


def _joins(
    rules: Mapping[str, Any], stem: str, ending: str, before: str | list[str], harmonic: bool
) -> bool:
    sounds = rules["sounds"]
    classes = sounds[before] if isinstance(before, str) else before
    if not any(stem[-1] in sounds["classes"][name] for name in classes):
        return False
    if not harmonic:
        return True
    last = next(
        (letter for letter in reversed(stem) if letter in sounds["back"] + sounds["front"]), ""
    )
    first = next((letter for letter in ending if letter in sounds["back"] + sounds["front"]), last)
    return (last in sounds["back"]) == (first in sounds["back"])


def _voiced(rules: Mapping[str, Any], stem: str, ending: str) -> str:
    vowel = ending[0] in rules["sounds"]["back"] + rules["sounds"]["front"] + "у"
    elided = stem[:-2] + stem[-1] if vowel and stem in rules["elision"].split() else stem
    return (
        elided[:-1] + DEVOICED.get(elided[-1], elided[-1]) if vowel and elided == stem else elided
    )
