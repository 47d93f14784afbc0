"""Documents of the search: the sections of pages, and the rows of their tables."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .prose_sections import Section, sections

ROW_BOOST = 0.6  # of equal results a text comes before a row
LONG = 60  # letters of a block that is told only once
Doc = dict[str, Any]
_BLOCK = re.compile(r"<(p|li)>(?:(?!<(?:p|li|ul|ol|pre)>).)*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
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

    The HTML is that of our own templates (see anchors.py): a start tag ends what stands before it.
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
        text = TAG.sub("", _BREAK.sub(" ", _NOTE.sub("", said)))
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
    return TAG.sub("", block[0]).strip()


def _twice(blocks: list[str]) -> bool:
    return len(set(blocks)) < len(blocks)
