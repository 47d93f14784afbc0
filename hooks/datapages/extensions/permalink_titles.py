"""A Python-Markdown extension: what a heading's permalink says, in the language of its page."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from ..language.messages import t
from .current_page import Cursor


@dataclass
class PermalinkTitles(Extension):
    """Names the permalinks that Python-Markdown's `toc` has put into headings."""

    cursor: Cursor

    def __post_init__(self) -> None:
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """After the contents (5)."""
        md.treeprocessors.register(_Naming(self.cursor), "permalink-titles", 4)


class _Naming(Treeprocessor):
    def __init__(self, cursor: Cursor) -> None:
        super().__init__()
        self.cursor = cursor

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if link.get("class") == "headerlink":
                link.set("title", t("permalink.title", self.cursor.page.language))
