"""`{{ downloads() }}`."""

from __future__ import annotations

from ..api import Download, Fragment, macro
from ..context import PageContext


@macro()
def downloads(page: PageContext) -> Fragment:
    """`{{ downloads() }}`: everything in one file."""
    publication = page.published()
    wholes = tuple(Download(kind, page.link(path, "")) for kind, path in publication.wholes.items())
    html = page.render("downloads.html", wholes=wholes, licence=publication.licence)
    return Fragment(html, downloads=wholes)
