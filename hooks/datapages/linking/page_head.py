"""What the head of a chapter tells before its text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

PACE = 160  # words a minute: Kazakh words are long
# Figures and what is folded are looked at, not read through.
_ASIDE = re.compile(r"<(figure|details)\b.*?</\1>", re.DOTALL)
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
    words = _TAG.sub(" ", _ASIDE.sub(" ", html)).split()
    return max(1, round(len(words) / PACE))
