"""Links of a book: inside it where they can, else to the site; ids that are unlike in all chapters.

An id of a page stands in the book as «chapter--id», and only where something leads to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from urllib.parse import urljoin, urlsplit

from ..language.messages import t
from . import tree
from .chapter import Chapter
from .tree import Element

SOURCE = "source-"  # before the id of an entry in a chapter's own list of sources
PAGE = "data-page"  # what paper writes behind the number of the page
_DRAWN = "marker"  # its id is used by the picture that it stands in
_PAGED = frozenset({"ref", "changed"})  # links that say where something stands


def anchor(chapter: Chapter, id: str = "") -> str:
    """The id of a place in a chapter; of the chapter itself without one."""
    return f"{chapter.slug}--{id}" if id else chapter.slug


class Links:
    """Where the links of some chapters lead; `address` is the site's own, if it has one."""

    def __init__(self, chapters: Sequence[Chapter], address: str) -> None:
        self._address = address
        self._chapters = {chapter.path: chapter for chapter in chapters}
        self._ids = {
            chapter.path: {id for one in chapter.body.iter() if (id := one.get("id"))}
            for chapter in chapters
        }

    def settle(self) -> None:
        """Turn every link to its place, then leave only the ids that are in use."""
        for chapter in self._chapters.values():
            for element in chapter.body.iter():
                if (id := element.get("id")) and element.tag != _DRAWN:
                    element.set("id", anchor(chapter, id))
            tree.rewrite(chapter.body, partial(self._turned, chapter))
            for parent in chapter.body.iter():
                _mark_bracketed(parent)
        used = {
            link.get("href", "").removeprefix("#")
            for chapter in self._chapters.values()
            for link in tree.find(chapter.body, "a")
        }
        for chapter in self._chapters.values():
            for element in chapter.body.iter():
                id = element.get("id")
                if id and id not in used and element.tag not in ("h2", _DRAWN):
                    del element.attrib["id"]

    def _turned(self, chapter: Chapter, link: Element) -> Iterable[str | Element] | None:
        if link.tag != "a":
            return None
        url = urlsplit(urljoin(f"https://site.invalid/{chapter.path}", link.get("href", "")))
        link.attrib.pop("rel", None)
        if url.netloc != "site.invalid":
            return None
        path = url.path.lstrip("/")
        inner = self._inside(chapter, path, url.fragment, tree.classes(link))
        if inner:
            link.set("href", f"#{inner}")
            foreign = path != chapter.path and "term" not in tree.classes(link)
            if inner.partition("--")[2].startswith(SOURCE):
                foreign = False
            if foreign or tree.classes(link) & _PAGED:
                link.set("class", f"{link.get('class', '')} xref".strip())
                link.set(PAGE, t("book.page"))
            return None
        if not self._address:
            return tree.inside(link)
        link.set("href", urljoin(self._address, path) + (url.fragment and f"#{url.fragment}"))
        return None

    def _inside(self, chapter: Chapter, path: str, id: str, named: set[str]) -> str:
        """The id in the book of an address on the site; none where the book has no such place."""
        if f"{path}#{id}" in {address for _, address in chapter.sources}:
            return anchor(chapter, f"{SOURCE}{id}")
        target = self._chapters.get(path)
        if target is None:
            return ""
        return anchor(target, id if id in self._ids[path] else "")


def _mark_bracketed(parent: Element) -> None:
    """Tell the links that follow a bracket: the number of the page needs none of its own there."""
    before = parent.text or ""
    for child in parent:
        if "xref" in tree.classes(child) and before.endswith("("):
            child.set("class", f"{child.get('class')} xref--bracketed")
        before = child.tail or ""
