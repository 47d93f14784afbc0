"""`{{ usage() }}`."""

from __future__ import annotations

from ..api import Fragment, macro
from ..context import PageContext


@macro()
def usage(page: PageContext) -> Fragment:
    """`{{ usage() }}`: of each source which copy of it was read, and where it is used."""
    return page.fragment("usage.html", sources=page.sources(page.catalogue.sources))
