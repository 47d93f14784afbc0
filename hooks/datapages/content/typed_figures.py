"""Figures typed into prose by hand: each should be a `{{ value(…) }}`, or be cited.

A figure counts when it has four digits or more, or stands before млн, млрд, мың or %. Years do
not count. It may stay where its paragraph or list item cites a source (a law's own threshold, a
figure of another country), or after a word why, up to the next heading:
`<!-- typed: thresholds of the law cited above -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..base.diagnostics import Problem
from ..language import formats
from ..language.messages import Language
from ..model.catalogue import Catalogue
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
# A search for an end stops where the same thing begins anew: no text is read again and again.
_ALLOWED = re.compile(r"(?<! )[ ]*+<!--\s*+typed:\s*+\S(?:(?!<!--).)*?-->")
_HIDDEN = re.compile(  # what is no prose: calls, comments, addresses, attributes, tags, code
    r"\{\{(?:(?!\{\{).)*?\}\}|<!--(?:(?!<!--).)*?-->|\]\((?:(?!\]\()[^)\n])*\)"
    r"|\{[ ]?[#.:][^{}\n]*\}|<[^<>\n]*>|`[^`\n]*`",
    re.DOTALL,
)
_BLOCK = re.compile(r"(?:^[^\n]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
_ITEM = re.compile(r"\n(?=\s*(?:[-*|]|\d+\.)\s)")


def typed(markdown: str, file: str, data: Catalogue, language: Language = "kk") -> list[Problem]:
    """A problem a figure; a figure of data/ is told with the call that quotes it."""
    figure = _FIGURES[language]
    found = []
    for start, text in _paragraphs(markdown):
        if "[@" in text:
            continue
        for match in figure.finditer(_HIDDEN.sub(_blank, text)):
            if _counts(match, language):
                line = markdown.count("\n", 0, start + match.start()) + 1
                number = match["number"].replace("\u00a0", " ").replace("\u202f", " ")
                call = _quotes(data, language).get(number)
                wanted = f"write {call}" if call else "expected a figure of data/ or a citation"
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


def _quotes(data: Catalogue, language: Language) -> dict[str, str]:
    """Written figure → the call that writes it."""
    return {
        formats.number(seen.value, language=language).replace("\u00a0", " "): (
            f'{{{{ value("{indicator.id}", "{seen.period}", series="{series.id}") }}}}'
        )
        for indicator in data.indicators.values()
        for series in indicator.series
        for seen in series.observations
        if seen.value is not None and abs(seen.value) >= 1000
    }
