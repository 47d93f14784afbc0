"""Kazakh stemmer: the Python interpreter of suffixes.yml.

src/stemmer.js is the same interpreter in JavaScript; tests/test_equal.py proves them equal. Both
read the table that compile_table() makes, so that a rule is written once. What a slot is and what
the numbers mean is said in README.md.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypedDict

import yaml

HERE = Path(__file__).parent

NOMINAL, VERB = 1, 2  # the classes of a stem, as bits
ROOTS = {"noun": NOMINAL, "verb": VERB}
INNER, KNOWN, DERIVATION = 1, 2, 4  # flags of a slot
BACK, FRONT = 1, 2


class Slot(TypedDict):
    """A place in the chain of suffixes."""

    name: str
    roots: int  # classes of stem that may stand at its left
    after: list[int]  # slots that may stand at its left
    gain: float
    flags: int


class Table(TypedDict):
    """The rules as both interpreters read them."""

    letters: dict[str, int]  # letter -> bit of its sound class
    harmony: dict[str, int]  # vowel -> BACK or FRONT
    slots: list[Slot]
    # ending -> [slot, mask of sounds before it, harmony or 0, what the stem gets back]
    endings: dict[str, list[tuple[int, int, int, str]]]
    devoice: dict[str, str]
    elided: dict[str, str]  # халқ -> халық
    irregular: dict[str, str]
    apart: list[str]  # derivations that are no longer of the family
    codas: list[str]
    noun_endings: dict[str, float]
    # How analyses compare: a listed stem beats any unlisted one, the longer listed stem the
    # shorter; an unlisted stem must be paid for by its suffixes, and the shorter it is the dearer
    # (README, «Choosing an analysis»).
    short_price: list[float]
    cluster_price: float
    letter_gain: float
    listed_gain: float
    listed_letter: float
    whole_gain: float
    unlisted_verb_price: float


def load(path: Path = HERE / "suffixes.yml") -> dict[str, Any]:
    """Read the rules."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where it is there
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 - safe
    return data


def read_stems(text: str) -> dict[str, int]:
    """Read a list of stems (stems.txt): stem -> classes."""
    stems: dict[str, int] = {}
    classes = NOMINAL
    for line in text.splitlines():
        if line.startswith(":"):
            classes = VERB if line[1:].strip() == "verb" else NOMINAL
        elif not line.startswith("#"):
            for stem in line.split():
                stems[stem] = stems.get(stem, 0) | classes
    return stems


def compile_table(data: Mapping[str, Any]) -> Table:
    """Turn the readable rules into the table that both interpreters read."""
    sounds = data["sounds"]
    bits = {name: 1 << i for i, name in enumerate(sounds["classes"])}
    groups = {
        name: _mask(members, bits) for name, members in sounds.items() if isinstance(members, list)
    }
    letters: dict[str, int] = {}
    for name, members in sounds["classes"].items():
        for letter in members:
            letters[letter] = letters.get(letter, 0) | bits[name]
    harmony = dict.fromkeys(sounds["back"], BACK) | dict.fromkeys(sounds["front"], FRONT)

    numbers = {name: i for i, name in enumerate(data["slots"])}
    slots: list[Slot] = []
    endings: dict[str, list[tuple[int, int, int, str]]] = {}
    for name, slot in data["slots"].items():
        slots.append(_slot(name, slot, numbers))
        for pair, before in slot["forms"].items():
            mask = groups[before] if isinstance(before, str) else _mask(before, bits)
            for form in pair.split("/"):
                ending, _, lost = form.partition("<")
                fixed = _harmony_of(lost + ending, harmony) if "/" in pair else 0
                rule = (numbers[name], mask, fixed, lost)
                if rule not in endings.setdefault(ending, []):
                    endings[ending].append(rule)
    return Table(
        letters=letters,
        harmony=harmony,
        slots=slots,
        endings=endings,
        devoice=dict(data["devoice"]),
        elided={stem[:-2] + stem[-1]: stem for stem in data["elision"].split()},
        irregular={
            form: stem for stem, forms in data["irregular"].items() for form in forms.split()
        },
        apart=data["apart"].split(),
        codas=data["codas"].split(),
        noun_endings=dict(data["noun_endings"]),
        short_price=list(data["short_price"]),
        cluster_price=data["cluster_price"],
        letter_gain=data["letter_gain"],
        listed_gain=data["listed_gain"],
        listed_letter=data["listed_letter"],
        whole_gain=data["whole_gain"],
        unlisted_verb_price=data["unlisted_verb_price"],
    )


