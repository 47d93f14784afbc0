"""A figure told in the words that its indicator gives: «2021 жылы 10 764 бала туды»."""

from __future__ import annotations

from ..language import formats, grammar
from ..language.messages import t
from . import words
from .observations import DataPoint, JoinedIndicator


def told(indicator: JoinedIndicator, point: DataPoint) -> str:
    """A figure with its period; as a clause with a verb where the indicator has one for it."""
    assert point.value is not None, "asked of known figures alone"
    figure = words.with_measure(point.value, indicator.measure)
    mark = words.mark(point.status)
    said = indicator.record.wording
    is_planned = point.status == "planned"
    verb = (said.planned if is_planned else said.verb) if said else None
    if said is None or verb is None:
        return f"{formats.period(point.period)} – {figure}{mark}"
    if said.counted:
        figure = f"{formats.number(point.value)}{formats.NBSP}{said.counted}"
    clause = (when(point.period), said.subject, f"{figure}{'' if is_planned else mark}", verb)
    return " ".join(part for part in clause if part)


def when(period: str) -> str:
    """«2021» → «2021 жылы», «2021-06» → «2021 жылғы маусымда»."""
    if len(period) == 4:
        return t("period.in-year", year=period)
    return grammar.decline(formats.period(period), "locative")
