"""Figures: what an indicator is at a place in a period, as data for the card above the results.

f.json    indicators: their names as terms, the places that have values, where the values are; the
          words with which figures are asked for
fl.json   their names in Latin letters, loaded for a query that has some
n0.json … places by the first word of their names, loaded for the words of a query
g0.json … titles and values of some indicators, loaded when one of them is shown
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from search_kk.packed import numbers

VALUES_PART = 8_000  # letters
PLACES_PART = 4_000
_INITIAL = re.compile(r"\b\w\.\s*")
BEGINNING = 3  # letters of the first word of a name: a part may hold all that begin so


@dataclass(frozen=True)
class Value:
    """One figure, written as readers see it; an empty text: not known."""

    place: str
    period: str  # 2024, 2024-07, 2024-07-01
    text: str
    location: str  # of its row
    source: str = ""
    status: str = ""  # empty: official
    when: str = ""  # the period in words
    label: str = ""  # which of several series of one place


@dataclass(frozen=True)
class Measured:
    """An indicator: its title, what else it is called (any language), its chart, its values.

    Values come in the order of preference: of several for one place and period the first counts.
    One whose id is «id of another/…» comes after that one, and is asked for a period it lacks.
    """

    id: str
    title: str
    names: tuple[str, ...]
    location: str  # of its chart or section
    values: tuple[Value, ...]
    nominal: bool = False  # in the prices of each year, which tell no growth


@dataclass(frozen=True)
class Place:
    """A place with figures; of places with like names the first one is meant."""

    id: str
    title: str
    names: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class Figures:
    """All figures of a site.

    `statuses` names each status but the official one: first those that are as `firm` as it, which
    are so many. `elsewhere` names places of which nothing is known, in any language: who asks for
    one of them is shown no figure.
    """

    indicators: Sequence[Measured]
    places: Sequence[Place]
    statuses: Mapping[str, str] = field(default_factory=dict)
    firm: int = 0
    elsewhere: Sequence[str] = ()


def of_json(given: Mapping[str, Any]) -> Figures:
    """Figures from JSON that has the names of the fields above."""
    indicators = [
        Measured(
            id=one["id"],
            title=one["title"],
            names=tuple(one.get("names", ())),
            location=one.get("location", ""),
            values=tuple(Value(**value) for value in one["values"]),
            nominal=one.get("nominal", False),
        )
        for one in given["indicators"]
    ]
    places = [Place(**{**one, "names": tuple(one.get("names", ()))}) for one in given["places"]]
    return Figures(
        indicators,
        places,
        given.get("statuses", {}),
        given.get("firm", 0),
        given.get("elsewhere", ()),
    )


@dataclass(frozen=True)
class Naming:
    """What names are made of: the linguistics that figures need."""

    terms: Callable[[str], list[str]]  # of a name
    key: Callable[[str], str]  # of a term, as in the vocabulary
    kind: Callable[[str], int | None]  # which kind of place a term is: a town, a region
    times: frozenset[str]  # terms of parts of a year
    asked: Mapping[str, Any]  # the words with which figures are asked for
    short: Callable[[str], str]  # a term without what the engine finds by itself

    def shortened(self, names: str) -> str:
        """«term term|term term» as it is written into a file."""
        return re.sub(r"[^ |]+", lambda found: self.short(found[0]), names)

    def is_kind(self, term: str) -> bool:
        """Whether a term is a kind of place."""
        return self.kind(term) is not None


@dataclass(frozen=True)
class Made:
    """The files by name, and what the manifest says of them."""

    files: Mapping[str, Any]
    places: Sequence[str]  # what each part of places begins with
    words: frozenset[str]  # the terms of the names of indicators


def files(figures: Figures, naming: Naming) -> Made:
    """All figures as files."""
    numbered = {place.id: n for n, place in enumerate(figures.places)}
    cores = {place.id: _core_terms(place, naming) for place in figures.places}
    statuses = ["", *figures.statuses]
    parts: list[list[Any]] = []
    rows, latin, words, size = list[list[Any]](), list[str](), set[str](), VALUES_PART
    for measured in figures.indicators:
        table, length = _table(measured, figures.places, numbered, statuses)
        if size + length > VALUES_PART and parts != [[]]:
            parts.append([])
            size = 0
        size += length
        parts[-1].append(table)
        held = list(dict.fromkeys(value.place for value in measured.values))
        # in the name of an indicator its place and its span say nothing of what is counted
        left_out = naming.times.union(*(cores[place] for place in held))
        title = measured.title.partition(" (")[0]  # a note in brackets is no name
        names = _named(naming, (title, *measured.names), left_out)
        words.update(names.replace("|", " ").split())
        in_latin, others = _by_letters(names)
        latin.append(in_latin)
        rows.append(
            [
                naming.shortened(others),
                numbers(numbered[place] for place in held),
                len(parts) - 1,
                len(parts[-1]) - 1,
                naming.shortened(
                    _labels(measured, naming, names.replace("|", " ").split(), left_out)
                ),
                *([flags] if (flags := _flags(measured)) else []),
            ]
        )
    made: dict[str, Any] = {
        "f": {
            "indicators": rows,
            "statuses": ["", *figures.statuses.values()],
            "firm": 1 + figures.firm,
            "homes": _homes(figures, numbered, naming),
            "elsewhere": naming.shortened(_named(naming, figures.elsewhere)),
            "asked": naming.asked,
        },
        "fl": latin,
        **{f"g{n}": part for n, part in enumerate(parts)},
    }
    firsts = []
    for n, part in enumerate(_places(figures.places, numbered, naming)):
        firsts.append(part[0][0])
        made[f"n{n}"] = [row for _, row in part]
    return Made(made, firsts, frozenset(words))


def _homes(
    figures: Figures, numbered: Mapping[str, int], naming: Naming
) -> list[tuple[int, int, str, list[int]]]:
    """Of each kind of places the one that is meant where only the kind is said: «облыс халқы».

    It is the one of which most is known, if that is more than twice what is known of the next:
    kind, place, title, what lies above it.
    """
    known = Counter(value.place for one in figures.indicators for value in one.values)
    of_kind: dict[int, list[Place]] = {}
    for place in figures.places:
        named = [naming.terms(name) for name in place.names]
        only = [terms[0] for terms in named if len(terms) == 1]  # «ел»
        for kind in dict.fromkeys(map(naming.kind, [*naming.terms(place.title), *only])):
            if kind is not None:
                of_kind.setdefault(kind, []).append(place)
    homes = []
    for kind, places in sorted(of_kind.items()):
        first, *others = sorted(places, key=lambda place: -known[place.id])
        if not others or known[first.id] > 2 * known[others[0].id]:
            above = _above(first, figures.places, numbered)
            homes.append((kind, numbered[first.id], first.title, above))
    return homes


def _above(place: Place, places: Sequence[Place], numbered: Mapping[str, int]) -> list[int]:
    """The places in which a place lies, the nearest first."""
    found, parent = list[int](), place.parent
    while parent:
        found.append(numbered[parent])
        parent = places[numbered[parent]].parent
    return found


def _named(naming: Naming, names: Sequence[str], left_out: frozenset[str] = frozenset()) -> str:
    """«term term|term term», each name once."""
    found = (
        " ".join(term for term in naming.terms(name) if not _both(term) & left_out)
        for name in names
    )
    return "|".join(dict.fromkeys(name for name in found if name))


def _by_letters(names: str) -> tuple[str, str]:
    """The names that are in Latin letters, and the others."""
    split: dict[bool, list[str]] = {True: [], False: []}
    for name in names.split("|"):
        split[name.isascii()].append(name)
    return "|".join(split[True]), "|".join(split[False])


def _core_terms(place: Place, naming: Naming) -> set[str]:
    """The stems of a place's names, without what kind of place it is."""
    terms = (term for name in (place.title, *place.names) for term in naming.terms(name))
    return {one for term in terms if not naming.is_kind(term) for one in _both(term)}


