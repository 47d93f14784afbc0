"""A page of the site when its HTML is whole: its addresses, titles and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from ..base.diagnostics import Problem
from ..language.messages import Language
from ..macros.api import Download
from ..permalinks import anchors
from ..permalinks.ledger import Address, Entry
from ..views.search_rows import SearchRow

HOST = "https://site.invalid"


@dataclass
class RenderedPage:
    """A page of the site when its HTML is whole."""

    path: str  # under docs/
    page: str  # «/kirispe/»
    title: str
    html: str
    meta: Mapping[str, Any] = field(default_factory=dict)  # its front matter
    generated: bool = False  # made from data/
    problems: tuple[Problem, ...] = ()
    rows: tuple[SearchRow, ...] = ()  # of its tables, for the search
    files: Mapping[str, str | bytes] = field(default_factory=dict)  # to publish: path → content
    card: str = ""  # path of its picture for messengers, where it has one of its own
    downloads: tuple[Download, ...] = ()
    lists_sources: bool = False  # at its foot
    shows: frozenset[str] = frozenset()  # names of the data that is shown as a whole
    addresses: dict[str, Entry] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)  # id of a heading → its text
    links: list[tuple[Address, anchors.Link]] = field(default_factory=list)
    menu_title: str = ""
    ends: dict[str, list[str]] = field(default_factory=dict)  # HTML for the ends of sections

    @property
    def description(self) -> str:
        """The description of its front matter."""
        return str(self.meta.get("description", ""))

    @property
    def language(self) -> Language:
        """The language of its text."""
        language: Language = self.meta.get("language", "kk")
        return language

    @property
    def origin(self) -> str | None:
        """Where its text comes from, of a chapter."""
        origin: str | None = self.meta.get("origin")
        return origin

    @property
    def name(self) -> str:
        """What the menu calls it, else its title."""
        return self.menu_title or self.title

    def read(self, blocks: Mapping[str, Entry], contents: Iterable[Any]) -> None:
        """Note addresses, titles and links.

        `blocks` knows the words of the numbered blocks; `contents` are the entries of the
        page's table of contents, with `id`, `title` and `children`.
        """
        self.titles = dict(_titles(contents))
        found, links = anchors.read(self.html)
        found = [blocks.get(entry.id, entry) for entry in found]
        self.addresses = {"": Entry("", "page")} | {entry.id: entry for entry in found}
        inside = cache(partial(_inside, self.page))  # most links of a page stand on it many times
        self.links += [(where, link) for link in links if (where := inside(link.target))]


def _inside(page: str, target: str) -> Address | None:
    """Where a link of a page leads to on the site; None: to another host."""
    url = urlsplit(urljoin(HOST + page, target))
    return (url.path, url.fragment) if f"{url.scheme}://{url.netloc}" == HOST else None


def _titles(contents: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for entry in contents:
        yield entry.id, unescape(entry.title)
        yield from _titles(entry.children)