def _mask(names: Iterable[str], bits: Mapping[str, int]) -> int:
    return sum(bits[name] for name in names)


def _slot(name: str, slot: Mapping[str, Any], numbers: Mapping[str, int]) -> Slot:
    flags = INNER * bool(slot.get("inner")) | KNOWN * bool(slot.get("known"))
    return Slot(
        name=name,
        roots=sum(ROOTS.get(left, 0) for left in slot["after"]),
        after=[numbers[left] for left in slot["after"] if left not in ROOTS],
        gain=float(slot["gain"]),
        flags=flags | DERIVATION * (slot.get("level") == "root"),
    )


def _harmony_of(text: str, harmony: Mapping[str, int]) -> int:
    """The harmony of the first vowel that has one."""
    return next((harmony[letter] for letter in text if letter in harmony), 0)


class Stemmer:
    """Stems by a table of suffixes and a lexicon of protected stems."""

    def __init__(self, table: Table, stems: Mapping[str, int]) -> None:
        self.table = table
        self.apart = frozenset(table["apart"])
        self.longest = max(map(len, table["endings"]))
        self.lexicon: dict[str, int] = {}
        for stem, classes in stems.items():
            key = self.key(stem)
            self.lexicon[key] = self.lexicon.get(key, 0) | classes
        self.stem = lru_cache(maxsize=1 << 17)(self._stem)
        self.root = lru_cache(maxsize=1 << 17)(self._root)

    def key(self, stem: str) -> str:
        """One spelling for a stem however its last sound is written: кітаб- and кітап are кітап."""
        last = stem[-1:]
        return stem[:-1] + self.table["devoice"].get(last, last)

    def analyses(self, word: str) -> list[tuple[float, str, tuple[str, ...]]]:
        """Every way to cut the word, best first: score, stem key, slots from right to left."""
        found: list[tuple[float, str, tuple[str, ...]]] = []
        self._walk(word, len(word), -1, 0.0, 0, (), found)
        # sorted() is stable: of equal analyses the one found first stays first, as in JavaScript
        return sorted(found, key=lambda analysis: -analysis[0])

    def roots_of(self, path: tuple[str, ...]) -> int:
        """The classes of the stem to which these slots, from right to left, are joined."""
        return next(
            (slot["roots"] for slot in self.table["slots"] if path and slot["name"] == path[-1]),
            NOMINAL | VERB,
        )

    def _stem(self, word: str) -> str:
        irregular = self.table["irregular"].get(word)
        if irregular is not None:
            return irregular
        analyses = self.analyses(word)
        return analyses[0][1] if analyses else self.key(word)

    def _root(self, word: str) -> str:
        return self.family(self.stem(word))

    def family(self, stem: str, known: Container[str] = ()) -> str:
        """The head of the family of words.

        The stem without its derivation, down to a listed stem or one of `known`.
        """
        return self._underived(stem, known) or stem

    def _underived(self, stem: str, known: Container[str]) -> str | None:
        if stem in self.apart:
            return None
        for size in range(min(self.longest, len(stem) - 2), 0, -1):
            left = len(stem) - size
            for slot, mask, harmony, lost in self.table["endings"].get(stem[left:], ()):
                rule = self.table["slots"][slot]
                base = stem[:left] + lost
                if rule["flags"] & DERIVATION and self._fits(base, mask, harmony):
                    key = self._restore(base, stem[left])
                    deeper = self._underived(key, known)
                    if deeper is not None:
                        return deeper
                    if self.lexicon.get(key, 0) & rule["roots"] or key in known:
                        return key
        return None

    def _walk(
        self,
        word: str,
        end: int,
        right: int,
        gain: float,
        flags: int,
        path: tuple[str, ...],
        found: list[tuple[float, str, tuple[str, ...]]],
        lost: str = "",
    ) -> None:
        """Take word[:end] + lost as a stem, then each suffix that may stand left of `right`."""
        slots = self.table["slots"]
        self._add_root(word, end, lost, right, gain, flags, path, found)
        if lost:  # a restored sound ends the stem itself
            return
        for size in range(min(self.longest, end - 1), 0, -1):
            left = end - size
            for slot, mask, harmony, restored in self.table["endings"].get(word[left:end], ()):
                rule = slots[slot]
                if rule["flags"] & DERIVATION or (
                    rule["flags"] & INNER if right < 0 else slot not in slots[right]["after"]
                ):
                    continue
                if self._fits(word[:left] + restored, mask, harmony):
                    self._walk(
                        word,
                        left,
                        slot,
                        gain + (rule["gain"] + self.table["letter_gain"] * (size - 1)),
                        flags | rule["flags"],
                        (*path, rule["name"]),
                        found,
                        restored,
                    )

    def _fits(self, base: str, mask: int, harmony: int) -> bool:
        """May a suffix of this harmony stand after the last sound of base?"""
        table = self.table
        if not table["letters"].get(base[-1], 0) & mask:
            return False
        if not harmony:
            return True
        for letter in reversed(base):
            if letter in table["harmony"]:
                return table["harmony"][letter] == harmony
            if letter in "иуюё":
                return True
        return False  # no vowel: no stem

    def _restore(self, base: str, follows: str) -> str:
        """The key of a stem that stood before the sound `follows`.

        Devoicing undone, the fallen vowel put back.
        """
        key = self.key(base)
        if follows in "аәеоөұүыіиуюя" and key not in self.lexicon:
            for start in range(max(0, len(key) - 4), len(key) - 1):
                whole = self.table["elided"].get(key[start:])
                # a compound keeps at least two letters before its last part
                if whole is not None and start != 1:
                    return key[:start] + whole
        return key

    def _add_root(
        self,
        word: str,
        end: int,
        lost: str,
        right: int,
        gain: float,
        flags: int,
        path: tuple[str, ...],
        found: list[tuple[float, str, tuple[str, ...]]],
    ) -> None:
        classes = NOMINAL | VERB if right < 0 else self.table["slots"][right]["roots"]
        base = word[:end] + lost
        if not classes or not any(
            letter in self.table["harmony"] or letter in "иуюё" for letter in base
        ):
            return
        key = self.key(base) if right < 0 else self._restore(base, word[end])
        if self.lexicon.get(key, 0) & classes:
            table = self.table
            whole = table["whole_gain"] if right < 0 else 0.0
            found.append(
                (table["listed_gain"] + whole + table["listed_letter"] * len(key) + gain, key, path)
            )
        elif not flags & KNOWN and not lost and (right < 0 or len(base) > 1):
            found.append((gain - self._price(key, classes, right < 0), key, path))

    def _price(self, key: str, classes: int, whole: bool) -> float:
        """How unlikely a stem is that no list knows."""
        table = self.table
        price = -max(
            (gain for ending, gain in table["noun_endings"].items() if key.endswith(ending)),
            default=0.0,
        )
        if whole:
            return price
        if len(key) < len(table["short_price"]):
            price += table["short_price"][len(key)]
        if classes == VERB:
            price += table["unlisted_verb_price"]
        if (
            not any(letter in table["harmony"] or letter in "иуюё" for letter in key[-2:])
            and key[-2:] not in table["codas"]
        ):
            price += table["cluster_price"]
        return price


def default_stemmer(extra: Mapping[str, int] | None = None) -> Stemmer:
    """The stemmer with stems.txt and, where given, a site's own stems."""
    stems = read_stems((HERE / "stems.txt").read_text(encoding="utf-8"))
    for stem, classes in (extra or {}).items():
        stems[stem] = stems.get(stem, 0) | classes
    return Stemmer(compile_table(load()), stems)
