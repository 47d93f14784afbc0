from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml
from jsonschema.protocols import Validator

from datapages.base.diagnostics import ContentError
from datapages.exports import json_schemas
from datapages.model import kinds, loader
from tests.conftest import ROOT
from tests.unit.conftest import SOUND

DATA = ROOT / "data"
FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.yml"))
NAMES = sorted(json_schemas.names())
OF_SOUND = {
    "sources.yml": "sources",
    "units/categories.yml": "categories",
    "units/regions.yml": "units",
    "indicators/people.yml": "indicator",
}


schemas = cache(json_schemas.schemas)


@cache
def validator(schema: Path | str) -> Validator:
    text = schema.read_text(encoding="utf-8") if isinstance(schema, Path) else schema
    return jsonschema.Draft202012Validator(json.loads(text))


def committed_schema(text: str, file: Path) -> Path:
    """The schema that the first line of a data file gives to editors."""
    first = text.splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema="), first
    return file.parent / first.partition("=")[2]


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_schema_is_the_one_the_records_make(name: str) -> None:
    assert (DATA / "schemas" / name).read_text(encoding="utf-8") == schemas()[name], (
        "run `make schemas`"
    )


def test_no_other_schema_is_committed() -> None:
    assert sorted(path.name for path in (DATA / "schemas").iterdir()) == NAMES


def test_every_kind_of_file_has_a_schema() -> None:
    assert {f"{kind.name}.schema.json" for kind in kinds.KINDS} == set(NAMES)
    assert len(NAMES) == len(kinds.KINDS)


def test_schemas_are_written_into_a_folder(tmp_path: Path) -> None:
    json_schemas.main(str(tmp_path))
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert written == schemas()


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_closed(name: str) -> None:
    schema = json.loads(schemas()[name])
    jsonschema.Draft202012Validator.check_schema(schema)
    for record in [schema, *schema.get("$defs", {}).values()]:
        if record["type"] == "object":
            assert record["additionalProperties"] is False
            assert record["description"]


@pytest.mark.parametrize("name", FILES)
def test_each_data_file_names_its_schema_and_fits_it(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    schema = committed_schema(text, DATA / name)
    kind = next(kind for kind in kinds.KINDS if kind.matches(Path(name)))
    assert schema.resolve() == DATA / "schemas" / f"{kind.name}.schema.json"
    errors = list(validator(schema.resolve()).iter_errors(yaml.load(text, yaml.CSafeLoader)))
    assert not errors, errors[0]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("sources.yml", "title: Заң", "titel: Заң"),
        ("sources.yml", "title: Заң", "title: 5"),
        ("sources.yml", "title: Заң", "title: ''"),
        ("sources.yml", "rank: secondary", "rank: best"),
        ("sources.yml", "https:", "javascript:"),
        ("sources.yml", "id: table", "id: Table"),
        ("sources.yml", "'1993-12-08'", "'8.12.1993'"),
        ("units/categories.yml", "3000", "-1"),
        ("units/regions.yml", "'110000000'", "'11000000'"),
        ("units/regions.yml", "610189", "'610189'"),
        ("units/regions.yml", "146219.5", "'146219.5'"),
        ("units/regions.yml", "kind: country", "kind: planet"),
        ("indicators/people.yml", "measure: tonnes", "measure: heads"),
        ("indicators/people.yml", "'2021-02'", "'2021-2'"),
    ],
)
def test_an_editor_sees_the_faults_that_the_build_sees(
    data: Path, name: str, old: str, new: str
) -> None:
    schema = validator(schemas()[f"{OF_SOUND[name]}.schema.json"])
    assert schema.is_valid(yaml.safe_load(SOUND[name]))
    faulty = SOUND[name].replace(old, new)
    assert faulty != SOUND[name]
    assert not schema.is_valid(yaml.safe_load(faulty))
    (data / name).write_text(faulty, encoding="utf-8")
    with pytest.raises(ContentError):
        loader.load(data)
