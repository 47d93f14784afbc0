"""A figure told in the words that its indicator gives: «2021 жылы 10 764 бала туды»."""

from __future__ import annotations

from ..language import formats, grammar
from ..language.messages import t
from . import words
from .observations import DataPoint
from .records.indicators import Wording

# Only of these is the noun the whole of the unit: «10 764 бала», but «м² тұрғын үй».
_NOUNS = ("persons", "pieces")


def wording(point: DataPoint) -> Wording | None:
    """The words of a figure: its series', else its indicator's."""
    return point.series.wording or point.indicator.wording


def noun(point: DataPoint) -> str:
    """What a figure counts, where it counts things: «бала»; "" where the measure says it."""
    phrasing = wording(point)
    return (phrasing and phrasing.counted) or "" if point.indicator.measure in _NOUNS else ""


def clause(point: DataPoint) -> str:
    """A figure with its period; as a clause with a verb where the indicator has one for it."""
    assert point.value is not None, "asked of known figures alone"
    figure = words.with_measure(point.value, point.indicator.measure)
    mark = words.mark(point.status)
    phrasing = wording(point)
    is_planned = point.status == "planned"
    verb = (phrasing.planned if is_planned else phrasing.verb) if phrasing else None
    if phrasing is None or verb is None:
        return f"{point.when} – {figure}{mark}"
    if phrasing.counted:
        figure = f"{formats.number(point.value)}{formats.NBSP}{phrasing.counted}"
    clause = (when(point), phrasing.subject, f"{figure}{'' if is_planned else mark}", verb)
    return " ".join(part for part in clause if part)


def when(point: DataPoint) -> str:
    """«2021» → «2021 жылы», «2021-06» → «2021 жылғы маусымда», or what ended with it."""
    if len(point.period) == 4:
        return t("period.in-year", year=point.period)
    return grammar.decline(point.when, "locative")
