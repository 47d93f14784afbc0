"""All files that readers download: of each table, and of the whole as a Data Package."""

from __future__ import annotations

import functools
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..base.cache import kept, key
from ..model.catalogue import Catalogue
from .formats import as_csv, as_json, as_workbook, as_zip, described_field, json_bytes
from .publication import Publication
from .tables import Frame, of_categories, of_comparison, of_indicator, of_units, package


def files(data: Catalogue, publication: Publication, cache: Path | None = None) -> dict[str, bytes]:
    """Path → bytes of every file; `cache` is a folder of earlier workbooks."""
    found: dict[str, bytes] = {}
    for frame, page, anchor in tables(data):
        cited = publication.cite(frame.title, page, anchor)
        stem = f"{publication.folder}/{frame.name}"
        found[f"{stem}.csv"] = as_csv(frame)
        found[f"{stem}.json"] = as_json(frame, data, publication, cited)
    whole = package(data)
    inside = {f"{frame.name}.csv": as_csv(frame) for frame in whole}
    inside["datapackage.json"] = descriptor(whole, data, publication)
    found |= {f"{publication.package}/{name}": content for name, content in inside.items()}
    found[publication.wholes["ZIP"]] = as_zip(inside)
    made_of = (repr(whole), inside["datapackage.json"], Path(__file__).read_bytes(), _written_by())
    book = cache / f"{key(made_of)}.xlsx" if cache else None
    found[publication.wholes["XLSX"]] = kept(book, lambda: as_workbook(whole, publication))
    return found


@functools.cache
def _written_by() -> str:
    return version("xlsxwriter")


def tables(data: Catalogue) -> list[tuple[Frame, str, str]]:
    """The tables of pages: each with the page and the anchor where it stands."""
    found = [
        (of_units(file), file.page, f"table-{file.id}")
        for file in data.units.values()
        if file.page is not None  # the others stand on pages that hooks make
    ]
    found.append((of_categories(data), data.categories.page, "table-categories"))
    for indicator in data.indicators.values():
        anchor = f"table-{indicator.id}" if indicator.unit_title is None else ""
        found.append((of_indicator(data, indicator), indicator.page, anchor))
        if ranked := of_comparison(data, indicator):
            found.append((ranked, indicator.page, f"comparison-{indicator.id}"))
    return found


def names(data: Catalogue) -> frozenset[str]:
    """Tables of pages that have files of their own."""
    return frozenset(frame.name for frame, _, _ in tables(data))


def descriptor(whole: list[Frame], data: Catalogue, publication: Publication) -> bytes:
    """datapackage.json"""
    return json_bytes(
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
        "fields": [described_field(field) for field in frame.fields],
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
