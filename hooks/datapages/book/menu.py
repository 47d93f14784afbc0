"""What belongs to the book, and in which order: as the menu of the built site has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from . import tree
from .tree import Element


@dataclass(frozen=True)
class Entry:
    """A page in the menu: its address on the site, and how deep it lies in its section."""

    path: str  # «1-basqaru/1-1-organdar/»
    depth: int


def section(page: Element, at: str, start: str) -> list[Entry]:
    """The pages below that of an address, by the menu of the page at another; else that one."""
    for menu in tree.find(page, "nav", "md-nav--primary"):
        for item in tree.find(menu, "li", "md-nav__item"):
            if _path(item, at) == start:
                below = list(_below(item, at, 0))
                return below or [Entry(start, 0)]
    return []


def _below(item: Element, at: str, depth: int) -> Iterator[Entry]:
    for group in item:
        if "md-nav" not in tree.classes(group) or "md-nav--secondary" in tree.classes(group):
            continue
        for inner in group.iterfind("ul/li"):
            path = _path(inner, at)
            if path is not None:
                yield Entry(path, depth)
            yield from _below(inner, at, depth + 1)


def _path(item: Element, at: str) -> str | None:
    """Where the item's own link leads from the page at an address."""
    link = next((one for one in _own_links(item)), None)
    return None if link is None else urljoin(f"/{at}", link.get("href", "")).lstrip("/")


def _own_links(item: Element) -> Iterator[Element]:
    for child in item:
        if child.tag == "a":
            yield child
        elif "md-nav__container" in tree.classes(child):
            yield from child.iterfind("a")
