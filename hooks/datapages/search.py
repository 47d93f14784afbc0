"""The search of the site: its index, fit for Kazakh, and the scripts that search it.

Material's plugin leaves its settings, in an index without documents. The documents are made here:
the sections of pages (sections.py), and the rows of their tables, which open at the row; what
stands twice is dropped; and the site's words teach the stemmer.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from search_kk import kazakh_stemmer, plugin_file
from search_kk.protected import protected_stems

from . import assets, kept
from .catalogue import Catalogue
from .sections import Section, sections

INDEX = "search/search_index.json"  # Material fetches it with every first page
KEPT = "search/index.json"  # the index itself, fetched with the first search; its name is marked
OFFLINE = "search/search_index.js"  # Material's offline plugin was here
WORKERS = "assets/javascripts/workers"
LATER = f"{WORKERS}/later.js"
PLUGIN = "assets/javascripts/lunr/min/lunr.kk.min.js"  # where Material's worker looks for it
PAGE_SCRIPT = "assets/javascripts/search-kk.js"  # to be named in extra_javascript

ROW_BOOST = 0.6  # of equal results a text comes before a row
LONG = 60  # letters of a block that is told only once

Doc = dict[str, Any]

_WORD = re.compile(r"[^\W\d_]+")
_BLOCK = re.compile(r"<(p|li)>(?:(?!<(?:p|li|ul|ol|pre)>).)*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_BRACKET = re.compile(r"\s*\([^)]*\)")
_SPACE = re.compile(r"[ \n\t]+")
_TABLE = re.compile(r"<table(?=[\s>])")
_ROW = re.compile(r"<tr((?:\s[^<>]*)?)>")
_CELL = re.compile(r"<t[hd]((?:\s[^<>]*)?)>")
_ID = re.compile(r'\sid="([^"]*)"')
_KIND = re.compile(r'\sdata-kind="([^"]*)"')
_LINK = re.compile(r"<a\b.*?</a>", re.DOTALL)
_NOTE = re.compile(r"<sup[\s>].*?</sup>", re.DOTALL)
_BREAK = re.compile(r"(?=<(?:small|br|li|p)[\s>/])")
_EMPTY_LIST = re.compile(r"<([uo]l)>\s*</\1>")


class Page(NamedTuple):
    """A page to be found: `options` is `search` in its front matter, as Material reads it."""

    url: str  # from the root of the site, without a slash before it
    title: str
    html: str
    options: Mapping[str, Any] = {}


@dataclass
class Row:
    """A row of a table: its address on the page, its header, its cells with their columns."""

    id: str
    title: str = ""
    cells: list[tuple[str, str]] = field(default_factory=list)


def rows(page: str) -> list[Row]:
    """The rows of a page's tables that have an address.

    The HTML is that of our own templates (see scan.py): a start tag ends what stands before it.
    """
    return [row for table in _TABLE.split(page)[1:] for row in _rows(table.split("</table>")[0])]


def _rows(table: str) -> Iterator[Row]:
    columns: list[tuple[str, str]] = []  # title and kind
    _, *parts = _ROW.split(table)
    for attributes, inside in zip(parts[::2], parts[1::2], strict=True):
        cells = [*_cells(inside)]
        columns += [(text, kind) for text, kind, is_head in cells if is_head]
        id = _ID.search(attributes)
        said = [(text, missing) for text, missing, is_head in cells if not is_head]
        if not id or not said or not said[0][0]:
            continue
        yield Row(
            html.unescape(id[1]),
            said[0][0],
            [
                (title, text)
                for (title, kind), (text, missing) in zip(columns[1:], said[1:], strict=False)
                if text not in {"", "–"} and not missing and kind != "source"
            ],
        )


def _cells(row: str) -> Iterator[tuple[str, str, bool]]:
    """Text of each cell; the kind of its column or whether it is missing; is it a column's head."""
    _, *parts = _CELL.split(row)
    for attributes, inside in zip(parts[::2], parts[1::2], strict=True):
        head = 'scope="col"' in attributes
        said = _LINK.sub("", inside) if head else inside  # in a head it is the number of a source
        text = _TAG.sub("", _BREAK.sub(" ", _NOTE.sub("", said)))
        text = _SPACE.sub(" ", html.unescape(text)).strip()
        if head:
            kind = _KIND.search(attributes)
            yield text, kind[1] if kind else "", True
        else:
            yield text, "missing" if "is-missing" in attributes else "", False


def row_doc(url: str, row: Row) -> Doc:
    """A row as a document; each cell is a block, so that a result shows the right one."""
    blocks = (
        f"<p>{html.escape(f'{column}: {text}', quote=False)}</p>" for column, text in row.cells
    )
    return {
        "location": f"{url}#{row.id}",
        "title": html.escape(row.title, quote=False),
        "text": "".join(blocks),
        "boost": ROW_BOOST,
    }


def documents(pages: Iterable[Page]) -> list[Doc]:
    """The sections of all pages in order, each page's rows after its sections."""
    found: list[Doc] = []
    for page in pages:
        if not page.options.get("exclude"):
            found += [_section_doc(page, section) for section in sections(page.html)]
            found += [row_doc(page.url, row) for row in rows(page.html)]
    return _told_once(found)


def _section_doc(page: Page, section: Section) -> Doc:
    text = "".join(section.text)
    boost = page.options.get("boost")
    return {
        "location": f"{page.url}#{section.id}" if section.id else page.url,
        "title": "".join(section.title).strip() or html.escape(page.title),
        "text": (text if "<pre>" in text else _SPACE.sub(" ", text)).strip(),
    } | ({} if boost is None else {"boost": boost})


