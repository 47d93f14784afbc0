"""A Markdown page, parsed once, and its checks: front matter, headings, letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from typing import Any

from ..base import letters, signs
from ..base.diagnostics import ContentError, Problem
from ..language import alphabet
from ..language.messages import Language
from ..model.catalogue import Catalogue
from ..model.observations import JoinedIndicator
from . import forbidden_html, front_matter, limits, notation, typed_figures

NOTES = ("today", "caution", "nodata", "note")
_NOTE = re.compile(r"^[ \t]*(?P<sign>!!!|\?\?\?\+?)[ \t]+(?P<kind>[^\s\"]+)", re.MULTILINE)
# A mark stands for a piece of notation while Markdown is converted: a number between two letters
# for private use, which are text to Markdown.
MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"
_NO_MARKS = str.maketrans("", "", MARK_OPEN + MARK_CLOSE)
_ENTITY = re.compile(r"&#?\w{1,32};?")


@dataclass(frozen=True)
class SourcePage:
    """A page as it is written, parsed once.

    `path` is under docs/, `text` is the whole file, `markdown` and `meta` are what stands below
    and in its front matter, of which `front_problems` are told. `generated`: made from data/,
    nobody wrote it.
    """

    path: str
    text: str
    markdown: str
    meta: Mapping[str, Any]
    generated: bool = False
    front_problems: tuple[Problem, ...] = ()

    @classmethod
    def read(cls, path: str, text: str, generated: bool = False) -> SourcePage:
        """Take the front matter off a page; ContentError where it cannot be read at all."""
        text = text.removeprefix("\ufeff")
        inside, markdown = front_matter.divide(text)
        try:
            meta, problems = front_matter.read(inside, f"docs/{path}")
        except ContentError as error:
            meta, problems = {}, error.problems
        if exceeded := [*limits.exceeded(text, f"docs/{path}")]:
            raise ContentError(exceeded)
        return cls(path, text, markdown, meta, generated, tuple(problems))

    @property
    def file(self) -> str:
        """The name that problems bear."""
        return f"docs/{self.path}"

    @property
    def title(self) -> str:
        """The title of the front matter, else the path."""
        return str(self.meta.get("title", self.path))

    @property
    def language(self) -> Language:
        """The language of its text."""
        language: Language = self.meta.get("language", "kk")
        return language

    @cached_property
    def body(self) -> str:
        """The Markdown that becomes HTML.

        Notes to the checks are left out, and the letters of marks, which `check` reports.
        """
        return typed_figures.without_allowances(self.markdown.translate(_NO_MARKS))

    @cached_property
    def pieces(self) -> tuple[notation.Piece, ...]:
        """The notation of `body`."""
        return notation.parse(self.body)

    @property
    def calls(self) -> Iterator[notation.Call]:
        """The readable calls of `body`."""
        return (piece for piece in self.pieces if isinstance(piece, notation.Call))

    @cached_property
    def headings(self) -> tuple[notation.Heading, ...]:
        """The headings of `body`."""
        return notation.headings(self.body)

    def heading_above(self, line: int) -> notation.Heading | None:
        """The last heading above a line of `body`."""
        return next((one for one in reversed(self.headings) if one.line < line), None)

    def in_file(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems with lines of the Markdown, moved to lines of the file."""
        above = self.text.count("\n", 0, max(self.text.rfind(self.markdown), 0))
        return [replace(problem, line=problem.line + above) for problem in problems]


def problems_of(sources: Iterable[SourcePage]) -> Iterator[Problem]:
    """All that is wrong with pages apart from their notation."""
    for source in sources:
        yield from check(source)


def check(source: SourcePage) -> list[Problem]:
    """All that is wrong with a page apart from its notation."""
    body = [*_marks(source), *_headings(source), *_notes(source)]
    return [*source.front_problems, *source.in_file(body), *_letters(source)]


def _notes(source: SourcePage) -> Iterator[Problem]:
    """Notes of a kind that no style sheet knows: «!!! todaay»."""
    text = notation.without_hidden(source.markdown)
    unknown = [match for match in _NOTE.finditer(text) if match["kind"] not in NOTES]
    for match, line in zip(unknown, _lines(text, unknown), strict=True):
        message = f"no such kind of note: expected one of {', '.join(NOTES)}"
        yield Problem(source.file, line, f"{match['sign']} {match['kind']}", message)


