"""What data/ says of docs/: pages and headings that it names, sources that nothing names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..base import near, yaml_reader
from ..base.diagnostics import Problem
from ..model.catalogue import Catalogue
from ..model.checks.files import Check, LoadedFiles
from ..model.records.law import LawChangesFile
from ..model.records.texts import ChangesFile, TextTable
from ..model.records.units import UnitsFile
from . import notation


def check(docs: Path) -> Check:
    """A check for `loader.load`: pages and headings that data/ names stand in `docs`."""

    def links(loaded: LoadedFiles) -> Iterator[Problem]:
        yield from check_pages(loaded, docs)
        yield from check_changes(loaded, docs)
        yield from check_law_changes(loaded, docs)

    return links


def check_pages(loaded: LoadedFiles, docs: Path) -> Iterator[Problem]:
    """The pages on which files of data/ say that they stand.

    A table of texts may stand on a unit's page, which the build makes under the id of the unit.
    """
    units = {unit.id for _, file in loaded.of(UnitsFile) for unit in file.units}
    for document, record in loaded.files:
        page = getattr(record, "page", None)
        made = isinstance(record, TextTable) and page and PurePosixPath(page).stem in units
        made = made or (isinstance(record, TextTable) and not loaded.knows_all(UnitsFile))
        if page and not made and not (docs / page).is_file():
            yield document.problem(("page",), _no_page(docs, page))


def check_changes(loaded: LoadedFiles, docs: Path) -> Iterator[Problem]:
    """The pages that changes of the site tell of."""
    for document, record in loaded.of(ChangesFile):
        for index, change in enumerate(record.changes):
            for number, page in enumerate(change.pages):
                if not (docs / page).is_file():
                    path = ("changes", index, "pages", number)
                    yield document.problem(path, _no_page(docs, page))


def check_law_changes(loaded: LoadedFiles, docs: Path) -> Iterator[Problem]:
    """The headings under which the chapters tell norms that have changed."""
    for document, changes in loaded.of(LawChangesFile):
        ids = {page: _heading_ids(docs / page) for page in {one.page for one in changes.changes}}
        for index, change in enumerate(changes.changes):
            path: yaml_reader.Path = ("changes", index)
            known = ids[change.page]
            if known is None:
                yield document.problem((*path, "page"), _no_page(docs, change.page))
            elif change.anchor not in known:
                message = f"there is no heading #{change.anchor} on {docs.name}/{change.page}"
                message += near.hint(change.anchor, known)
                yield document.problem((*path, "anchor"), message)


def _no_page(docs: Path, page: str) -> str:
    known = (path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    return f"there is no page {docs.name}/{page}{near.hint(page, known)}"


def _heading_ids(page: Path) -> set[str] | None:
    if page.is_symlink() or not page.is_file():
        return None
    text = page.read_text(encoding="utf-8", errors="replace")  # told when the page is read
    return {heading.id for heading in notation.headings(text)}


def unused_sources(catalogue: Catalogue, folder: Path, docs: Path) -> list[str]:
    """Sources that no page cites and no other file of data/ names."""
    named: set[str] = set()
    for path in folder.rglob("*.yml"):
        if path.name != "sources.yml":
            named.update(re.findall(r"[a-z0-9-]+", path.read_text("utf-8", "replace")))
    for path in docs.rglob("*.md"):
        pieces = notation.pieces(path.read_text("utf-8", "replace"))
        named.update(one.source for one in pieces if isinstance(one, notation.Citation))
    return [id for id in catalogue.sources if id not in named]
