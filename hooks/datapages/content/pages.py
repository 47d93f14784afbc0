"""A Markdown page, parsed once, and its checks: front matter, headings, letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

from ..base.diagnostics import Problem
from ..language import alphabet
from ..model.catalogue import Catalogue
from ..model.observations import JoinedIndicator
from . import notation, typed_figures

NOTES = ("today", "caution", "nodata", "note")
_NOTE = re.compile(r"^[ \t]*(?P<sign>!!!|\?\?\?\+?)[ \t]+(?P<kind>[^\s\"]+)", re.MULTILINE)
ORIGINS = ("thesis", "open-data")
# A mark stands for a piece of notation while Markdown is converted: a number between two letters
# for private use, which are text to Markdown.
MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"
_NO_MARKS = str.maketrans("", "", MARK_OPEN + MARK_CLOSE)
DESCRIPTION = range(50, 161)  # letters: what search engines show of a page
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@dataclass(frozen=True)
class SourcePage:
    """A page as it is written, parsed once.

    `path` is under docs/, `text` is the whole file, `markdown` and `meta` are what stands below
    and in its front matter. `generated`: made from data/, nobody wrote it.
    """

    path: str
    text: str
    markdown: str
    meta: Mapping[str, Any]
    generated: bool = False

    @property
    def file(self) -> str:
        """The name that problems bear."""
        return f"docs/{self.path}"

    @property
    def title(self) -> str:
        """The title of the front matter, else the path."""
        return str(self.meta.get("title", self.path))

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


def check(source: SourcePage) -> list[Problem]:
    """All that is wrong with a page apart from its notation."""
    body = [*_marks(source), *_headings(source), *_mixed_letters(source), *_notes(source)]
    return [*_front_matter(source), *source.in_file(body)]


def _notes(source: SourcePage) -> Iterator[Problem]:
    """Notes of a kind that no style sheet knows: «!!! todaay»."""
    text = notation.CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), source.markdown)
    for match in _NOTE.finditer(text):
        if match["kind"] not in NOTES:
            line = text.count("\n", 0, match.start("sign")) + 1
            message = f"no such kind of note: expected one of {', '.join(NOTES)}"
            yield Problem(source.file, line, f"{match['sign']} {match['kind']}", message)


def typed(source: SourcePage, data: Catalogue) -> list[Problem]:
    """Figures that a chapter types by hand; pages that are no chapter may."""
    if source.generated or not source.meta.get("origin"):
        return []
    return source.in_file(typed_figures.typed(source.markdown, source.file, data))


def scripts(source: SourcePage, html: str) -> list[Problem]:
    """HTML of a page that would bring a script or a style of its own, which no page may.

    `html` is what Markdown made of the page, before tables and charts are put into it.
    """
    finder = _Forbidden()
    finder.feed(html)
    finder.close()
    if not finder.found:
        return []
    text = _without_code(source.text).lower()
    problems = []
    for tag in dict.fromkeys(finder.found):
        starts = [match.start() for match in re.finditer(rf"<{tag}\b", text)]
        for start in starts or [0]:
            line = text.count("\n", 0, start) + 1
            problems.append(Problem(source.file, line, f"<{tag}>", _NO_SCRIPTS))
    return problems


_NO_SCRIPTS = (
    "a page brings no script or style of its own: expected extra_javascript or extra_css "
    "in mkdocs.yml"
)


class _Forbidden(HTMLParser):
    """Notes the tags that run scripts or change the look of the whole page."""

    TAGS = frozenset({"script", "style", "link", "meta", "base"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.TAGS:
            self.found.append(tag)


def _without_code(text: str) -> str:
    """A text with blanks in place of its code, each line where it was."""
    return notation.CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)


def unshown(
    indicators: Iterable[JoinedIndicator], shown: Mapping[str, set[str]]
) -> Iterator[Problem]:
    """Indicators that do not stand on the page that their file names; `shown` is page → ids.

    Those with a `unit_title` stand on the pages of their units.
    """
    for one in indicators:
        if one.unit_title is None and one.id not in shown.get(one.page, set()):
            message = f'«{one.id}» names this page: expected {{{{ indicator("{one.id}") }}}} on it'
            yield Problem(f"docs/{one.page}", 0, "", message)


def _front_matter(source: SourcePage) -> Iterator[Problem]:
    description = source.meta.get("description")
    title = source.meta.get("title")
    if not isinstance(title, str) or not title.strip():
        yield Problem(source.file, 1, "title", "this key is required")
    if not isinstance(description, str):
        yield Problem(source.file, 1, "description", "this key is required")
    elif len(description) not in DESCRIPTION:
        wanted = f"{DESCRIPTION.start}–{DESCRIPTION.stop - 1} letters"
        message = f"expected {wanted}, got {len(description)}"
        yield Problem(source.file, 1, "description", message)
    origin = source.meta.get("origin")
    if origin is not None and origin not in ORIGINS:
        message = f"expected {' or '.join(ORIGINS)}, got {origin}"
        yield Problem(source.file, 1, "origin", message)


def _marks(source: SourcePage) -> Iterator[Problem]:
    for place, line in enumerate(source.markdown.split("\n"), start=1):
        for letter in (MARK_OPEN, MARK_CLOSE):
            if letter in line:
                message = f"character U+{ord(letter):04X} is not allowed"
                yield Problem(source.file, place, "", message)


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


def _mixed_letters(source: SourcePage) -> Iterator[Problem]:
    for place, line in enumerate(source.markdown.split("\n"), start=1):
        for word in _WORD.findall(line):
            if _LATIN.search(word) and _CYRILLIC.search(word):
                yield Problem(source.file, place, word, "Latin and Cyrillic letters in one word")
