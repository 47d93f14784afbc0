"""`{{ choices() }}`."""

from __future__ import annotations

from ...language import alphabet, formats
from ...model import choices as chosen
from .. import choosing
from ..api import Fragment, macro
from ..context import PageContext

ANCHOR = "comparison-"


@macro()
def choices(page: PageContext) -> Fragment:
    """`{{ choices() }}`: every ranking of the site; a reader chooses one and compares its units."""
    data, publication = page.catalogue, page.published()
    found = {}
    for path, figures in page.site.manuscript.numbering.figures.items():
        for figure in figures:
            name = figure.anchor.removeprefix(ANCHOR)
            if name == figure.anchor or name not in data.indicators:
                continue
            choice = chosen.choice(data.indicators[name], data)
            if choice is None or not choosing.is_offered(data, choice):
                continue
            file = page.link(f"{publication.folder}/{name}-choice.json", "")
            url = page.link(path, figure.anchor)
            if name not in found or path == choice.indicator.page:  # chapters show some of them too
                found[name] = (choice.indicator.title, url, file, formats.period(choice.last))
    rankings = sorted(found.values(), key=lambda one: alphabet.sort_key(one[0]))
    return page.fragment("choices.html", rankings=rankings)
