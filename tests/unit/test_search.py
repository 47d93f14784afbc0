"""The search index made anew: rows, repeats, words."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from datapages.model.records.base import Place
from datapages.search import documents, index
from datapages.search.index import filled, words
from datapages.views import search_rows
from datapages.views.search_rows import SearchRow
from datapages.views.table import Cell, Column, Row, Table

ROWS = (
    SearchRow("units-a", "Көл ауданы", (("КАТО", "100000000"),)),
    SearchRow("units-b", "Тау & дала", (("КАТО", "200000000"), ("Халқы", "5"))),
)
TABLE = Table(
    "Тақырып",
    (
        Column("name", "Атауы"),
        Column("kato", "КАТО", "code"),
        Column("area", "Аумағы", "number", "км²", note=2),
        Column("population", "Халқы", "number", detail="алдын ала", source="zan"),
        Column("source", "Дереккөз", "source"),
    ),
    (
        Row(
            "units-a",
            (
                Cell("Көл ауданы", page="a.md"),
                Cell("100000000"),
                Cell("1\u00a0200", note=1, detail="шамамен"),
                Cell("дерек жоқ", missing=True),
                Cell("", source="zan"),
            ),
        ),
        Row(
            "units-b",
            (
                Cell("Тау & дала"),
                Cell("200000000"),
                Cell("–"),
                Cell("5", cites=(Place(source="zan", place="2-бап"), Place(source="bet"))),
                Cell("", source="bet"),
            ),
        ),
        Row("units-c", (Cell(""), Cell("1"))),
    ),
    ("zan",),
)


def page(url: str, html: str, **options: Any) -> documents.Page:
    return documents.Page(url, f"Бет «{url}»", html, options)


def test_rows_are_texts_with_their_columns() -> None:
    first, second = search_rows.of_table(TABLE, {"zan": 3, "bet": 4}.__getitem__)
    assert (first.id, first.title) == ("units-a", "Көл ауданы")
    assert first.cells == (("КАТО", "100000000"), ("Аумағы, км²", "1\u00a0200 шамамен"))
    assert (second.id, second.title) == ("units-b", "Тау & дала")
    assert second.cells == (("КАТО", "200000000"), ("Халқы алдын ала", "5 [3, 2-бап] [4]"))


def test_a_row_becomes_a_document_with_a_block_a_cell() -> None:
    made = documents.row_doc("birlik/", ROWS[1])
    assert made["location"] == "birlik/#units-b"
    assert made["title"] == "Тау &amp; дала"
    assert made["text"] == "<p>КАТО: 200000000</p><p>Халқы: 5</p>"


def test_rows_follow_the_sections_of_their_page() -> None:
    pages = [
        page("a/", '<p>бір</p><h2 id="x">Бас</h2>')._replace(rows=ROWS),
        page("hidden/", "", exclude=True)._replace(rows=ROWS),
        page("b/", "<p>үш</p>"),
    ]
    locations = [made["location"] for made in documents.documents(pages)]
    assert locations == ["a/", "a/#x", "a/#units-a", "a/#units-b", "b/"]


def test_a_section_is_a_document() -> None:
    text = '<p>бір\n  <b>екі</b></p>\n<h2 id="x">Бас <a class="headerlink">#</a></h2><p>үш</p>'
    top, section = documents.documents([page("a/", text, boost=2)])
    assert top == {
        "location": "a/",
        "title": "Бет «a/»",
        "text": "<p>бір екі</p>",
        "boost": 2,
    }
    assert section == {"location": "a/#x", "title": "Бас", "text": "<p>үш</p>", "boost": 2}


def test_lines_of_code_stay_and_a_title_is_no_markup() -> None:
    (made,) = documents.documents([documents.Page("a/", "1 < 2", "<pre>а\n  б</pre>")])
    assert (made["title"], made["text"]) == ("1 &lt; 2", "<pre>а\n  б</pre>")
    assert "boost" not in made


def test_a_long_paragraph_is_kept_once_where_it_is_deepest() -> None:
    told = f"<p>{('сөз ' * 30).strip()}</p>"
    pages = [
        page("", f"<p>басы</p>{told}"),
        page("a/b/", f"{told} {told}"),
        page("a/", f"<ul><li>{told}</li></ul>"),
    ]
    texts = [made["text"] for made in documents.documents(pages)]
    assert texts[0] == "<p>басы</p>"
    assert texts[1] == told
    assert told not in texts[2]


def test_the_index_is_filled_in_utf_8_and_keeps_its_settings() -> None:
    index = json.dumps({"config": {"lang": ["kk"]}, "docs": []})
    made = filled(index, [page("a/", "<p>әкім</p>")])
    assert "әкім" in made
    assert json.loads(made)["config"] == {"lang": ["kk"]}
    assert [one["location"] for one in json.loads(made)["docs"]] == ["a/"]


def test_words_are_collected_in_small_letters() -> None:
    index = json.dumps({"docs": [{"text": "<p>Әкім 2021 жылы</p>"}]}, ensure_ascii=False)
    assert {"әкім", "жылы"} <= set(words(index))
    assert "p" not in words(index)


def test_a_glossary_says_what_russian_terms_and_old_spellings_stand_for() -> None:
    terms = [
        SimpleNamespace(kk="кент", ru="посёлок", old=("поселке",)),
        SimpleNamespace(kk="қауым (Gemeinde)", ru="община (Германия)", old=()),
        SimpleNamespace(kk="бюджет", ru="бюджет", old=()),
    ]
    entry = SimpleNamespace(said="өңір", typed=("регион",))
    glossary = SimpleNamespace(terms=terms)
    data: Any = SimpleNamespace(
        glossary=glossary, search=SimpleNamespace(equivalents=(entry,)), units={}
    )
    assert index.equivalents(data) == {
        "посёлок": "кент",
        "поселке": "кент",
        "община": "қауым",
        "регион": "өңір",
    }
    assert "кент" in index.names(data)
