"""`{{ value("population", 2021) }}`."""

from __future__ import annotations

from ...model import words
from ...views import figures
from ..api import Fragment, macro
from ..builders import figure_in_text, formula
from ..context import PageContext


@macro(quotes=True)
def value(
    page: PageContext,
    name: str,
    period: int | str,
    *,
    series: str | None = None,
    case: str = "nominative",
) -> Fragment:
    """`{{ value("population", 2021) }}`: a figure with its unit, its source one tap away."""
    point = page.point(name, period, series)
    measure, derived = point.indicator.measure, point.series.derived
    return figure_in_text(
        page,
        "value.html",
        figures.format_value(point.value, measure, page.case(case)),
        point=point,
        mark=words.mark(point.status),
        exact=figures.format_exact(point.value, measure),
        formula=formula(page, derived, measure) if derived else "",
        sources=page.sources(point.sources),
        row_url=page.row_url(point),
    )
