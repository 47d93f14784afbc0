"""What the heads of a statistical table say of time, in Kazakh, Russian and English.

A head is a period only where every word of it is known: «9 months of 2024», «plan of 2025» and
«2024 in % of 2023» hold a year and are none. The words stand in kk.toml at `import`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from ..language.messages import t
from ..model.records.indicators import ENDS, Span

Kind = Literal["year", "month", "day"] | Span
LONGEST = 40  # letters of a head that is a period and nothing else
_DAY = re.compile(r"(?<!\d)(\d\d)\.(\d\d)\.(\d{4})(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def _words(key: str) -> list[frozenset[str]]:
    """Words that mean the same, set by set: «январ|қаңтар|january феврал|…»."""
    return [frozenset(one.split("|")) for one in t(f"import.{key}").split()]


(_BESIDE,), (_QUARTER,), (_HALF,), (_MONTH_COUNT,), (_BEGINNING,), (_AHEAD,) = map(
    _words, ("beside-year", "quarter", "half-year", "months", "beginning", "ahead")
)
_MONTHS, _ORDINALS = _words("month-names"), _words("ordinals")
_COUNTED = frozenset().union(*_words("counted"), *_words("scale"))  # «2024, thousand persons»
# The months from January on that make a period: «январь–июнь», «6 месяцев».
_SINCE_JANUARY: dict[int, Kind] = {3: "quarter", 6: "half-year", 12: "year"}


def period(text: str, wanted: Kind = "year", *, loose: bool = False) -> str:
    """A head as a period of data/, of the kind that is wanted; "" where it is none.

    `loose`: of a title, whose other words say what was counted.
    """
    found = _read(text, loose=loose)
    if found is None:
        return ""
    kind, when = found
    if kind == "day" and wanted == "year" and when.endswith("-01-01"):
        return when[:4]
    return when if kind == wanted else ""


def has_year(text: str) -> bool:
    """Whether a head speaks of some year."""
    return any(_YEAR.fullmatch(word) for word in _WORD.findall(text))


def has_time(text: str) -> bool:
    """Whether a head speaks of a part of a year: «I quarter», «January–September», «9 months»."""
    words = [_plain(word) for word in _WORD.findall(text)]
    return any(
        _begins(word, _QUARTER) or _begins(word, _HALF) or word in _MONTH_COUNT or _month(word)
        for word in words
    )


def kind_of(length: int, span: Span | None) -> Kind:
    """The kind of the periods of an indicator, by the length of most of them and its span."""
    if length == 4:
        return "year"
    return "day" if length > 7 else span or "month"


def _read(text: str, *, loose: bool) -> tuple[Kind, str] | None:
    if not loose and len(text) > LONGEST:
        return None
    if day := _DAY.search(text):
        return _of_day(int(day[3]), int(day[2]), int(day[1]))
    words = [_plain(word) for word in _WORD.findall(text)]
    years = {word for word in words if _YEAR.fullmatch(word)}
    if len(years) != 1 or any(_begins(word, _AHEAD) for word in words):
        return None
    beside = {word for word in words if word in _BESIDE or _begins(word, _COUNTED)}
    rest = [word for word in words if word not in years | beside]
    if loose:
        rest = [word for word in rest if _tells(word)]
    return _of_year(int(next(iter(years))), rest)


def _of_year(year: int, rest: list[str]) -> tuple[Kind, str] | None:
    """The period that words tell beside a year: all of them are to be understood."""
    numbers = [number for word in rest if (number := _number(word))]
    months = [number for word in rest if (number := _month(word))]
    others = [word for word in rest if not _number(word) and not _month(word)]
    found: tuple[Kind, str] | None = None
    match numbers, months, others:
        case [], [], []:
            found = "year", str(year)
        case [], [], [word] if _begins(word, _BEGINNING):
            found = _of_day(year, 1, 1)
        case [number], [], [word] if _begins(word, _QUARTER) and number <= 4:
            found = "quarter", f"{year}-{ENDS['quarter'][number - 1]}"
        case [1], [], [word] if _begins(word, _HALF):
            found = "half-year", f"{year}-06"
        case ([last], [], [word]) if word in _MONTH_COUNT:
            found = _since_january(year, last)
        case [], [1, last], []:
            found = _since_january(year, last)
        case [], [month], []:
            found = "month", f"{year}-{month:02}"
        case [day], [month], []:
            found = _of_day(year, month, day)
    return found


def _since_january(year: int, last: int) -> tuple[Kind, str] | None:
    kind = _SINCE_JANUARY.get(last)
    return (kind, str(year) if kind == "year" else f"{year}-{last:02}") if kind else None


def _of_day(year: int, month: int, day: int) -> tuple[Kind, str] | None:
    try:
        return "day", date(year, month, day).isoformat()
    except ValueError:
        return None


def _plain(word: str) -> str:
    """A word as the lists have it; «І» of a Kazakh keyboard is the Roman numeral."""
    return word.lower().replace("\u0456", "i").replace("\u0451", "\u0435")


def _tells(word: str) -> bool:
    """Whether a word of a title may say which part of the year is meant."""
    return bool(_number(word) or _month(word) or word in _MONTH_COUNT) or any(
        _begins(word, stems) for stems in (_QUARTER, _HALF, _BEGINNING)
    )


def _begins(word: str, stems: frozenset[str]) -> bool:
    return any(word.startswith(stem) for stem in stems)


def _month(word: str) -> int:
    return next((at for at, stems in enumerate(_MONTHS, start=1) if _begins(word, stems)), 0)


def _number(word: str) -> int:
    if word.isascii() and word.isdigit():
        return int(word)
    return next((at for at, words in enumerate(_ORDINALS, start=1) if word in words), 0)
