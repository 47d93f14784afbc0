"""`make book`: the PDFs and EPUBs of a built site, and its copy for the disk, for readers to take.

    python -m datapages.cli.make_book site dist/kitap taraular/ sozdik/

The addresses are those of the sections of the menu that the book is made of. A chapter has a PDF of
its own; that of one with sections holds them, too.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..base import command, workers
from ..book import composition, epub, letters, pdf
from ..book.chapter import Chapter
from ..book.composition import Book
from ..book.site import NoBookError, Site
from ..exports import shelf
from ..exports.shelf import Item, Kind
from ..output import offline_copy

NAME = "kitap"
LATIN = "latyn"
COPY = "sait.zip"


@dataclass(frozen=True)
class Task:
    """One file to make."""

    name: str
    kind: Kind
    book: Book
    page: str = ""

    def made(self) -> tuple[Item, bytes, float]:
        """The file, and how many seconds it took."""
        start = time.monotonic()
        if self.kind is Kind.EPUB:
            content = epub.write(self.book)
        else:
            style = pdf.Style.THESIS if self.kind is Kind.THESIS else pdf.Style.BOOK
            content = pdf.write(self.book, style)
        item = Item(self.name, self.kind, len(content), self.book.latin, self.page)
        return item, content, time.monotonic() - start


def tasks(site: Site, starts: list[str]) -> list[Task]:
    """All files of a site's book, the longest work first."""
    chapters = site.chapters(*starts)
    entries, edition = site.bibliography(chapters), site.edition()
    whole = composition.compose(chapters, entries, edition)
    latin = letters.in_latin(whole)
    found = [
        Task(f"{NAME}-diplom.pdf", Kind.THESIS, whole),
        Task(f"{NAME}.pdf", Kind.PDF, whole),
        Task(f"{NAME}-{LATIN}.pdf", Kind.PDF, latin),
        Task(f"{NAME}.epub", Kind.EPUB, whole),
        Task(f"{NAME}-{LATIN}.epub", Kind.EPUB, latin),
    ]
    for group in groups(chapters):
        book = composition.compose(group, entries, edition, whole=False)
        found.append(Task(f"{group[0].slug}.pdf", Kind.CHAPTER, book, group[0].path))
    return found


def groups(chapters: list[Chapter]) -> Iterator[list[Chapter]]:
    """Each chapter with what lies in it."""
    for place, chapter in enumerate(chapters):
        group = [chapter]
        for inner in chapters[place + 1 :]:
            if inner.depth <= chapter.depth:
                break
            group.append(inner)
        yield group


def main(root: str, target: str, *starts: str) -> int:
    """Make all files and tell their sizes and times; the number of the exit."""
    shelf.check_target(Path(target))
    try:
        pdf.available()
        site = Site(Path(root))
        work = tasks(site, [*starts])
        day = site.edition().day
    except (pdf.Unavailable, NoBookError) as problem:
        print(f"make book: {problem}", file=sys.stderr)
        return 1
    if not site.edition().address:
        print("SITE_URL is not set: the books do not say where the site stands", file=sys.stderr)
    finished: dict[str, tuple[Item, bytes]] = {}
    with workers.pool() as processes:
        for item, content, seconds in processes.map(Task.made, work):
            print(f"{item.name}: {item.size / 1e6:.2f} MB, {seconds:.0f} s", flush=True)
            finished[item.name] = item, content
    with TemporaryDirectory() as folder:
        copy = Path(folder, COPY)
        size = offline_copy.pack(site.root, copy)
        print(f"{COPY}: {size / 1e6:.2f} MB")
        finished[COPY] = Item(COPY, Kind.COPY, size), copy.read_bytes()
    shelf.put(Path(target), day, finished.values())
    return 0


if __name__ == "__main__":
    sys.exit(command.run("make_book", main, *sys.argv[1:]))
