"""Which page Python-Markdown converts: it converts one text after another and names none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..language.messages import Language
from ..permalinks.ledger import Entry


@dataclass(frozen=True)
class WrittenTable:
    """A table typed in Markdown: the heading above it, and the texts of its rows, head first."""

    heading: str
    title: str
    rows: list[list[str]]


@dataclass
class CurrentPage:
    """A page while it is converted, and what the extensions found on it.

    `address` is «/kirispe/», None where blocks get no ids; `glossary` gives the address of a term
    as seen from the page, None where no term is linked.
    """

    address: str | None = None
    glossary: Callable[[str], str] | None = None
    language: Language = "kk"
    blocks: dict[str, Entry] = field(default_factory=dict)  # by id, with their words
    rows: list[tuple[str, str]] = field(default_factory=list)  # ids of table rows, first cells
    tables: list[WrittenTable] = field(default_factory=list)  # typed in Markdown


@dataclass
class Cursor:
    """Points at the page whose text comes next."""

    page: CurrentPage = field(default_factory=CurrentPage)
