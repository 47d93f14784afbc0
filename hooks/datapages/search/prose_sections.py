"""A page cut into the sections that the search finds, in one pass over its HTML.

They are those that Material's search plugin would find, whose HTMLParser takes ten times as long.
The HTML is our own: what is opened is closed and `<` begins a tag, so that a regular
expression reads it, and what the search is not to find is leapt over.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape

_TOKEN = re.compile(
    r"<(?:(?P<comment>!--[^-<]*+(?:(?:-(?!->)|<(?!!--))[^-<]*+)*+-->)"
    r"|(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)"
    r"""(?P<given>[^<>"']*+(?:(?:"[^"]*"|'[^']*')[^<>"']*+)*+)>)?(?P<text>[^<]*)|(?P<rest>[^<]+)""",
    re.DOTALL,
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr"}
)  # fmt: skip
_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})  # what a result shows
_UNREAD = frozenset({"object", "script", "style"})
_EXCLUDED = re.compile(r'\s(?:data-search-exclude(?![\w-])|class="linenodiv")')
_ID = re.compile(r'\sid="([^"]*)"')
_PERMALINK = ' class="headerlink"'


@dataclass
class Section:
    """A heading with what stands under it; no `id`: the beginning of the page."""

    tag: str  # of the heading
    depth: float  # how many elements are open, the heading among them
    id: str = ""
    excluded: bool = False
    title: list[str] = field(default_factory=list)  # both are HTML, in pieces
    text: list[str] = field(default_factory=list)


def sections(html: str) -> list[Section]:
    """The sections of a page in order, without those that are not to be found."""
    return [section for section in _Reader().read(html) if not section.excluded]


class _Reader:
    """One pass over a page: the sections so far, and what is open at this place."""

    def __init__(self) -> None:
        self.found: list[Section] = []
        self.open: list[str] = []
        self.inside: Counter[str] = Counter()  # how often each name is open
        self.here: Section | None = None
        self.after_term = False  # of a list of definitions

    def read(self, html: str) -> list[Section]:
        at = 0
        while at < len(html):
            at = self._read_on(html, at)
        return self.found

    def _read_on(self, html: str, start: int) -> int:
        """Read up to what is left out, or to the end; gives the place after it."""
        for token in _TOKEN.finditer(html, start):
            comment, end, name, given, text, rest = token.groups()
            if end:
                self._close(name)
            elif name:
                read = name in _VOID or given.endswith("/") or self._opens(name, given)
                if not read:
                    return _past(html, token.start("text"), name)
            elif not comment and rest is None:
                self._say("<")  # which no tag follows
            if text or rest:
                self._say(text or rest)
        return len(html)

    def _opens(self, name: str, given: str) -> bool:
        """Whether an element is read, which is then open."""
        here, depth = self.here, len(self.open) + 1
        excluded = name in _UNREAD or (given != "" and _EXCLUDED.search(given) is not None)
        if name in _HEADINGS and (id := _ID.search(given)):
            if not self.found and name != "h1":
                self._begin(Section("", depth))
            known = unescape(id[1]) if self.found else ""
            here = self._begin(Section(name, depth, known, excluded))
        elif here is None:
            here = self._begin(Section("", 0))
        if excluded or (name == "a" and _PERMALINK in given and self.inside[here.tag]):
            return False
        self.open.append(name)
        self.inside[name] += 1
        if name in _KEPT:
            self._pieces(here).append(f"<{name}>")
            self.after_term = False
        return True

    def _begin(self, section: Section) -> Section:
        self.found.append(section)
        self.here = section
        return section

    def _pieces(self, here: Section) -> list[str]:
        return here.title if self.inside[here.tag] else here.text

    def _close(self, name: str) -> None:
        here, depth = self.here, len(self.open)
        if here is None or not depth or self.open[-1] != name:
            return
        if here.depth > depth:  # a heading inside an element that ends: what follows is not its
            outer = (one for one in reversed(self.found) if one.depth <= depth)
            if (before := next(outer, None)) is not None:
                here.depth = float("inf")
                here = self.here = before
        self.open.pop()
        self.inside[name] -= 1
        if name in _KEPT:
            _end(self._pieces(here), name)
        elif name == "dt":
            self.after_term = True

    def _say(self, text: str) -> None:
        here = self.here or self._begin(Section("", 0))
        if "&" in text:
            text = unescape(text)
        preformatted, blank = self.inside["pre"] > 0, text.isspace()
        if not preformatted:
            text = " " if blank else text.replace("\n", " ")
        if self.inside[here.tag]:
            here.title.append(escape(text, quote=False))
        elif not blank:
            if self.after_term and here.text and not here.text[-1].isspace():
                here.text.append(" ")
            here.text.append(escape(text, quote=False))
        elif preformatted or not here.text or not here.text[-1].isspace():
            here.text.append(text)
        self.after_term = self.after_term and blank


def _end(pieces: list[str], name: str) -> None:
    """Close an element whose tag is shown; the first of its kind goes if it is empty."""
    opening = f"<{name}>"
    if opening in pieces:
        first = pieces.index(opening)
        for place in range(first + 1, len(pieces)):
            if not pieces[place].isspace():
                break
        else:
            del pieces[first:]
            return
    pieces.append(f"</{name}>")


@cache
def _begins(name: str) -> re.Pattern[str]:
    return re.compile(rf"<{name}(?=[\s>])")


def _past(html: str, start: int, name: str) -> int:
    """The place after an element that is open at `start`; the end, if it is never closed."""
    closing = f"</{name}>"
    at, depth = start, 1
    while depth:
        end = html.find(closing, at)
        if end < 0:
            return len(html)
        depth += len(_begins(name).findall(html, at, end)) - 1
        at = end + len(closing)
    return at
