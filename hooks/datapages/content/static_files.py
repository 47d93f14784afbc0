"""Files of docs/ that are published as they are: none that a browser runs, or a host obeys.

Pages bear the policy of the site; a file that is opened by itself bears none where the host sends
no headers, and `sw.js` or a script of the theme's name would stand in the place of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

from ..base.diagnostics import ContentError, Problem
from ..base.source_files import read_text

# What browsers open as a document with scripts, or run as a part of one.
_RUN = re.compile(
    r"\.(cgi|css|hta|jar|m?js|mht|mhtml|php|svgz|swf|wasm|webmanifest|s?html?|xht|xhtml|xml|xslt?)"
)
_OBEYED = frozenset({"_headers", "_redirects", "_routes.json", "_worker.js"})
_IN_SVG = re.compile(
    r"(.+:)?(a|animate(motion|transform)?|embed|foreignobject|handler|iframe|link|listener|meta"
    r"|object|script|set)"
)


def check(path: Path, name: str) -> Iterator[Problem]:
    """What is wrong with a file `name` of docs/."""
    file, suffix = PurePosixPath(name), PurePosixPath(name).suffix.lower()
    if file.name in _OBEYED:
        yield Problem(name, 0, "", "a host would obey this file")
    elif _RUN.fullmatch(suffix):
        message = (
            "a browser would run this file: expected one of hooks/theme, or one that extra_css "
            "or extra_javascript in mkdocs.yml names"
        )
        yield Problem(name, 0, "", message)
    elif suffix == ".svg":
        try:
            yield from _drawing(read_text(path, name), name)
        except ContentError as error:
            yield from error.problems


def _drawing(text: str, name: str) -> Iterator[Problem]:
    """What a drawing would run where it is opened by itself."""
    finder = _Active()
    finder.feed(text)
    finder.close()
    for found, line in finder.found:
        yield Problem(name, line, found, "a drawing runs nothing and leads nowhere")


class _Active(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _IN_SVG.fullmatch(tag):
            self._add(f"<{tag}>")
        for attribute, value in attrs:
            plain = attribute.rpartition(":")[2]
            inside = plain == "href" and not (value or "").startswith(("#", "data:image/"))
            if plain.startswith("on") or inside:
                self._add(f"{attribute}={(value or '')[:60]}")

    def handle_decl(self, decl: str) -> None:
        """`<!DOCTYPE`, which may define entities."""
        self._add(f"<!{decl[:60]}")

    def unknown_decl(self, data: str) -> None:
        """`<![CDATA[`, in which no tag is found."""
        self._add(f"<![{data[:60]}")

    def handle_pi(self, data: str) -> None:
        """`<?xml-stylesheet` and other encodings than the one that was read."""
        if not data.startswith("xml ") or ("encoding" in data and "utf-8" not in data.lower()):
            self._add(f"<?{data[:60]}")

    def _add(self, what: str) -> None:
        self.found.append((" ".join(what.split()), self.getpos()[0]))
