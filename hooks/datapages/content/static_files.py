"""Files of docs/ that are published as they are: no scripts, and no settings of a host.

Pages carry the content security policy; a file opened by itself has none where the host sends
no headers, and `sw.js` or a script of the theme's name would stand in the place of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from ..base.diagnostics import ContentError, Problem
from ..base.source_files import read_text

# What browsers open as a document with scripts, or run as a part of one.
_EXECUTABLE = re.compile(
    r"\.(cgi|css|hta|jar|m?js|mht|mhtml|php|svgz|swf|wasm|webmanifest|s?html?|xht|xhtml|xml|xslt?)"
)
_HOST_SETTINGS = frozenset({"_headers", "_redirects", "_routes.json", "_worker.js"})
_IN_SVG = re.compile(
    r"(.+:)?(a|animate(motion|transform)?|embed|foreignobject|handler|iframe|link|listener|meta"
    r"|object|script|set)"
)


def check(path: Path, name: str) -> Iterator[Problem]:
    """What is wrong with a file `name` of docs/."""
    file, suffix = PurePosixPath(name), PurePosixPath(name).suffix.lower()
    if file.name in _HOST_SETTINGS:
        yield Problem(name, 0, "", "a host would obey this file")
    elif _EXECUTABLE.fullmatch(suffix):
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
    """What a drawing would run where it is opened by itself: browsers read it as XML, too."""
    found: list[tuple[int, str]] = []
    parser = expat.ParserCreate("utf-8")

    def add(what: str) -> None:
        found.append((parser.CurrentLineNumber, " ".join(what.split())[:80]))

    def element(tag: str, attributes: dict[str, str]) -> None:
        if _IN_SVG.fullmatch(tag.lower()):
            add(f"<{tag}>")
        for attribute, value in attributes.items():
            plain = attribute.rpartition(":")[2].lower()
            inside = plain == "href" and not value.startswith(("#", "data:image/"))
            if plain.startswith("on") or inside:
                add(f"{attribute}={value}")

    def declared(version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            add(f"encoding={encoding}")

    def doctype(*given: object) -> None:
        raise ValueError("<!DOCTYPE> is not allowed")  # it may define entities without end

    parser.StartElementHandler = element
    parser.XmlDeclHandler = declared
    parser.ProcessingInstructionHandler = lambda target, data: add(f"<?{target}")
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, ValueError) as error:
        yield Problem(name, parser.CurrentLineNumber, "", f"no plain SVG: {error}")
    for line, what in found:
        yield Problem(name, line, what, "a drawing runs nothing and leads nowhere")
