"""Numbers and dates as Kazakh writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

from .messages import t

LOCALE = "kk"
_LOCALE = Locale.parse(LOCALE)
MOST = 3  # decimals that are shown
NBSP = "\u00a0"
MISSING = t("cell.missing")


def half_up(value: Decimal, digits: int) -> Decimal:
    """Rounded, halves away from zero: 0.25 → 0.3, −2.5 → −3."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def rounded(value: float, digits: int) -> float:
    """The same of a figure as it is written: 1.005 → 1.01, whatever its bits are."""
    exact = half_up(Decimal(str(value)), digits)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def decimals(values: Iterable[float]) -> int:
    """How many decimals the finest of some figures has, three at most: those of its column."""
    written = (str(rounded(value, MOST)) for value in values)
    return max((len(text.partition(".")[2]) for text in written), default=0)


@lru_cache(maxsize=8192)  # a figure stands in tables, texts and files
def number(value: float, digits: int | None = None) -> str:
    """435876 → «435 876» (no-break space), −12.5 → «−12,5» (minus); `digits` fixes the decimals."""
    pattern = "#,##0.###" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    value = rounded(value, MOST if digits is None else digits)
    return str(_pattern(pattern).apply(value, _LOCALE)).replace("-", "−")


@cache  # what babel's format_decimal would do anew for each number
def _pattern(pattern: str) -> NumberPattern:
    return parse_pattern(pattern)


def megabytes(size: int) -> str:
    """The size of a file: 1250380 → «1,3 МБ»."""
    return t("size.megabytes", number=number(max(size / 1e6, 0.1), 1))


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
