"""Which pages speak of which indicator: found in their Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from . import notation
from .notation import Call

QUOTING = ("value", "growth", "share", "chart", "table", "comparison")


@dataclass(frozen=True)
class Use:
    """A section that quotes an indicator; `anchor` and `heading` are empty above the first one."""

    page: str
    title: str
    anchor: str
    heading: str


def find(pages: Iterable[tuple[str, str, str]]) -> dict[str, list[Use]]:
    """Indicator → the sections that quote it; `pages` are (path, title, Markdown)."""
    found: dict[str, list[Use]] = {}
    for page, title, markdown in pages:
        headings = notation.headings(markdown)
        for piece in notation.pieces(markdown):
            if not isinstance(piece, Call) or piece.name not in QUOTING or not piece.arguments:
                continue
            above = next((one for one in reversed(headings) if one.line < piece.line), None)
            use = Use(page, title, above.id if above else "", above.title if above else "")
            uses = found.setdefault(str(piece.arguments[0]), [])
            if use not in uses:
                uses.append(use)
    return found


def elsewhere(uses: Mapping[str, list[Use]], indicator: str, page: str) -> list[Use]:
    """The sections of other pages that quote an indicator."""
    return [use for use in uses.get(indicator, []) if use.page != page]
