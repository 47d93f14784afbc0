"""The files that readers take away: read back by other programs than ours."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import frictionless
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapages.exports import data_package, formats, plain_tables, publication, tables
from datapages.exports.resource import Field, Resource
from datapages.model.catalogue import Catalogue
from datapages.model.records.countries import CountriesFile, Country
from tests import own_data
from tests.macros import city

PUBLICATION = publication.Publication(
    folder="files",
    name="all-data",
    title="Деректер",
    licence={"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://example.org/by"},
    address=lambda page, anchor: f"https://example.org/{page}#{anchor}",
)


@pytest.fixture(scope="module")
def data() -> Catalogue:
    return own_data.catalogue()


@pytest.fixture(scope="module", params=["few", pytest.param("all", marks=pytest.mark.exhaustive)])
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Catalogue:
    """Data that every file is made of: a table of each kind, or all tables of the site."""
    if request.param == "all":
        return own_data.catalogue()
    return city.load(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="module")
def files(published: Catalogue) -> dict[str, bytes]:
    return data_package.files(published, PUBLICATION)


def test_the_package_is_valid_for_frictionless(data: Catalogue, tmp_path: Path) -> None:
    whole = tables.package(data)
    for name, content in data_package.packed(whole, data, PUBLICATION).items():
        (tmp_path / name).write_bytes(content)
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert report.valid, report.flatten(["type", "title", "rowNumber", "note"])[:10]
    assert report.stats["tasks"] == len(whole)


def test_a_broken_package_is_not(
    published: Catalogue, files: dict[str, bytes], tmp_path: Path
) -> None:
    series = next(iter(published.indicators.values())).first
    unit = series.unit.id.encode()
    for path, content in files.items():
        if path.startswith("files/all-data/"):
            text = content
            if path.endswith("series.csv"):
                text = content.replace(b"," + unit + b",", b",nowhere,")
                assert text != content
            (tmp_path / Path(path).name).write_bytes(text)
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert "foreign-key" in {row[0] for row in report.flatten(["type"])}


def test_the_archive_and_the_workbook_hold_every_table(
    published: Catalogue, files: dict[str, bytes]
) -> None:
    whole = tables.package(published)
    archive = zipfile.ZipFile(io.BytesIO(files["files/all-data.zip"]))
    names = {*(f"{frame.name}.csv" for frame in whole), "datapackage.json"}
    assert set(archive.namelist()) == names
    assert archive.read("series.csv") == files["files/all-data/series.csv"]
    book = openpyxl.load_workbook(io.BytesIO(files["files/all-data.xlsx"]))
    assert book.sheetnames == ["Сипаттамасы", *(frame.name for frame in whole)]
    for frame in whole:
        rows = list(book[frame.name].iter_rows(values_only=True))
        assert rows[0] == tuple(field.name for field in frame.fields)
        for read, row in zip(rows[1:], frame.rows, strict=True):
            # A spreadsheet keeps sixteen digits.
            wanted = [pytest.approx(v, rel=1e-14) if isinstance(v, float) else v for v in row]
            assert list(read) == wanted, frame.name


def test_every_table_of_a_page_is_a_csv_and_a_json_of_the_same_rows(
    published: Catalogue, files: dict[str, bytes]
) -> None:
    assert tables.of_pages(published)
    for frame, _, _ in tables.of_pages(published):
        text = files[f"files/{frame.name}.csv"].decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        told = json.loads(files[f"files/{frame.name}.json"])
        assert len(rows) == len(told["rows"]) == len(frame.rows)
        assert told["citation"].startswith(frame.title)
        assert told["licence"]["name"] == "CC-BY-4.0"
        book = openpyxl.load_workbook(io.BytesIO(files[f"files/{frame.name}.xlsx"]))
        assert book.worksheets[0].max_row == len(frame.rows) + 1
        if frame.name in published.indicators:
            assert {one["id"] for one in told["sources"]} == {
                id for row in told["rows"] for id in row["sources"].split()
            }


texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"))


@given(st.lists(st.tuples(texts, st.none() | st.floats(allow_nan=False, allow_infinity=False))))
def test_a_spreadsheet_finds_no_formula_and_loses_nothing(
    rows: list[tuple[str, float | None]],
) -> None:
    fields = (Field("name", "string", ""), Field("value", "number", ""))
    content = formats.as_csv(Resource("t", "t", fields, tuple(rows)))
    assert content.startswith(b"\xef\xbb\xbfname,value\r\n")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    assert len(read) == len(rows)
    for (name, value), (text, number) in zip(rows, read, strict=True):
        assert not any(cell.startswith(formats.FORMULA) for cell in text.split(";"))
        assert text.replace("'", "") == name.replace("'", "")
        assert number == ("" if value is None else str(value))
    assert b"-" not in formats.as_csv(Resource("t", "t", fields, (("-1", 1),))).split(b"'")[0]


def test_no_cell_is_a_formula_where_semicolons_divide_a_line() -> None:
    field = Field("note", "string", "")
    for sign in "=+-@":
        row = (f"қайта;{sign}cmd|'/c calc'!A0",)
        text = formats.as_csv(Resource("t", "t", (field,), (row,))).decode("utf-8-sig")
        cells = [cell for line in text.splitlines() for cell in line.split(";")]
        assert not [cell for cell in cells if cell.startswith(formats.FORMULA)]


def test_a_negative_figure_stays_a_figure() -> None:
    fields = (Field("note", "string", ""), Field("value", "number", ""))
    content = formats.as_csv(Resource("t", "t", fields, (("=1+1", -2375),)))
    assert content.decode("utf-8-sig") == "note,value\r\n'=1+1,-2375\r\n"


def test_a_formula_in_a_text_is_a_text_in_the_workbook() -> None:
    fields = (Field("note", "string", ""),)
    book = openpyxl.load_workbook(
        io.BytesIO(formats.as_workbook([Resource("t", "t", fields, (("=1+1",),))], PUBLICATION))
    )
    assert book.worksheets[0]["A2"].data_type == "s"


def test_two_runs_give_the_same_bytes_and_kept_workbooks_too_until_the_data_changes(
    published: Catalogue, files: dict[str, bytes], tmp_path: Path
) -> None:
    first, again = (data_package.files(published, PUBLICATION, tmp_path) for _ in range(2))
    assert files == first == again
    kept = sum(path.count("/") == 1 for path in files) - 1  # the archive is always packed anew
    assert kept > 1
    assert len([*tmp_path.iterdir()]) == kept
    other = replace(PUBLICATION, title="Басқа атау")
    resource, page, anchor = next(iter(tables.of_pages(published)))
    made = data_package.files_of(resource, published, other, (page, anchor), tmp_path)
    assert made[f"files/{resource.name}.xlsx"] != first[f"files/{resource.name}.xlsx"]
    assert len([*tmp_path.iterdir()]) == kept + len(made)


def test_kept_files_of_a_table_follow_what_its_sources_are_called(
    data: Catalogue, tmp_path: Path
) -> None:
    def made(catalogue: Catalogue) -> dict[str, bytes]:
        resource, page, anchor = next(
            found for found in tables.of_pages(catalogue) if found[0].name == name
        )
        return data_package.files_of(resource, catalogue, PUBLICATION, (page, anchor), tmp_path)

    name, other = next(iter(data.indicators)), replace(data)
    other.__dict__["sources"] = {
        id: one.model_copy(update={"url": "https://x.kz/"}) for id, one in data.sources.items()
    }
    first, second = made(data), made(other)
    assert {path for path in first if first[path] != second[path]} == {
        path for path in first if path.endswith(".json")
    }


def test_a_spreadsheet_that_parts_by_semicolons_finds_no_formula() -> None:
    fields = (Field("note", "string", ""),)
    content = formats.as_csv(Resource("t", "t", fields, (("қайта;=cmd|'/c calc'!A0",),)))
    assert content.decode("utf-8-sig") == "note\r\nқайта;'=cmd|'/c calc'!A0\r\n"


@pytest.mark.parametrize("text", ['қ, а;"=1+1;', 'қ;""=1+1', "қ, а\n=1+1", "қ\n\n@x", 'қ;\n"+1'])
def test_a_formula_behind_quotes_or_a_line_is_none_where_semicolons_part_cells(text: str) -> None:
    """Only the first text of a row keeps its quotes there: those of others are letters to it."""
    fields = (Field("id", "string", ""), Field("note", "string", ""))
    content = formats.as_csv(Resource("t", "t", fields, (("a", text),))).decode("utf-8-sig")
    for mark in (",", ";"):
        rows = csv.reader(io.StringIO(content, newline=""), delimiter=mark)
        assert not [cell for row in rows for cell in row if cell[:1] in {*"=+-@"}]


def test_no_text_of_ours_is_changed_for_spreadsheets(data: Catalogue) -> None:
    assert tables.package(data)
    for made in tables.package(data):
        read = csv.reader(io.StringIO(formats.as_csv(made).decode("utf-8-sig"), newline=""))
        for row, texts_of_row in zip(made.rows, list(read)[1:], strict=True):
            for value, text in zip(row, texts_of_row, strict=True):
                assert not isinstance(value, str) or value == text


def test_a_kind_that_says_nothing_of_its_files_has_a_column_a_field(data: Catalogue) -> None:
    file = data.single(CountriesFile)
    assert file
    made = plain_tables.of_file(file)
    assert made
    assert [field.name for field in made.fields] == list(Country.model_fields)
    assert [row[0] for row in made.rows] == [country.id for country in file.countries]
    types = {field.name: field.type for field in made.fields}
    assert types["id"] == types["tiers"] == "string"
    tiers = file.countries[0].tiers
    assert made.rows[0][list(types).index("tiers")] == f"{tiers.text}; {tiers.source}"
    assert plain_tables.of_file(data.sources["zan-148"]) is None


def test_columns_and_indicators_have_names_in_three_languages(data: Catalogue) -> None:
    for made in tables.package(data):
        own = made.name.startswith("table-")  # columns that the editors of a table named
        for field in made.fields:
            assert field.title
            assert (field.ru and field.en) or (own and field.name.startswith("column_"))
    assert all(one.record.names for one in data.indicators.values())
