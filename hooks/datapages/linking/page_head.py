"""What the head of a chapter tells before its text begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PACE = 160  # words a minute: Kazakh words are long
# Figures and what is folded are looked at, not read through.
_ASIDE = re.compile(r"<(?P<end>/?)(?:figure|details)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Facts:
    """The line of facts: minutes to read, number of sources, day of the edition."""

    minutes: int
    sources: int
    day: str


@dataclass(frozen=True)
class Paper:
    """The page as a PDF: its path on the site, its size in words."""

    path: str
    size: str


def minutes(html: str) -> int:
    """How long a page takes to read, in whole minutes; one at least."""
    words = _TAG.sub(" ", " ".join(_read(html))).split()
    return max(1, round(len(words) / PACE))


def _read(html: str) -> Iterator[str]:
    """What stands outside of figures and of what is folded."""
    depth = start = 0
    for tag in _ASIDE.finditer(html):
        if not depth:
            yield html[start : tag.start()]
        depth = max(depth - 1, 0) if tag["end"] else depth + 1
        start = tag.end()
    yield html[start:]
