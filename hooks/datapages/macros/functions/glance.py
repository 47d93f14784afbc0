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
    """`{{ glance(["population", "births/region"]) }}`: last firm figures with small lines."""
    cards = []
    for name in names:
        id, _, part = str(name).partition("/")
        indicator = page.indicator(id)
        series = indicator.find(part or indicator.first.id)
        line = sparkline.line(series, *builders.LINE_SIZE) if series else None
        if line is None:
            known = ", ".join(f"{id}/{one.id}" for one in indicator.series)
            raise NotationError(f"no figure in «{name}»: expected one of {known}")
        cards.append((indicator, line, page.link(indicator.page, indicator.id)))
    written = {"written": figures.written, "size": builders.LINE_SIZE}
    return page.fragment("glance.html", cards=cards, **written)
