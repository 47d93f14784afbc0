"""Blocks of a page known again by their words, so that they keep their ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from hashlib import blake2b

from .ledger import Entry

TOP = "basy"  # stands for the heading of what comes before the first heading
ALIKE = 0.6  # share of common words in one order that makes two texts the same block
NEIGHBOURS = 0.3  # the same between two neighbours that have not changed
LONGEST = 64  # words of a text that its fingerprint keeps: three quarters first, one last
_WORD = re.compile(r"\w+")
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True)
class Block:
    """A block that writes no id itself; `words` is the fingerprint of its text."""

    kind: str
    heading: str
    words: str


def fingerprint(text: str) -> str:
    """A text as two signs a word; endings count little, signs and case not at all.

    >>> fingerprint("Мәслихат – өкілді орган.") == fingerprint("мәслихат, өкілді орган")
    True
    """
    codes = [_code(word[:6]) for word in _WORD.findall(text.lower())]
    if len(codes) > LONGEST:
        codes = codes[: LONGEST * 3 // 4] + codes[-LONGEST // 4 :]
    return "".join(codes)


@cache
def _code(word: str) -> str:
    number = int.from_bytes(blake2b(word.encode(), digest_size=2).digest(), "big") % 4096
    return _SIGNS[number >> 6] + _SIGNS[number & 63]


def likeness(one: str, other: str) -> float:
    """How much of two fingerprints is common, in one order: 0 to 1."""
    matcher = SequenceMatcher(None, _codes(one), _codes(other), autojunk=False)
    if matcher.real_quick_ratio() < NEIGHBOURS or matcher.quick_ratio() < NEIGHBOURS:
        return 0.0
    return matcher.ratio()


def _codes(words: str) -> list[str]:
    return [words[at : at + 2] for at in range(0, len(words), 2)]


def assign(blocks: list[Block], known: Mapping[str, Entry], taken: Iterable[str]) -> list[str]:
    """The id of each block of a page.

    `known` is the ledger's word on the page; `taken` are ids that the page writes itself.
    """
    matching = _Matching(blocks, [entry for entry in known.values() if entry.words])
    matching.same_words()
    matching.similar_words()
    used = {*known, *taken}
    highest = _highest(known)
    ids = []
    for place, block in enumerate(blocks):
        entry = matching.found.get(place)
        if entry:
            id = entry.id
        else:
            number = highest.get(block.heading, 0) + 1
            while f"{block.heading}-{number}" in used:
                number += 1
            highest[block.heading] = number
            id = f"{block.heading}-{number}"
        ids.append(id)
        used.add(id)
    return ids


def _highest(known: Mapping[str, Entry]) -> dict[str, int]:
    """The highest number that blocks have under each heading."""
    found: dict[str, int] = {}
    for entry in known.values():
        heading, _, number = entry.id.rpartition("-")
        if entry.words and number.isdigit():
            found[heading] = max(found.get(heading, 0), int(number))
    return found


def _belongs(id: str, heading: str) -> bool:
    start, _, number = id.rpartition("-")
    return start == heading and number.isdigit()


class _Matching:
    """Pairs the blocks of a page with the ledger's entries; a note only with a note."""

    def __init__(self, blocks: list[Block], entries: list[Entry]) -> None:
        self.blocks = blocks
        self.entries = entries
        self.found: dict[int, Entry] = {}  # place of a block → its entry
        self.left = dict(enumerate(entries))  # entries without a block yet, by their place

    def same_words(self) -> None:
        """Blocks that have not changed; of equal texts, the one under the same heading first."""
        by_words: dict[tuple[bool, str], list[int]] = {}
        for place, entry in self.left.items():
            by_words.setdefault((entry.kind == "note", entry.words), []).append(place)
        for at_home in (True, False):
            for place, block in enumerate(self.blocks):
                if place in self.found:
                    continue
                for choice in by_words.get((block.kind == "note", block.words), ()):
                    entry = self.entries[choice]
                    if choice in self.left and (not at_home or _belongs(entry.id, block.heading)):
                        self._pair(place, choice)
                        break

    def similar_words(self) -> None:
        """Blocks that were edited, the most similar first."""
        pairs = []
        for place, block in enumerate(self.blocks):
            if place in self.found:
                continue
            for choice, entry in self.left.items():
                if (entry.kind == "note") != (block.kind == "note"):
                    continue
                ratio = likeness(block.words, entry.words)
                if ratio >= (NEIGHBOURS if self._between_the_same(place, choice) else ALIKE):
                    strange = not _belongs(entry.id, block.heading)
                    pairs.append((-ratio, strange, abs(place - choice), place, choice))
        for *_, place, choice in sorted(pairs):
            if place not in self.found and choice in self.left:
                self._pair(place, choice)

    def _pair(self, place: int, choice: int) -> None:
        self.found[place] = self.left.pop(choice)

    def _between_the_same(self, place: int, choice: int) -> bool:
        """True if the block before and the block after are those of the entry's time."""
        return all(
            self.found.get(place + step) == self._entry(choice + step)
            and 0 <= place + step < len(self.blocks)
            for step in (-1, 1)
        )

    def _entry(self, place: int) -> Entry | None:
        return self.entries[place] if 0 <= place < len(self.entries) else None
