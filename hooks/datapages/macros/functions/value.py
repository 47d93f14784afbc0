"""`{{ value("population", 2021) }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...model import sentence, words
from ...model.observations import DataPoint
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
    noun: bool = False,
) -> Fragment:
    """`{{ value("population", 2021) }}`: a figure with its unit, its source one tap away.

    `noun=True`: with what it counts, as its `wording` says: «10 764 бала».
    """
    point = page.point(name, period, series)
    measure, derived = point.indicator.measure, point.series.derived
    if noun and not sentence.noun(point):
        raise NotationError(f"«{name}» names no noun: give it `counted` in its wording")
    if not noun and _parted(page, point):
        raise NotationError(f"its noun follows: write noun=True for «{sentence.noun(point)}»")
    told = page.case(case)
    text = (
        figures.with_noun(point, told) if noun else figures.format_value(point.value, measure, told)
    )
    return figure_in_text(
        page,
        "value.html",
        text,
        point=point,
        mark=words.mark(point.status),
        exact=figures.format_exact(point.value, measure),
        formula=formula(page, derived, measure) if derived else "",
        sources=page.sources(point.sources),
        row_url=page.row_url(point),
    )


def _parted(page: PageContext, point: DataPoint) -> bool:
    """Whether the noun is typed after the call, and a mark of doubt would stand between them."""
    noun, (_, after) = sentence.noun(point), page.sentence
    return bool(
        noun and words.mark(point.status) and after.partition("}}")[2].startswith(f" {noun}")
    )
