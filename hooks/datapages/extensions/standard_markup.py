"""A Python-Markdown extension: what its own extensions write, as pages of this site have it.

In the language of the page: titles of permalinks and of links back from footnotes, and of notes
that have none. Without inline styles, which the policy of the pages forbids: alignment of columns.
And lists of tasks, «- [x] …», which it does not know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from ..language.messages import Language, t
from .current_page import Cursor

NOTES = ("today", "caution", "nodata", "note")
_ALIGNED = {"text-align: right;": "is-end", "text-align: center;": "is-centred"}
_TASK = re.compile(r"\s*\[(?P<done>[ xX])\]\s+")


@dataclass
class StandardMarkup(Extension):
    """Rewrites a page when all of it is converted."""

    cursor: Cursor

    def __post_init__(self) -> None:
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """After the contents (5)."""
        md.treeprocessors.register(_Rewriting(self.cursor), "standard-markup", 4)


class _Rewriting(Treeprocessor):
    def __init__(self, cursor: Cursor) -> None:
        super().__init__()
        self.cursor = cursor

    def run(self, root: Element) -> None:
        language = self.cursor.page.language
        for element in root.iter():
            names = element.get("class", "").split()
            match element.tag:
                case "a" if "headerlink" in names:
                    element.set("title", t("permalink.title", language))
                case "a" if "footnote-backref" in names:
                    element.set("title", t("footnote.back", language))
                case "th" | "td" if style := element.attrib.pop("style", None):
                    if style in _ALIGNED:
                        element.set("class", _ALIGNED[style])
                case "li":
                    _task(element, language)
                case "div" | "details" if kind := next((k for k in NOTES if k in names), None):
                    _title(element, kind, language)


def _title(note: Element, kind: str, language: Language) -> None:
    """Give a note that was written without a title one of ours."""
    if len(note) and note[0].text == kind.capitalize():
        note[0].text = t(f"note-title.{kind}", language)


def _task(item: Element, language: Language) -> None:
    holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    if found := _TASK.match(holder.text or ""):
        done = found["done"] != " "
        word = t("task.done", language) if done else t("task.open", language)
        sign = Element("span", {"class": "task", "role": "img", "aria-label": word})
        sign.text = "☑" if done else "☐"
        sign.tail = f" {(holder.text or '')[found.end() :]}"
        holder.text = ""
        holder.insert(0, sign)
        item.set("class", "is-task")
