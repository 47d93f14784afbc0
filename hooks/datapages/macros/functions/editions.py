"""`{{ editions() }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...views import law
from ..api import Fragment, macro
from ..context import PageContext


@macro()
def editions(page: PageContext) -> Fragment:
    """`{{ editions() }}`: the editions of the law on categories, the one in force first."""
    table = page.catalogue.categories
    if table is None:
        raise NotationError("there is no data/units/categories.yml")
    shown = [(edition, law.span(edition)) for edition in law.newest_first(table.editions)]
    return page.fragment("editions.html", editions=shown)
