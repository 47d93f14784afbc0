"""`{{ glance(["population", "births/region"]) }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...graphics import sparkline
from ...views import figures
from .. import builders
from ..api import Fragment, macro
from ..context import PageContext


@macro()
def glance(page: PageContext, names: list[str]) -> Fragment:
    """`{{ glance(["population", "births/region"]) }}`: last official figures with small lines.

    Where a series has none, its last figure with its status.
    """
    cards = []
    for name in names:
        id, _, part = str(name).partition("/")
        indicator = page.indicator(id)
        series = indicator.find(part or indicator.first.id)
        line = sparkline.line(indicator, series, *builders.LINE_SIZE) if series else None
        if line is None:
            known = ", ".join(f"{id}/{one.id}" for one in indicator.series)
            raise NotationError(f"no figure in «{name}»: expected one of {known}")
        shown = line.official or line.last
        first, last = (
            figures.format_value(point.value, indicator.measure) for point in (line.first, shown)
        )
        url = page.link(indicator.page, indicator.id)
        cards.append((indicator, line, first, shown, last, url))
    return page.fragment("glance.html", cards=cards, size=builders.LINE_SIZE)
