"""`{{ indicators() }}`."""

from __future__ import annotations

from typing import Any

from ...language import alphabet
from ..api import Fragment, macro
from ..context import PageContext


@macro()
def indicators(page: PageContext) -> Fragment:
    """`{{ indicators() }}`: every indicator by its page, with its places and years."""
    pages: dict[str, list[Any]] = {}
    for indicator in page.catalogue.indicators.values():
        if indicator.unit_title is not None:
            continue  # it stands on the pages of its units
        places = [unit.names.kk for unit in indicator.units.values()]
        url = page.link(indicator.page, indicator.id)
        row = (indicator, url, places, indicator.span)
        pages.setdefault(indicator.page, []).append(row)
    themes = [
        (
            page.title_of(path),
            page.link(path, ""),
            sorted(rows, key=lambda row: alphabet.sort_key(row[0].title)),
        )
        for path, rows in pages.items()
    ]
    themes.sort(key=lambda theme: alphabet.sort_key(theme[0]))
    return page.fragment("indicators.html", themes=themes)
