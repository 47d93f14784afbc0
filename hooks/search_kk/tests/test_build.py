"""What is built: the same each time, small, and in parts that grow in number, not in size."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_kk import __main__ as command_line
from search_kk import index, node, scripts
from search_kk.documents import Document, document, plain
from search_kk.figures import Figures, Measured, Place, Value
from search_kk.node import Engine
from search_kk.packed import DIGITS, numbers
from search_kk.protected import protected_stems

DOCS = [
    Document("a/", "Бюджет", "Жергілікті бюджет бекітілді.", "text"),
    Document("a/#b", "Әкім", "Әкім тағайындалды.", "text", ("аким", "akim")),
    Document("c/", "Мәслихат", "Мәслихат бюджетті бекітеді.", "law"),
]


def size(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_numbers_are_written_in_the_place_of_their_names() -> None:
    script = (
        "const MOST = 5, LEAST = 0.2\nconst TABLE = {\none: 1,\ntwo: 0.5\n}\n"
        "const WORD = /a/\nconst f = MOST => TABLE.two * LEAST + x.MOST"
    )
    made = "const WORD = /a/\nconst f = 5 => 0.5 * 0.2 + x.MOST"
    assert scripts.with_numbers(script) == made
    assert (
        scripts.with_numbers("const A = 1\n{ const A = /a/ }") == "const A = 1\n{ const A = /a/ }"
    )


RECENT = """
localStorage.setItem("search-kk-recent", data)
return (await import("./before.js")).recent()
"""


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("{", []),
        ('{"a": 1}', []),
        ("7", []),
        ('"text"', []),
        ("null", []),
        ('[1, "а", null]', ["а"]),
    ],
)
def test_what_another_left_in_the_storage_is_no_recent_query(
    run_js: Callable[[str, object], Any], stored: str, said: list[str]
) -> None:
    assert run_js(RECENT, stored) == said


def test_scripts_are_small_and_have_no_module_syntax() -> None:
    page = scripts.Page(scripts.messages(), "e.js", "i/")
    made = [scripts.engine_js(), scripts.worker_js("e.js", "i/"), scripts.page_js(page),
            scripts.boot_js("p.js", "e.js", "i/", scripts.messages())]  # fmt: skip
    for text, most in zip(made, (22_950, 1_800, 5_500, 1_800), strict=True):
        assert not re.search(r"^\s*(import|export)\b", text, re.MULTILINE)
        assert size(text) <= most
        # the modules share one scope: no name may stand twice
        done = subprocess.run([node.find(), "--check", "-"], input=text, text=True, check=False,
                              capture_output=True)  # fmt: skip
        assert not done.returncode, done.stderr


def test_same_input_same_files() -> None:
    first = index.build(DOCS, equivalents={"а": "б", "акимат": "әкімдік"})
    assert first == index.build(DOCS, equivalents={"акимат": "әкімдік", "а": "б"})
    assert index.version(first) == index.version(dict(reversed(first.items())))
    assert index.version(first) != index.version(index.build(DOCS[:2]))


def test_documents_of_one_page_stand_together_the_page_first() -> None:
    mixed = [DOCS[1], DOCS[2], DOCS[0]]
    locations, titles, _ = json.loads(index.build(mixed)["d0"])
    assert locations.split("\n") == ["a/", "#b", "c/"]
    assert titles.split("\n") == ["Бюджет", "Әкім", "Мәслихат"]


@given(st.lists(st.integers(min_value=0, max_value=2**40)))
def test_numbers_are_read_back(values: list[int]) -> None:
    read, value, shift = [], 0, 0
    for sign in numbers(values):
        digit = DIGITS.index(sign)
        value += (digit & 31) << shift
        if digit & 32:
            shift += 5
        else:
            read.append(value)
            value = shift = 0
    assert read == values


def test_html_becomes_passages() -> None:
    assert plain("<p>бір &lt; <b>екі</b></p><ul><li>үш</li></ul>") == "бір < екі\nүш"
    made = document({"location": "a/", "title": "A &amp; Ә", "text": "x < y", "names": "ru"})
    assert (made.title, made.text, made.names) == ("A & Ә", "x < y", ("ru",))


FIGURES = Figures(
    indicators=[
        Measured(
            "population", "Халық саны", ("халқы", "тұрғындар", "население", "population"),
            "halyq/#population",
            (
                Value("pavlodar", "2020", "100 адам", "halyq/#population-2020", "Бюро"),
                Value("pavlodar", "2021", "200 адам", "halyq/#population-2021", "Бюро"),
                Value("pavlodar", "2022", "", "halyq/#population-2022", "Бюро"),
                Value("turkistan", "2021", "900 адам", "halyq/#z-2021", "Бюро", "estimate"),
                Value("halki", "2021", "4 адам", "halyq/#q-2021"),
                Value("shymkent", "2021", "30 адам", "halyq/#s-2021"),
                Value("momyshuly", "2021", "3 адам", "halyq/#m-2021"),
            ),
        ),
        Measured(
            "population/census", "Халық саны. Санақ", ("санақ", "перепись"), "halyq/#population",
            (Value("pavlodar", "1999", "90 адам", "halyq/#census-1999"),),
        ),
        Measured(
            "space", "Тұрғын үй ауданы", (), "halyq/#space",
            (Value("pavlodar", "2021", "20 м²", "halyq/#space-2021"),),
        ),
        Measured(
            "unemployed", "Жұмыссыздар саны", ("безработные", "unemployed men"), "enbek/#un",
            tuple(
                Value("turkistan", f"2021-{month}", f"{number} жұмыссыз", f"enbek/#un-{month}")
                for month, number in (("03", 31), ("06", 32), ("09", 33), ("12", 34))
            ),
        ),
        Measured(
            "rate", "Жұмыссыздық деңгейі", ("безработные", "жұмыссыздар"), "enbek/#rate",
            (Value("turkistan", "2021", "5%", "enbek/#rate-2021"),),
        ),
        Measured(
            "services", "Қосылған құн: әкімшілік қызмет", (), "enbek/#services",
            (Value("turkistan", "2021", "6 теңге", "enbek/#services-2021"),),
        ),
        Measured(
            "districts", "Аудандар саны", ("аудандар", "количество районов"), "",
            (Value("turkistan", "", "14", "halyq/#districts"),),
        ),
        Measured(
            "wage", "Орташа жалақы", ("зарплата", "wage"), "enbek/#wage",
            (Value("turkistan", "2021", "5 теңге", "enbek/#wage-2021"),),
            nominal=True,
        ),
        Measured(
            "queue", "Кезек", ("пәтер күткендер",), "halyq/#queue",
            (Value("pavlodar", "2021", "8 адам", "halyq/#queue-2021"),),
        ),
        Measured(
            "flats", "Кезектің пәтері", (), "halyq/#flats",
            (
                Value("pavlodar", "2021", "9 пәтер", "halyq/#flats-2021"),
                Value("kz", "2021", "99 пәтер", "halyq/#flats-kz-2021"),
            ),
        ),
        Measured(
            "births", "Туу", ("рождаемость", "births", "бала туды"), "halyq/#births",
            tuple(
                Value("pavlodar", year, f"{year[-1]} бала", f"halyq/#births-{year}", "Бюро", status)
                for year, status in (("2021", ""), ("2022", "derived"), ("2023", "estimate"))
            ),
        ),
        Measured(
            "buses", "Автобустар саны", ("автобусы", "buses"), "halyq/#buses",
            tuple(
                Value("turkistan", "2021", f"{number} дана", "halyq/#buses-2021", label=label)
                for number, label in ((7, "Түркістан облысы"), (3, "Түркістан облысы: жеке"))
            ),
        ),
        Measured(
            "area", "Аумағы", ("площадь", "area"), "",
            tuple(
                Value(f"o{n}", "", f"{size} км²", f"halyq/#area-{n}")
                for n, size in enumerate(("185 476", "683,5", "118 631", "1 км²-ге 196 000,5"))
            ),
        ),
    ],
    places=[
        Place("kz", "Қазақстан", ("ел",)),
        Place("halki", "Халкі ауданы"),
        Place("shymkent", "Шымкент қаласы", ("Түркістан қаласы",)),  # as it was called once
        Place("momyshuly", "Б. Момышұлы атындағы ауыл", ("село имени Б. Момышулы",)),
        Place("turkistan", "Түркістан облысы", ("Туркестанская область", "Turkistan Region")),
        Place("pavlodar", "Павлодар қаласы", ("город Павлодар", "Pavlodar city"), "turkistan"),
        Place("pavlodar-district", "Павлодар ауданы"),
        *(Place(f"o{n}", f"{name} облысы", (f"{name}ская область",))
          for n, name in enumerate(("Абай", "Алматы", "Атырау", "Қостанай", "Ұлытау", "Ақтөбе"))),
    ],
    statuses={"derived": "есептелген", "estimate": "бағалау"},
    firm=1,
    elsewhere=("Жапония", "Япония", "Japan"),
)  # fmt: skip


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An index with these figures."""
    folder = tmp_path_factory.mktemp("figures")
    docs = [
        *DOCS,
        Document("halyq/", "Павлодар халқы", "Қаланың халқы өсті. Жұмыссыздар жұмыс іздейді."),
        Document("oblys/", "Түркістан облысы", "Облыс орталығы – Павлодар."),
    ]
    index.write(index.build(docs, figures=FIGURES), folder)
    with Engine(folder) as engine:
        yield engine


