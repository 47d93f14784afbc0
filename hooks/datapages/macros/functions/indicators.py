"""`{{ indicators() }}`."""

from __future__ import annotations

from typing import Any

from ...language import alphabet
from ...model.observations import JoinedIndicator
from ...model.records.units import Unit
from ...views import figures
from ..api import Fragment, macro
from ..context import PageContext

SHOWN = 2  # indicators of a page of them that a unit's own page names


@macro()
def indicators(page: PageContext, *, territory: str | None = None) -> Fragment:
    """`{{ indicators() }}`: every indicator by its page, with its places and years.

    `territory="akmola"`: the pages that speak of a unit, with a few of its last official figures.
    """
    unit = page.unit(territory) if territory is not None else None
    pages: dict[str, list[Any]] = {}
    data = page.catalogue
    for indicator in data.about(unit.id) if unit else data.indicators.values():
        if indicator.unit_title is not None:
            continue  # it stands on the pages of its units
        places = [one.names.kk for one in indicator.units.values()]
        url = page.link(indicator.page, indicator.id)
        last = _last(indicator, unit) if unit else ""
        row = (indicator, url, places, indicator.span, last)
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
    if unit is None:
        return page.fragment("indicators.html", themes=themes)
    few = [
        (title, url, [row for row in rows if row[-1]][:SHOWN], len(rows))
        for title, url, rows in themes
    ]
    return page.fragment("indicators_unit.html", themes=few)


def _last(indicator: JoinedIndicator, unit: Unit) -> str:
    """«2,4% (2025)»: the last official figure of a unit, if one series alone gives such figures.

    Of several series (a composition, speeds) none may stand for the indicator.
    """
    official = [
        known
        for series in indicator.series
        if series.unit is unit
        and (known := [point for point in series.known if point.status == "official"])
    ]
    if len(official) != 1:
        return ""
    last = official[0][-1]
    return f"{figures.format_value(last.value, indicator.measure)} ({last.when})"
