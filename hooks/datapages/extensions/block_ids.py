"""A Python-Markdown extension that gives every block of a page its lasting id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from ..permalinks.ledger import Entry, Ledger
from ..permalinks.matching import TOP, Block, assign, fingerprint
from .current_page import Cursor

KINDS = {"p": "paragraph", "li": "item", "dt": "definition", "tr": "row"}
_HEADING = re.compile(r"h[2-6]")
_STASHED = re.compile("\x02[^\x03]*\x03")  # what Python-Markdown sets aside: data, entities
_MARK = re.compile("\ue000[0-9]+\ue001")  # what macros/expander.py puts in place of its notation
_CLOSED = {"pre", "figure", "table", "thead"}  # what is inside has no address, or gets its own


@dataclass
class BlockIds(Extension):
    """Gives ids to the blocks of the current page, and notes on it what it found."""

    ledger: Ledger
    cursor: Cursor

    def __post_init__(self) -> None:
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """After the attribute lists (8), before the contents and MkDocs' list of anchors (5)."""
        md.treeprocessors.register(_Numbering(self), "blocks", 6)

    def number(self, root: Element) -> None:
        """Give ids to the blocks under `root`."""
        page = self.cursor.page
        if page.address is None:
            return
        elements, blocks = [], []
        for element, block in _blocks(root):
            elements.append(element)
            blocks.append(block)
        taken = {id for element in root.iter() if (id := element.get("id"))}
        ids = assign(blocks, self.ledger.page(page.address), taken)
        for element, id in zip(elements, ids, strict=True):
            element.set("id", id)
        page.blocks = {
            id: Entry(id, block.kind, block.words) for id, block in zip(ids, blocks, strict=True)
        }
        page.rows = [
            (id, unescape(_STASHED.sub("", "".join(element[0].itertext()))).strip())
            for id, element in zip(ids, elements, strict=True)
            if element.tag == "tr" and len(element)
        ]


class _Numbering(Treeprocessor):
    def __init__(self, blocks: BlockIds) -> None:
        super().__init__()
        self.blocks = blocks

    def run(self, root: Element) -> None:
        self.blocks.number(root)


def _blocks(root: Element) -> Iterator[tuple[Element, Block]]:
    heading = TOP
    for element, inside_item in _walk(root, False):
        if _HEADING.fullmatch(element.tag):
            heading = element.get("id", heading)
        elif (kind := _kind(element, inside_item)) and (words := fingerprint(_text(element))):
            yield element, Block(kind, heading, words)


def _walk(parent: Element, inside_item: bool) -> Iterator[tuple[Element, bool]]:
    for element in parent:
        if not isinstance(element.tag, str):
            continue
        yield element, inside_item
        if element.tag == "table":
            yield from ((row, False) for row in element.findall("tbody/tr"))
        elif element.tag not in _CLOSED:
            yield from _walk(element, element.tag in ("li", "dd"))


def _kind(element: Element, inside_item: bool) -> str:
    names = element.get("class", "").split()
    if element.get("id") or "admonition-title" in names or "footnote" in names:
        return ""
    if "admonition" in names or element.tag == "details":
        return "note"
    if element.tag == "p" and inside_item:
        return ""  # the item has the address
    return KINDS.get(element.tag, "")


def _text(element: Element) -> str:
    """The words of a block; lists inside an item have addresses of their own.

    Marks are one and the same word: their numbers change with each citation above them.
    """
    parts = [element.text or ""]
    for child in element:
        if element.tag != "li" or child.tag not in ("ul", "ol"):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return _MARK.sub(" mark ", _STASHED.sub(" ", "".join(parts)))
