"""`{{ citations(["population", "births"]) }}`."""

from __future__ import annotations

import re

from ...content.notation import NotationError
from ...views import cite_formats
from ...views.cite_formats import Work
from ..api import LANGUAGES, Fragment, macro
from ..context import PageContext


@macro(languages=LANGUAGES)
def citations(page: PageContext, names: list[str]) -> Fragment:
    """`{{ citations(["population", "births"]) }}`: how to cite indicators, each to be copied.

    In English as APA has it, in other languages by МЕМСТ; on a page that is not in Kazakh the
    name in its language stands beside the original one.
    """
    published = page.site.publication
    if published is None:
        raise NotationError("the site publishes no data: set `downloads`")
    lines = []
    for name in names:
        indicator = page.indicator(str(name))
        heading = page.indicator_name(indicator)
        english = page.language == "en"
        title = indicator.title
        if heading != title:
            title = f"{title} [{heading}]" if english else f"{title} = {heading}"
        work = Work(
            key=indicator.id,
            title=title,
            site=published.title,
            url=published.address(indicator.page, indicator.id),
            day=page.site.day,
            language=page.language,
        )
        text = cite_formats.apa(work) if english else cite_formats.gost(work)
        kazakh = "|".join(map(re.escape, (indicator.title, published.title)))
        lines.append((heading, text, re.split(f"({kazakh})", text)))  # every second part is Kazakh
    return page.fragment("citations.html", lines=lines)
