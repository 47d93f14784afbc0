from __future__ import annotations

from pathlib import Path

import pytest

from datapages import catalogue
from datapages.problems import ContentError, Problem
from tests.conftest import ROOT
from tests.unit.conftest import SOUND

SOURCES, CATEGORIES = "sources.yml", "units/categories.yml"
REGIONS, PEOPLE = "units/regions.yml", "indicators/people.yml"


def problems_of(data: Path, docs: Path | None = None) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        catalogue.load(data, docs)
    return caught.value.problems


def change(data: Path, name: str, old: str, new: str) -> int:
    """Put `new` in place of `old`; the line where `new` has its ¶, which is left out."""
    text = SOUND[name]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    marked = text.replace(old, new)
    (data / name).write_text(marked.replace("¶", ""), encoding="utf-8")
    return marked[: marked.index("¶")].count("\n") + 1


def test_a_sound_folder_is_joined_by_id(data: Path, docs: Path) -> None:
    found = catalogue.load(data, docs)
    assert list(found.sources) == ["law", "table"]
    assert [found.number(id) for id in found.sources] == [1, 2]
    assert [unit.id for unit in found.units["regions"].units] == ["kazakhstan", "abai", "akmola"]
    assert found.unit("akmola").names.kk == "Ақмола облысы"
    assert [edition.id for edition in found.categories.editions] == ["2007", "2013"]
    values = [seen.value for seen in found.indicators["people"].series[0].observations]
    assert values == [10, 11.5, None]
    assert found.files == len(SOUND)


def test_the_projects_own_data_is_sound() -> None:
    assert catalogue.load(ROOT / "data", ROOT / "docs").files >= len(SOUND)


# file, text to change, what to put there (¶ on the line to be told), key, words of the message
FAULTS: list[tuple[str, str, str, str, list[str]]] = [
    # not YAML, or not plain YAML
    (SOURCES, "title: Заң", "title: 'Заң¶", "", ["not valid YAML"]),
    (SOURCES, "issued: '1993-12-08'", "issued: 1993-12-08¶", "sources[0].issued", ["in quotes"]),
    (REGIONS, "kato: '100000000'", "kato: 010000000¶", "units[1].kato", ["in quotes"]),
    (REGIONS, "title: Өңірлер", "title: Өңірлер\ntitle: Тағы¶", "title", ["stands twice"]),
    (PEOPLE, "measure: persons", "measure: &m persons¶", "measure", ["anchor"]),
    # what a record may hold
    (SOURCES, "    title: Заң\n", "", "sources[0].title", ["this key is required"]),
    (SOURCES, "title: Заң", "titel: Заң¶\n    title: Заң", "sources[0].titel", ["unknown key"]),
    (SOURCES, "title: Заң", "title: ''¶", "sources[0].title", ["expected at least 1 character"]),
    (SOURCES, "title: Заң", "title: 'Заң '¶", "sources[0].title", ["expected text", "«Заң »"]),
    (SOURCES, "title: Заң", "title: 5¶", "sources[0].title", ["expected text", "whole number"]),
    (SOURCES, "rank: secondary", "rank: best¶", "sources[1].rank", ["'official'", "«best»"]),
    (SOURCES, "type: dataset", "type: Dataset¶", "sources[1].type", ["'dataset'", "«Dataset»"]),
    (SOURCES, "https:", "javascript:¶", "sources[0].url", ["^https?://"]),
    (SOURCES, "'2021'", "'2021-13'¶", "sources[1].issued", ["month"]),
    (SOURCES, "id: table", "id: Table¶", "sources[1].id", ["^[a-z0-9]+", "«Table»"]),
    (CATEGORIES, "3000", "-1¶", "categories[0].norms[0].minimum", ["0"]),
    (CATEGORIES, "start: '2013-07-14'", "start: '2013-02-30'¶", "editions[1].start", ["2013-02-30"]),
    (REGIONS, "'110000000'", "'11000000'¶", "units[2].kato", ["{9}", "«11000000»"]),
    (REGIONS, "'KZ-11'", "KZ-1¶", "units[2].iso", ["KZ-", "«KZ-1»"]),
    (REGIONS, "610189", "'610189'¶", "units[1].population[0].value", ["whole number", "(text)"]),
    (REGIONS, "610189", "610189.5¶", "units[1].population[0].value", ["whole number", "decimal"]),
    (REGIONS, "146219.5", "true¶", "units[2].area.km2", ["expected a number", "true or false"]),
    (REGIONS, "146219.5", "146 219,5¶", "units[2].area.km2", ["expected a number", "(text)"]),
    (REGIONS, "title: Өңірлер", "title: Өңірлер\nnotes: ескертпе¶", "notes", ["expected a list"]),
    (REGIONS, "'2023-01-01'", "'2023-02-29'¶", "units[1].population[0].date", ["«2023-02-29»"]),
    (REGIONS, "{ kk: Абай облысы, ru: область Абай, en: Abai Region }", "Абай¶", "units[1].names",
     ["expected a mapping"]),
    (PEOPLE, "persons", "heads¶", "measure", ["'persons'", "«heads»"]),
    (PEOPLE, "11.5", "'11,5'¶", "series[0].observations[1].value", ["expected a number"]),
    # what must agree within a file
    (SOURCES, "id: table", "id: law¶", "sources[1].id", ["id «law» stands twice"]),
    (CATEGORIES, "- id: '2013'", "- id: '2007'¶", "", ["«2007» stands twice"]),
    (CATEGORIES, "edition: '2013'", "edition: '2012'¶", "categories[0].norms[1].edition",
     ["unknown edition «2012»", "2007, 2013"]),
    (CATEGORIES, "edition: '2013'", "edition: '2007'¶", "categories[0].norms[1].edition",
     ["edition «2007» stands twice"]),
    (CATEGORIES, "end: '2013-07-13'", "end: '2006-12-31'¶", "editions[0].end", ["not before"]),
    (CATEGORIES, "start: '2013-07-14'", "start: '2007-01-01'¶", "editions[1].start", ["after"]),
    (REGIONS, "id: akmola", "id: abai¶", "units[2].id", ["id «abai» stands twice"]),
    (REGIONS, "'110000000'", "'100000000'¶", "units[2].kato", ["taken by «abai»"]),
    (REGIONS, "'KZ-11'", "'KZ-10'¶", "units[2].iso", ["taken by «abai»"]),
    (REGIONS, "2024-07-01", "2022-07-01¶", "units[1].population[1].date", ["after 2023-01-01"]),
    (REGIONS, "id: regions", "id: region¶", "id", ["expected «regions»", "«region»"]),
    (PEOPLE, "id: people", "id: folk¶", "id", ["expected «people»", "«folk»"]),
    (PEOPLE, "'2021-02'", "'2020'¶", "series[0].observations[1].period", ["after 2020"]),
    (PEOPLE, "id: census", "id: official¶", "series[1].id", ["«official» stands twice"]),
    (PEOPLE, "label: шекара", "label: шекара\n    series: [un]¶", "breaks[0].series[0]",
     ["unknown series «un»", "official, census"]),
    # what must agree between files
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
    (REGIONS, "page: index.md", "page: /etc/passwd¶", "page", ["expected text that fits"]),
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
