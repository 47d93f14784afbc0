"""Numbers and dates as Kazakh writes them, and Russian and English on pages in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

from .messages import Language, t

MOST = 3  # decimals that are shown
NBSP = "\u00a0"
MISSING = t("cell.missing")
# How a day and a month of a year are written, in Unicode's patterns.
_DAYS: Mapping[Language, str] = {
    "kk": f"y{NBSP}'жылғы' d{NBSP}MMMM",
    "ru": f"d{NBSP}MMMM y{NBSP}'года'",
    "en": f"d{NBSP}MMMM y",
}
_MONTHS: Mapping[Language, str] = {
    "kk": f"y{NBSP}'жылғы' MMMM",
    "ru": f"LLLL y{NBSP}'года'",
    "en": "MMMM y",
}


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


@lru_cache(maxsize=1 << 15)  # a figure stands in tables, texts and files
def number(value: float, digits: int | None = None, language: Language = "kk") -> str:
    """435876 → «435 876» (no-break space), −12.5 → «−12,5» (minus); `digits` fixes the decimals.

    In English «435,876» and «−12.5».
    """
    pattern = "#,##0.###" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    value = rounded(value, MOST if digits is None else digits)
    return str(_pattern(pattern).apply(value, _locale(language))).replace("-", "−")


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(language)


def plural(value: float, language: Language) -> str:
    """Which form of a noun follows a number: 1 → «one», in Russian 2 → «few», 5 → «many»."""
    return str(_locale(language).plural_form(rounded(value, MOST)))


@cache  # what babel's format_decimal would do anew for each number
def _pattern(pattern: str) -> NumberPattern:
    return parse_pattern(pattern)


def megabytes(size: int, language: Language = "kk") -> str:
    """The size of a file: 1250380 → «1,3 МБ»."""
    return t("size.megabytes", language, number=number(max(size / 1e6, 0.1), 1, language))


@lru_cache(maxsize=1024)
def day(iso: str, language: Language = "kk") -> str:
    """«2021-07-25» → «2021 жылғы 25 шілде»."""
    return format_date(date.fromisoformat(iso), _DAYS[language], locale=_locale(language))


def month_names() -> list[str]:
    """Those that follow a day, as Kazakh and Russian write it: «1 шілде», «1 июля»."""
    languages: tuple[Language, ...] = ("kk", "ru")
    return [name for one in languages for name in _locale(one).months["format"]["wide"].values()]


def day_and_month(iso: str, language: Language = "kk") -> str:
    """«2001-01-23» → «23 қаңтар», in English «January 23»."""
    pattern = f"MMMM{NBSP}d" if language == "en" else f"d{NBSP}MMMM"
    return format_date(date.fromisoformat(iso), pattern, locale=_locale(language))


def period(iso: str, language: Language = "kk") -> str:
    """«2021» → «2021», «2021-07» → «2021 жылғы шілде», a day as `day` writes it."""
    if len(iso) == 4:
        return iso
    if len(iso) == 7:
        first = date.fromisoformat(iso + "-01")
        return format_date(first, _MONTHS[language], locale=_locale(language))
    return day(iso, language)
