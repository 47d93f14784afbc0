"""What `extra.datapages` in mkdocs.yml may say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import StringConstraints, ValidationError

from ..base.diagnostics import ContentError, Problem
from ..model.records.base import PagePath, Record, Text, Url

KEY = "extra.datapages"
# Of the project: what lies outside of it is neither read nor gone through.
Inside = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*/?$"),
]
# Of the site: no name that a file of it has, as index.html.
Folder = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_-]*(/[A-Za-z0-9_][A-Za-z0-9_-]*)*$")
]


class Licence(Record):
    """Under what terms the data goes out."""

    name: Text
    title: Text
    path: Url


class Downloads(Record):
    """Where the files to take away stand on the site."""

    folder: Folder
    name: Folder
    licence: Licence
    frames: Folder | Literal[""] = ""


class Options(Record):
    """The keys of `extra.datapages`; folders are those of the project."""

    data: Inside
    sources_page: PagePath
    units_folder: Folder | None = None
    downloads: Downloads | None = None
    addresses: Inside = "addresses"
    stemmer: Inside = "hooks/search_kk"
    ledger: Literal["read", "write"] | None = None  # None: read
    shelf: str | None = None


def check(given: object) -> Mapping[str, Any]:
    """The keys that are set; ContentError with all that is wrong with them."""
    try:
        return Options.model_validate(given).model_dump(exclude_unset=True)
    except ValidationError as error:
        raise ContentError(
            [
                Problem("mkdocs.yml", 0, ".".join(map(str, (KEY, *item["loc"]))), item["msg"])
                for item in error.errors()
            ]
        ) from None