@pytest.mark.parametrize(
    ("query", "value", "asked"),
    [
        ("павлодар халқы 2021", "200 адам", ""),
        ("2021 павлодарда қанша халық", "200 адам", ""),
        ("население павлодара 2020", "100 адам", ""),
        ("pavlodar population 2020", "100 адам", ""),
        ("pavlodardyn turgyndary", "200 адам", ""),
        ("2020ж павлодар халкы", "100 адам", ""),
        ("түркістан облысының халқы", "900 адам", ""),
        ("население туркестанской области 2021", "900 адам", ""),
        ("павлодар халқы 2022", "200 адам", "Павлодар қаласы, 2022"),
        # any form of «year», and what is counted said once more
        ("2020 жылға павлодар халқы", "100 адам", ""),
        ("2021 жылда түркістан халқы", "900 адам", ""),
        ("павлодар халқы 2020 адам", "100 адам", ""),
        # another series of the same knows a year that the first one lacks
        ("павлодар халқы 1999", "90 адам", ""),
        ("население павлодара 1998", "100 адам", "Павлодар қаласы, 1998"),
        # the kind of a place stands after its name
        ("тұрғын үй ауданы павлодар 2021", "20 м²", ""),
        # a quarter; without one the last of the year
        ("2021 жылғы 2-тоқсан жұмыссыздар саны түркістан", "32 жұмыссыз", ""),
        ("безработные третий квартал 2021", "33 жұмыссыз", ""),
        ("unemployed quarter 1 2021", "31 жұмыссыз", ""),
        ("жұмыссыздар саны 2021", "34 жұмыссыз", ""),
        # a place by its own name before another's old one; without its initial; a light name
        ("түркістан халқы", "900 адам", ""),
        # one that is written so before one that only sounds alike
        ("халкы павлодар 2020", "100 адам", ""),
        ("момышұлы ауылы халқы", "3 адам", ""),
        ("unemployed men turkistan 2021", "34 жұмыссыз", ""),
        # a part of a year: its number in any form and place, its last month
        ("жұмыссыздар саны 1-ші тоқсан 2021", "31 жұмыссыз", ""),
        ("безработные 2-й квартал 2021", "32 жұмыссыз", ""),
        ("безработные II кв. 2021", "32 жұмыссыз", ""),
        ("unemployed Q3 2021", "33 жұмыссыз", ""),
        ("unemployed first quarter 2021", "31 жұмыссыз", ""),
        ("2021 қаңтар–қыркүйек жұмыссыздар саны", "33 жұмыссыз", ""),
        ("безработные за январь-июнь 2021", "32 жұмыссыз", ""),
        ("безработные за 9 месяцев 2021", "33 жұмыссыз", ""),
        ("безработные первое полугодие 2021", "32 жұмыссыз", ""),
        ("безработные 3 квартал", "33 жұмыссыз", ""),
        ("безработные 03.2021", "31 жұмыссыз", ""),
        ("безработные 3 квартал 2020", "31 жұмыссыз", "Түркістан облысы, 3 квартал 2020"),
        # the beginning of a year, in words or as a date, is the year where no more is known
        ("павлодар халқы 2021 жылдың басында", "200 адам", ""),
        ("население павлодара на начало 2021 года", "200 адам", ""),
        ("павлодар халқы 2021 жылғы 1 қаңтар", "200 адам", ""),
        ("население павлодара 01.01.2021", "200 адам", ""),
        ("население павлодара в июле 2021", "200 адам", "Павлодар қаласы, июле 2021"),
        # two years: the later one, and the earlier beside it
        ("павлодар халқы 2020-2021", "200 адам", ""),
        # what only tells of a figure, and what it is counted in
        ("павлодар халқы 2021 жылы қанша адам құрады", "200 адам", ""),
        ("планируется рождаемость павлодар 2023", "3 бала", ""),
        ("на сколько процентов выросло население павлодара", "200 адам", ""),
        ("население павлодара 2021 тыс чел на 100 тысяч", "200 адам", ""),
        # verbs that only report, in any form
        ("сколько населения насчитывалось в павлодаре 2020", "100 адам", ""),
        ("2020 сколько стояло безработных", "31 жұмыссыз", "Түркістан облысы, 2020"),
        ("2021 павлодарға қанша халық тиді", "200 адам", ""),
        ("pavlodar 2023 qansha bala tudy", "3 бала", ""),
        # a number or a share of the same
        ("сколько безработных 2021", "34 жұмыссыз", ""),
        ("доля безработных 2021", "5%", ""),
        ("жұмыссыздар үлесі 2021", "5%", ""),
        # the kind of a place alone is the one of which most is known
        ("облыс халқы", "900 адам", ""),
        ("население области 2021", "900 адам", ""),
        # one place in another, the smaller is meant
        ("түркістан облысы павлодар халқы 2020", "100 адам", ""),
        ("население павлодара туркестанской области 2020", "100 адам", ""),
        # a word of one name beside that of another
        ("павлодар тұрғындар халық 2020", "100 адам", ""),
        # one name that has all the words before several of which each has a part
        ("пәтер кезегі павлодар", "9 пәтер", ""),
        # the country by a word that only says so
        ("елде кезектің пәтері", "99 пәтер", ""),
        # a percentage of a change is no share, and of prices of each year it is not told
        ("зарплата выросла на сколько процентов", None, ""),
        ("зарплата выросла", "5 теңге", ""),
        # another country, and what only sounds like a word of a name
        ("Жапония халқы", None, ""),
        ("сколько человек живет в Японии", None, ""),
        ("population of Japan 2021", None, ""),
        ("жан халқы 2021", None, ""),
        # of a kind of places the number, if it is asked for
        ("түркістанда неше аудан бар", "14", ""),
        ("павлодар зарплата", "5 теңге", "Павлодар қаласы"),
        ("түркістан обл халқы", "900 адам", ""),
        ("павлодар рождаемость", "2 бала", ""),  # the last that is firm
        # of series that stand side by side the one that is named
        ("түркістан автобустары", "7 дана", ""),
        ("түркістанда жеке автобустар саны 2021", "3 дана", ""),
        # places are compared
        ("аумағы ең үлкен облыс", "1 км²-ге 196 000,5 км²", ""),
        ("какая область самая маленькая по площади", "683,5 км²", ""),
        ("region with the largest area", "1 км²-ге 196 000,5 км²", ""),
        ("ең аумағы көп облыс", "1 км²-ге 196 000,5 км²", ""),
        ("қай облыстың аумағы аз", "683,5 км²", ""),
        ("халқы ең көп қала", None, ""),
        ("павлодар әкімі", None, ""),
        ("павлодардың халқын кім санайды", None, ""),
        ("2021", None, ""),
        ("павлодар", None, ""),
    ],
)
def test_figures(figures: Engine, query: str, value: str | None, asked: str) -> None:
    card = figures.ask(query).get("card")
    assert (card and card["value"]["text"]) == value
    if card:
        assert card["asked"] == asked
        assert card["value"]["location"].startswith(("halyq/#", "enbek/#"))


