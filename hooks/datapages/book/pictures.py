"""The rules that the site's pictures are drawn by, with colours in place of variables.

A picture in a PDF has to bear them itself, and readers of EPUB do not all know variables.
"""

from __future__ import annotations

from functools import cache

import tinycss2

from ..graphics import standalone_svg
from .tree import Element, find, make

_SHEETS = ("charts.css", "indicators.css", "site.css")
_DRAWN = (".chart__picture", ".diagram__", ".line ")
_KEYS = (".chart__key", ".diagram__key")
_LIT = "data-lit"  # what a script lights
_INK = "var(--md-default-fg-color)"
FONT = '"PT Sans", sans-serif'


@cache
def keys(*, dark: bool = False) -> str:
    """The rules of the signs before the words of a legend."""
    return _rules(_KEYS, dark=dark)


@cache
def rules(*, dark: bool = False) -> str:
    """The rules of pictures in one of the two schemes."""
    return _rules(_DRAWN, dark=dark)


def _rules(chosen: tuple[str, ...], *, dark: bool) -> str:
    found = []
    for name in _SHEETS:
        sheet = (standalone_svg.STYLES / name).read_text("utf-8")
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
            selector = tinycss2.serialize(rule.prelude).strip() if rule.type != "error" else ""
            if rule.type != "qualified-rule" or _LIT in selector:
                continue
            if selector.startswith(chosen) and (chosen is _KEYS or "::" not in selector):
                found.append(f"{selector} {{{tinycss2.serialize(rule.content)}}}")
    text = "\n".join(found).replace("currentcolor", _INK).replace("var(--md-text-font)", FONT)
    return standalone_svg.coloured(text, dark=dark)


def carry_rules(root: Element) -> None:
    """Put the rules into each picture of a document."""
    for picture in find(root, "svg"):
        picture.insert(0, make("style", f"text {{font-family: {FONT}}}\n{rules()}"))
