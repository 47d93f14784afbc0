"""A Python-Markdown extension that notes the tables which writers type, so that they have files.

A mark after each of them stands for what leads to its files (build/draft.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from .current_page import Cursor, WrittenTable

MARK = "\ue002{}\ue003"
PLACE = re.compile("<p>\ue002([0-9]+)\ue003</p>")
_ESCAPED = re.compile("\x02([0-9]+)\x03")  # a sign after a backslash
_STASHED = re.compile("\x02[^\x03]*\x03")  # what Python-Markdown sets aside: HTML, entities
_HEADING = re.compile(r"h[1-6]")


@dataclass
class WrittenTables(Extension):
    """Notes the tables of the current page, each under the heading where it stands."""

    cursor: Cursor

    def __post_init__(self) -> None:
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """After the blocks have their ids (6): a mark is no block."""
        md.treeprocessors.register(_Noting(self.cursor, md), "written-tables", 3)


class _Noting(Treeprocessor):
    def __init__(self, cursor: Cursor, md: Markdown) -> None:
        super().__init__(md)
        self.cursor = cursor

    def run(self, root: Element) -> None:
        page = self.cursor.page
        if page.address is None:
            return
        heading, title = "", ""
        for parent, element in [*_walk(root)]:
            if _HEADING.fullmatch(element.tag):
                heading, title = element.get("id", ""), self._text(element)
            elif element.tag == "table":
                rows = [[self._text(cell) for cell in row] for row in element.iter("tr")]
                at = list(parent).index(element) + 1
                mark = Element("p")
                mark.text = MARK.format(len(page.tables))
                parent.insert(at, mark)
                page.tables.append(WrittenTable(heading, title, rows))

    def _text(self, element: Element) -> str:
        text = HTML_PLACEHOLDER_RE.sub(self._entity, "".join(element.itertext()))
        text = _ESCAPED.sub(lambda sign: chr(int(sign[1])), text)
        return " ".join(unescape(_STASHED.sub("", text)).replace("\u00b6", "").split())

    def _entity(self, place: re.Match[str]) -> str:
        stored = self.md.htmlStash.rawHtmlBlocks[int(place[1])]
        return stored if isinstance(stored, str) and stored.startswith("&") else ""


def _walk(parent: Element) -> Iterator[tuple[Element, Element]]:
    for element in parent:
        if isinstance(element.tag, str):
            yield parent, element
            yield from _walk(element)
