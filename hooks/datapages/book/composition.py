"""Chapters as a book: their sources behind them, their links settled, their headings in order."""

from __future__ import annotations

import contextlib
import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from ..language import formats
from ..language.latin import to_latin
from ..language.messages import t
from . import tree
from .chapter import Chapter
from .links import SOURCE, Links, anchor
from .tree import Element

_NUMBER = re.compile(r"(\d[\d.]*)\s+(.+)")
_HEADING = re.compile(r"h([1-6])")


@dataclass(frozen=True)
class Edition:
    """What the title page says."""

    title: str
    description: str
    day: str  # ISO
    address: str  # of the site; empty where it is not known

    @property
    def day_in_words(self) -> str:
        """«2026 жылғы 30 қараша»."""
        return formats.day(self.day)


@dataclass(frozen=True)
class BookChapter:
    """A chapter as it stands in the book."""

    id: str
    level: int  # of its title
    number: str
    title: str
    subtitle: str
    origin: str
    address: str  # on the site
    body: Element

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Its headings of the first level: id and words."""
        below = f"h{self.level + 1}"
        return [(one.get("id", ""), tree.text(one)) for one in tree.find(self.body, below)]


@dataclass(frozen=True)
class Book:
    """All that a book is made of, before it has a form."""

    edition: Edition
    chapters: tuple[BookChapter, ...]
    whole: bool = True  # else some chapters of it, by themselves
    latin: bool = False  # in Latin letters

    @property
    def lang(self) -> str:
        """What its language is called."""
        return "kk-Latn" if self.latin else "kk"

    def t(self, key: str, **values: object) -> str:
        """A text of the interface in the letters of the book."""
        text = t(key, **values)
        return to_latin(text) if self.latin else text

    @property
    def title(self) -> str:
        """Of chapters by themselves the title of the first, else that of the whole."""
        if self.whole:
            return self.edition.title
        first = self.chapters[0]
        return " ".join(filter(None, (first.number, first.subtitle or first.title)))


def compose(
    chapters: Sequence[Chapter],
    bibliography: Mapping[str, Element],
    edition: Edition,
    *,
    whole: bool = True,
) -> Book:
    """A book of these chapters; they themselves stay as they are.

    `bibliography` has the entries of the site's sources by their addresses.
    """
    own = [replace(chapter, body=copy.deepcopy(chapter.body)) for chapter in chapters]
    for chapter in own:
        if chapter.sources:
            chapter.body.append(_sources(chapter, bibliography))
    Links(own, edition.address).settle()
    top = min(chapter.depth for chapter in own)
    return Book(edition, tuple(_book_chapter(one, edition, one.depth - top) for one in own), whole)


def _book_chapter(chapter: Chapter, edition: Edition, deeper: int) -> BookChapter:
    for element in chapter.body.iter():
        if found := _HEADING.fullmatch(element.tag):
            element.tag = f"h{min(6, int(found[1]) + deeper)}"
    number, title = _numbered(chapter.title)
    return BookChapter(
        id=anchor(chapter),
        level=1 + deeper,
        number=number,
        title=title,
        subtitle=chapter.subtitle,
        origin=chapter.origin,
        address=edition.address and f"{edition.address}{chapter.path}",
        body=chapter.body,
    )


def _numbered(title: str) -> tuple[str, str]:
    found = _NUMBER.fullmatch(title)
    return (found[1], found[2]) if found else ("", title)


def _sources(chapter: Chapter, bibliography: Mapping[str, Element]) -> Element:
    """The sources of a chapter by the numbers that its text bears, each with its address."""
    listed = tree.make("ol", class_="sources__list")
    for number, address in chapter.sources:
        entry = copy.deepcopy(bibliography[address])
        entry.attrib.clear()
        entry.set("id", f"{SOURCE}{address.partition('#')[2]}")
        for link in tree.find(entry, "a"):
            if (href := link.get("href", "")).startswith("http"):
                shown = tree.make("span", _readable(href), class_="sources__address")
                entry.extend([shown])
                break
        parts = tree.inside(entry)
        for child in list(entry):
            entry.remove(child)
        entry.text = None
        for part in (tree.make("span", f"[{number}]", class_="sources__number"), " ", *parts):
            tree.append(entry, part)
        listed.append(entry)
    heading = tree.make("h2", t("figure.sources"), id="sources")
    return tree.make("section", heading, listed, class_="sources")


def _readable(url: str) -> str:
    """An address as one reads it: without the scheme, with letters for their bytes."""
    with contextlib.suppress(UnicodeDecodeError):
        url = unquote(url, errors="strict")
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")
