"""Pages become chapters, chapters a book: pure functions on a small site."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from datapages.base.diagnostics import ContentError
from datapages.book import chapter, composition, epub, fonts, letters, menu, pictures, tree
from datapages.book.composition import Edition
from datapages.book.menu import Entry
from datapages.book.site import NoBookError, Site
from datapages.exports import shelf
from datapages.exports.shelf import Item, Kind, Shelf
from datapages.language.messages import t

EDITION = Edition("Қала", "Қала туралы кітап", "2026-11-30", "https://example.org/")
MENU = """
<nav class="md-nav md-nav--primary"><ul>
<li class="md-nav__item"><a href=".">Басы</a></li>
<li class="md-nav__item"><div class="md-nav__container"><a href="t/">Тараулар</a></div>
 <div class="md-nav"><ul>
 <li class="md-nav__item"><a href="k/">Кіріспе</a>
  <div class="md-nav md-nav--secondary"><ul><li class="md-nav__item"><a href="#x">X</a></li></ul></div></li>
 <li class="md-nav__item"><div class="md-nav__container"><a href="1/">1</a></div>
  <div class="md-nav"><ul><li class="md-nav__item"><a href="1/1-1/">1.1</a></li></ul></div></li>
 </ul></div></li>
<li class="md-nav__item"><a href="s/">Сөздік</a></li>
</ul></nav>
"""  # noqa: E501
PAGE = """
<article><h1>1.1. Билік</h1><p class="official-title">Биліктің құрылысы</p>
<p class="head-facts"><a class="badge" href="../../a/">Диплом мәтіні бойынша</a></p>
<p class="page-pdf"><a href="../../kitap/1-1.pdf">Басып шығару</a></p>
<details class="contents"><summary>Мазмұны</summary></details>
<h2 id="kim">Кім басқарады<a class="headerlink" href="#kim">#</a></h2>
<p id="kim-1"><a class="term" href="../../s/#akim" title="әкім: Басшы.">Әкім</a> басқарады
<a class="cite" href="../../d/#zan">[9, <wbr>1-бап]</a><button class="norm"></button>,
<span class="value"><button class="value__figure">5%-ға</button><small class="value__source">x</small></span>
көп, <a class="ref" href="#table-a">1.1-кестеде</a> (<a class="ref" href="#table-a">1.1-кесте</a>), <a href="../../k/#joq">кіріспеде</a>,
<a href="../../basqa/#x">сайтта</a>, <span lang="ru">администрация</span>.</p>
<h3 id="ishki">Ішкі</h3>
<div class="admonition today"><p class="admonition-title">Бүгін</p><p>Жаңа заң.</p></div>
<details class="note"><summary>Қалай саналды</summary><p>Былай.</p></details>
<figure class="data-table" id="table-a"><details class="choose"><summary>Таңдау: карта</summary><img src="m.svg" alt="Карта"></details><div class="data-table__scroll" aria-labelledby="t">
<table><caption id="t"><span class="figures__title"><b>1.1-кесте.</b> Сан</span></caption>
<thead><tr><th scope="col" data-kind="text"><span>Ел</span></th><th class="is-bar"><span>Жолағы</span></th></tr></thead>
<tbody><tr><th scope="row">Қала</th><td><svg class="bar" viewBox="0 0 100 10"><rect width="55.1"/></svg></td></tr></tbody>
</table></div><figcaption><p class="data-files">Жүктеу</p></figcaption></figure>
<figure class="chart"><p class="chart__caption" id="c">Сурет: өсті</p>
<div class="chart__frame" aria-labelledby="c" aria-describedby="d">
<div class="chart__drawing chart__drawing--narrow"><svg class="chart__picture" viewBox="0 0 3 3"></svg></div>
<div class="chart__drawing"><svg class="chart__picture" viewBox="0 0 6 3"><defs><marker id="a"/></defs><path class="c1" d="M0 0" marker-end="url(#a)"/></svg></div>
</div><figcaption><p class="visually-hidden" id="d">2010 – 1, 2020 – 5.</p></figcaption></figure>
<details class="page-sources"><summary>Дереккөз: 1</summary>
<ol><li value="9"><a href="../../d/#zan">Заң</a></li></ol></details>
<details class="cite-box"><summary>Сілтеме</summary></details>
</article>
"""  # noqa: E501
OPENING = "<article><h1>Кіріспе</h1><p>Сөз басы.</p></article>"
SOURCES = (
    '<article><h1>Дереккөздер</h1><ol><li id="zan" value="9">'
    '<a href="https://adilet.zan.kz/kaz/docs/Z01" rel="external">Заң</a>.'
    '<button class="norm"></button></li></ol></article>'
)


@pytest.fixture
def book() -> composition.Book:
    chapters = [
        chapter.read(OPENING, Entry("k/", 0)),
        chapter.read(PAGE, Entry("1/1-1/", 1)),
    ]
    entries = {"d/#zan": next(tree.find(chapter.read(SOURCES, Entry("d/", 0)).body, "li"))}
    return composition.compose(chapters, entries, EDITION)


def _xml(book: composition.Book) -> str:
    return re.sub(r"\s+", " ", tree.xml(book.chapters[1].body))


def test_the_menu_says_what_belongs_to_the_book() -> None:
    home = tree.parse(MENU)
    assert menu.section(home, "", "t/") == [Entry("k/", 0), Entry("1/", 0), Entry("1/1-1/", 1)]
    assert menu.section(home, "", "s/") == [Entry("s/", 0)]
    assert menu.section(home, "", "joq/") == []


def test_a_menu_is_read_from_the_page_that_shows_it() -> None:
    page = tree.parse(re.sub('href="(?!http)', 'href="../', MENU).replace('"../t/"', '"./"'))
    assert menu.section(page, "t/", "t/") == menu.section(tree.parse(MENU), "", "t/") != []


def test_a_chapter_knows_its_titles_origin_and_sources() -> None:
    read = chapter.read(PAGE, Entry("1/1-1/", 1))
    assert (read.slug, read.title) == ("1-1", "1.1. Билік")
    assert (read.subtitle, read.origin) == ("Биліктің құрылысы", "Диплом мәтіні бойынша")
    assert read.sources == (("9", "d/#zan"),)


def test_what_only_a_screen_can_do_is_gone_and_what_is_folded_is_open(
    book: composition.Book,
) -> None:
    text = _xml(book)
    for gone in (
        "button",
        "details",
        "summary",
        "wbr",
        "headerlink",
        "Жүктеу",
        "Басып",
        "Таңдау",
        " data-k",
        " aria-",
    ):
        assert gone not in text, gone
    assert "5%-ға көп" in text
    assert '<div class="opened note"><p class="opened__title">Қалай саналды</p>' in text


def test_images_are_in_the_book_and_without_a_file_their_words_are() -> None:
    page = (
        '<article><h1>Сурет</h1><p><img src="../a%20b.png" alt="Қала" width="9"> '
        '<img src="joq.png" alt="Көше"> <img src="https://example.org/x.png" alt="Өзен"></p>'
        "</article>"
    )
    read = chapter.read(page, Entry("1/1-1/", 0), {"1/a b.png": b"PNG"}.get)
    assert tree.xml(read.body) == (
        '<div class="chapter__body"><p><img src="data:image/png;base64,UE5H" alt="Қала" /> '
        "Көше Өзен</p></div>"
    )


def test_headings_go_on_from_the_level_of_the_title(book: composition.Book) -> None:
    chapter, sources = book.chapters[1], t("figure.sources")
    assert (chapter.number, chapter.title, chapter.level) == ("1.1.", "Билік", 2)
    headings = [(one.tag, tree.text(one)) for one in chapter.body.iter() if one.tag[0] == "h"]
    assert headings == [("h3", "Кім басқарады"), ("h4", "Ішкі"), ("h3", sources)]
    assert chapter.sections == [
        ("1-1--kim", "Кім басқарады"),
        ("1-1--sources", sources),
    ]


def test_links_lead_inside_the_book_where_they_can(book: composition.Book) -> None:
    links = {
        tree.text(link): (link.get("href"), "xref" in tree.classes(link))
        for link in tree.find(book.chapters[1].body, "a")
    }
    assert links["[9, 1-бап]"] == ("#1-1--source-zan", False)
    assert links["1.1-кестеде"] == ("#1-1--table-a", True)
    bracketed = tree.find(book.chapters[1].body, "a", "xref--bracketed")
    assert [tree.text(link) for link in bracketed] == ["1.1-кесте"]
    assert links["кіріспеде"] == ("#k", True)  # the place is gone, its page is not
    assert links["сайтта"] == ("https://example.org/basqa/#x", False)
    assert links["Заң"] == ("https://adilet.zan.kz/kaz/docs/Z01", False)
    ids = {id for one in book.chapters[1].body.iter() if (id := one.get("id"))}
    assert ids == {"1-1--kim", "1-1--table-a", "1-1--sources", "1-1--source-zan", "a"}


def test_without_an_address_of_the_site_no_link_leads_there() -> None:
    nowhere = Edition("Қала", "", "2026-11-30", "")
    entries = {"d/#zan": next(tree.find(chapter.read(SOURCES, Entry("d/", 0)).body, "li"))}
    book = composition.compose([chapter.read(PAGE, Entry("1/1-1/", 1))], entries, nowhere)
    text = tree.xml(book.chapters[0].body)
    assert "сайтта" in text
    assert not re.search(r'href="(?!#|https:)', text)


def test_a_picture_says_what_it_shows_and_a_bar_is_a_box(book: composition.Book) -> None:
    pictures_ = list(tree.find(book.chapters[1].body, "svg"))
    assert [one.get("viewBox") for one in pictures_] == ["0 0 6 3"]
    title = pictures_[0].find("title")
    assert title is not None
    assert title.text == "Сурет: өсті 2010 – 1, 2020 – 5."
    assert '<span class="bar" style="width: 55.1%"' in _xml(book)


def test_the_sources_stand_at_the_end_with_the_numbers_of_the_text(book: composition.Book) -> None:
    listed = next(tree.find(book.chapters[1].body, "section", "sources"))
    assert tree.text(listed) == f"{t('figure.sources')}[9] Заң.adilet.zan.kz/kaz/docs/Z01"


def test_latin_letters_leave_other_languages(book: composition.Book) -> None:
    latin = letters.in_latin(book)
    text = _xml(latin)
    assert "Äkım" in text
    assert '<span lang="ru">администрация</span>' in text
    assert latin.lang == "kk-Latn"
    assert latin.chapters[1].title == "Bilık"
    assert re.findall("[А-Яа-яӘәҚқІі]+", text) == ["администрация"]


def test_every_colour_of_a_picture_is_written_out() -> None:
    for dark in (False, True):
        rules = pictures.rules(dark=dark)
        assert ".chart__picture .c1" in rules
        assert "var(" not in rules
    assert pictures.rules() != pictures.rules(dark=True)


def test_the_faces_have_all_letters_of_both_scripts() -> None:
    letters_ = "әғқңөұүһіӘҒҚҢӨҰҮҺІäğñöşūüıÄĞÑÖŞŪÜİ«»–—№²³°−×"
    assert fonts.unknown(letters_) == ""
    assert fonts.unknown("ә漢") == "漢"


def test_an_epub_begins_with_its_type_and_is_the_same_each_time(book: composition.Book) -> None:
    made = epub.write(book)
    assert made == epub.write(book)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        page = archive.read("book/1-1.xhtml").decode()
        package = archive.read("book/package.opf").decode()
    assert 'href="k.xhtml"' in page
    assert 'href="1-1.xhtml#1-1--table-a"' in page
    assert 'href="1-1.xhtml" media-type="application/xhtml+xml" properties="svg"' in package
    assert 'href="k.xhtml" media-type="application/xhtml+xml"/>' in package


def test_a_site_that_is_not_built_gives_no_book(tmp_path: Path) -> None:
    with pytest.raises(NoBookError, match="is the site built"):
        Site(tmp_path).edition()


def test_the_shelf_gives_back_what_was_put_on_it(tmp_path: Path) -> None:
    item = Item("bir.pdf", Kind.CHAPTER, 3, page="bir/")
    shelf.put(tmp_path, "2026-11-30", [(item, b"PDF")])
    read = Shelf.read(tmp_path, "2026-11-30")
    assert read.items == (item,)
    assert read.files() == {"kitap/bir.pdf": b"PDF"}
    assert read.of_page("bir/") == item
    whole = Item("kitap-diplom.pdf", Kind.THESIS, 3)
    assert Shelf(items=(whole,)).of_page("") is None, "the home page is no chapter"
    assert read.of_page("eki/") is None
    assert Shelf().files() == {}


@pytest.mark.parametrize("name", ["sources.yml", "units/categories.yml", ".git"])
def test_books_replace_no_files_of_others(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("a", encoding="utf-8")
    with pytest.raises(ValueError, match=r"is empty or holds kitap\.json: all in it is replaced"):
        shelf.put(tmp_path, "2026-11-30", [])
    assert (tmp_path / name).read_text(encoding="utf-8") == "a"


def test_books_of_an_earlier_time_go_when_the_new_are_there(tmp_path: Path) -> None:
    shelf.put(tmp_path, "2026-11-29", [(Item("bir.pdf", Kind.PDF, 3), b"PDF")])
    shelf.put(tmp_path, "2026-11-30", [(Item("eki.pdf", Kind.PDF, 3), b"PDF")])
    assert {path.name for path in tmp_path.iterdir()} == {"eki.pdf", shelf.LIST}


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda folder: (folder / shelf.LIST).unlink(), "no list of finished books"),
        (lambda folder: (folder / "bir.pdf").write_bytes(b""), "expected a file of 3 bytes"),
        (
            lambda folder: (folder / shelf.LIST).write_text(
                json.dumps({"edition": "2020-01-01", "files": []})
            ),
            "the books are of 2020-01-01",
        ),
        *(
            (lambda folder, text=text: (folder / shelf.LIST).write_text(text), "expected the list")
            for text in ("{", "[]", "{}", '{"files": []}', '{"files": [5]}', "[" * 100_000)
        ),
        *(
            (
                lambda folder, name=name: (folder / shelf.LIST).write_text(
                    (folder / shelf.LIST).read_text().replace("bir.pdf", name)
                ),
                "is no name of a file of this folder",
            )
            for name in ("../secret.pdf", "/etc/passwd", "a/b.pdf", ".git", "", "a\\u0000b")
        ),
        (
            lambda folder: (
                (folder / "bir.pdf").rename(folder / "x") and (folder / "bir.pdf").symlink_to("x")
            ),
            "expected a file of 3 bytes",
        ),
    ],
)
def test_books_of_another_edition_or_damaged_ones_are_refused(
    tmp_path: Path, harm: object, told: str
) -> None:
    shelf.put(tmp_path, "2026-11-30", [(Item("bir.pdf", Kind.PDF, 3), b"PDF")])
    assert callable(harm)
    harm(tmp_path)
    with pytest.raises(ContentError, match=told):
        Shelf.read(tmp_path, "2026-11-30")
