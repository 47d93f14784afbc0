"""`{{ value("population", 2021) }}`."""

from __future__ import annotations

from ...model import derived
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
    indicator = page.indicator(name)
    chosen, point = page.observation(indicator, period, series)
    return figure_in_text(
        page,
        "value.html",
        figures.written(point.value, indicator.measure, page.case(case)),
        indicator=indicator,
        series=chosen,
        point=point,
        exact=figures.exact(point.value, indicator.measure),
        formula=formula(page, chosen.derived, indicator.measure) if chosen.derived else "",
        status=derived.status_of(chosen, point),
        territory=page.unit_name(chosen.territory),
        sources=page.sources_of(chosen, point),
        row_url=page.row_url(indicator, chosen, point.period),
    )
