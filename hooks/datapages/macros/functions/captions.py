"""`{{ captions(["population", "grp/region"]) }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...graphics import sparkline
from ...language import formats
from ...views import findings
from .. import builders
from ..api import LANGUAGES, Fragment, macro
from ..context import PageContext, unknown


@macro(languages=LANGUAGES)
def captions(page: PageContext, names: list[str]) -> Fragment:
    """`{{ captions(["population", "grp/region"]) }}`: what charts say, each with a small line.

    The charts themselves stand on the pages of their indicators.
    """
    charts = []
    for name in names:
        id, _, part = str(name).partition("/")
        indicator = page.indicator(id)
        series = indicator.find(part or indicator.first.id)
        if series is None:
            raise unknown("series", part, (one.id for one in indicator.series))
        indicator = indicator.only([series])
        page.indicator_name(indicator), page.place_name(series.unit)
        line = sparkline.line(series, *builders.LINE_SIZE)
        if line is None:
            raise NotationError(f"no figure in «{name}»")
        breaks = [formats.period(brk.before, page.language) for brk in indicator.breaks]
        anchor = f"chart-{indicator.id}"
        drawn = page.site.manuscript.numbering.of(indicator.page, anchor)
        url = page.link(indicator.page, anchor if drawn else indicator.id)
        title = findings.title(indicator, None, page.language)
        charts.append((url, title, line, ", ".join(breaks)))
    return page.fragment("captions.html", charts=charts, size=builders.LINE_SIZE)