def test_what_was_before_stands_beside_a_growth(tmp_path: Path) -> None:
    index.write(index.build(DOCS, figures=FIGURES), tmp_path)
    with Engine(tmp_path) as engine:
        for query in ("павлодар рождаемость 2022 рост", "павлодар рождаемость 2021-2022"):
            card = engine.ask(query)["card"]
            assert card["value"]["text"] == "2 бала", query
            assert [one["text"] for one in card["others"]] == ["1 бала"], query


def test_what_the_site_calls_so_is_answered_where_the_words_typed_lack_the_year(
    tmp_path: Path,
) -> None:
    city = Measured(
        "city", "Қала", ("зарплата",), "a/", (Value("pavlodar", "2016", "1 теңге", "a/"),)
    )
    region = Measured(
        "region", "Бюджет", (), "a/#b", (Value("turkistan", "2024", "2 теңге", "a/#b"),)
    )
    figures = replace(FIGURES, indicators=[city, region])
    index.write(index.build(DOCS, equivalents={"зарплата": "бюджет"}, figures=figures), tmp_path)
    with Engine(tmp_path) as engine:
        assert engine.ask("зарплата 2016")["card"]["value"]["text"] == "1 теңге"
        assert engine.ask("зарплата 2024")["card"]["value"]["text"] == "2 теңге"


