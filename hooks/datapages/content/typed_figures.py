"""Figures typed into prose by hand: each should be a `{{ value(…) }}`, or be cited.

A figure counts when it has four digits or more, or stands before млн, млрд, мың or %. Years do
not count. It may stay where its paragraph or list item cites a source further on (a law's own
threshold, a figure of another country), unless data/ has it: of the source that is cited, or so
long that it can be no other. It may stay, too, after a word why, up to the next heading:
`<!-- typed: thresholds of the law cited above -->`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..base.diagnostics import Problem
from ..language.messages import Language
from ..model.catalogue import Catalogue
from ..model.records.base import Measure
from . import notation

_GAP = "[ \u00a0\u202f]"


def _figure(group: str, point: str, units: str) -> re.Pattern[str]:
    """A number with what stands between its thousands and before its decimals, and its unit."""
    return re.compile(
        rf"(?<![\w№/.,-])(?P<number>\d{{1,3}}(?:{group}\d{{3}})+(?:{point}\d+)?|\d+(?:{point}\d+)?)"
        rf"(?P<unit>{_GAP}?(?:%|{units}))?"
    )


_FIGURES: Mapping[Language, re.Pattern[str]] = {
    "kk": _figure(_GAP, ",", "млн|млрд|трлн|мың|миллион|миллиард|пайыз"),
    "ru": _figure(_GAP, ",", "млн|млрд|трлн|тыс|тысяч|миллион|миллиард|процент"),
    "en": _figure(",", r"\.", "thousand|million|billion|trillion|per ?cent"),
}
_YEARS = range(1000, 2101)
# How a word of a scale begins, in any of the languages; «миллиард» before «миллион».
_SCALES = {"мың": 3, "тыс": 3, "thou": 3, "млрд": 9, "миллиард": 9, "bill": 9, "млн": 6,
           "миллион": 6, "mill": 6, "трлн": 12, "trill": 12}  # fmt: skip
# Digits of a figure that is hardly another one by chance, and of one of the source that is cited.
_TELLING, _OF_SOURCE = 5, 3
# A search for an end stops where the same thing begins anew: no text is read again and again.
_ALLOWED = re.compile(r"(?<! )[ ]*+<!--\s*+typed:\s*+\S(?:(?!<!--).)*?-->")
_HIDDEN = re.compile(  # what is no prose: calls, comments, addresses, attributes, tags, code
    r"\{\{(?:(?!\{\{).)*?\}\}|<!--(?:(?!<!--).)*?-->|\]\((?:(?!\]\()[^)\n])*\)"
    r"|\{[ ]?[#.:][^{}\n]*\}|<[^<>\n]*>|`[^`\n]*`",
    re.DOTALL,
)
_CITED = re.compile(r"\[@(?P<id>[a-z0-9-]+)")
_BLOCK = re.compile(r"(?:^[^\n]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
_ITEM = re.compile(r"\n(?=\s*(?:[-*|]|\d+\.)\s)")


def typed(markdown: str, file: str, data: Catalogue, language: Language = "kk") -> list[Problem]:
    """A problem a figure; a figure of data/ is told with the call that quotes it."""
    figure = _FIGURES[language]
    found = []
    for start, text in _paragraphs(markdown):
        cited = {one["id"]: one.start() for one in _CITED.finditer(text)}
        for match in figure.finditer(_HIDDEN.sub(_blank, text)):
            if not _counts(match, language):
                continue
            call = _call(_Amount.of(match, language), data, cited)
            if call or match.start() > max(cited.values(), default=-1):
                wanted = f"write {call}" if call else "expected a figure of data/ or a citation"
                line = markdown.count("\n", 0, start + match.start()) + 1
                found.append(Problem(file, line, match[0].strip(), f"a typed figure: {wanted}"))
    return found


def without_allowances(markdown: str) -> str:
    """The Markdown as readers get it; every line keeps its number."""
    return _ALLOWED.sub(lambda note: "\n" * note[0].count("\n"), markdown)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _paragraphs(markdown: str) -> Iterator[tuple[int, str]]:
    """Paragraphs and list items with their places; headings and what is allowed are left out."""
    is_allowed = False
    for block in _BLOCK.finditer(markdown):
        if notation.headings(block[0]):
            is_allowed = False
            continue
        is_allowed = is_allowed or bool(_ALLOWED.search(block[0]))
        if is_allowed:
            continue
        start = 0
        borders = [match.end() for match in _ITEM.finditer(block[0])]
        for end in (*borders, len(block[0])):
            yield block.start() + start, block[0][start:end]
            start = end


def _counts(match: re.Match[str], language: Language) -> bool:
    if match["unit"]:
        return True
    digits = re.sub(r"\D", "", match["number"].partition("." if language == "en" else ",")[0])
    return len(digits) >= 4 and not (match["number"].isdecimal() and int(digits) in _YEARS)


@dataclass(frozen=True)
class _Amount:
    """What a figure says, in units of its measure: at most `slack` away from what is meant."""

    value: float
    slack: float
    digits: int
    is_percent: bool

    @classmethod
    def of(cls, match: re.Match[str], language: Language) -> _Amount:
        point = "." if language == "en" else ","
        whole, _, decimals = match["number"].partition(point)
        whole = re.sub(r"\D", "", whole)
        unit = (match["unit"] or "").strip()
        power = next((p for word, p in _SCALES.items() if unit.startswith(word)), 0)
        return cls(
            value=float(f"{whole}.{decimals or 0}") * 10**power,
            slack=0.5 * 10 ** (power - len(decimals)),
            digits=len((whole + decimals).lstrip("0")),
            is_percent=bool(unit) and not power,
        )

    def says(self, value: float, measure: Measure) -> bool:
        """Whether a figure of data/ may be written so."""
        if self.is_percent != (measure == "percent"):
            return False
        scale = {"thousand": 1e3, "million": 1e6}.get(measure.partition("-")[0], 1)
        return abs(abs(value) * scale - self.value) <= self.slack * (1 + 1e-9)


def _call(amount: _Amount, data: Catalogue, cited: Collection[str]) -> str:
    """The call that writes a figure of data/; empty where it may be another one."""
    for indicator in data.indicators.values():
        for series in indicator.series:
            for observation in series.observations:
                needed = _OF_SOURCE if not cited or observation.source in cited else _TELLING
                if amount.digits < needed or observation.value is None:
                    continue
                if amount.says(observation.value, indicator.measure):
                    which = f'"{indicator.id}", "{observation.period}", series="{series.id}"'
                    return f"{{{{ value({which}) }}}}"
    return ""
