"""What a query ought to find, by rule, and how well an engine's answer agrees.

queries.tsv holds a query a line: half, class, query, rule. A rule is
  a regex         over whole words of a section's title and text, in small letters; `~` stands for
                  any further letters, `a && b` asks for both
  @place, place   the locations themselves, `*` for any letters
  -               nothing at all
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from statistics import mean
from typing import Any

QUERIES = Path(__file__).parent / "queries.tsv"
QUESTION = "question"
SIGN = "[0-9a-zà-ɏа-яёәғқңөұүіһ]"


@dataclass(frozen=True)
class Query:
    """A line of queries.tsv."""

    half: str
    kind: str
    text: str
    rule: str


@dataclass(frozen=True)
class Score:
    """How well one answer agrees with the rule."""

    hit: float
    recall: float | None  # None: not asked
    precision: float | None
    mrr: float


def queries(path: Path = QUERIES) -> list[Query]:
    """The queries, comments left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Query(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def plain(doc: Mapping[str, Any]) -> str:
    """The words of a document as a rule sees them."""
    text = re.sub(r"<[^>]*>", " ", f"{doc['title']} | {doc['text']}").lower()
    return re.sub(r"\s+", " ", text.replace("&amp;", "&"))


def relevant(rule: str, docs: Mapping[str, str]) -> set[str]:
    """Locations that a rule names; `docs` is the plain text of each location."""
    if rule == "-":
        return set()
    if rule.startswith("@"):
        patterns = [pattern.strip() for pattern in rule[1:].split(", ")]
        return {place for place in docs if any(fnmatchcase(place, p) for p in patterns)}
    parts = [(_beginnings(part), re.compile(_bounded(part))) for part in rule.split(" && ")]
    return {
        place
        for place, text in docs.items()
        if all(any(map(text.__contains__, begun)) and part.search(text) for begun, part in parts)
    }


def _beginnings(rule: str) -> list[str]:
    """Letters of which a text must have some for a regex to match: found ten times as fast."""
    alternatives, depth = [""], 0
    for sign in rule:
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            alternatives.append("")
        else:
            alternatives[-1] += sign
    found = []
    for alternative in alternatives:
        begun = re.match(r"[^\\.^$*+?{}()\[\]|~]*", alternative)
        assert begun
        optional = alternative[begun.end() : begun.end() + 1] in {*"*?{"}
        found.append(begun[0][:-1] if optional else begun[0])
    return found


def _bounded(rule: str) -> str:
    return f"(?<!{SIGN})(?:{rule.replace('~', SIGN + '*')})(?!{SIGN})"


def score(found: Sequence[str], wanted: set[str], *, ranked: bool = False) -> Score:
    """Hit, recall, precision and reciprocal rank; a query for nothing is right if it finds none.

    Of a question (`ranked`) only the first answer matters.
    """
    if not wanted:
        right = float(not found)
        return Score(right, right, right, right)
    right = sum(place in wanted for place in found)
    first = next((i for i, place in enumerate(found, start=1) if place in wanted), 0)
    return Score(
        hit=float(right > 0),
        recall=None if ranked else right / len(wanted),
        precision=None if ranked else right / len(found) if found else 0.0,
        mrr=1 / first if first else 0.0,
    )


def average(scores: Iterable[Score]) -> Score:
    """The mean of each figure."""
    rows = list(scores)

    def figure(name: str) -> float | None:
        known = [value for row in rows if (value := getattr(row, name)) is not None]
        return mean(known) if known else None

    return Score(
        hit=figure("hit") or 0.0,
        recall=figure("recall"),
        precision=figure("precision"),
        mrr=figure("mrr") or 0.0,
    )


Find = Callable[[str], Sequence[str]]


def wanted(given: Iterable[Query], docs: Iterable[Mapping[str, Any]]) -> dict[Query, set[str]]:
    """Locations that the rule of each query names."""
    texts = {str(doc["location"]): plain(doc) for doc in docs}
    return {query: relevant(query.rule, texts) for query in given}


def run(named: Mapping[Query, set[str]], find: Find) -> dict[Query, Score]:
    """Ask every query; `find` gives locations, best first."""
    return {
        query: score(find(query.text), places, ranked=query.kind == QUESTION)
        for query, places in named.items()
    }
