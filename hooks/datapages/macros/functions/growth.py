"""`{{ growth("births", 2014, 2016) }}`."""

from __future__ import annotations

from ...content import notation
from ...content.notation import NotationError
from ...language import grammar
from ...language.messages import t
from ...model import derived
from ...views import figures
from ..api import LANGUAGES, Fragment, macro
from ..builders import Computation, computed_figure
from ..context import PageContext


@macro(quotes=True, languages=LANGUAGES)
def growth(
    page: PageContext,
    name: str,
    earlier: int | str,
    later: int | str,
    *,
    series: str | None = None,
    case: str | None = None,
) -> Fragment:
    """`{{ growth("births", 2014, 2016) }}`: «5,3%-ға өсті»; with `case`: «5,3%-дан»."""
    indicator = page.indicator(name)
    first, last = page.point(name, earlier, series), page.point(name, later, series)
    try:
        change = derived.growth(first, last)
    except derived.RefusedError as error:
        raise NotationError(str(error)) from None
    language = page.language
    text = (
        figures.format_amount(change, page.case(case), language)
        if case
        else figures.format_change(change, language)
    )
    if indicator.is_nominal and not _says_prices(page):
        text = t("prices.change", language, change=text)
    computation = Computation(
        title=grammar.subtitled(page.indicator_name(indicator), t("computed.growth", language)),
        how=(
            t("computed.growth-of-points", language)
            if change.in_points
            else t("computed.growth-of-amounts", language)
        ),
        status=change.status,
        inputs=(first, last),
        nominal=indicator.is_nominal,
    )
    return computed_figure(page, text, computation)


def _says_prices(page: PageContext) -> bool:
    """Whether the sentence has said already which prices it speaks of, itself or by a growth."""
    before, after = page.sentence
    if t("prices.word", page.language) in before + after:
        return True
    known = page.catalogue.indicators
    earlier = (one for one in notation.pieces(before) if isinstance(one, notation.Call))
    names = [str(one.arguments[0]) for one in earlier if one.name == "growth" and one.arguments]
    return any(known[name].is_nominal for name in names if name in known)
