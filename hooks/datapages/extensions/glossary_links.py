"""Terms of the glossary in the texts: the first use in each section, in whatever form it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from ..model.records.texts import Term
from ..permalinks.anchors import HEADINGS
from .current_page import Cursor
from .stemming import Stem

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BEGINNING = 2  # letters that no ending changes
_BETWEEN = re.compile(r"[ \u00a0]")  # what may stand between the words of a term
_BEGIN = re.compile(r"(?:^|[.!?:;–]|[.!?]»)[\s«“]*$")  # what stands before a sentence
_NEAR = 12  # signs before a word that say whether it begins one
_CLOSED = {*HEADINGS, "h1", "a", "code", "pre", "th", "dt", "caption", "figure", "summary", "abbr"}


@dataclass(frozen=True)
class Found:
    """A term in a text."""

    start: int
    end: int
    term: Term


class Finder:
    """Finds terms by the stems of their words; the longest term wins."""

    def __init__(self, terms: Iterable[Term], stem: Stem) -> None:
        self.stem = stem
        self.keys: dict[str, str] = {}  # of words that were met before
        self.terms: dict[str, list[tuple[tuple[str, ...], str, Term]]] = {}
        for term in terms:
            for wording in (term.kk, *term.also) if term.marked else ():
                words = _WORD.findall(wording)
                key = tuple(self._key(word) for word in words)
                self.terms.setdefault(key[0], []).append((key, words[0], term))
        self.starts = {key[:BEGINNING] for key in self.terms}
        for same_start in self.terms.values():
            same_start.sort(key=lambda entry: -len(entry[0]))

    def _key(self, word: str) -> str:
        """Stem of a word; of a hyphenated one, its last part's."""
        key = self.keys.get(word)
        if key is None:
            head, hyphen, last = word.lower().rpartition("-")
            key = self.keys[word] = f"{head}{hyphen}{self.stem(last)}"
        return key

    def find(self, text: str) -> Iterator[Found]:
        """Terms of a text from left to right, none inside another."""
        words = list(_WORD.finditer(text))
        place = 0
        while place < len(words):
            found = self._at(text, words, place)
            if found:
                term, size = found
                yield Found(words[place].start(), words[place + size - 1].end(), term)
                place += size
            else:
                place += 1

    def _at(self, text: str, words: list[re.Match[str]], place: int) -> tuple[Term, int] | None:
        first = words[place][0]
        if first[:BEGINNING].lower() not in self.starts:  # spares most words the stemmer
            return None
        for key, written, term in self.terms.get(self._key(first), ()):
            size = len(key)
            if place + size > len(words) or not self._own_case(text, words[place], written):
                continue
            if self._continues(text, words[place : place + size], key):
                return term, size
        return None

    def _continues(self, text: str, words: list[re.Match[str]], key: tuple[str, ...]) -> bool:
        """True if the words after the first are the term's, with nothing but a space between."""
        return all(
            self._key(word[0]) == stem and _BETWEEN.fullmatch(text[before.end() : word.start()])
            for before, word, stem in zip(words, words[1:], key[1:], strict=False)
        )

    @staticmethod
    def _own_case(text: str, word: re.Match[str], written: str) -> bool:
        """A capital inside a sentence is a name's: «Ресей Федерациясы» is no «федерация»."""
        if not word[0][0].isupper():
            return not written[0].isupper()
        return written[0].isupper() or _begins(text, word.start())


def _begins(text: str, place: int) -> bool:
    """Whether a sentence begins at this place of a text."""
    start = max(0, place - _NEAR)
    return bool(_BEGIN.search(("" if start == 0 else "x") + text[start:place]))


@dataclass
class GlossaryLinks(Extension):
    """Links the terms of the current page."""

    finder: Finder
    cursor: Cursor

    def __post_init__(self) -> None:
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """After everything, MkDocs' check of links (0) included."""
        md.treeprocessors.register(_Marking(self), "terms", -1)

    def mark(self, root: Element) -> None:
        """Link the first use of each term under `root`."""
        if link := self.cursor.page.glossary:
            _Page(self.finder, link).walk(root)


class _Marking(Treeprocessor):
    def __init__(self, terms: GlossaryLinks) -> None:
        super().__init__()
        self.terms = terms

    def run(self, root: Element) -> None:
        self.terms.mark(root)


@dataclass
class _Page:
    finder: Finder
    link: Callable[[str], str]
    seen: set[str] = field(default_factory=set)

    def walk(self, parent: Element) -> None:
        if self._is_closed(parent):
            return
        place = self._split(parent, parent.text, None, 0)
        while place < len(parent):
            child = parent[place]
            if isinstance(child.tag, str):
                self.walk(child)
            place = self._split(parent, child.tail, child, place + 1)

    @staticmethod
    def _is_closed(element: Element) -> bool:
        """Whether it holds no text to read; what the search leaves out is furniture."""
        furniture = "data-search-exclude" in element.attrib
        return furniture or element.tag in _CLOSED or "admonition-title" in element.get("class", "")

    def _split(self, parent: Element, text: str | None, after: Element | None, place: int) -> int:
        """Put links into a text of `parent`; the place of what follows it."""
        if not text or isinstance(text, AtomicString):
            return place
        rest = 0
        for one in self.finder.find(text):
            if one.term.id in self.seen:
                continue
            self.seen.add(one.term.id)
            self._tail(parent, after, text[rest : one.start])
            after = Element("a", {"class": "term", "href": self.link(one.term.id)})
            first = one.term.definition.partition(". ")[0].rstrip(".")
            after.set("title", f"{one.term.kk}: {first}.")  # previews.js takes it apart
            after.text = text[one.start : one.end]
            parent.insert(place, after)
            place += 1
            rest = one.end
        self._tail(parent, after, text[rest:])
        return place

    @staticmethod
    def _tail(parent: Element, after: Element | None, text: str) -> None:
        if after is None:
            parent.text = text
        else:
            after.tail = text
