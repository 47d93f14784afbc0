"""One table as CSV, JSON, a sheet of a workbook; always the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

from ..language.messages import t
from ..model.catalogue import Catalogue
from .publication import Publication
from .resource import Field, Resource, Value

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet compute a text
# A spreadsheet that parts columns by «;», as the Kazakh and Russian ones do, begins a cell there,
# and at a new line, since the quotes about a text that is not the first of its row are letters to
# it; quotes after «;» are then those about a cell.
_CELL_START = re.compile(r'(^|[;\n\r]"*+)(?=[=+\-@\t\r])')
LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def as_csv(resource: Resource) -> bytes:
    """RFC 4180 in UTF-8 with a BOM; texts that a spreadsheet would compute get an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.name for field in resource.fields])
    for row in resource.rows:
        writer.writerow(
            _plain(value, field.type == "string")
            for value, field in zip(row, resource.fields, strict=True)
        )
    return (BOM + out.getvalue()).encode()


def _plain(value: Value, is_text: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return _CELL_START.sub(r"\1'", text) if is_text else text


def as_json(resource: Resource, data: Catalogue, publication: Publication, cited: str) -> bytes:
    """The table with its sources, licence and citation, one object a row."""
    names = [field.name for field in resource.fields]
    return json_bytes(
        {
            "name": resource.name,
            "title": resource.title,
            **{f"title_{name}": text for name, text in resource.names.items()},
            "citation": cited,
            "licence": publication.licence,
            "sources": sources_of(resource, data),
            "fields": [described_field(field) for field in resource.fields],
            "rows": [dict(zip(names, row, strict=True)) for row in resource.rows],
        }
    )


def sources_of(resource: Resource, data: Catalogue) -> list[dict[str, str | None]]:
    """The sources that the rows of a table name."""
    names = (field.name for field in resource.fields)
    columns = [place for place, name in enumerate(names) if name in ("source", "sources")]
    used = {
        id for row in resource.rows for place in columns for id in str(row[place] or "").split()
    }
    return [
        {"id": one.id, "title": one.whole_title, "url": one.url, "rank": one.rank}
        for one in data.sources.values()
        if one.id in used
    ]


def json_bytes(value: Any) -> bytes:
    """JSON in UTF-8, one level a line."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def described_field(field: Field) -> dict[str, Any]:
    """A column as a Table Schema describes it."""
    described = {"name": field.name, "type": field.type, "title": field.title}
    described |= {f"title_{name}": text for name in ("ru", "en") if (text := getattr(field, name))}
    if field.description:
        described["description"] = field.description
    return described | ({"constraints": field.constraints} if field.constraints else {})


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


def as_workbook(whole: list[Resource], publication: Publication) -> bytes:
    """One sheet a table, and a sheet that says what this is. Nothing in it is a formula.

    Of a single table it stands first, for those who open the file to see the figures.
    """
    import xlsxwriter  # noqa: PLC0415 - a build without downloads does not need it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": publication.title, "created": LONG_AGO})
        bold = book.add_format({"bold": True})
        single = len(whole) == 1
        sheets = [book.add_worksheet(t("workbook.data"))] if single else []
        about = book.add_worksheet(t("workbook.about"))
        sheets += [] if single else [book.add_worksheet(one.name) for one in whole]
        lines = [
            (t("workbook.name"), publication.title),
            (t("workbook.address"), publication.address("", "")),
            (
                t("workbook.licence"),
                f"{publication.licence['title']}, {publication.licence['path']}",
            ),
            (t("workbook.empty"), t("cell.missing")),
            *((resource.name, resource.title) for resource in whole),
        ]
        for place, (name, text) in enumerate(lines):
            about.write_string(place, 0, name, bold)
            about.write_string(place, 1, text)
        about.set_column(0, 0, 20)
        about.set_column(1, 1, 80)
        for resource, sheet in zip(whole, sheets, strict=True):
            sheet.freeze_panes(1, 0)
            for column, field in enumerate(resource.fields):
                sheet.write_string(0, column, field.name, bold)
                sheet.write_comment(0, column, f"{field.title}. {field.description}".strip())
            for place, row in enumerate(resource.rows, start=1):
                for column, value in enumerate(row):
                    _write(sheet, place, column, value)
            if resource.rows:
                sheet.autofilter(0, 0, len(resource.rows), len(resource.fields) - 1)
            sheet.set_column(0, len(resource.fields) - 1, 16)
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, value: Value) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, value)
