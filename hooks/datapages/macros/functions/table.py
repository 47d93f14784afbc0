"""`{{ table("regions") }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...views import observation_rows, registry
from ..api import Fragment, macro
from ..builders import numbered_table
from ..context import PageContext, unknown


@macro(numbers="table", quotes=True)
def table(
    page: PageContext,
    name: str,
    *,
    editions: list[str] | None = None,
    territory: str | None = None,
) -> Fragment:
    """`{{ table("regions") }}`: a table of units, of categories, or of an indicator.

    `territory` chooses the series of an indicator that speak of one unit.
    """
    if territory is not None:
        about = page.of_territory(page.indicator(name), territory)
        rows = observation_rows.of_one_series(observation_rows.indicator_table(about), about)
        return numbered_table(page, "table", name, observation_rows.said_once(rows))
    try:
        found = registry.page_table(page.site.tree, name, editions)
    except KeyError as error:
        raise NotationError(f"there is no edition {error} in categories.yml") from None
    if found is None:
        raise unknown("table", name, registry.names(page.catalogue))
    return numbered_table(page, "table", name, found)
