"""What a page's finished HTML holds: its addresses and its links.

The HTML is our own (Python-Markdown's and that of templates with autoescape), where `<` and `>`
stand for tags alone: a regular expression reads it faster than any parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .ledger import Entry

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
KINDS = {
    **dict.fromkeys(HEADINGS, "heading"),
    "p": "paragraph",
    "li": "item",
    "dt": "definition",
    "tr": "row",
    "figure": "figure",
    "details": "note",
    "section": "part",
    "article": "part",
    "div": "part",
}
_TAG = re.compile(r"<([a-z][a-z0-9]*)(\s[^<>]*)>")
_HEADING = re.compile(r"<(h[2-6])(\s[^<>]*)>")
_CELL = re.compile(r"<t[dh][\s>]")
_TERM = re.compile(r"\s*<dt\b")
_ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')

# What a reader would not send to anyone: parts of a figure, footnotes, popovers.
_INNER = re.compile(r"(.+-(note-\d+|caption|description)|value-\d+|fn.*|__.*)")


@dataclass(frozen=True)
class Tag:
    """An opening tag; `start` and `end` are its place in the HTML."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int

    @property
    def classes(self) -> set[str]:
        """The names in its class attribute."""
        return set(self.attributes.get("class", "").split())

    @property
    def address(self) -> Entry | None:
        """The address that it opens, if any."""
        id = self.attributes.get("id", "")
        kind = self.attributes.get("data-kind", KINDS.get(self.name, ""))
        if self.name == "div":
            kind = "note" if "admonition" in self.classes else self.attributes.get("data-kind", "")
        return Entry(id, kind) if id and kind and not _INNER.fullmatch(id) else None


@dataclass(frozen=True)
class Link:
    """A link and where it stands: under which heading, in which block («» above the first)."""

    target: str
    classes: frozenset[str]
    heading: str
    block: str


def headings(html: str) -> Iterator[Tag]:
    """Headings with an id, in order."""
    return (tag for tag in tags(html, _HEADING) if "id" in tag.attributes)


def tags(html: str, which: re.Pattern[str] = _TAG, start: int = 0) -> Iterator[Tag]:
    """Opening tags with an id or a link, in order, from a place on."""
    for match in which.finditer(html, start):
        if ' id="' in match[2] or ' href="' in match[2]:
            attributes = dict(_ATTRIBUTE.findall(match[2]))
            yield Tag(match[1], attributes, match.start(), match.end())


def read(html: str) -> tuple[list[Entry], list[Link]]:
    """Every address and every link of a page, in order."""
    found: list[Entry] = []
    links: list[Link] = []
    heading = block = ""
    for tag in tags(html):
        if entry := tag.address:
            found.append(entry)
            heading = entry.id if entry.kind == "heading" else heading
            block = entry.id
        if tag.name == "a" and (target := tag.attributes.get("href")):
            links.append(Link(target, frozenset(tag.classes), heading, block))
    return found, links


def addresses(html: str) -> list[Entry]:
    """Every address of a page, in order."""
    return read(html)[0]


def place_inside(html: str, id: str) -> int:
    """Where the content of the element with this id begins; -1: there is none.

    Of a row, the content of its first cell; of an entry of a list of definitions, of its term.
    """
    start = max(html.rfind("<", 0, html.find(f' id="{id}"') + 1), 0)  # the tag, or one before it
    for tag in tags(html, start=start):
        if tag.attributes.get("id") == id:
            inner = _CELL.search(html, tag.end) if tag.name == "tr" else _TERM.match(html, tag.end)
            return html.index(">", inner.start()) + 1 if inner else tag.end
    return -1


def sections(html: str) -> Iterator[tuple[str, int, int]]:
    """Sections of a page: id of the heading («» before the first), start, end."""
    start, id = 0, ""
    for tag in headings(html):
        yield id, start, tag.start
        start, id = tag.start, tag.attributes["id"]
    yield id, start, len(html)
