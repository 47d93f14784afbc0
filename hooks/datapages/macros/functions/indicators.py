"""`{{ indicators() }}`."""

from __future__ import annotations

from typing import Any

from ...language import alphabet, formats
from ...model.observations import JoinedIndicator
from ...model.records.units import Unit
from ...views import figures
from ..api import Fragment, macro
from ..context import PageContext


@macro()
def indicators(page: PageContext, *, territory: str | None = None) -> Fragment:
    """`{{ indicators(territory="akmola") }}`: every indicator by its page, with places and years.

    With a `territory` those that speak of this unit, each with its last official figure.
    """
    unit = page.unit(territory) if territory is not None else None
    pages: dict[str, list[Any]] = {}
    for indicator in page.catalogue.indicators.values():
        if indicator.unit_title is not None:
            continue  # it stands on the pages of its units
        if unit is not None and unit.id not in indicator.units:
            continue
        places = [unit.names.kk for unit in indicator.units.values()]
        url = page.link(indicator.page, indicator.id)
        row = (indicator, url, places, indicator.span, _last(indicator, unit))
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


def _last(indicator: JoinedIndicator, unit: Unit | None) -> str:
    """«2,4% (2025)»: the last official figure of a unit's first series that has one."""
    for series in indicator.series:
        known = [point for point in series.known if point.status in ("official", "derived")]
        if unit is not None and series.unit is unit and known:
            value = figures.format_value(known[-1].value, indicator.measure)
            return f"{value} ({formats.period(known[-1].period)})"
    return ""
