"""What only the whole site knows: links back to a section, and uses of a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from . import scan
from .addresses import Address, Entry

HOST = "https://site.invalid"
# Links that say nothing of their own: of the page's furniture, of terms, to sources.
SILENT = frozenset({"headerlink", "cite", "term", "source", "md-button"})


@dataclass
class Finished:
    """A page of the site when its HTML is whole."""

    page: str  # «/kirispe/»
    title: str
    html: str
    addresses: dict[str, Entry] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)  # id of a heading → its text
    links: list[tuple[Address, scan.Link]] = field(default_factory=list)
    ends: dict[str, list[str]] = field(default_factory=dict)  # HTML for the ends of sections

    def read(self, blocks: Mapping[str, Entry], contents: Iterable[Any]) -> None:
        """Note addresses, titles and links.

        `blocks` knows the words of the numbered blocks; `contents` are the entries of the
        page's table of contents, with `id`, `title` and `children`.
        """
        self.titles = dict(_titles(contents))
        found, links = scan.read(self.html)
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


@dataclass(frozen=True)
class Back:
    """A place that links here, as a reader of this page sees it."""

    place: Address
    title: str


def sections_of(page: Finished) -> dict[str, str]:
    """Which section each address of a page lies in: id → id of its heading («»: the top)."""
    inside, heading = {}, ""
    for id, entry in page.addresses.items():
        heading = id if entry.kind == "heading" else heading
        inside[id] = heading
    return inside


def links_back(pages: list[Finished]) -> dict[Address, list[Back]]:
    """Section (page, id of its heading) → the places of other pages that link into it."""
    section = {page.page: sections_of(page) for page in pages}
    found: dict[Address, dict[str, Back]] = {}  # a place by its title: each is told once
    for page in pages:
        for (path, id), link in page.links:
            if path == page.page or path not in section or link.classes & SILENT:
                continue
            if id not in section[path] or (not id and path.startswith(page.page)):
                continue  # a chapter's own list of its sections says nothing new
            place = (page.page, link.block)
            title = page.titles.get(link.heading, "")
            name = f"{page.title}: {title}" if title else page.title
            target = (path, section[path][id])
            found.setdefault(target, {}).setdefault(name, Back(place, name))
    return {target: list(backs.values()) for target, backs in found.items()}


def uses(pages: list[Finished], sources_page: str) -> dict[str, dict[str, list[Back]]]:
    """Source → title of a page → the sections that cite it, each by its first citation."""
    found: dict[str, dict[str, list[Back]]] = {}
    for page in pages:
        for (path, id), link in page.links:
            if path == sources_page and "cite" in link.classes and page.page != sources_page:
                back = Back((page.page, link.block), page.titles.get(link.heading, page.title))
                backs = found.setdefault(id, {}).setdefault(page.title, [])
                if back.title not in [other.title for other in backs]:
                    backs.append(back)
    return found


def with_section_ends(html: str, ends: Mapping[str, list[str]]) -> str:
    """The page with pieces of HTML at the end of each section that `ends` names."""
    return "".join(_pieces(html, ends))


def _pieces(html: str, ends: Mapping[str, list[str]]) -> Iterator[str]:
    for id, start, end in scan.sections(html):
        yield html[start:end]
        yield from (f"\n{piece}\n" for piece in ends.get(id, ()))


def last_inside(html: str) -> dict[str, str]:
    """Each second-level heading, and the last heading inside its section; «» for the page."""
    last: dict[str, str] = {}
    chapter = ""
    for tag in scan.headings(html):
        id = tag.attributes["id"]
        chapter = id if tag.name == "h2" else chapter
        last[chapter] = last[""] = id
    return last
