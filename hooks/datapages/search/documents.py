"""Documents of the search: the sections of pages, and the rows of their tables."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..views.search_rows import SearchRow
from .prose_sections import Section, sections

ROW_BOOST = 0.6  # of equal results a text comes before a row
LONG = 60  # letters of a block that is told only once
Doc = dict[str, Any]
_BLOCK = re.compile(r"<(p|li)>(?:(?!<(?:p|li|ul|ol|pre)>).)*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^<>]+>")
_SPACE = re.compile(r"[ \n\t]+")
_EMPTY_LIST = re.compile(r"<([uo]l)>\s*</\1>")


class Page(NamedTuple):
    """A page to be found, with the rows of its tables.

    `options` is `search` in its front matter, as Material reads it.
    """

    url: str  # from the root of the site, without a slash before it
    title: str
    html: str
    options: Mapping[str, Any] = {}
    rows: Iterable[SearchRow] = ()


def row_doc(url: str, row: SearchRow) -> Doc:
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
            found += [row_doc(page.url, row) for row in page.rows]
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
