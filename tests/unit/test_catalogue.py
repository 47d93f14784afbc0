from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from datapages.base.diagnostics import ContentError, Problem
from datapages.content import data_links
from datapages.model import loader
from tests.conftest import ROOT
from tests.unit.conftest import SOUND

SOURCES, CATEGORIES = "sources.yml", "units/categories.yml"
REGIONS, PEOPLE = "units/regions.yml", "indicators/people.yml"
BODIES, STRUCTURE = "tables/bodies.yml", "diagrams/structure.yml"
COUNTRIES, CHANGES = "countries.yml", "law_changes.yml"
NEEDED = (SOURCES, REGIONS)


def problems_of(data: Path, docs: Path | None = None) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        loader.load(data, *([data_links.check(docs)] if docs else []))
    return caught.value.problems


def change(data: Path, name: str, old: str, new: str) -> int:
    """Put `new` in place of `old`; the line where `new` has its ¶, which is left out."""
    text = SOUND[name]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    marked = text.replace(old, new)
    (data / name).write_text(marked.replace("¶", ""), encoding="utf-8")
    return marked[: marked.index("¶")].count("\n") + 1


def test_a_sound_folder_is_joined_by_id(data: Path, docs: Path) -> None:
    found = loader.load(data, data_links.check(docs))
    assert list(found.sources) == ["law", "table", "press"]
    assert [found.number(id) for id in found.sources] == [1, 2, 3]
    assert [unit.id for unit in found.units["regions"].units] == ["kazakhstan", "abai", "akmola"]
    assert found.unit("akmola").names.kk == "Ақмола облысы"
    assert found.categories
    assert [edition.id for edition in found.categories.editions] == ["2007", "2013"]
    values = [seen.value for seen in found.indicators["people"].series[0].observations]
    assert values == [10, 11.5, None]
    assert found.files == len(SOUND)


@pytest.mark.parametrize("name", [name for name in SOUND if name not in NEEDED])
def test_no_other_file_is_required(data: Path, docs: Path, name: str) -> None:
    """The bibliography is, and units, which the indicators speak of."""
    (data / name).unlink()
    assert loader.load(data, data_links.check(docs)).files == len(SOUND) - 1


def test_the_projects_own_data_is_sound() -> None:
    assert loader.load(ROOT / "data", data_links.check(ROOT / "docs")).files >= len(SOUND)


