"""The built site, as a book is made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from . import chapter, menu, tree
from .chapter import Chapter
from .composition import Edition
from .tree import Element

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class NoBookError(Exception):
    """Why the built site gives no book."""


@dataclass(frozen=True)
class Site:
    """A folder that a build has left."""

    root: Path

    def html(self, path: str) -> str:
        """The HTML of a page by its address on the site."""
        file = self.root / path / "index.html"
        if not file.is_file():
            raise NoBookError(f"{file}: there is no such page; is the site built?")
        return file.read_text(encoding="utf-8")

    def file(self, path: str) -> bytes | None:
        """The content of a file by its address on the site; None where there is none."""
        file = self.root / path
        inside = file.resolve().is_relative_to(self.root.resolve())
        return file.read_bytes() if inside and file.is_file() else None

    def edition(self) -> Edition:
        """What the first page tells of the site."""
        home = tree.parse(self.html(""))
        metadata = {
            one.get("property", one.get("name", "")): one.get("content", "")
            for one in tree.find(home, "meta")
        }
        canonical = (
            one.get("href", "") for one in tree.find(home, "link") if one.get("rel") == "canonical"
        )
        if not _DAY.fullmatch(metadata.get("dcterms.issued", "")):
            raise NoBookError(f"{self.root}/index.html: tells no day of the edition")
        return Edition(
            title=metadata.get("og:site_name", ""),
            description=metadata.get("description", ""),
            day=metadata["dcterms.issued"],
            address=next(canonical, ""),
        )

    def chapters(self, *starts: str) -> list[Chapter]:
        """The chapters of the sections of the menu that begin at these addresses."""
        entries = [entry for start in starts for entry in self._section(start)]
        return [chapter.read(self.html(entry.path), entry, self.file) for entry in entries]

    def _section(self, start: str, depth: int = 0) -> list[menu.Entry]:
        """A page's section by the menu of that page, which has its own section alone open."""
        listed = menu.section(tree.parse(self.html(start)), start, start)
        if not listed:
            raise NoBookError(f"«{start}» is no address in the menu of its page in {self.root}")
        if [one.path for one in listed] == [start]:
            return [menu.Entry(start, depth)]
        entries: list[menu.Entry] = []
        for one in listed:
            below = self._section(one.path, depth + 1)
            known = {entry.path for entry in entries}
            own = [menu.Entry(one.path, depth)] if one.path not in known else []
            entries += [*own, *(entry for entry in below if entry.path not in {*known, one.path})]
        return entries

    def bibliography(self, chapters: list[Chapter]) -> dict[str, Element]:
        """The entries that these chapters cite, by their addresses on the site."""
        cited = {address for one in chapters for _, address in one.sources}
        found = {}
        for page in sorted({address.partition("#")[0] for address in cited}):
            body = chapter.read(self.html(page), menu.Entry(page, 0)).body
            for item in tree.find(body, "li"):
                found[f"{page}#{item.get('id', '')}"] = item
        missing = sorted(cited - found.keys())
        if missing:
            raise NoBookError(f"cited, but not listed on the site: {', '.join(missing)}")
        return found
