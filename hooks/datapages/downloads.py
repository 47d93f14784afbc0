"""Files that readers take away: CSV, JSON, a Data Package, a workbook; always the same bytes."""

from __future__ import annotations

import csv
import functools
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from . import frames, kept
from .catalogue import Catalogue
from .frames import Frame, Value

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet compute a text
LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Publication:
    """Under what name, licence and addresses the data goes out.

    `address(page, anchor)` is the full address of a place on the site.
    """

    folder: str
    name: str
    title: str
    licence: dict[str, str]
    address: Callable[[str, str], str]

    def cite(self, title: str, page: str, anchor: str) -> str:
        """How one table or chart is cited."""
        return f"{title} // {self.title}. – URL: {self.address(page, anchor)}"

    @property
    def package(self) -> str:
        """Path of the Data Package's folder."""
        return f"{self.folder}/{self.name}"

    @property
    def wholes(self) -> dict[str, str]:
        """Everything in one file, by its kind."""
        return {
            "ZIP": f"{self.package}.zip",
            "XLSX": f"{self.package}.xlsx",
            "datapackage.json": f"{self.package}/datapackage.json",
        }


def files(data: Catalogue, publication: Publication, cache: Path | None = None) -> dict[str, bytes]:
    """Path → bytes of every file; `cache` is a folder of earlier workbooks."""
    found: dict[str, bytes] = {}
    for frame, page, anchor in tables(data):
        cited = publication.cite(frame.title, page, anchor)
        stem = f"{publication.folder}/{frame.name}"
        found[f"{stem}.csv"] = as_csv(frame)
        found[f"{stem}.json"] = as_json(frame, data, publication, cited)
    whole = frames.package(data)
    inside = {f"{frame.name}.csv": as_csv(frame) for frame in whole}
    inside["datapackage.json"] = descriptor(whole, data, publication)
    found |= {f"{publication.package}/{name}": content for name, content in inside.items()}
    found[publication.wholes["ZIP"]] = as_zip(inside)
    made_of = (repr(whole), inside["datapackage.json"], Path(__file__).read_bytes(), _written_by())
    book = cache / f"{kept.key(made_of)}.xlsx" if cache else None
    found[publication.wholes["XLSX"]] = kept.kept(book, lambda: as_workbook(whole, publication))
    return found


@functools.cache
def _written_by() -> str:
    return version("xlsxwriter")


def tables(data: Catalogue) -> list[tuple[Frame, str, str]]:
    """The tables of pages: each with the page and the anchor where it stands."""
    found = [
        (frames.of_units(file), file.page, f"table-{file.id}")
        for file in data.units.values()
        if file.page is not None  # the others stand on pages that hooks make
    ]
    found.append((frames.of_categories(data), data.categories.page, "table-categories"))
    for indicator in data.indicators.values():
        anchor = f"table-{indicator.id}" if indicator.unit_title is None else ""
        found.append((frames.of_indicator(data, indicator), indicator.page, anchor))
        if ranked := frames.of_comparison(data, indicator):
            found.append((ranked, indicator.page, f"comparison-{indicator.id}"))
    return found


def names(data: Catalogue) -> frozenset[str]:
    """Tables of pages that have files of their own."""
    return frozenset(frame.name for frame, _, _ in tables(data))


def as_csv(frame: Frame) -> bytes:
    """RFC 4180 in UTF-8 with a BOM; texts that a spreadsheet would compute get an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.name for field in frame.fields])
    for row in frame.rows:
        writer.writerow(
            _plain(value, field.type == "string")
            for value, field in zip(row, frame.fields, strict=True)
        )
    return (BOM + out.getvalue()).encode()


def _plain(value: Value, is_text: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if is_text and text.startswith(FORMULA) else text


def as_json(frame: Frame, data: Catalogue, publication: Publication, cited: str) -> bytes:
    """The table with its sources, licence and citation, one object a row."""
    names = [field.name for field in frame.fields]
    columns = [place for place, name in enumerate(names) if name in ("source", "sources")]
    used = {id for row in frame.rows for place in columns for id in str(row[place] or "").split()}
    return _json(
        {
            "name": frame.name,
            "title": frame.title,
            "citation": cited,
            "licence": publication.licence,
            "sources": [
                {"id": one.id, "title": one.title, "url": one.url, "rank": one.rank}
                for one in data.sources.values()
                if one.id in used
            ],
            "fields": [_field(field) for field in frame.fields],
            "rows": [dict(zip(names, row, strict=True)) for row in frame.rows],
        }
    )


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _field(field: frames.Field) -> dict[str, Any]:
    described = {"name": field.name, "type": field.type, "title": field.title}
    if field.description:
        described["description"] = field.description
    return described | ({"constraints": field.constraints} if field.constraints else {})


def descriptor(whole: list[Frame], data: Catalogue, publication: Publication) -> bytes:
    """datapackage.json"""
    return _json(
        {
            "profile": "tabular-data-package",
            "name": publication.name,
            "title": publication.title,
            "homepage": publication.address("", ""),
            "licenses": [publication.licence],
            "sources": [
                {"title": one.title} | ({"path": one.url} if one.url else {})
                for one in data.sources.values()
            ],
            "resources": [_resource(frame) for frame in whole],
        }
    )


def _resource(frame: Frame) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(field) for field in frame.fields],
        "missingValues": [""],
        "primaryKey": list(frame.key),
    }
    if frame.links:
        schema["foreignKeys"] = [
            {"fields": list(columns), "reference": {"resource": table, "fields": list(theirs)}}
            for columns, table, theirs in frame.links
        ]
    return {
        "name": frame.name,
        "title": frame.title,
        "path": f"{frame.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": schema,
    }


def as_zip(inside: dict[str, bytes]) -> bytes:
    """The files in one archive without a date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in sorted(inside.items()):
            entry = zipfile.ZipInfo(name, LONG_AGO.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)
    return out.getvalue()


def as_workbook(whole: list[Frame], publication: Publication) -> bytes:
    """One sheet a table, after a sheet that says what this is. Nothing in it is a formula."""
    import xlsxwriter  # noqa: PLC0415 - a build without downloads does not need it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": publication.title, "created": LONG_AGO})
        bold = book.add_format({"bold": True})
        about = book.add_worksheet("Туралы")
        lines = [
            ("Атауы", publication.title),
            ("Мекенжайы", publication.address("", "")),
            ("Лицензия", f"{publication.licence['title']}, {publication.licence['path']}"),
            ("Бос ұяшық", "дерек жоқ"),
            *((frame.name, frame.title) for frame in whole),
        ]
        for place, (name, text) in enumerate(lines):
            about.write_string(place, 0, name, bold)
            about.write_string(place, 1, text)
        about.set_column(0, 0, 20)
        about.set_column(1, 1, 80)
        for frame in whole:
            sheet = book.add_worksheet(frame.name)
            sheet.freeze_panes(1, 0)
            for column, field in enumerate(frame.fields):
                sheet.write_string(0, column, field.name, bold)
                sheet.write_comment(0, column, f"{field.title}. {field.description}".strip())
            for place, row in enumerate(frame.rows, start=1):
                for column, value in enumerate(row):
                    _write(sheet, place, column, value)
            if frame.rows:
                sheet.autofilter(0, 0, len(frame.rows), len(frame.fields) - 1)
            sheet.set_column(0, len(frame.fields) - 1, 16)
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, value: Value) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, value)