def test_this_year_and_last_year(tmp_path: Path) -> None:
    this = date.today().year
    budget = Measured(
        "budget", "Бюджет", ("расходы", "spending"), "a/#budget",
        tuple(
            Value("pavlodar", str(this - ago), f"{ago} теңге", "a/#budget", "Бюро")
            for ago in (1, 0, 2)
        ),
    )  # fmt: skip
    index.write(index.build(DOCS, figures=replace(FIGURES, indicators=[budget])), tmp_path)
    asked = {
        0: ("павлодар бюджеті биыл", "расходы павлодар в этом году", "spending this year"),
        1: ("былтыр павлодар бюджет", "бюджет өткен жылы", "өткен жылғы бюджет",
            "прошлогодние расходы", "расходы в прошлом году",
            "spending in pavlodar last year", "last year's spending"),
    }  # fmt: skip
    with Engine(tmp_path) as engine:
        for ago, queries in asked.items():
            for query in queries:
                assert engine.ask(query)["card"]["value"]["text"] == f"{ago} теңге", query


def test_places_are_compared_whichever_indicator_has_them(tmp_path: Path) -> None:
    cities = [(f"c{n}", f"{name} қаласы") for n, name in enumerate(("Орал", "Семей", "Лисаков"))]
    towns = Measured(
        "towns", "Қалалар халқы", ("халық саны",), "halyq/#towns",
        tuple(Value(id, "2021", f"{n} адам", f"halyq/#{id}") for n, (id, _) in enumerate(cities)),
    )  # fmt: skip
    figures = replace(
        FIGURES,
        indicators=[towns, *FIGURES.indicators],
        places=[*FIGURES.places, *(Place(id, name) for id, name in cities)],
    )
    docs = [*DOCS, Document("halyq/", "Павлодар халқы", "Қаланың халқы өсті.")]
    index.write(index.build(docs, figures=figures), tmp_path)
    with Engine(tmp_path) as engine:
        card = engine.ask("халық саны ең көп қала")["card"]
    assert (card["place"], card["value"]["text"]) == ("Павлодар қаласы", "200 адам")
    assert card["compared"] == {"end": "most", "count": 5}


