"""`{{ overview("akmola") }}`."""

from __future__ import annotations

from ...graphics import sparkline
from ...views import unit_facts
from .. import builders
from ..api import Fragment, macro
from ..context import PageContext


@macro()
def overview(page: PageContext, unit: str) -> Fragment:
    """`{{ overview("akmola") }}`: a unit in a few sentences and cards, made from its data."""
    tree, shown = page.site.tree, page.unit(unit)
    line = None
    if indicator := tree.indicator(shown):
        about = tree.about(indicator, shown)
        line = sparkline.line(about.first, *builders.LINE_SIZE)
    return page.fragment(
        "overview.html",
        sentences=unit_facts.sentences(tree, shown),
        cards=unit_facts.cards(tree, shown),
        line_of_people=line,
        size=builders.LINE_SIZE,
    )
