"""Numbers of sections, tables and pictures, made from the places of files and the order of pages.

A folder `1-…` is a chapter, a file `1-2-…` in it a section: «1-тарау», «1.2-бөлім». Tables and
pictures of a chapter are numbered through it, as in Kazakh theses: «1.3-кесте»; on any other page
they are numbered alone: «2-кесте».
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from . import notation
from .notation import Call

WORDS = {
    "table": "кесте",
    "comparison": "кесте",
    "facts": "кесте",
    "subunits": "кесте",
    "chart": "сурет",
    "diagram": "сурет",
    "map": "сурет",
    "place": "сурет",
    "tiles": "сурет",
}

# What a call numbers: («chart», «births») and so on, in the order of the page.
Named = Callable[[Call], list[tuple[str, str]]]
_CHAPTER = re.compile(r"(\d+)-[^/]+/")
_SECTION = re.compile(r"(\d+)-[^/]+/(\d+)-(\d+)-[^/]+\.md")


def section(page: str) -> str:
    """«1.2-бөлім» or «1-тарау»; nothing for a page outside the chapters.

    >>> section("1-basqaru/1-2-aimaq.md"), section("1-basqaru/index.md"), section("kirispe.md")
    ('1.2-бөлім', '1-тарау', '')
    """
    if inside := _SECTION.fullmatch(page):
        return f"{inside[2]}.{inside[3]}-бөлім"
    chapter = _CHAPTER.match(page)
    return f"{chapter[1]}-тарау" if chapter and page.endswith("/index.md") else ""


def figures(
    markdown: str, page: str, count: Counter[str], named: Named
) -> Iterator[tuple[Call, str, str]]:
    """Tables and pictures of a page: notation, anchor, label; `count` goes on counting."""
    chapter = _CHAPTER.match(page)
    prefix = f"{chapter[1]}." if chapter else ""
    for piece in notation.pieces(markdown):
        if isinstance(piece, Call) and piece.arguments:
            for kind, name in named(piece):
                word = WORDS[kind]
                count[word] += 1
                yield piece, f"{kind}-{name}", f"{prefix}{count[word]}-{word}"


@dataclass
class Labels:
    """The labels of all pages, by path under docs/."""

    figures: dict[str, dict[str, str]] = field(default_factory=dict)
    headings: dict[str, set[str]] = field(default_factory=dict)
    before: dict[str, Counter[str]] = field(default_factory=dict)  # counted when a page begins

    def read(self, pages: Iterable[tuple[str, str]], named: Named) -> None:
        """Number the figures of pages, given as path and Markdown in the order of reading."""
        chapters: dict[str, Counter[str]] = {}
        for page, markdown in pages:
            chapter = _CHAPTER.match(page)
            count = chapters.setdefault(chapter[1], Counter()) if chapter else Counter()
            self.before[page] = count.copy()
            self.figures[page] = {
                anchor: label for _, anchor, label in figures(markdown, page, count, named)
            }
            self.headings[page] = {heading.id for heading in notation.headings(markdown)}

    def of(self, page: str, anchor: str) -> str | None:
        """Label of a figure or section on another page; None where there is no such place."""
        if anchor in self.figures.get(page, {}):
            return self.figures[page][anchor]
        if page in self.headings and (not anchor or anchor in self.headings[page]):
            return section(page)
        return None
