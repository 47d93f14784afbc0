"""`{{ subunits("akmola") }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...exports import unit_tables
from ...views import unit_facts
from ..api import Fragment, macro
from ..builders import numbered_table
from ..context import PageContext


@macro(numbers="table")
def subunits(page: PageContext, unit: str, *, level: int | None = None) -> Fragment:
    """`{{ subunits("akmola") }}`: the units in it; `level=2`: those two steps below."""
    tree, shown = page.site.tree, page.unit(unit)
    table = unit_facts.subunits(tree, shown, level)
    if not table.rows:
        raise NotationError(f"no unit lies in «{unit}»")
    units = map(tree.unit, (row.id for row in table.rows))
    resource = unit_tables.subunits(tree, shown, units)
    return numbered_table(page, "subunits", unit, table, resource=resource)
