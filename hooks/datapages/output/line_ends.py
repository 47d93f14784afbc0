"""Where no line of a page ends: between a day and its month, whoever wrote them."""

from __future__ import annotations

import re

from ..language.formats import NBSP, month_names

_DAY = re.compile(rf"\b(\d\d?) (?={'|'.join(month_names())})")


def bound(html: str) -> str:
    """The page with a no-break space in «1 шілдеде» and in «1 июля»."""
    return _DAY.sub(rf"\1{NBSP}", html)
