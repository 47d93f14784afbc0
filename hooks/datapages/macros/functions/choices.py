"""`{{ choices() }}`."""

from __future__ import annotations

from dataclasses import replace

from ...language import alphabet, formats
from ...model import choices as chosen
from .. import choosing
from ..api import Fragment, macro
from ..context import PageContext

ANCHOR = "comparison-"


@macro()
def choices(page: PageContext) -> Fragment:
    """`{{ choices() }}`: all that units can be compared by; a reader chooses one and the units.

    Rankings of the site, and indicators that know several units over time.
    """
    data, publication = page.catalogue, page.published()
    found = {}
    for path, figures in page.site.manuscript.numbering.figures.items():
        for figure in figures:
            name = figure.anchor.removeprefix(ANCHOR)
            if name == figure.anchor or name not in data.indicators:
                continue
            choice = chosen.choice(data.indicators[name], data)
            if choice is None or not choice.periods or not choosing.is_offered(data, choice):
                continue
            file = page.link(f"{publication.folder}/{name}-choice.json", "")
            url = page.link(path, figure.anchor)
            if name not in found or path == choice.indicator.page:  # chapters show some of them too
                found[name] = (choice.indicator.title, url, file, formats.period(choice.last))
    files: dict[str, str | bytes] = {}
    for name, indicator in data.indicators.items():
        choice = chosen.choice(indicator, data)
        if name in found or choice is None or choice.periods:
            continue
        if made := choosing.chooser_of(page, choice):
            files |= made.fragment.files
            url = page.link(indicator.page, name)
            found[name] = (indicator.title, url, made.url, indicator.span)
    rankings = sorted(found.values(), key=lambda one: alphabet.sort_key(one[0]))
    return replace(page.fragment("choices.html", rankings=rankings), files=files)
