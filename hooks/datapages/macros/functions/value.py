"""`{{ value("population", 2021) }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...language import formats
from ...model import sentence, words
from ...model.observations import DataPoint
from ...views import figures
from ..api import LANGUAGES, Fragment, macro
from ..builders import figure_in_text, formula
from ..context import PageContext


@macro(quotes=True, languages=LANGUAGES)
def value(  # noqa: PLR0913 - what a writer may ask of a figure
    page: PageContext,
    name: str,
    period: int | str,
    *,
    series: str | None = None,
    case: str = "nominative",
    noun: bool = False,
    unit: bool = True,
) -> Fragment:
    """`{{ value("population", 2021) }}`: a figure with its unit, its source one tap away.

    `noun=True`: with what it counts, as its `wording` says: «10 764 бала». `unit=False`, in
    another language: where the sentence says what is counted, «10 764 births».
    """
    point = page.point(name, period, series)
    measure, derived, language = point.indicator.measure, point.series.derived, page.language
    place, ending = page.place_name(point.unit), page.case(case)
    if noun and not sentence.noun(point):
        raise NotationError(f"«{name}» names no noun: give it `counted` in its wording")
    if not noun and _parted(page, point):
        raise NotationError(f"its noun follows: write noun=True for «{sentence.noun(point)}»")
    if noun:
        text = figures.with_noun(point, ending)
    elif unit or point.value is None:
        text = figures.format_value(point.value, measure, ending, language)
    else:
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


def _parted(page: PageContext, point: DataPoint) -> bool:
    """Whether the noun is typed after the call, and a mark of doubt would stand between them."""
    noun, (_, after) = sentence.noun(point), page.sentence
    return bool(
        noun and words.mark(point.status) and after.partition("}}")[2].startswith(f" {noun}")
    )
