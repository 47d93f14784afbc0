"""`{{ facts("akmola") }}`."""

from __future__ import annotations

from ...views import unit_facts
from ..api import Fragment, macro
from ..builders import numbered_table
from ..context import PageContext


@macro(numbers="table")
def facts(page: PageContext, unit: str) -> Fragment:
    """`{{ facts("akmola") }}`: what is known of a unit."""
    return numbered_table(page, "facts", unit, unit_facts.facts(page.site.tree, page.unit(unit)))
