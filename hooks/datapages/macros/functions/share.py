"""`{{ share("births", 2016, of="region") }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...language import formats, grammar
from ...language.messages import t
from ...model import derived
from ...model.checks import derivations
from ...model.records.indicators import Derived
from ...views import figures
from ..api import LANGUAGES, Fragment, macro
from ..builders import Computation, computed_figure
from ..context import PageContext


@macro(quotes=True, languages=LANGUAGES)
def share(
    page: PageContext,
    name: str,
    period: int | str,
    *,
    of: str,
    series: str | None = None,
    case: str = "nominative",
) -> Fragment:
    """`{{ share("births", 2016, of="region") }}`: one series in per cent of another.

    `of` is a series of the same indicator, or «indicator/series». In a case the figure
    belongs to what stands before it: «облыс халқының 35,6%-ын».
    """
    part = page.point(name, period, series)
    other, _, id = of.rpartition("/")
    whole = page.point(other or name, period, id)
    inputs = (f"{name}/{part.series.id}", f"{other or name}/{whole.series.id}")
    pairs = [(point.indicator.measure, point.unit.id) for point in (part, whole)]
    if problem := derivations.incompatible(
        Derived(operation="share", inputs=inputs),
        pairs,
        ("percent", part.unit.id),
        page.catalogue.parents(),
    ):
        raise NotationError(problem)
    try:
        found = derived.share(part, whole)
    except derived.RefusedError as error:
        raise NotationError(str(error)) from None
    language = page.language
    amount = formats.number(found.amount, language=language)
    text = figures.declined(f"{amount}%", page.case(case), owned=True)
    named = page.indicator_name(page.indicator(name))
    computation = Computation(
        title=grammar.subtitled(named, t("computed.share", language)),
        how=t("computed.share-of-whole", language),
        status=found.status,
        inputs=(part, whole),
    )
    return computed_figure(page, text, computation)
