"""A sample of each type, compared with МЕМСТ 7.1–2003 (and 7.82 for electronic documents).

Areas are parted by «. – »; the title's own area holds the kind of document in brackets; a part of
a book or journal stands before « // »; of a law the act, its day and its number follow a colon.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from datapages.model.checks import references
from datapages.model.records.sources import Source
from datapages.views import bibliography, cite_formats

BASE: dict[str, Any] = {"id": "x", "issued": "2024", "url": None, "rank": "official"}
WEB: dict[str, Any] = {"url": "https://a.kz/b", "accessed": "2026-11-22"}

GOLDEN: dict[str, tuple[dict[str, Any], str]] = {
    "law": (
        {
            "type": "legislation",
            "title": "Жергілікті мемлекеттік басқару туралы",
            "number": "№ 148-II",
            "act": "Қазақстан Республикасының … Заңы",
            "issued": "2001-01-23",
            **WEB,
        },
        "Жергілікті мемлекеттік басқару туралы: Қазақстан Республикасының 2001 жылғы 23 қаңтардағы"
        " № 148-II Заңы. – URL: https://a.kz/b (қаралған күні: 22.11.2026).",
    ),
    "constitution": (
        {
            "type": "legislation",
            "title": "Қазақстан Республикасының Конституциясы",
            "issued": "1995-08-30",
        },
        "Қазақстан Республикасының Конституциясы: 1995 жылғы 30 тамыз.",
    ),
    "code": (
        {
            "type": "legislation",
            "title": "Бюджет кодексі",
            "number": "№ 171-VIII",
            "issued": "2025-03-15",
        },
        "Бюджет кодексі: 2025 жылғы 15 наурыздағы № 171-VIII.",
    ),
    "book": (
        {
            "type": "book",
            "title": "Fiscal Federalism",
            "author": ["Oates W. E."],
            "place": "New York",
            "publisher": "Harcourt",
            "issued": "1972",
            "pages": "256",
        },
        "Oates W. E. Fiscal Federalism. – New York: Harcourt, 1972. – 256 p.",
    ),
    "kazakh book": (
        {
            "type": "book",
            "title": "Мемлекет және құқық теориясы",
            "author": ["Сапарғалиев Ғ.", "Ибраева А."],
            "place": "Алматы",
            "publisher": "Жеті жарғы",
            "issued": "1997",
            "pages": "400",
        },
        "Сапарғалиев Ғ., Ибраева А. Мемлекет және құқық теориясы. – Алматы: Жеті жарғы, 1997."
        " – 400 б.",
    ),
    "chapter of four authors": (
        {
            "type": "chapter",
            "title": "A New Typology",
            "author": ["Ladner A.", "Keuffer N.", "Baldersheim H.", "Hlepas N."],
            "container": "Patterns of Local Autonomy",
            "publisher": "Palgrave",
            "issued": "2019",
            "pages": "229–261",
        },
        "A New Typology / A. Ladner, N. Keuffer, H. Baldersheim [et al.]"
        " // Patterns of Local Autonomy. – Palgrave, 2019. – P. 229–261.",
    ),
    "article": (
        {
            "type": "article-journal",
            "title": "A Pure Theory of Local Expenditures",
            "author": ["Tiebout C. M."],
            "container": "Journal of Political Economy",
            "publisher": "University of Chicago Press",
            "volume": "64",
            "issue": "5",
            "pages": "416–424",
            "issued": "1956",
        },
        "Tiebout C. M. A Pure Theory of Local Expenditures // Journal of Political Economy. – 1956."
        " – Vol. 64, No. 5. – P. 416–424.",
    ),
    "kazakh article": (
        {
            "type": "article-journal",
            "title": "Өзін-өзі басқару институты",
            "author": ["Адилова К."],
            "container": "Хабаршы",
            "issue": "2",
            "pages": "41–48",
            "issued": "2019",
        },
        "Адилова К. Өзін-өзі басқару институты // Хабаршы. – 2019. – № 2. – Б. 41–48.",
    ),
    "newspaper": (
        {
            "type": "article-newspaper",
            "title": "В прежних границах",
            "publisher": "Казахстанская правда",
            "issued": "2022-06-09",
            **WEB,
        },
        "В прежних границах [Электронный ресурс] // Казахстанская правда. – 2022. – 9 июня."
        " – URL: https://a.kz/b (қаралған күні: 22.11.2026).",
    ),
    "web page": (
        {
            "type": "webpage",
            "title": "Әкімді сайлау",
            "publisher": "Сыр бойы",
            "issued": None,
            **WEB,
        },
        "Әкімді сайлау [Электрондық ресурс] // Сыр бойы. – [жылы көрсетілмеген]."
        " – URL: https://a.kz/b (қаралған күні: 22.11.2026).",
    ),
    "statistical table": (
        {
            "type": "dataset",
            "title": "Численность населения на начало периода",
            "publisher": "Ұлттық статистика бюросы",
            "issued": "2026-08-11",
            **WEB,
        },
        "Численность населения на начало периода [Электронный ресурс]. – Ұлттық статистика бюросы,"
        " 2026. – URL: https://a.kz/b (қаралған күні: 22.11.2026).",
    ),
    "report": (
        {
            "type": "report",
            "title": "Decentralization in Developing Countries",
            "author": ["Rondinelli D. A."],
            "place": "Washington, D.C.",
            "publisher": "World Bank",
            "number": "Staff Working Papers; No. 581",
            "issued": "1983",
        },
        "Rondinelli D. A. Decentralization in Developing Countries. – Washington, D.C.: World Bank,"
        " 1983. – (Staff Working Papers; No. 581).",
    ),
    "manuscript": (
        {
            "type": "manuscript",
            "title": "Аймақты басқару: диплом жұмысы",
            "issued": None,
            "note": "а",
        },
        "Аймақты басқару: диплом жұмысы: қолжазба. – [жылы көрсетілмеген].",
    ),
}


def source(more: dict[str, Any]) -> Source:
    return Source.model_validate(BASE | more)


@pytest.mark.parametrize("kind", GOLDEN)
def test_each_type_is_described_as_the_standard_asks(kind: str) -> None:
    given, wanted = GOLDEN[kind]
    assert references.missing(source(given)) == []
    assert str(bibliography.reference(source(given))).replace("\u00a0", " ") == wanted


def test_every_type_has_its_needs_and_a_sample() -> None:
    types = set(Source.model_fields["type"].annotation.__args__)  # type: ignore[union-attr]
    assert types == set(references.NEEDS) == {given["type"] for given, _ in GOLDEN.values()}


@pytest.mark.parametrize(
    ("given", "lacks"),
    [
        ({"type": "legislation", "title": "а", "issued": None}, ["issued"]),
        ({"type": "book", "title": "а"}, ["author or publisher"]),
        ({"type": "chapter", "title": "а"}, ["container"]),
        ({"type": "webpage", "title": "а"}, ["url", "accessed"]),
        ({"type": "dataset", "title": "а"}, ["publisher", "url or read"]),
    ],
)
def test_what_a_type_needs_and_has_not_is_named(given: dict[str, Any], lacks: list[str]) -> None:
    assert references.missing(source(given)) == lacks


@pytest.mark.parametrize(
    ("iso", "wanted"),
    [
        ("2026-07-14", "2026 жылғы 14 шілдедегі"),
        ("2007-05-21", "2007 жылғы 21 мамырдағы"),
        ("2025-09-01", "2025 жылғы 1 қыркүйектегі"),
        ("2024-04", "2024 жылғы сәуірдегі"),
        ("2008", "2008 жылғы"),
    ],
)
def test_the_day_of_an_act(iso: str, wanted: str) -> None:
    assert bibliography.day_of(iso).replace("\u00a0", " ") == wanted


WORK = cite_formats.Work("kirispe", "Кіріспе", "Тараз & 50%", "https://a.kz/kirispe/", "2026-11-22")


def test_a_page_is_cited_in_five_forms() -> None:
    forms = cite_formats.forms(WORK)
    assert list(forms) == ["gost", "apa", "bibtex", "ris", "csl-json"]
    for name, text in forms.items():
        assert "https://a.kz/kirispe/" in text, name
        assert "Кіріспе" in text, name
        assert "2026" in text, name
    assert forms["gost"].replace("\u00a0", " ") == (
        "Кіріспе [Электрондық ресурс] // Тараз & 50%. – 2026."
        " – URL: https://a.kz/kirispe/ (басылым күні: 22.11.2026)."
    )
    assert forms["apa"].replace("\u00a0", " ") == (
        "Кіріспе. (2026, 22 қараша). Тараз & 50%. https://a.kz/kirispe/"
    )
    assert "organization = {Тараз \\& 50\\%}" in forms["bibtex"]
    assert forms["bibtex"].startswith("@online{kirispe,")
    assert forms["ris"].splitlines()[0] == "TY  - ELEC"
    assert forms["ris"].splitlines()[-1] == "ER  - "
    assert json.loads(forms["csl-json"])[0]["issued"] == {"date-parts": [[2026, 11, 22]]}


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (GOLDEN["law"][0], "№\u00a0148-II Заңы, 2001"),
        (GOLDEN["constitution"][0], "Қазақстан Республикасының Конституциясы, 1995"),
        (GOLDEN["book"][0], "Oates. Fiscal Federalism, 1972"),
        (
            {
                "type": "dataset",
                "title": "Численность населения Республики Казахстан по полу и типу",
            },
            "Численность населения Республики Казахстан по полу и…, 2024",
        ),
    ],
)
def test_a_short_name_tells_sources_apart(fields: dict[str, Any], name: str) -> None:
    told = bibliography.short(Source(**BASE | fields))
    assert told == name
    assert len(told) <= bibliography.SHORT


def test_the_language_is_told_where_letters_mislead() -> None:
    told = {"type": "webpage", "title": "Тексеру комиссиясы туралы ереже", **WEB}
    assert bibliography.language(source(told)) == "ru"
    assert "[Электрондық ресурс]" in str(bibliography.reference(source(told | {"language": "kk"})))


@pytest.mark.parametrize(
    ("title", "tongue"), [("Число родившихся (на 1000)", "ru"), ("Births", "en")]
)
def test_the_original_title_stands_apart_in_its_language(title: str, tongue: str) -> None:
    source = Source(**BASE | {"type": "dataset", "title": title, "title_kk": "Туғандар саны"})
    before, original, after, language = bibliography.described(source)
    assert (original, language) == (title, tongue)
    assert before == "Туғандар саны ("
    assert f"{before}{original}{after}" == bibliography.reference(source).text


def test_an_act_of_another_state_is_told_of_in_kazakh() -> None:
    act = BASE | {"type": "legislation", "title": "О местном самоуправлении", "number": "№ 123"}
    source = Source(**act | {"issued": "2021-10-20"})
    before, original, after, language = bibliography.described(source)
    assert (before, original, language) == ("", "О местном самоуправлении", "ru")
    assert after.replace("\N{NO-BREAK SPACE}", " ") == ": 2021 жылғы 20 қазандағы № 123"
    assert bibliography.described_in(source) == "kk"


@pytest.mark.parametrize(
    ("title", "issued", "wanted"),
    [
        ("How regions grew", None, "[n. d.]"),
        ("Как росли области", None, "[б. г.]"),
        ("How regions grew", "2017-11-17", "November\N{NO-BREAK SPACE}17"),
    ],
)
def test_the_words_of_a_description_follow_its_language(
    title: str, issued: str | None, wanted: str
) -> None:
    source = Source(**BASE | {"type": "article-newspaper", "title": title, "issued": issued})
    assert wanted in bibliography.reference(source).text


def test_a_description_with_one_title_is_whole() -> None:
    source = Source(**BASE | {"type": "dataset", "title": "Туғандар саны"})
    assert bibliography.described(source) == (bibliography.reference(source).text, "", "", "")