def repeated_languages(sources: Iterable[SourcePage]) -> Iterator[Problem]:
    """Pages in a language that has one already: each stands for the whole site in its own."""
    seen: dict[Language, SourcePage] = {}
    for source in sources:
        if (
            source.language != "kk"
            and (first := seen.setdefault(source.language, source)) != source
        ):
            message = f"{first.file} is the page in it already: expected one a language"
            yield Problem(source.file, 0, f"language: {source.language}", message)


def typed(source: SourcePage, data: Catalogue) -> list[Problem]:
    """Figures that a chapter types by hand; pages that are no chapter may."""
    is_text = source.meta.get("origin") or source.language != "kk"
    if source.generated or not is_text:
        return []
    found = typed_figures.typed(source.markdown, source.file, data, source.language)
    return source.in_file(found)


def forbidden(source: SourcePage, html: str, whole: str = "") -> list[Problem]:
    """HTML of a page that no page may bring: scripts and styles of its own, frames, forms …

    `html` is what Markdown made of the page, `whole` the same with its tables and charts.
    """
    read = forbidden_html.read(html)
    shown, text = notation.without_hidden(source.text).lower(), source.text.lower()
    problems = []
    for found in read.found:
        within = shown if re.search(found.pattern, shown) else text
        lines = [*_lines(within, re.finditer(found.pattern, within))]
        for line in lines or [0]:  # letters that were escaped are not found again
            problems.append(Problem(source.file, line, found.name, found.message))
    made = Counter(_ID_IN_HTML.findall(whole)) - Counter(_ID_IN_HTML.findall(html))
    for id, count in (read.ids + made).items():
        if count > 1:
            start = max(source.text.find(f"#{id}"), source.text.find(f'"{id}"'))
            line = source.text.count("\n", 0, start) + 1 if start >= 0 else 0
            problems.append(Problem(source.file, line, "", f"#{id} stands twice"))
    return problems


# In what our own templates make.
_ID_IN_HTML = re.compile(r'<[a-zA-Z][^<>]*?\sid="([^"]+)"')


def _lines(text: str, matches: Iterable[re.Match[str]]) -> Iterator[int]:
    """The lines on which matches begin, given in their order."""
    line, end = 1, 0
    for match in matches:
        line += text.count("\n", end, match.start())
        end = match.start()
        yield line


def unshown(
    indicators: Iterable[JoinedIndicator], shown: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Indicators that do not stand on the page that their file names; `shown` is page → ids.

    Those with a `unit_title` stand on the pages of their units.
    """
    for one in indicators:
        if one.unit_title is None and one.id not in shown.get(one.page, ()):
            message = f'«{one.id}» names this page: expected {{{{ indicator("{one.id}") }}}} on it'
            yield Problem(f"docs/{one.page}", 0, "", message)


def _marks(source: SourcePage) -> Iterator[Problem]:
    for letter in (MARK_OPEN, MARK_CLOSE):
        if (start := source.markdown.find(letter)) >= 0:
            yield _not_allowed(source, source.markdown.count("\n", 0, start) + 1, letter)
    for line, letter in signs.refused(source.markdown):
        yield _not_allowed(source, line, letter)
    text = notation.without_hidden(source.markdown)
    entities = [*_ENTITY.finditer(text)]
    for entity, line in zip(entities, _lines(text, entities), strict=True):
        letters = unescape(entity[0])
        for _, letter in signs.refused(letters):
            yield _not_allowed(source, line, letter)
        if not letters:
            yield Problem(source.file, line, entity[0], "no character")


def _not_allowed(source: SourcePage, line: int, letter: str) -> Problem:
    return Problem(source.file, line, "", f"character U+{ord(letter):04X} is not allowed")


def _headings(source: SourcePage) -> Iterator[Problem]:
    seen: set[str] = set()
    level = 1
    for heading in source.headings:
        key = "#" * heading.level + " " + heading.title
        if heading.level == 1:
            message = "the page's title is its only first-level heading"
            yield Problem(source.file, heading.line, key, message)
        elif heading.level > level + 1:
            message = f"level {heading.level} follows level {level}"
            yield Problem(source.file, heading.line, key, message)
        if not heading.id:
            message = f"add an address: {{ #{alphabet.slug(heading.title)} }}"
            yield Problem(source.file, heading.line, key, message)
        elif heading.id in seen:
            yield Problem(source.file, heading.line, key, f"#{heading.id} stands twice")
        seen.add(heading.id)
        level = heading.level


def _letters(source: SourcePage) -> Iterator[Problem]:
    """Words in letters of two alphabets or in letters of two signs, the front matter's included.

    A page made from data/ has a name there with an ending of the language: «IT» in «ITның».
    """
    for line, word, message in () if source.generated else letters.faults(source.text):
        yield Problem(source.file, line, word, message)
