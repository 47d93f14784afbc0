"""Units that do not fit together are told all at once, each with its file, line and key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from datapages.base.diagnostics import ContentError, Problem
from datapages.model import loader
from tests.unit.conftest import SOUND
from tests.unit.test_geo import TOPOJSON

BAD = """\
id: audandar
title: Аудандар
units:
  - { id: a, kato: '10320000', kind: district, parent: abai, names: { kk: А, ru: А }, source: law }
"""

WORSE = """\
id: audandar
title: Аудандар
units:
  - { id: b, kato: '203200000', kind: district, parent: abai, names: { kk: Б, ru: Б }, source: law }
  - { id: c, kato: '103200000', kind: district, parent: asia, names: { kk: В, ru: В }, source: law }
  - { id: d, kato: '103200000', kind: village, parent: abai, names: { kk: Г, ru: Г }, source: zan }
  - { id: d, kato: null, kind: district, parent: kazakhstan, names: { kk: Д, ru: Д }, source: law }
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    for name, text in SOUND.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def problems(data: Path) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        loader.load(data)
    return caught.value.problems


def test_a_code_has_nine_digits_and_a_population_is_a_number(data: Path) -> None:
    text = BAD.replace(
        "source: law }",
        "source: law, population: [{ date: '2023-01-01', value: '5 000', source: law }] }",
    )
    (data / "units/audandar.yml").write_text(text, encoding="utf-8")
    told = {(p.file, p.line, p.key): p.message for p in problems(data)}
    file = "data/units/audandar.yml"
    assert "{9}" in told[file, 4, "units[0].kato"]
    assert "whole number" in told[file, 4, "units[0].population[0].value"]


def test_wrong_parents_codes_and_sources_are_told_at_once(data: Path) -> None:
    (data / "units/audandar.yml").write_text(WORSE, encoding="utf-8")
    told = {(p.line, p.key): p.message for p in problems(data)}
    assert told == {
        (4, "units[0].kato"): "203200000 does not open as the code of its parent, 100000000",
        (5, "units[1].parent"): "unknown unit «asia»: add it to data/units/",
        (6, "units[2].kato"): "103200000 is taken by «c»",
        (6, "units[2].parent"): told[6, "units[2].parent"],
        (6, "units[2].source"): "unknown source «zan»: add it to sources.yml",
        (7, "units[3].id"): "id «d» stands twice",
        (7, "units[3].parent"): "expected oblast, got «kazakhstan», a unit of the kind country",
    }
    assert "a unit of the kind oblast" in told[6, "units[2].parent"]


def test_boundaries_must_be_those_of_the_units(data: Path) -> None:
    (data / "geo").mkdir()
    (data / "geo/regions.yml").write_text(
        "id: regions\ntitle: Карта\nunits: regions\nfile: regions.topojson\nkey: kato\n"
        "parallels: [42, 54]\nmeridian: 67.5\nsource: law\nlicence: ODbL\nattribution: OSM\n",
        encoding="utf-8",
    )
    (missing,) = problems(data)
    assert missing.key == "file"
    assert "regions.topojson" in missing.message
    (data / "geo/regions.topojson").write_text(json.dumps(TOPOJSON), encoding="utf-8")
    messages = [problem.message for problem in problems(data)]
    assert any("a shape that is no unit of regions: kato 1" in message for message in messages)
    assert any("no shape of regions: kato 100000000" in message for message in messages)