def _told_once(docs: list[Doc]) -> list[Doc]:
    """Without long paragraphs that stand twice: the page deepest in the site keeps them."""
    blocks = [_long_blocks(doc["text"]) for doc in docs]
    homes: dict[str, int] = {}
    order = sorted(range(len(docs)), key=lambda i: -docs[i]["location"].split("#")[0].count("/"))
    for place in order:
        for block in blocks[place]:
            homes.setdefault(block, place)

    def cleaned(place: int, text: str) -> str:
        seen: set[str] = set()

        def keep(match: re.Match[str]) -> str:
            block = _bare(match)
            if block not in homes or (homes[block] == place and block not in seen):
                seen.add(block)
                return match[0]
            return ""

        if any(homes[block] != place for block in blocks[place]) or _twice(blocks[place]):
            text = _BLOCK.sub(keep, text)
        return _EMPTY_LIST.sub("", text).strip()

    return [doc | {"text": cleaned(place, doc["text"])} for place, doc in enumerate(docs)]


def _long_blocks(text: str) -> list[str]:
    if len(text) < LONG:
        return []
    found = (_bare(match) for match in _BLOCK.finditer(text) if len(match[0]) > LONG)
    return [block for block in found if len(block) >= LONG]


def _bare(block: re.Match[str]) -> str:
    """A block's text without its markup."""
    return _TAG.sub("", block[0]).strip()


def _twice(blocks: list[str]) -> bool:
    return len(set(blocks)) < len(blocks)


def filled(index: str, pages: Iterable[Page]) -> str:
    """An index with the documents of these pages in place of its own: UTF-8, without escapes."""
    data = json.loads(index) | {"docs": documents(pages)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def words(index: str) -> list[str]:
    """Every word of the text of an index, in small letters, once, in order."""
    return sorted(set(_WORD.findall(_TAG.sub(" ", index).lower())))


def names(data: Catalogue) -> set[str]:
    """Words of proper names in data/, and terms of one word: stems that no common list has."""
    units = (unit for table in data.units.values() for unit in table.units)
    proper = {word for unit in units for word in _WORD.findall(unit.names.kk) if word[0].isupper()}
    return {word.lower() for word in (*proper, *(term.kk for term in _terms(data)))}


def _terms(data: Catalogue) -> Iterable[Any]:
    """The glossary's terms, where the site has a glossary."""
    glossary = getattr(data, "glossary", None)
    return glossary.terms if glossary else ()


def equivalents(data: Catalogue) -> dict[str, str]:
    """What a reader may type → what the site says: Russian terms, old spellings."""
    said: dict[str, str] = {}
    for term in _terms(data):
        for text in (*term.ru.split(","), *term.old):
            typed, wanted = (_BRACKET.sub("", part).strip().lower() for part in (text, term.kk))
            if typed != wanted:
                said[typed] = wanted
    for entry in data.search.equivalents if data.search else ():
        said |= dict.fromkeys(entry.typed, entry.said)
    return said


def plugin(found: list[str], data: Catalogue, cache: Path) -> str:
    """The language plugin for a site that has these words; kept in `cache` until one changes."""
    terms, said = sorted(names(data)), equivalents(data)
    sources = [*kazakh_stemmer.HERE.glob("*.*"), *kazakh_stemmer.HERE.glob("src/*.js")]
    asked = json.dumps([found, terms, sorted(said.items())])
    name = kept.key((asked, *(path.read_bytes() for path in sorted(sources))))
    return kept.kept(cache / f"{name}.js", lambda: _plugin(found, terms, said).encode()).decode()


def _plugin(found: list[str], terms: list[str], said: dict[str, str]) -> str:
    stems = kazakh_stemmer.read_stems((kazakh_stemmer.HERE / "stems.txt").read_text("utf-8"))
    stems |= protected_stems(found, stems, terms)
    return plugin_file.plugin_js(kazakh_stemmer.load(), stems, said)


def page_script() -> str:
    """The script of a page: marks found words, suggests another."""
    return plugin_file.page_js()


def finish(site: Path, pages: Iterable[Page], data: Catalogue, cache: Path) -> None:
    """Fill the index of a built site and put the plugin beside it."""
    index = site / INDEX
    if not index.is_file():  # the site has no search
        return
    text = filled(index.read_text(encoding="utf-8"), pages)
    index.write_text(text, encoding="utf-8")
    script = site / PLUGIN
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(plugin(words(text), data, cache), encoding="utf-8")


def postpone(site: Path) -> dict[str, str]:
    """Keep the index and Material's worker until a reader wants them.

    In the index's place stands one without documents, in the worker's place hooks/theme's own.
    Gives the name of the worker that pages hold, and what they should name instead.
    """
    later, index = site / LATER, site / INDEX
    if not index.is_file() or (site / OFFLINE).is_file():
        return {}
    (worker,) = site.glob(f"{WORKERS}/search.*.min.js")
    text = index.read_text(encoding="utf-8")
    kept = assets.put(site, KEPT, text)
    index.write_text(json.dumps(json.loads(text) | {"docs": []}), encoding="utf-8")
    script = later.read_text(encoding="utf-8")
    for mark, name in {"@index@": kept, "@search@": worker.name}.items():
        script = script.replace(mark, name)
    later.unlink()
    return {worker.name: Path(assets.put(site, LATER, assets.joined({LATER: script}))).name}


def index_of(site: Path) -> Path:
    """The whole index of a built site."""
    (found,) = site.glob("search/index.*.json")
    return found
