"""Thousands, millions and so on: the scale that an axis or a legend is written in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """How figures of an axis are shortened: value / divisor, with the word for it."""

    divisor: int
    word: str


def scale(largest: float) -> Scale:
    """The scale on which the largest figure has one to three digits."""
    for divisor, word in ((10**9, "млрд"), (10**6, "млн"), (10**3, "мың")):
        if largest >= divisor * 10:
            return Scale(divisor, word)
    return Scale(1, "")


# What a thousand times as much is called.
_NEXT = {"мың": "млн", "млн": "млрд", "млрд": "трлн", "трлн": "мың трлн"}


def thousand_times(word: str) -> str:
    """«млн» → «млрд»: the word of the scale that is a thousand times larger."""
    return _NEXT[word]
