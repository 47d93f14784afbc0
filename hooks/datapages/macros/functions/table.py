"""`{{ table("regions") }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...views import registry
from ...views.table import ChoiceError
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
    given = {"editions": editions, "territory": territory}
    options = {option: value for option, value in given.items() if value is not None}
    try:
        found = registry.table(page.site.tree, name, options)
    except ChoiceError as error:
        raise unknown(error.what, error.name, error.known) from None
    except registry.OptionError as error:
        raise NotationError(str(error)) from None
    if found is None:
        raise unknown("table", name, registry.names(page.catalogue))
    return numbered_table(page, "table", name, found)
