"""All files that readers download: of each table, and of the whole as a Data Package."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..base.cache import cached, key
from ..language.messages import group, t
from ..model.catalogue import Catalogue
from ..model.kinds import BIBLIOGRAPHY
from . import formats
from .formats import (
    as_csv,
    as_json,
    as_workbook,
    as_zip,
    described_field,
    json_bytes,
    sources_of,
)
from .publication import Publication
from .resource import Resource
from .tables import of_pages, package


def files(data: Catalogue, publication: Publication, cache: Path | None = None) -> dict[str, bytes]:
    """Path → bytes of every file; `cache` is a folder of what was made of tables earlier."""
    found: dict[str, bytes] = {}
    for resource, page, anchor in of_pages(data):
        place = publication.sources_page if resource.name == BIBLIOGRAPHY else page
        found |= files_of(resource, data, publication, (place, anchor), cache)
    whole = package(data)
    inside = packed(whole, data, publication)
    found |= {f"{publication.package}/{name}": content for name, content in inside.items()}
    found[publication.wholes["ZIP"]] = as_zip(inside)
    found[publication.wholes["XLSX"]] = _cached(
        cache, f"{_key(whole, publication)}.xlsx", lambda: as_workbook(whole, publication)
    )
    return found


def packed(
    whole: Sequence[Resource], data: Catalogue, publication: Publication
) -> dict[str, bytes]:
    """Name → bytes of the files of the Data Package."""
    inside = {f"{resource.name}.csv": as_csv(resource) for resource in whole}
    return inside | {"datapackage.json": descriptor(whole, data, publication)}


def files_of(
    resource: Resource,
    data: Catalogue,
    publication: Publication,
    place: tuple[str, str],
    cache: Path | None = None,
) -> dict[str, bytes]:
    """Path → bytes of the files of one table; `place` is its page and anchor."""
    cited = publication.cite(resource.title, *place)
    name = _key([resource], publication, cited, repr(sources_of(resource, data)))
    stem = f"{publication.folder}/{resource.name}"
    make: dict[str, Callable[[], bytes]] = {
        "csv": lambda: as_csv(resource),
        "json": lambda: as_json(resource, data, publication, cited),
        "xlsx": lambda: as_workbook([resource], publication),
    }
    return {f"{stem}.{end}": _cached(cache, f"{name}.{end}", make[end]) for end in make}


def _key(whole: Sequence[Resource], publication: Publication, *more: str) -> str:
    """What is made of tables is kept under this name; `more` is what it is made of besides."""
    about = (publication.title, publication.address("", ""), str(publication.licence))
    return key((repr(whole), *about, *more, *_code_version()))


def _cached(cache: Path | None, name: str, make: Callable[[], bytes]) -> bytes:
    return cached(cache / name if cache else None, make)


@functools.cache
def _code_version() -> tuple[str | bytes, ...]:
    """What makes files of the tables: a change of any of these makes them anew."""
    sources = (Path(module).read_bytes() for module in (__file__, formats.__file__))
    words = (t("cell.missing"), *group("workbook").values())
    return version("xlsxwriter"), *words, *sources


def names(data: Catalogue) -> frozenset[str]:
    """Tables of pages that have files of their own."""
    return frozenset(resource.name for resource, _, _ in of_pages(data))


def descriptor(whole: Sequence[Resource], data: Catalogue, publication: Publication) -> bytes:
    """datapackage.json"""
    return json_bytes(
        {
            "profile": "tabular-data-package",
            "name": publication.name,
            "title": publication.title,
            "homepage": publication.address("", ""),
            "licenses": [publication.licence],
            "sources": [
                {"title": one.whole_title} | ({"path": one.url} if one.url else {})
                for one in data.sources.values()
            ],
            "resources": [_resource(resource) for resource in whole],
        }
    )


def _resource(resource: Resource) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [described_field(field) for field in resource.fields],
        "missingValues": [""],
        "primaryKey": list(resource.key),
    }
    if resource.links:
        schema["foreignKeys"] = [
            {"fields": list(columns), "reference": {"resource": table, "fields": list(theirs)}}
            for columns, table, theirs in resource.links
        ]
    return {
        "name": resource.name,
        "title": resource.title,
        "path": f"{resource.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": schema,
    }
