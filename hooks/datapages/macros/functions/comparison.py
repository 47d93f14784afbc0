"""`{{ comparison("population") }}`."""

from __future__ import annotations

from .. import choosing
from ..api import Fragment, macro
from ..context import PageContext


@macro(numbers="table", quotes=True)
def comparison(page: PageContext, name: str) -> Fragment:
    """`{{ comparison("population") }}`: units ranked, the one of the city marked.

    Readers choose units, periods, a map, lines: of an indicator with `comparison`, or with series
    of units that lie beside each other.
    """
    return choosing.comparison(page, page.indicator(name))
