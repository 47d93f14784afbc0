"""`{{ sources() }}`."""

from __future__ import annotations

from ..api import Fragment, macro
from ..context import PageContext


@macro()
def sources(page: PageContext) -> Fragment:
    """`{{ sources() }}`: the bibliography, an address an entry."""
    return page.fragment("sources.html", sources=page.sources(page.catalogue.sources))
