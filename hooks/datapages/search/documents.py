"""How this site becomes documents for its search.

Sections are read from the pages, rows from what their tables handed over; units, terms and sources
are named from data/. The figures of indicators are no documents: the card of figures answers them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from search_kk.documents import Document, plain

from ..language.messages import Language
from ..model.catalogue import Catalogue
from ..model.records.texts import Equivalent, TextTable
from ..model.records.units import Unit
from ..model.unit_tree import UnitTree
from ..views import bibliography
from ..views.search_rows import SearchRow
from .prose_sections import sections

CHAPTER, INDICATOR, UNIT, LAW, TERM, SOURCE, PAGE = (
    "chapter", "indicator", "unit", "law", "term", "source", "page",
)  # fmt: skip
TONGUES = {"en": "english", "ru": "russian"}  # kinds of pages in other languages
# What the score of a kind is multiplied by: of equal results the text that explains comes first.
BOOSTS = {CHAPTER: 1.1, INDICATOR: 1.0, UNIT: 0.95, LAW: 0.95, TERM: 0.8, SOURCE: 0.25, PAGE: 0.9}
# Who types in Kazakh wants what is in Kazakh first.
BOOSTS |= dict.fromkeys(TONGUES.values(), 0.7)
# A row is of the kind of its page; of equal results a text comes before it.
ROW = "-row"
# The text around a list of entries, and the list's page.
LIST = "-list"
BOOSTS |= {f"{kind}{LIST}": BOOSTS[PAGE] for kind in (TERM, SOURCE)}
BOOSTS |= {f"{kind}{ROW}": 0.7 * boost for kind, boost in BOOSTS.items() if LIST not in kind}

LONG = 60  # letters of a passage that is told only once
# Rows that are no documents: figures that the card answers, columns of files, and what the document
# of a unit's page says by its title and names.
_UNSAID = re.compile(r"comparison-|dictionary-|fact-(?:kind|parent|ru|en)$")
_PERIOD = re.compile(r"-(?:1[89]|20)\d\d(?:-\d\d)*$")
_WORD = re.compile(r"[^\W\d_]+")
_BRACKET = re.compile(r"(?:(?<!\s)\s++)?\([^()]*+\)")


class Page(NamedTuple):
    """A page to be found: `options` is `search` in its front matter, as Material reads it."""

    path: str  # under docs/
    url: str  # from the root of the site, without a slash before it
    title: str
    html: str
    options: Mapping[str, Any] = {}
    is_chapter: bool = False
    rows: Iterable[SearchRow] = ()
    language: Language = "kk"
    description: str = ""  # what its author says that it holds


def documents(pages: Iterable[Page], tree: UnitTree, sources_page: str) -> list[Document]:
    """Every place that can be found, the sections of each page before its rows."""
    maker = _Documents(tree, sources_page)
    found = (page for page in pages if not page.options.get("exclude"))
    return _without_repeats([doc for page in found for doc in maker.of(page)])


def _without_repeats(docs: list[Document]) -> list[Document]:
    """Without long passages that stand twice: the page deepest in the site keeps them."""
    homes: dict[str, int] = {}
    for place in sorted(range(len(docs)), key=lambda n: -docs[n].page.count("/")):
        for line in docs[place].text.split("\n"):
            if len(line) >= LONG:
                homes.setdefault(line, place)

    def own(place: int, text: str) -> str:
        lines = dict.fromkeys(text.split("\n"))  # in a section each stands once, too
        return "\n".join(line for line in lines if homes.get(line, place) == place)

    return [replace(doc, text=own(place, doc.text)) for place, doc in enumerate(docs)]


class _Documents:
    def __init__(self, tree: UnitTree, sources_page: str) -> None:
        data = self.data = tree.catalogue
        self.sources_page = sources_page
        self.names = names(data)
        self.indicators = data.pages_of_indicators
        self.glossary = data.glossary
        laws = [data.categories, data.law_changes]
        self.laws = {file.page for file in laws if file is not None}
        self.units = {table.page for table in data.units.values() if table.page}
        if data.counts:
            self.units.add(data.counts.page)
        self.row_names = {
            f"{table.id}-{row.id}": row.names
            for table in data.named(TextTable).values()
            for row in table.rows
        }
        self.own_page = {tree.page(unit): unit for unit in tree.with_pages}

    def kind(self, page: Page) -> str:
        if page.language in TONGUES:
            return TONGUES[page.language]
        if page.path in self.own_page or page.path in self.units:
            return UNIT
        if page.path in self.indicators:
            return INDICATOR
        if page.path in self.laws:
            return LAW
        if page.path == self.sources_page:
            return SOURCE
        if self.glossary and page.path == self.glossary.page:
            return TERM
        return CHAPTER if page.is_chapter else PAGE

    def of(self, page: Page) -> Iterator[Document]:
        kind = self.kind(page)
        entries = [*self._entries(page)]
        for section in sections(page.html):
            text = "" if entries else plain("".join(section.text))
            if not section.id:
                text = "\n".join(filter(None, (page.description, text)))
            title = plain("".join(section.title)) or page.title
            yield Document(
                location=f"{page.url}#{section.id}" if section.id else page.url,
                title=title.replace("\n", " "),
                text=text,
                kind=f"{kind}{LIST}" if entries else kind,
                names=self._section_names(page, section.id),
                asked=_asked(page, section.id),
            )
        yield from entries
        for row in page.rows:
            if not self._is_figure(row.id) and not _UNSAID.match(row.id):
                yield self._row(page, kind, row)

    def _section_names(self, page: Page, id: str) -> tuple[str, ...]:
        if not id and (unit := self.own_page.get(page.path)):
            name = unit.names.kk  # the title of its page says where it lies, too
            return (name, name.rpartition(" ")[0] or name, *self._called(unit))
        if not id and (called := page.options.get("names")):
            return tuple(called)
        return self.names.get(id, ()) if id in self.data.indicators else ()

    def _called(self, unit: Unit) -> tuple[str, ...]:
        return (*unit_names(unit), *self.names.get(unit.id, ()))

    def _is_figure(self, id: str) -> bool:
        """Whether a row is an observation of an indicator."""
        if _PERIOD.search(id) is None:
            return False
        name = re.split(r"-(?=(?:1[89]|20)\d\d)", id)[0]
        return any(name == one or name.startswith(f"{one}-") for one in self.data.indicators)

    def _row(self, page: Page, kind: str, row: SearchRow) -> Document:
        text = "\n".join(f"{column}: {cell}" for column, cell in row.cells)
        title, found = row.title, tuple[str, ...]()
        unit = self.own_page.get(page.path)
        if unit and row.id.startswith("fact-"):
            title = f"{unit.names.kk}: {row.title}"
            text = "\n".join(cell for _, cell in row.cells)
        elif named := self._unit(row.id):
            found = self._called(named)
        elif unit:  # what its page tells of it
            text, found = f"{unit.names.kk}\n{text}", self.row_names.get(row.id, ())
        if title[:4].isdigit():  # a row of a time says of what
            title = f"{page.title}: {title}"
        asked = _asked(page, row.id)
        return Document(f"{page.url}#{row.id}", title, text, kind + ROW, found, asked)

    def _unit(self, id: str) -> Unit | None:
        """The unit whose row it is: its id, or that after the name of its file."""
        if unit := self.data.by_id.get(id):
            return unit
        for table in self.data.units:
            if id.startswith(f"{table}-") and (unit := self.data.by_id.get(id[len(table) + 1 :])):
                return unit
        return None

    def _entries(self, page: Page) -> Iterator[Document]:
        """Terms of the glossary and sources: each is found and opened by itself."""
        if self.glossary and page.path == self.glossary.page:
            for term in self.glossary.terms:
                text = f"{term.ru}; {term.en}. {term.definition}\n"
                text += ", ".join((*term.also, *term.old))
                called = (*_parts(term.ru), *_parts(term.en), *term.old, *term.also)
                asked = _asked(page, term.id)
                yield Document(f"{page.url}#{term.id}", term.kk, text, TERM, called, asked)
        if page.path == self.sources_page:
            for source in self.data.sources.values():
                described = bibliography.reference(source)
                text = "\n".join(filter(None, (described.text, source.note, source.edition)))
                called = (source.number.removeprefix("№").strip(),) if source.number else ()
                yield Document(f"{page.url}#{source.id}", source.name, plain(text), SOURCE, called)


def _asked(page: Page, id: str) -> tuple[str, ...]:
    return tuple(page.options.get("asked", {}).get(id or "page", ()))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for one in text.split(",") if (part := _BRACKET.sub("", one).strip()))


def unit_names(unit: Unit) -> tuple[str, ...]:
    """The Russian and English names of a unit."""
    return tuple(name for name in (unit.names.ru, unit.names.en) if name)


def terms(data: Catalogue) -> set[str]:
    """Words of proper names in data/, and terms of one word: stems that no common list has."""
    named = (unit.names.kk for unit in data.by_id.values())
    proper = {word for name in named for word in _WORD.findall(name) if word[0].isupper()}
    listed = data.glossary.terms if data.glossary else ()
    return {word.lower() for word in (*proper, *(term.kk for term in listed))}


def names(data: Catalogue) -> dict[str, tuple[str, ...]]:
    """What else indicators, series, facts and units are called, by id; named ones come first."""
    listed = (*data.search.names, *data.search.facts) if data.search else ()
    found = {one.of: (*one.kk, *one.ru, *one.en) for one in listed}
    for indicator in data.indicators.values():
        own = indicator.record.names
        called = filter(None, (own.ru, own.en)) if own else ()
        found[indicator.id] = (*called, *found.get(indicator.id, ()))
    return found


def _sign(entry: Equivalent) -> str:
    return " …" if entry.beside else " ~" if entry.everyday else ""


def equivalents(data: Catalogue) -> dict[str, str]:
    """What a reader may type → what the site says: Russian and English terms, old spellings.

    Where several entries are typed alike, all that they say, parted by «|»; with «…» what is meant
    beside other words only, with «~» what is an everyday word.
    """
    found: dict[str, list[str]] = {}
    for entry in data.search.equivalents if data.search else ():
        for typed in entry.typed:
            found.setdefault(typed, []).append(f"{entry.said}{_sign(entry)}")
    for term in data.glossary.terms if data.glossary else ():
        for text in (*_parts(term.ru), *_parts(term.en or ""), *term.old):
            typed = text.strip().lower()
            if typed != term.kk.lower():
                found.setdefault(typed, [term.kk.lower()])
    return {typed: "|".join(dict.fromkeys(said)) for typed, said in found.items()}
