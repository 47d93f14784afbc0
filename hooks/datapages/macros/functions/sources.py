"""`{{ sources() }}`."""

from __future__ import annotations

from typing import get_args

from ...content.notation import NotationError
from ...model.kinds import BIBLIOGRAPHY
from ...model.records.sources import Source
from ..api import Fragment, macro
from ..context import PageContext

TYPES = get_args(Source.model_fields["type"].annotation)


@macro()
def sources(
    page: PageContext,
    types: list[str] | None = None,
    *,
    notes: str | None = None,
    files: bool = True,
) -> Fragment:
    """`{{ sources(["book", "report"], notes="oqylgany.md") }}`: the bibliography, or a part of it.

    `types` are those of data/sources.yml, all of them if none is given; `notes` is the page with
    `usage()`, to which what was read and where it is used is then left. `files=False`: the files of
    the bibliography are offered elsewhere on the page.
    """
    for type in types or ():
        if type not in TYPES:
            raise NotationError(f"there is no type «{type}»: expected one of {TYPES}")
    chosen = (one.id for one in page.catalogue.sources.values() if not types or one.type in types)
    listed = page.sources(chosen)
    if not files:
        return page.fragment("sources.html", sources=listed, notes=notes)
    return page.fragment_with_files("sources.html", BIBLIOGRAPHY, sources=listed, notes=notes)
