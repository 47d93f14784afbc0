"""HTML that no page of a writer may bring, whether typed or by an attribute list of Markdown.

Most of it the policy of the pages would stop in the browser, without a word to the writer; the
rest leads readers elsewhere, swallows the page, or takes names that scripts ask for.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

_OWN = (
    "a page brings no script or style of its own: expected extra_javascript or extra_css "
    "in mkdocs.yml"
)
_FRAMES = "a page shows nothing of another page, sends no form and runs no program"
_SWALLOWS = "this tag changes how the rest of the page is read"
_TURNS = "what is read would be another thing than what is written"
_HANDLER = "the policy of the pages forbids scripts and styles in attributes"
_ADDRESS = "expected an address of this site, https:, http:, mailto: or tel:"
_ELSEWHERE = "the policy of the pages forbids what comes from another host: put the file into docs/"
_UNCLEAR = "browsers and other readers do not end this comment or tag in the same place"
_NAMED = "a name that scripts would meet in its place: expected an id"
_THEIRS = "it belongs to the theme"
_ID_SIGNS = "a name that scripts may ask for: expected an id of the letters a-z, digits and -"
_CLOSES = "it closes no tag of this page, but one of the theme's"
_STAYS_OPEN = "this tag is not closed: the rest of the page would be read inside of it"

TAGS: dict[str, str] = {
    **dict.fromkeys(("script", "style", "link", "meta", "base"), _OWN),
    **dict.fromkeys(
        ("iframe", "frame", "frameset", "object", "embed", "applet", "portal", "form"), _FRAMES
    ),
    **dict.fromkeys(("animate", "animatemotion", "animatetransform", "set"), _FRAMES),
    **dict.fromkeys(("foreignobject", "annotation-xml"), _FRAMES),
    **dict.fromkeys(("html", "head", "body", "title", "textarea", "plaintext", "xmp"), _SWALLOWS),
    **dict.fromkeys(("noscript", "noembed", "noframes", "template", "listing"), _SWALLOWS),
    "select": _SWALLOWS,
    "bdo": _TURNS,
}
_ATTRIBUTES = frozenset(
    {"style", "srcdoc", "formaction", "ping", "nonce", "background", "attributionsrc"}
)
_LINKS = frozenset({"href", "xlink:href", "cite", "action"})
_FETCHED = frozenset({"src", "srcset", "poster", "data"})
_PAINTED = frozenset(
    {"fill", "stroke", "filter", "mask", "clip-path", "cursor"}
    | {"marker-start", "marker-mid", "marker-end"}
)
# What is closed by what follows, wherever it stands, and what has no content.
_UNPAIRED = frozenset(
    """p li dt dd option optgroup tr td th thead tbody tfoot caption colgroup rt rp
    area base br col embed hr img input link meta param source track wbr""".split()  # noqa: SIM905
)
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_TAG = re.compile(r"[a-z][a-z0-9-]*")
_IGNORED = re.compile(r"[\x00-\x20]")  # what browsers leave out of a scheme
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]")
_OUTSIDE = re.compile(r"url\((?![\"']?#)")  # of what another part of the drawing is painted with
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|fn(?:ref\d*)?:.+", re.DOTALL)  # or of a footnote


MOST = 100  # kinds that are told of at once


@dataclass(frozen=True)
class Found:
    """What was found: its name, the pattern by which it stands in the text, what is said of it."""

    name: str
    pattern: str
    message: str


@dataclass(frozen=True)
class Read:
    """What a page may not bring, each kind once, as far as anyone reads a list; and all its ids."""

    found: list[Found]
    ids: Counter[str]


def read(html: str) -> Read:
    """Look through the HTML of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.end()
    return Read([*reader.found.values()][:MOST], reader.ids)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Found] = {}  # pattern → the first that fits it
        self.ids: Counter[str] = Counter()
        self.open: Counter[str] = Counter()

    def end(self) -> None:
        """Tell what has no end."""
        if begun := re.search(r"<[a-zA-Z/!?].*", self.rawdata, re.DOTALL):
            self._add(begun[0][:60], re.escape(begun[0].lower()), _UNCLEAR)
        self.close()
        for tag in +self.open:
            self._add(f"<{tag}>", rf"<{re.escape(tag)}\b", _STAYS_OPEN)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<path/>`: outside of drawings and formulas browsers take no notice of the stroke."""
        inside = self.open["svg"] or self.open["math"]
        self.handle_starttag(tag, attrs)
        if inside or tag in ("svg", "math"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNPAIRED:
            return
        if self.open[tag]:
            self.open[tag] -= 1
        else:
            self._add(f"</{tag}>", rf"</{re.escape(tag)}\b", _CLOSES)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNPAIRED:
            self.open[tag] += 1
        if message := TAGS.get(tag):
            self._add(f"<{tag}>", rf"<{re.escape(tag)}\b", message)
        elif not _TAG.fullmatch(tag):
            self._add(f"<{tag[:60]}", rf"<{re.escape(tag)}", _UNCLEAR)
        for name, given in attrs:
            value = given or ""
            if name == "id":
                self.ids[value] += 1
            if message := _wrong(tag, name, value):
                self._add(f"{name}={value[:60]}", rf"\b{re.escape(name)}\b", message)
            if message := _wrong_address(tag, name, value):
                self._add(value[:60], re.escape(value.lower()), message)
            if name == "id" and not _ID.fullmatch(value):
                message = _THEIRS if value.startswith("__") else _ID_SIGNS
                self._add(f"#{value[:60]}", re.escape(value.lower()), message)

    def handle_comment(self, data: str) -> None:
        """A comment that a browser ends before its end is none."""
        if data.startswith((">", "->")) or "--!>" in data:
            self._add(f"<!--{data[:60]}", re.escape(f"<!--{data}".lower()), _UNCLEAR)

    def handle_pi(self, data: str) -> None:
        """`<?`: to browsers a comment up to the next sign «>»."""
        self._add(f"<?{data[:60]}", r"<\?", _UNCLEAR)

    def handle_decl(self, decl: str) -> None:
        """`<!DOCTYPE`: the page has one."""
        self._add(f"<!{decl[:60]}", "<!", _UNCLEAR)

    def unknown_decl(self, data: str) -> None:
        """`<![CDATA[`: to browsers a comment up to the next sign «>»."""
        self._add(f"<![{data[:60]}", r"<!\[", _UNCLEAR)

    def _add(self, name: str, pattern: str, message: str) -> None:
        self.found.setdefault(pattern, Found(" ".join(name.split()), pattern, message))


def _wrong(tag: str, name: str, value: str) -> str:
    """What is wrong with an attribute; empty if nothing."""
    if name.startswith("on") or name in _ATTRIBUTES:
        return _HANDLER
    if name == "name" and tag in ("img", "a", "map"):
        return _NAMED
    if name == "dir" and value.strip().lower() == "rtl":
        return _TURNS
    if name.startswith("data-md-") or name == "accesskey":
        return _THEIRS
    return ""


def _wrong_address(tag: str, name: str, value: str) -> str:
    """What is wrong with an address, which Markdown writes without the name of an attribute."""
    url = _IGNORED.sub("", value).replace("\\", "/").lower()
    scheme = _SCHEME.match(url)
    if name in _LINKS and scheme and scheme[1] not in _SCHEMES:
        return _ADDRESS
    fetched = name in _FETCHED or (name.endswith("href") and tag not in ("a", "area"))
    parts = url.split(",") if name == "srcset" else [url]
    if fetched and any(map(_is_elsewhere, parts)):
        return _ELSEWHERE
    if name in _PAINTED and _OUTSIDE.search(url):
        return _ELSEWHERE
    return ""


def _is_elsewhere(url: str) -> bool:
    return bool(_SCHEME.match(url) or url.startswith("//")) and not _IMAGE.match(url)
