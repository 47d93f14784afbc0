"""The search index made anew: rows, repeats, words."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from datapages import search

TABLE = """
<p>Кіріспе</p>
<table><caption>Тақырып</caption>
<thead><tr><th scope="col" data-kind="text"><span>Атауы</span></th>
<th scope="col" data-kind="code">КАТО</th><th scope="col" data-kind="number">Аумағы, км²</th>
<th scope="col" data-kind="number">Халқы <a href="../d/#x">[1]</a></th>
<th scope="col" data-kind="source">Дереккөз</th></tr></thead>
<tbody>
<tr id="units-a"><th scope="row">Көл ауданы</th><td>100000000</td>
<td>1\u00a0200<sup><a href="#n">1</a></sup><small>шамамен</small></td>
<td class="is-number is-missing">дерек жоқ</td><td>[3]</td></tr>
<tr><th scope="row">Адресі жоқ</th><td>1</td></tr>
<tr id="units-b"><th scope="row">Тау &amp; дала</th><td>200000000</td><td>–</td>
<td>5</td><td>[4]</td></tr>
</tbody></table>
"""


def doc(location: str, text: str) -> search.Doc:
    return {"location": location, "title": location, "text": text}


def test_rows_with_an_address_are_read_cell_by_cell() -> None:
    first, second = search.rows(TABLE)
    assert (first.id, first.title) == ("units-a", "Көл ауданы")
    assert first.cells == [("КАТО", "100000000"), ("Аумағы, км²", "1\u00a0200 шамамен")]
    assert second.cells == [("КАТО", "200000000"), ("Халқы", "5")]


def test_a_row_becomes_a_document_with_a_block_a_cell() -> None:
    made = search.row_doc("birlik/", search.rows(TABLE)[1])
    assert made["location"] == "birlik/#units-b"
    assert made["title"] == "Тау &amp; дала"
    assert made["text"] == "<p>КАТО: 200000000</p><p>Халқы: 5</p>"


def test_rows_follow_the_sections_of_their_page_and_no_other() -> None:
    docs = [doc("a/", "<p>бір</p>"), doc("a/#x", "<p>екі</p>"), doc("b/", "<p>үш</p>")]
    found = search.documents(docs, {"a/": TABLE, "hidden/": TABLE})
    locations = [made["location"] for made in found]
    assert locations == ["a/", "a/#x", "a/#units-a", "a/#units-b", "b/"]


def test_a_long_paragraph_is_kept_once_where_it_is_deepest() -> None:
    told = f"<p>{'сөз ' * 30}</p>"
    docs = [
        doc("", f"<p>басы</p>{told}"),
        doc("a/b/", f"{told} {told}"),
        doc("a/", f"<ul><li>{told}</li></ul>"),
    ]
    texts = [made["text"] for made in search.documents(docs, {})]
    assert texts[0] == "<p>басы</p>"
    assert texts[1] == told
    assert told not in texts[2]


def test_the_index_is_rewritten_in_utf_8_and_twice_is_as_once() -> None:
    index = json.dumps({"config": {"lang": ["kk"]}, "docs": [doc("a/", "<p>  әкім\n бар</p>")]})
    once = search.rewrite(index, {})
    assert "әкім бар" in once
    assert json.loads(once)["config"] == {"lang": ["kk"]}
    assert search.rewrite(once, {}) == once


def test_words_are_collected_in_small_letters() -> None:
    index = json.dumps({"docs": [doc("a/", "<p>Әкім 2021 жылы</p>")]}, ensure_ascii=False)
    assert {"әкім", "жылы"} <= set(search.words(index))
    assert "p" not in search.words(index)


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
    assert search.equivalents(data) == {
        "посёлок": "кент",
        "поселке": "кент",
        "община": "қауым",
        "регион": "өңір",
    }
    assert "кент" in search.names(data)
