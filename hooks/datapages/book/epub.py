"""A book as EPUB 3: a page a chapter, pictures as SVG in it, both colour schemes."""

from __future__ import annotations

import copy
import io
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..graphics.standalone_svg import coloured
from . import pictures, tree
from .composition import Book, BookChapter
from .links import PAGE
from .rendering import environment

_STYLE = Path(__file__).parent / "styles" / "epub.css"
_COLOURS = """\
body { background: var(--md-default-bg-color); color: var(--md-default-fg-color); }
a, .cite, .chapter__number { color: var(--md-typeset-a-color); }
.admonition, .opened { border-color: var(--note-nodata); }
.today { border-color: var(--note-today); }
.caution { border-color: var(--note-caution); }
th, td, .glance li { border-color: var(--line); }
.bar { background: var(--chart-1); }
.is-own .bar { background: var(--chart-2); }
small, figcaption, .chart__subtitle, .rank { color: var(--md-default-fg-color--light); }
"""


def write(book: Book) -> bytes:
    """The book's EPUB: the same bytes each time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in _files(book):
            entry = zipfile.ZipInfo(name)  # dated 1980: no day in the bytes
            entry.external_attr = 0o644 << 16
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, packed, compresslevel=9)
    return target.getvalue()


def _files(book: Book) -> Iterator[tuple[str, str]]:
    templates = environment()
    pictured = {one.id for one in book.chapters if tree.first(one.body, "svg") is not None}
    yield "mimetype", "application/epub+zip"  # must stand first, as it is
    yield "META-INF/container.xml", templates.get_template("container.xml").render()
    yield (
        "book/package.opf",
        templates.get_template("package.opf").render(
            book=book, pictured=pictured, identifier=identifier(book)
        ),
    )
    yield "book/nav.xhtml", templates.get_template("nav.xhtml").render(book=book, parts=parts(book))
    yield "book/style.css", style()
    yield "book/titlepage.xhtml", templates.get_template("titlepage.xhtml").render(book=book)
    page = templates.get_template("chapter.xhtml")
    for chapter in book.chapters:
        yield f"book/{chapter.id}.xhtml", page.render(book=book, chapter=_paged(chapter))


def identifier(book: Book) -> str:
    """What tells this book from others: by its site, edition and letters."""
    identity = (book.edition.address or book.edition.title, book.edition.day, book.lang)
    return uuid.uuid5(uuid.NAMESPACE_URL, " ".join(identity)).urn


def parts(book: Book) -> list[tuple[BookChapter, list[BookChapter]]]:
    """The chapters with what lies inside of each."""
    found: list[tuple[BookChapter, list[BookChapter]]] = []
    for chapter in book.chapters:
        if chapter.level > 1 and found:
            found[-1][1].append(chapter)
        else:
            found.append((chapter, []))
    return found


def style() -> str:
    """The sheet of all pages: the light scheme, then the dark one."""
    light, dark = (
        coloured(_COLOURS, dark=dark) + pictures.rules(dark=dark) + pictures.keys(dark=dark)
        for dark in (False, True)
    )
    return f"{_STYLE.read_text('utf-8')}{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _paged(chapter: BookChapter) -> BookChapter:
    """The chapter with links to the pages of the EPUB, one a chapter."""
    body = copy.deepcopy(chapter.body)
    for link in tree.find(body, "a"):
        link.attrib.pop(PAGE, None)  # it has no pages
        href = link.get("href", "")
        if href.startswith("#"):
            slug, _, id = href[1:].partition("--")
            link.set("href", f"{slug}.xhtml{href if id else ''}")
    return replace(chapter, body=body)
