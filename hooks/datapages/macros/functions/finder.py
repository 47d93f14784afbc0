"""`{{ finder("bibliography") }}`."""

from __future__ import annotations

from typing import get_args

from ...model.records.base import Rank
from ..api import Fragment, macro
from ..context import PageContext


@macro()
def finder(page: PageContext, lists: str) -> Fragment:
    """`{{ finder("bibliography") }}`: finds entries of the lists of that class on the page."""
    return page.fragment("finder.html", lists=lists, ranks=get_args(Rank))
