"""Figures: what an indicator is at a place in a period, as data for the card above the results.

f.json    names: indicators and places, each with its names as terms, and where its values are
g0.json   values of some indicators, loaded when one of them is shown
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

VALUES_PART = 12_000  # letters


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
    """

    id: str
    title: str
    names: tuple[str, ...]
    location: str  # of its chart or section
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Place:
    """A place with figures; of places with like names the first one is meant."""

    id: str
    title: str
    names: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class Figures:
    """All figures of a site; `statuses` names each status but the official one."""

    indicators: Sequence[Measured]
    places: Sequence[Place]
    statuses: Mapping[str, str] = field(default_factory=dict)


def of_json(given: Mapping[str, Any]) -> Figures:
    """Figures from JSON that has the names of the fields above."""
    indicators = [
        Measured(
            id=one["id"],
            title=one["title"],
            names=tuple(one.get("names", ())),
            location=one.get("location", ""),
            values=tuple(Value(**value) for value in one["values"]),
        )
        for one in given["indicators"]
    ]
    places = [Place(**{**one, "names": tuple(one.get("names", ()))}) for one in given["places"]]
    return Figures(indicators, places, given.get("statuses", {}))


def files(figures: Figures, terms: Callable[[str], list[str]]) -> dict[str, Any]:
    """The files, by name; terms(name): the terms of a name."""
    places = {place.id: n for n, place in enumerate(figures.places)}
    statuses = ["", *figures.statuses]
    parts: list[list[Any]] = []
    rows, size = [], VALUES_PART
    for measured in figures.indicators:
        table, length = _table(measured, places, statuses)
        if size + length > VALUES_PART and parts != [[]]:
            parts.append([])
            size = 0
        size += length
        held = list(dict.fromkeys(places[value.place] for value in measured.values))
        rows.append(
            [
                measured.title,
                _named(terms, (measured.title, *measured.names)),
                measured.location,
                held,
                len(parts) - 1,
                len(parts[-1]),
            ]
        )
        parts[-1].append(table)
    found: dict[str, Any] = {
        "f": {
            "indicators": rows,
            "places": [
                [
                    place.title,
                    _named(terms, (place.title, *place.names)),
                    places.get(place.parent, -1),
                ]
                for place in figures.places
            ],
            "statuses": ["", *figures.statuses.values()],
        }
    }
    return found | {f"g{n}": part for n, part in enumerate(parts)}


def _named(terms: Callable[[str], list[str]], names: Sequence[str]) -> str:
    """«term term|term term», each name once."""
    return "|".join(dict.fromkeys(" ".join(terms(name)) for name in names if terms(name)))


def _table(
    measured: Measured, places: Mapping[str, int], statuses: Sequence[str]
) -> tuple[dict[str, Any], int]:
    texts: dict[str, int] = {}

    def kept(text: str) -> int:
        return texts.setdefault(text, len(texts))

    rows = [
        [
            places[value.place],
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
    return {"texts": list(texts), "rows": rows}, sum(len(str(row)) for row in rows)
