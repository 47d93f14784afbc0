"""`{{ glance(["population", "births/region"]) }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...graphics import sparkline
from ...model.observations import DataPoint
from ...views import figures
from .. import builders
from ..api import LANGUAGES, Fragment, macro
from ..context import PageContext


@macro(languages=LANGUAGES)
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
        labels = page.indicator_name(indicator), page.place_name(line.lead.unit)
        cards.append((indicator, *labels, line, page.link(indicator.page, indicator.id)))

    def format_point(point: DataPoint) -> str:
        return figures.format_point(point, page.language)

    return page.fragment(
        "glance.html", cards=cards, format_point=format_point, size=builders.LINE_SIZE
    )