def _both(term: str) -> set[str]:
    """The stem of a term and its Russian stem."""
    stem, _, russian = term.partition("~")
    return {stem, f"~{russian or stem}"}


def _flags(measured: Measured) -> int:
    """What the engine is told of an indicator, as bits."""
    return _is_share(measured) + 2 * ("/" in measured.id) + 4 * measured.nominal


def _is_share(measured: Measured) -> bool:
    """Whether all its values are in per cent."""
    return all(value.text.endswith("%") for value in measured.values if value.text)


def _labels(
    measured: Measured, naming: Naming, names: Sequence[str], left_out: frozenset[str]
) -> str:
    """What tells series that stand side by side from each other, as terms; one after the other."""
    labels = dict.fromkeys(value.label for value in measured.values)
    if len(labels) < 2:
        return ""
    left_out = left_out.union(*map(_both, names))
    # nor does what all of them say
    said = [set[str]().union(*map(_both, naming.terms(label))) for label in labels if label]
    left_out = left_out.union(set.intersection(*said)) if len(said) > 1 else left_out
    return "|".join(
        " ".join(term for term in naming.terms(label) if not _both(term) & left_out)
        for label in labels
    )


def _places(
    places: Sequence[Place], numbered: Mapping[str, int], naming: Naming
) -> list[list[tuple[str, list[Any]]]]:
    """Parts of rows, each with what it begins with; a place stands once for each beginning."""
    rows: dict[str, list[list[Any]]] = {}
    for place in places:
        by_beginning: dict[str, list[str]] = {}
        for name in dict.fromkeys((place.title, *place.names)):
            terms = naming.terms(_INITIAL.sub("", name))
            first = next((term for term in terms if not naming.is_kind(term)), terms[0])
            by_beginning.setdefault(naming.key(first.split("~")[0])[:BEGINNING], []).append(name)
        above = _above(place, places, numbered)
        for beginning, names in by_beginning.items():
            # «Момышұлы ауылы»: few type the initial
            named = _named(
                naming, [_INITIAL.sub("", name) for name in names]
            )  # the title first, or nothing in its place
            named = naming.shortened(named if place.title in names else f"|{named}")
            row = [place.title, named, numbered[place.id], *above]
            rows.setdefault(beginning, []).append(row)
    parts: list[list[tuple[str, list[Any]]]] = []
    size = PLACES_PART
    for beginning in sorted(rows):
        if size >= PLACES_PART:
            parts.append([])
            size = 0
        parts[-1] += [(beginning, row) for row in rows[beginning]]
        size += sum(len(str(row)) for row in rows[beginning])
    return parts


def _table(
    measured: Measured,
    places: Sequence[Place],
    numbered: Mapping[str, int],
    statuses: Sequence[str],
) -> tuple[dict[str, Any], int]:
    texts: dict[str, int] = {}

    def kept(text: str) -> int:
        return texts.setdefault(text, len(texts))

    rows = [
        [
            numbered[value.place],
            value.period,
            value.text,
            kept(value.location.split("#")[0]),
            value.location.partition("#")[2],
            kept(value.source),
            statuses.index(value.status),
            kept(value.label),
            value.when,
        ]
        for value in measured.values
    ]
    held = sorted({numbered[value.place] for value in measured.values})
    table = {
        "title": measured.title,
        "location": measured.location,
        "places": [[n, places[n].title] for n in held],
        "texts": list(texts),
        "rows": rows,
    }
    return table, sum(len(str(row)) for row in rows)
