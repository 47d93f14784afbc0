"""HTML that no page of a writer may bring, whether typed or by an attribute list of Markdown.

Most of it the policy of the pages would stop in the browser, without a word to the writer; the
rest leads readers elsewhere, swallows the page, or takes names that scripts ask the document for.
"""

from __future__ import annotations

import re
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
_ATTRIBUTES = frozenset({"style", "srcdoc", "formaction", "ping", "nonce", "background"})
_LINKS = frozenset({"href", "xlink:href", "cite", "action"})
_FETCHED = frozenset({"src", "srcset", "poster", "data"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_TAG = re.compile(r"[a-z][a-z0-9-]*")
_IGNORED = re.compile(r"[\x00-\x20]")  # what browsers leave out of a scheme
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]")


MOST = 100  # kinds that are told of at once


@dataclass(frozen=True)
class Found:
    """What was found: its name, the pattern by which it stands in the text, what is said of it."""

    name: str
    pattern: str
    message: str


def find(html: str) -> list[Found]:
    """What a page may not bring, each kind once, as far as anyone reads a list of them."""
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return [*finder.found.values()][:MOST]


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Found] = {}  # pattern → the first that fits it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if message := TAGS.get(tag):
            self._add(f"<{tag}>", rf"<{re.escape(tag)}\b", message)
        elif not _TAG.fullmatch(tag):
            self._add(f"<{tag[:60]}", rf"<{re.escape(tag)}", _UNCLEAR)
        for name, value in attrs:
            if message := _wrong(tag, name, value or ""):
                self._add(f"{name}={(value or '')[:60]}", rf"\b{re.escape(name)}\s*=", message)
            if message := _wrong_address(name, value or ""):
                self._add((value or "")[:60], re.escape((value or "").lower()), message)

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
    return ""


def _wrong_address(name: str, value: str) -> str:
    """What is wrong with an address, which Markdown writes without the name of an attribute."""
    url = _IGNORED.sub("", value).replace("\\", "/").lower()
    scheme = _SCHEME.match(url)
    if name in _LINKS and scheme and scheme[1] not in _SCHEMES:
        return _ADDRESS
    if name in _FETCHED and (scheme or url.startswith("//")) and not _IMAGE.match(url):
        return _ELSEWHERE
    return ""