# file, text to change, what to put there (¶ on the line to be told), key, words of the message
FAULTS: list[tuple[str, str, str, str, list[str]]] = [
    # not YAML, or not plain YAML
    (SOURCES, "title: Заң", "title: Заң: 2¶", "", ["not valid YAML"]),
    (SOURCES, "issued: '1993-12-08'", "issued: 1993-12-08¶", "sources[0].issued", ["in quotes"]),
    (REGIONS, "kato: '100000000'", "kato: 010000000¶", "units[1].kato", ["in quotes"]),
    (REGIONS, "title: Өңірлер", "title: Өңірлер\ntitle: Тағы¶", "title", ["stands twice"]),
    (PEOPLE, "measure: tonnes", "measure: &m tonnes¶", "measure", ["anchor"]),
    # slips of those who edit for the first time
    (SOURCES, "    title: Заң\n", "\ttitle: Заң¶\n", "", ["a tab: indent with blanks"]),
    (SOURCES, "    title: Заң\n", "      title: Заң¶\n", "",
     ["keys of one record stand one below another"]),
    (SOURCES, "    title: Заң\n", "   title: Заң¶\n", "",
     ["keys of one record stand one below another"]),
    (SOURCES, "title: Заң", "title: Заң: ескі: 2¶", "", ["put a text with «: » in it"]),
    (SOURCES, "rank: secondary", "note: 'а 'б' в'¶\n    rank: secondary", "",
     ["a quote is not closed here or above"]),
    (REGIONS, "{ kk: Абай облысы, ru", "{ kk: Абай облысы ru¶", "", ["a comma is missing"]),
    (SOURCES, "  - id: press\n", "    id: press¶\n", "sources[1].id",
     ["key «id» stands twice: a new item of a list begins with «- »"]),
    (REGIONS, "146219.5", "'146219.5'¶", "units[2].area.km2", ["write 146219.5 without quotes"]),
    (PEOPLE, "value: 11.5 }", "value: 11,5 }¶", "series[0].observations[1].value",
     ["a decimal comma: write 11.5"]),
    (PEOPLE, "11.5", "'11,5'¶", "series[0].observations[1].value", ["a decimal comma: write 11.5"]),
    (PEOPLE, "11.5", "1 480¶", "series[0].observations[1].value",
     ["a number holds no blanks: write 1480"]),
    (PEOPLE, "measure: tonnes", "measure: tones¶", "measure", ["did you mean tonnes?"]),
    (SOURCES, "rank: secondary", "rank: secundary¶", "sources[2].rank",
     ["did you mean secondary?"]),
    (PEOPLE, "period: '2020'", "period: 2020¶", "series[0].observations[0].period",
     ["put it in quotes: '2020'"]),
    (PEOPLE, "territory: akmola", "territory: аkmola¶", "series[1].territory",
     ["small Latin letters", "«а» is Cyrillic"]),
    (PEOPLE, "definition: Адамдар саны", "definition: Адaмдар саны¶", "Адaмдар",
     ["Latin and Cyrillic letters in one word"]),
    (SOURCES, "title: Заң", "title: Бюджет заңы əнші¶", "əнші", ["Latin and Cyrillic"]),
    (SOURCES, "title: Заң", "title: Аи\u0306мақ¶", "Аи\u0306мақ", ["write «Аймақ»"]),
    (PEOPLE, "territory: akmola", "territory: akmolla¶", "series[1].territory",
     ["did you mean akmola?"]),
    (BODIES, "source: law", "source: lawe¶", "rows[0].sources[0].source", ["did you mean law?"]),
    (PEOPLE, "definition: Адамдар саны", "definiton: Адамдар саны¶", "definiton",
     ["unknown key: did you mean definition?"]),
    (PEOPLE, "value: 10 }", "value: 10, sourse: table }¶", "series[0].observations[0].sourse",
     ["unknown key: did you mean source?"]),
    (PEOPLE, "value: 10 }", "value: – }¶", "series[0].observations[0].value",
     ["write null for what is unknown"]),
    (PEOPLE, "value: 10 }", "value: 10 мың }¶", "series[0].observations[0].value",
     ["write the number alone"]),
    (PEOPLE, "'2021-02'", "2021 ж.¶", "series[0].observations[1].period", ["a year, month or day"]),
    (REGIONS, "page: birlik.md", "page: birlk.md¶", "page", ["did you mean birlik.md?"]),
    (PEOPLE, "'2021-02'", "'2020'¶", "series[0].observations[1].period", ["2020 stands twice"]),
    # what a record may hold
    (SOURCES, "id: law\n    type: legislation\n", "id: law¶\n", "sources[0].type",
     ["this key is required"]),
    (SOURCES, "title: Заң", "titel: Заң¶\n    title: Заң", "sources[0].titel", ["unknown key"]),
    (SOURCES, "title: Заң", "title: ''¶", "sources[0].title", ["expected at least 1 character"]),
    (SOURCES, "title: Заң", "title: 'Заң '¶", "sources[0].title", ["expected text", "«Заң »"]),
    (SOURCES, "title: Заң", "title: 5¶", "sources[0].title", ["expected text", "whole number"]),
    (SOURCES, "rank: secondary", "rank: best¶", "sources[2].rank", ["'official'", "«best»"]),
    (SOURCES, "type: dataset", "type: Dataset¶", "sources[1].type", ["'dataset'", "«Dataset»"]),
    (SOURCES, "https:", "javascript:¶", "sources[0].url", ["^https?://"]),
    (SOURCES, "'2021'", "'2021-13'¶", "sources[1].issued", ["a day of the calendar"]),
    (SOURCES, "'2021'", "'0221'¶", "sources[1].issued", ["expected a year from 1200 to 2100"]),
    # days by the clock: what is told is measured by them
    (SOURCES, "accessed: '2026-01-01'", "accessed: '2062-01-01'¶", "sources[2].accessed",
     ["2062-01-01 is still to come"]),
    (SOURCES, "'2021'", "'2099'¶", "sources[1].issued", ["2099 is still to come"]),
    (SOURCES, "issued: null\n    url: http://example.org/press\n    accessed: '2026-01-01'",
     "issued: '2026-03'\n    url: http://example.org/press\n    accessed: '2026-01-01'¶",
     "sources[2].accessed", ["published 2026-03, but read 2026-01-01"]),
    (SOURCES, "issued: '1993-12-08'", "issued: '1993-12-08'\n    force: { state: in-force, "
     "checked: '2099-01-01' }¶", "sources[0].force.checked", ["still to come"]),
    # figures that cannot be beside others
    (REGIONS, "605872", "6158720¶", "units[1].population[1].value",
     ["from 610189 to 6158720", "10 times"]),
    (REGIONS, "value: 605872", "value: 3000000000¶", "units[1].population[1].value",
     ["less than or equal to 2000000000"]),
    (REGIONS, "date: '2024-07-01'", "date: '2042-07-01'¶", "units[1].population[1].date",
     ["was still to come when its source was read (2026-01-01)"]),
    (REGIONS, "146219.5", "0.0000001¶", "units[2].area.km2",
     ["expected 2 decimals at most (square-kilometres), got 1e-07"]),
    (CATEGORIES, "minimum: 3000", "minimum: 3000000000¶", "categories[0].norms[0].minimum",
     ["less than or equal to 100000000"]),
    (SOURCES, "id: table", "id: Table¶", "sources[1].id", ["^[a-z0-9]+", "«Table»"]),
    (CATEGORIES, "3000", "-1¶", "categories[0].norms[0].minimum", ["0"]),
    (CATEGORIES, "start: '2013-07-14'", "start: '2013-02-30'¶", "editions[1].start",
     ["«2013-02-30»"]),
    (REGIONS, "'110000000'", "'11000000'¶", "units[2].kato", ["{9}", "«11000000»"]),
    (REGIONS, "'KZ-11'", "KZ-1¶", "units[2].iso", ["KZ-", "«KZ-1»"]),
    (REGIONS, "610189", "'610189'¶", "units[1].population[0].value", ["whole number", "(text)"]),
    (REGIONS, "610189", "610189.5¶", "units[1].population[0].value", ["whole number", "decimal"]),
    (REGIONS, "146219.5", "true¶", "units[2].area.km2", ["expected a number", "true or false"]),
    (REGIONS, "146219.5", "146219·5¶", "units[2].area.km2", ["expected a number", "(text)"]),
    (REGIONS, "title: Өңірлер", "title: Өңірлер\nnotes: ескертпе¶", "notes", ["expected a list"]),
    (REGIONS, "'2023-01-01'", "'2023-02-29'¶", "units[1].population[0].date", ["«2023-02-29»"]),
    (REGIONS, "{ kk: Абай облысы, ru: область Абай, en: Abai Region }", "Абай¶", "units[1].names",
     ["expected a mapping"]),
    (PEOPLE, "tonnes", "heads¶", "measure", ["'persons'", "«heads»"]),
    (PEOPLE, "11.5", "'11,5'¶", "series[0].observations[1].value", ["expected a number"]),
    # what must agree within a file
    (SOURCES, "rank: secondary\n", "rank: secondary\n  - { id: law, type: manuscript, "
     "read: а, title: Т, issued: null, url: null, rank: weak }¶\n", "sources[3].id",
     ["id «law» stands twice"]),
    (CATEGORIES, "categories:\n", "categories:\n  - id: kent\n    name: Кент\n    norms:\n"
     "      - { edition: '2013', place: 3-бап }\n¶", "categories[1].id", ["«kent» stands twice"]),
    (CATEGORIES, "edition: '2013'", "edition: '2012'¶", "categories[0].norms[1].edition",
     ["unknown edition «2012»", "2007, 2013"]),
    (CATEGORIES, "edition: '2013'", "edition: '2007'¶", "categories[0].norms[1].edition",
     ["edition «2007» stands twice"]),
    (CATEGORIES, "end: '2013-07-13'", "end: '2006-12-31'¶", "editions[0].end", ["not before"]),
    (CATEGORIES, "start: '2013-07-14'", "start: '2007-01-01'¶", "editions[1].start", ["after"]),
    (REGIONS, "km2: 146219.5, source: table }\n    source: table\n", "km2: 1, source: table }\n"
     "    source: table\n  - { id: abai, kato: null, kind: kent, names: { kk: А, ru: А }, "
     "source: law }¶\n", "units[3].id", ["«abai» stands twice"]),
    (REGIONS, "'110000000'", "'100000000'¶", "units[2].kato", ["taken by «abai»"]),
    (REGIONS, "'KZ-11'", "'KZ-10'¶", "units[2].iso", ["taken by «abai»"]),
    (REGIONS, "2024-07-01", "2022-07-01¶", "units[1].population[1].date", ["after 2023-01-01"]),
    (REGIONS, "id: regions", "id: region¶", "id", ["expected «regions»", "«region»"]),
    (PEOPLE, "id: people", "id: folk¶", "id", ["expected «people»", "«folk»"]),
    (PEOPLE, "'2021-02'", "'2020'¶", "series[0].observations[1].period", ["after 2020"]),
    (PEOPLE, "id: census", "id: official¶", "series[1].id", ["«official» stands twice"]),
    (PEOPLE, "label: шекара", "label: шекара\n    series: [un]¶", "breaks[0].series[0]",
     ["unknown series «un»", "official, census"]),
    (BODIES, "cells: [Мәслихат, null]", "cells: [Мәслихат]¶", "rows[0].cells",
     ["expected 2 cells", "got 1"]),
    (BODIES, "[{ source: law, place: 5-бап }]\n", "[{ source: law }]\n  - { id: maslihat, "
     "cells: [А, Б], sources: [{ source: law }] }¶\n", "rows[1].id", ["«maslihat» stands twice"]),
    (STRUCTURE, "level: village,", "level: town,¶", "nodes[1].level", ["unknown level «town»"]),
    (STRUCTURE, "start: people", "start: folk¶", "edges[0].start", ["unknown node «folk»"]),
    (STRUCTURE, "end: akim", "end: akimat¶", "edges[0].end", ["unknown node «akimat»"]),
    (STRUCTURE, "kind: elects", "kind: likes¶", "edges[0].kind", ["'elects'", "«likes»"]),
    (COUNTRIES, "state: unitary", "state: kingdom¶", "countries[0].state", ["'federal'"]),
    (COUNTRIES, "charter: null", "charter: { text: тарап, source: press, date: '2094-03-01' }¶",
     "countries[0].charter.date", ["2094-03-01 was still to come"]),
    # what must agree between files
    (BODIES, "id: bodies", "id: body¶", "id", ["expected «bodies»", "«body»"]),
    (STRUCTURE, "id: structure", "id: scheme¶", "id", ["expected «structure»", "«scheme»"]),
    (BODIES, "source: law", "source: zan¶", "rows[0].sources[0].source", ["unknown source"]),
    (COUNTRIES, "model_source: null", "model_source: book¶", "countries[0].model_source",
     ["unknown source «book»"]),
    (CHANGES, "page: halyq.md", "page: halyk.md¶", "changes[0].page", ["no page docs/halyk.md"]),
    (CHANGES, "anchor: organ", "anchor: organy¶", "changes[0].anchor",
     ["no heading #organy on docs/halyq.md"]),
    (CATEGORIES, "law: law\n    start: '2013", "law: zan¶\n    start: '2013", "editions[1].law",
     ["unknown source «zan»", "sources.yml"]),
    (REGIONS, "km2: 146219.5, source: table", "km2: 146219.5, source: tabel¶",
     "units[2].area.source", ["unknown source «tabel»"]),
    (REGIONS, "kind: country", "kind: country\n    parent: asia¶", "units[0].parent",
     ["unknown unit «asia»"]),
    (REGIONS, "kind: country", "kind: country\n    parent: kazakhstan¶", "units[0].parent",
     ["lies in itself"]),
    (PEOPLE, "territory: akmola", "territory: taraz¶", "series[1].territory",
     ["unknown unit «taraz»", "data/units/"]),
    (PEOPLE, "page: halyq.md", "page: halyk.md¶", "page", ["no page docs/halyk.md"]),
    (REGIONS, "page: birlik.md", "page: /etc/passwd¶", "page", ["expected text that fits"]),
    (PEOPLE, "value: 10 }", "value: 10, source: press }¶", "series[0].observations[0].status",
     ["«official»", "«press» is secondary"]),
    (PEOPLE, "breaks:", "comparison:\n  period: '2021'\n  source: table\n  values:\n"
     "    taraz: 5¶\nbreaks:", "comparison.values.taraz", ["unknown unit «taraz»"]),
    (PEOPLE, "breaks:", "comparison:\n  period: '2021'\n  source: table\n  values:\n"
     "    abai: x¶\nbreaks:", "comparison.values.abai", ["expected a number"]),
    (PEOPLE, "breaks:", "comparison:\n  period: '2021'\n  source: table\n  values:\n"
     "    Abai: 5¶\nbreaks:", "comparison.values.Abai", ["expected text that fits", "«Abai»"]),
    (PEOPLE, "breaks:", "  - id: rest\n    title: Қалғаны\n    territory: abai\n    derived:\n"
     "      operation: difference\n      inputs:\n        - people/official\n"
     "        - people/rural¶\nbreaks:", "series[2].derived.inputs[1]", ["«people/rural»"]),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault[3]}: {fault[4][0]}" for fault in FAULTS])
