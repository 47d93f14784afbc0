"""Numbers of sections, tables and figures, made from the places of files and the order of pages.

A folder `1-…` is a chapter, a file `1-2-…` in it a section: «1-тарау», «1.2-бөлім». Tables and
figures of a chapter are numbered through it, as in Kazakh theses: «1.3-кесте»; on any other page
they are numbered alone: «2-кесте».
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..language.messages import t
from .notation import Call
from .pages import SourcePage

Kind = Literal["table", "figure"]
# What a call numbers: («figure», «chart-births») and so on, in the order of the page.
Numbers = Callable[[Call], Iterable[tuple[Kind, str]]]
_CHAPTER = re.compile(r"(\d+)-[^/]+/")
_SECTION = re.compile(r"(\d+)-[^/]+/(\d+)-(\d+)-[^/]+\.md")


def chapter(page: str) -> str:
    """The number of the chapter that a page lies in; empty outside the chapters.

    >>> chapter("1-basqaru/1-2-aimaq.md"), chapter("kirispe.md")
    ('1', '')
    """
    inside = _CHAPTER.match(page)
    return inside[1] if inside else ""


def section(page: str) -> str:
    """«1.2-бөлім» or «1-тарау»; nothing for a page outside the chapters.

    >>> section("1-basqaru/1-2-aimaq.md"), section("1-basqaru/index.md"), section("kirispe.md")
    ('1.2-бөлім', '1-тарау', '')
    """
    if inside := _SECTION.fullmatch(page):
        return t("label.section", number=f"{inside[2]}.{inside[3]}")
    number = chapter(page)
    return t("label.chapter", number=number) if number and page.endswith("/index.md") else ""


@dataclass(frozen=True)
class NumberedFigure:
    """A table or figure of a page: the call that makes it, its anchor and its label."""

    call: Call
    anchor: str
    label: str


@dataclass(frozen=True)
class Numbering:
    """The numbered figures and the headings of all pages, by path under docs/."""

    figures: Mapping[str, tuple[NumberedFigure, ...]] = field(default_factory=dict)
    headings: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def read(
        cls, pages: Mapping[str, SourcePage], menu: Iterable[str], numbers: Numbers
    ) -> Numbering:
        """Number the figures of pages: `menu` are paths in the order of reading.

        A page that no menu lists is counted alone.
        """
        chapters: dict[str, Counter[Kind]] = {}
        figures = {}
        for path in menu:
            number = chapter(path)
            count = chapters.setdefault(number, Counter()) if number else Counter()
            figures[path] = tuple(_figures(pages[path], count, numbers))
        for path, page in pages.items():
            if path not in figures:
                figures[path] = tuple(_figures(page, Counter(), numbers))
        headings = {
            path: frozenset(heading.id for heading in page.headings) for path, page in pages.items()
        }
        return cls(figures, headings)

    def labels(self, page: str) -> dict[str, str]:
        """Anchor → label of the tables and figures of a page."""
        return {figure.anchor: figure.label for figure in self.figures.get(page, ())}

    def places(self, page: str) -> list[str]:
        """The anchors of a page that `of` knows."""
        return [*self.labels(page), *sorted(self.headings.get(page, frozenset()) - {""})]

    def of(self, page: str, anchor: str) -> str | None:
        """Label of a figure or section on another page; None where there is no such place."""
        label = self.labels(page).get(anchor)
        if label is None and page in self.headings:
            known = not anchor or anchor in self.headings[page]
            label = section(page) if known else None
        return label


def _figures(page: SourcePage, count: Counter[Kind], numbers: Numbers) -> Iterator[NumberedFigure]:
    """Tables and figures of a page; `count` goes on counting."""
    before = f"{number}." if (number := chapter(page.path)) else ""
    for call in page.calls:
        for kind, anchor in numbers(call):
            count[kind] += 1
            yield NumberedFigure(call, anchor, t(f"label.{kind}", number=f"{before}{count[kind]}"))
