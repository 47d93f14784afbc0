"""`{{ facts("akmola") }}`."""

from __future__ import annotations

from ...exports import unit_tables
from ...views import unit_facts
from ..api import Fragment, macro
from ..builders import numbered_table
from ..context import PageContext


@macro(numbers="table")
def facts(page: PageContext, unit: str) -> Fragment:
    """`{{ facts("akmola") }}`: what is known of a unit."""
    tree, shown = page.site.tree, page.unit(unit)
    table, resource = unit_facts.facts(tree, shown), unit_tables.facts(tree, shown)
    return numbered_table(page, "facts", unit, table, resource=resource)
