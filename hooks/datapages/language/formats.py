"""Numbers and dates as Kazakh writes them."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

from .messages import t

LOCALE = "kk"
_LOCALE = Locale.parse(LOCALE)
NBSP = "\u00a0"
MISSING = t("cell.missing")


@lru_cache(maxsize=8192)  # a figure stands in tables, texts and files
def number(value: float, digits: int | None = None) -> str:
    """435876 → «435 876» (no-break space), −12.5 → «−12,5» (minus); `digits` fixes the decimals."""
    pattern = "#,##0.###" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    value += 0  # -0.0 is 0
    return str(_pattern(pattern).apply(value, _LOCALE)).replace("-", "−")


@cache  # what babel's format_decimal would do anew for each number
def _pattern(pattern: str) -> NumberPattern:
    return parse_pattern(pattern)


@lru_cache(maxsize=1024)
def day(iso: str) -> str:
    """«2021-07-25» → «2021 жылғы 25 шілде»."""
    return format_date(date.fromisoformat(iso), f"y{NBSP}'жылғы' d{NBSP}MMMM", locale=LOCALE)


def period(iso: str) -> str:
    """«2021» → «2021», «2021-07» → «2021 жылғы шілде», a day as `day` writes it."""
    if len(iso) == 4:
        return iso
    if len(iso) == 7:
        first = date.fromisoformat(iso + "-01")
        return format_date(first, f"y{NBSP}'жылғы' MMMM", locale=LOCALE)
    return day(iso)
