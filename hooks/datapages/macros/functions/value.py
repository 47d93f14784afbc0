"""`{{ value("population", 2021) }}`."""

from __future__ import annotations

from ...language import formats
from ...model import words
from ...views import figures
from ..api import LANGUAGES, Fragment, macro
from ..builders import figure_in_text, formula
from ..context import PageContext


@macro(quotes=True, languages=LANGUAGES)
def value(
    page: PageContext,
    name: str,
    period: int | str,
    *,
    series: str | None = None,
    case: str = "nominative",
    unit: bool = True,
) -> Fragment:
    """`{{ value("population", 2021) }}`: a figure with its unit, its source one tap away.

    `unit=False`: where the sentence says what is counted, «10 764 births».
    """
    point = page.point(name, period, series)
    measure, derived, language = point.indicator.measure, point.series.derived, page.language
    place = page.place_name(point.unit)
    text = figures.format_value(point.value, measure, page.case(case), language)
    if not unit and point.value is not None:
        text = formats.number(point.value, language=language)
    return figure_in_text(
        page,
        "value.html",
        text,
        point=point,
        title=page.indicator_name(page.indicator(name)),
        place="" if place in point.series.title else place,
        mark=words.mark(point.status, language),
        exact=figures.format_exact(point.value, measure, language),
        formula=formula(page, derived, measure) if derived else "",
        sources=page.sources(point.sources),
        row_url=page.row_url(point),
    )