def test_one_fault_is_one_problem_with_its_place_and_what_was_expected(
    data: Path, docs: Path, fault: tuple[str, str, str, str, list[str]]
) -> None:
    name, old, new, key, words = fault
    line = change(data, name, old, new)
    (problem,) = problems_of(data, docs)
    assert (problem.file, problem.line, problem.key) == (f"data/{name}", line, key)
    assert all(word in problem.message for word in words), problem.message


def _write(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def _link(path: Path) -> None:
    path.symlink_to("nowhere")


FILES: list[tuple[str, Callable[[Path], object], str]] = [
    ("sources.yml", Path.unlink, "this file is required"),
    ("sources.yml", _write("sources: [\xff".encode("latin-1")), "not UTF-8"),
    ("units/regions.yml", _write("id: Өңір".encode("utf-16")), "not UTF-8"),
    ("sources.yml", _write(b""), "expected a mapping, got nothing (null)"),
    ("sources.yml", _write(b"# nothing\n"), "expected a mapping, got nothing (null)"),
    ("indicators/people.yml", _write(b"- id: people\n"), "expected a mapping, got a list"),
    ("indicators/people.yml", _write(b"people\n"), "expected a mapping, got «people» (text)"),
    ("sources.yml", _write(b"sources: []\n"), "expected at least 1 item"),
    ("units/regions.yml", _write(b"id: a\n---\nid: b\n"), "one document a file"),
    ("notes.yml", _write(b"a: 1\n"), "no such kind of file: expected sources.yml, units/"),
    ("units/old/regions.yml", _write(b"a: 1\n"), "no such kind of file"),
    ("units/old/sources.yml", _write(b"a: 1\n"), "no such kind of file"),
    ("indicators/people.yaml", _write(b"a: 1\n"), "no such kind of file"),
    ("indicators/folk.YML", _write(b"a: 1\n"), "no such kind of file"),
    ("units/folder.yml", Path.mkdir, "cannot be read"),
    ("units/.#regions.yml", _link, "cannot be read"),
]


@pytest.mark.parametrize(("name", "act", "words"), FILES)
def test_a_faulty_file_is_one_problem_of_the_file(
    data: Path, name: str, act: Callable[[Path], object], words: str
) -> None:
    (data / name).parent.mkdir(exist_ok=True)
    act(data / name)
    (problem,) = problems_of(data)
    assert problem.file == f"data/{name}"
    assert words in problem.message


def test_two_tables_may_not_bear_one_name(data: Path) -> None:
    """The files to download of one would take the place of the other's."""
    text = SOUND[BODIES].replace("id: bodies", "id: people")
    (data / "tables/people.yml").write_text(text, encoding="utf-8")
    (problem,) = problems_of(data)
    assert (problem.file, problem.key) == ("data/tables/people.yml", "id")
    assert "data/indicators/people.yml" in problem.message


def test_a_file_of_units_may_bear_any_name(data: Path) -> None:
    text = SOUND[REGIONS].partition("units:")[0].replace("id: regions", "id: sources")
    unit = "{ id: x, kato: null, kind: kent, names: { kk: X, ru: X }, source: law }"
    (data / "units/sources.yml").write_text(f"{text}units: [{unit}]\n", encoding="utf-8")
    assert list(loader.load(data).units) == ["regions", "sources"]


def test_units_may_not_lie_in_one_another(data: Path) -> None:
    change(data, REGIONS, "    parent: kazakhstan\n    names: { kk: Аб", "    parent: akmola¶\n"
           "    names: { kk: Аб")  # fmt: skip
    text = (data / REGIONS).read_text(encoding="utf-8")
    (data / REGIONS).write_text(text.replace("parent: kaz", "parent: abai # "), encoding="utf-8")
    assert [(p.line, p.key) for p in problems_of(data)] == [
        (14, "units[1].parent"), (24, "units[2].parent"),
    ]  # fmt: skip


def test_faults_of_several_files_are_told_at_once_in_order(data: Path, docs: Path) -> None:
    for name, old, new in [
        (PEOPLE, "tonnes", "heads¶"),
        (CATEGORIES, "3000", "-1¶"),
        (SOURCES, "rank: secondary", "rank: best¶\n    colour: red"),
    ]:
        change(data, name, old, new)
    (data / "notes.yml").touch()
    (docs / "halyq.md").unlink()
    problems = problems_of(data, docs)
    assert [(p.file.removeprefix("data/"), p.key) for p in problems] == [
        (PEOPLE, "measure"),
        (CHANGES, "changes[0].page"),
        ("notes.yml", ""),
        (SOURCES, "sources[2].rank"),
        (SOURCES, "sources[2].colour"),
        (CATEGORIES, "categories[0].norms[0].minimum"),
    ]
    assert str(ContentError(problems)).count("\n") == len(problems) - 1


@pytest.mark.parametrize("name", SOUND)
def test_a_broken_file_does_not_make_what_it_defines_unknown(data: Path, name: str) -> None:
    (data / name).write_text("a: [", encoding="utf-8")
    assert {problem.file for problem in problems_of(data)} == {f"data/{name}"}


def test_all_faults_of_a_file_are_told_in_one_round(data: Path, docs: Path) -> None:
    path = data / PEOPLE
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ("value: 11.5 }", "value: 11,5 }"),  # no number: YAML
        ("measure: tonnes", "measure: heads"),  # no such measure: the record
        ("definition:", "definiton:"),  # no such key
        ("territory: akmola", "territory: akmolla"),  # no such unit: other files
        ("page: halyq.md", "page: halyk.md"),  # no such page: docs/
    ):
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    told = {one.key for one in problems_of(data, docs)}
    assert told >= {"series[0].observations[1].value", "measure", "definiton"}