@pytest.mark.parametrize(
    ("count", "longest"), [(2500, 13_000), pytest.param(9000, 45_000, marks=pytest.mark.exhaustive)]
)  # `longest` is the list of one word that a third of the documents have
def test_many_documents_are_searched_in_parts(
    tmp_path_factory: pytest.TempPathFactory, count: int, longest: int
) -> None:
    chance = random.Random(3)
    words = ["".join(chance.choices("абдеклмнорстуы", k=8)) for _ in range(3000)]
    common = ["бюджет", "қала", "әкім", "халық", "мәслихат", "облыс", "жыл"]
    docs = [
        Document(f"p{n}/", " ".join(chance.sample(words, 2)),
                 " ".join(chance.choices(words, k=20) + chance.choices(common, k=10)))
        for n in range(count)
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("many")
    files = index.build(docs)
    index.write(files, folder)
    parts = {name: size(text) for name, text in files.items() if name != "index"}
    assert max(parts.values()) <= longest
    assert sorted(parts.values())[len(parts) // 2] <= 4_000
    begun = os.times().children_user
    with Engine(folder) as engine:
        found = engine.ask(f"{words[5]} бюджет")["results"]
    assert os.times().children_user - begun < 5  # of the processor: the machine may be busy
    assert found
    assert all(words[5] in found[0][name] for name in ("title",)) or words[5] in found[0]["text"]


def test_protected_stems_agree(stems: dict[str, int]) -> None:
    words = [
        "балапан",
        "балапаны",
        "балапанның",
        "балапанға",
        "балапандар",
        "динозавр",
        "динозавры",
        "динозаврды",
    ]
    found = protected_stems(words, stems, terms=["повят", "екі сөз"])
    assert found["балапан"]
    assert found["повят"]
    assert "екі сөз" not in found


def test_bad_input_is_told_with_its_line_and_leaves_what_was_there(
    tmp_path: Path,
) -> None:
    docs, out = tmp_path / "docs.jsonl", tmp_path / "out"
    docs.write_text('{"location": "a/", "title": "Әкім", "text": "Сөз."}\n', encoding="utf-8")
    command_line.main(["build", str(docs), str(out)])
    (out / "notes.json").write_text("[]", encoding="utf-8")
    kept = sorted(out.iterdir())
    for line in ("x{", "[1]", '{"title": "Әкім"}'):
        docs.write_text(f'{{"location": "", "title": "", "text": ""}}\n{line}\n', encoding="utf-8")
        with pytest.raises(SystemExit, match=r"docs\.jsonl:2: expected a JSON object"):
            command_line.main(["build", str(docs), str(out)])
        assert sorted(out.iterdir()) == kept
    docs.write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(SystemExit, match=r"docs\.jsonl:1: expected a JSON object"):
        command_line.main(["build", str(docs), str(out)])
    docs.write_text("\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="expected a document at least"):
        command_line.main(["build", str(docs), str(out)])
    with pytest.raises(SystemExit, match="holds no index"):
        command_line.main(["query", str(tmp_path), "әкім"])


@pytest.mark.parametrize(
    "given", ["5", "[]", '{"а": 5}', '{"а": null}', '{"а": ["б"]}', '{"": "а"}', "[" * 100_000]
)
def test_equivalents_that_are_none_are_told(given: str, tmp_path: Path) -> None:
    docs, meant = tmp_path / "docs.jsonl", tmp_path / "meant.json"
    docs.write_text('{"location": "a/", "title": "Әкім", "text": "Сөз."}\n', encoding="utf-8")
    meant.write_text(given, encoding="utf-8")
    asked = ["build", str(docs), str(tmp_path / "out"), "--equivalents", str(meant)]
    with pytest.raises(SystemExit, match=r"^search_kk: "):
        command_line.main(asked)
    assert not (tmp_path / "out").exists()


def test_an_engine_that_cannot_read_its_index_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text("{", encoding="utf-8")
    with pytest.raises(SystemExit, match="the engine has ended"):
        command_line.main(["query", str(tmp_path), "әкім"])
