"""Addresses that last: the numbers of blocks, and the ledger of every address ever published.

A heading writes its own id. Every other block (paragraph, list item, note, definition, row of a
Markdown table) is called `<id of its heading>-<number>`, and the ledger remembers which text
has which number: a block is known again by its words, wherever it is moved and though it is
edited. A new block takes the next number that was never used. The build reads the ledger;
`make ledger` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..base.diagnostics import ContentError, Problem

Address = tuple[str, str]  # page («/kirispe/») and id («» for the page itself)
_LINE = re.compile(r"(?P<page>/\S*)\t(?P<id>[a-z0-9-]*)\t(?P<kind>[a-z]+)(?:\t(?P<words>[\w-]+))?")


@dataclass(frozen=True)
class Entry:
    """One line of the ledger; `words` is empty for what has an id of its own."""

    id: str
    kind: str
    words: str = ""


@dataclass
class Ledger:
    """Every address by its page, in the order in which it was last seen."""

    pages: dict[str, dict[str, Entry]] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str, file: str = "addresses/ledger.tsv") -> Ledger:
        """Read the committed file; ContentError with every line that is none."""
        ledger, problems = cls(), []
        for place, line in enumerate(text.splitlines(), start=1):
            if line.startswith("#"):
                continue
            match = _LINE.fullmatch(line)
            if match is None:
                message = "expected page, id, kind, words between tabs"
                problems.append(Problem(file, place, "", message))
                continue
            entries = ledger.pages.setdefault(match["page"], {})
            entries[match["id"]] = Entry(match["id"], match["kind"], match["words"] or "")
        if problems:
            raise ContentError(problems)
        return ledger

    def page(self, page: str) -> Mapping[str, Entry]:
        """What is known of a page."""
        return self.pages.get(page, {})

    def joined(self, seen: Mapping[str, Iterable[Entry]]) -> Ledger:
        """This ledger with what a build has seen; nothing is ever left out."""
        pages = {}
        for page in sorted({*self.pages, *seen}):
            now = {entry.id: entry for entry in seen.get(page, ())}
            pages[page] = now | {id: old for id, old in self.page(page).items() if id not in now}
        return Ledger(pages)

    def addresses(self) -> list[Address]:
        """Every address, in order."""
        return [(page, id) for page, entries in self.pages.items() for id in entries]

    def kinds(self) -> dict[str, int]:
        """How many addresses there are of each kind."""
        kinds = [entry.kind for entries in self.pages.values() for entry in entries.values()]
        return {kind: kinds.count(kind) for kind in sorted(set(kinds))}

    def text(self) -> str:
        """The file to commit."""
        lines = [
            "\t".join((page, entry.id, entry.kind, entry.words)).rstrip("\t")
            for page, entries in self.pages.items()
            for entry in entries.values()
        ]
        return HEADER + "".join(f"{line}\n" for line in lines)


HEADER = """\
# Every address ever published: page, id, kind, words (two signs a word of the text, to know the
# block again after an edit). Written by `make ledger`; never shortened by hand.
"""