def test_a_part_that_lacks_a_figure_hides_no_fault_of_its_file(data: Path, docs: Path) -> None:
    path = data / REGIONS
    text = path.read_text(encoding="utf-8").replace("146219.5", "'146 219,5'")
    path.write_text(text.replace("value: 605872", "value: 60587200"), encoding="utf-8")
    told = {one.key for one in problems_of(data, docs)}
    assert told == {"units[2].area.km2", "units[1].population[1].value"}


def test_units_that_cannot_be_read_make_no_page_and_no_map_unknown(data: Path, docs: Path) -> None:
    """A table may stand on a unit's page, which the build makes."""
    change(data, BODIES, "page: index.md", "page: units/abai.md¶")
    (data / "geo").mkdir()
    (data / "geo/regions.yml").write_text(
        "{ id: regions, title: Карта, units: regions, file: a.topojson, key: kato, source: law,"
        " parallels: [45, 51], meridian: 67, licence: ODbL, attribution: OSM }", encoding="utf-8"
    )  # fmt: skip
    (data / REGIONS).write_text("id: regions", encoding="utf-8")
    assert {one.file for one in problems_of(data, docs)} == {f"data/{REGIONS}"}


def test_a_unit_is_not_larger_than_all_beside_it(data: Path, docs: Path) -> None:
    more = "".join(
        f"  - {{ id: u{number}, kato: null, kind: oblast, parent: kazakhstan,"
        f" names: {{ kk: А, ru: А }}, area: {{ km2: 100, source: law }}, source: law }}\n"
        for number in range(5)
    )
    (data / REGIONS).write_text(SOUND[REGIONS] + more, encoding="utf-8")
    (problem,) = problems_of(data, docs)
    assert problem.key == "units[2].area.km2"
    assert problem.message == "146219.5 is more than all units beside it have, 500"


def test_what_is_not_understood_hides_no_fault_of_other_files(data: Path, docs: Path) -> None:
    path = data / PEOPLE
    text = path.read_text(encoding="utf-8")
    text = text.replace("value: 11.5 }", "value: 11,5 }").replace(": akmola", ": akmolla")
    path.write_text(text, encoding="utf-8")
    assert {one.key for one in problems_of(data, docs)} == {
        "series[0].observations[1].value",
        "series[1].territory",
    }


def test_a_quarter_is_called_by_its_last_month(data: Path, docs: Path) -> None:
    people = SOUND[PEOPLE].replace("measure: tonnes", "measure: tonnes\nspan: quarter")
    (data / PEOPLE).write_text(people.replace("'2020'", "'2020-06'"), encoding="utf-8")
    told = [problem.message for problem in problems_of(data, docs)]
    assert len(told) == 3, "of a month that ends no quarter, of a day, of a year"
    ends = "expected 2021-03 or 2021-06 or 2021-09 or 2021-12, got 2021-02"
    assert told[0] == f"a quarter is called by its last month: {ends}"
