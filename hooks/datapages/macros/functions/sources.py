"""`{{ sources() }}`."""

from __future__ import annotations

from ...model.kinds import BIBLIOGRAPHY
from ..api import Fragment, macro
from ..context import PageContext


@macro()
def sources(page: PageContext) -> Fragment:
    """`{{ sources() }}`: the bibliography, an address an entry."""
    listed = page.sources(page.catalogue.sources)
    return page.fragment_with_files("sources.html", BIBLIOGRAPHY, sources=listed)
