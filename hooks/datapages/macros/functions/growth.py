"""`{{ growth("births", 2014, 2016) }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...language import grammar
from ...language.messages import t
from ...model import derived
from ...views import figures
from ..api import Fragment, macro
from ..builders import Computation, computed_figure
from ..context import PageContext


@macro(quotes=True)
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
    text = figures.format_amount(change, page.case(case)) if case else figures.format_change(change)
    computation = Computation(
        title=grammar.subtitled(indicator.title, t("computed.growth")),
        how=(
            t("computed.growth-of-points") if change.in_points else t("computed.growth-of-amounts")
        ),
        status=change.status,
        inputs=(first, last),
        money=indicator.measure in ("tenge", "million-tenge"),
    )
    return computed_figure(page, text, computation)
