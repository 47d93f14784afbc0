"""`{{ subunits("akmola") }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...views import unit_facts
from ..api import Fragment, macro
from ..builders import numbered_table
from ..context import PageContext


@macro(numbers="table")
def subunits(page: PageContext, unit: str, *, level: int | None = None) -> Fragment:
    """`{{ subunits("akmola") }}`: the units in it; `level=2`: those two steps below."""
    table = unit_facts.subunits(page.site.tree, page.unit(unit), level)
    if not table.rows:
        raise NotationError(f"no unit lies in «{unit}»")
    return numbered_table(page, "subunits", unit, table)
