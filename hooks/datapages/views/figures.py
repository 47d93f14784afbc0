"""How a figure is written: with its unit, its change, its formula, in Kazakh with case endings."""

from __future__ import annotations

import re
from dataclasses import replace

from ..language import formats, grammar
from ..language.formats import NBSP
from ..language.grammar import Case
from ..language.messages import Language, group, t
from ..model import derived, sentence, words
from ..model.derived import ratio_factor
from ..model.observations import DataPoint
from ..model.records.base import Measure, Number
from ..model.records.indicators import Derived

# From here on people are counted journeys, not inhabitants to the last one: «56,5 млн адам».
_CROWD = 25_000_000
SIGNS = {"sum": " + ", "difference": " − ", "ratio": " ÷ ", "share": " ÷ "}


def format_value(
    value: Number | None,
    measure: Measure,
    case: Case = "nominative",
    language: Language = "kk",
) -> str:
    """435876, "persons", "dative" → «435 876 адамға»; nothing known → «дерек жоқ».

    Millions of tenge and the like are written in the next larger unit, and no figure has more
    decimals than a reader can take in; the table keeps them all.
    """
    if value is None:
        return t("cell.missing", language)
    shown, scaled = value, True
    if measure in words.THOUSANDS and abs(value) >= 1000:
        shown = value / 1000
    elif measure == "persons" and abs(value) >= _CROWD:
        shown = value / 1_000_000
    else:
        scaled = False
    digits = 1 if abs(shown) >= 100 else 2 if abs(shown) >= 1 else 3
    shown = formats.rounded(shown, digits)
    unit = words.unit_of(measure) if language == "kk" else words.unit_in(language, measure, shown)
    if scaled:
        unit = replace(unit, text=t(f"larger.{measure}", language))
    figure = unit.write(shown)
    if language != "kk":
        return figure
    if unit.text and unit.position != "before":
        return declined(figure, case)
    return grammar.decline_number(int(value), case, figure) if isinstance(value, int) else figure


def format_point(point: DataPoint, language: Language = "kk") -> str:
    """A figure as it stands alone, with its mark: «22 860 адам (расталмаған)»."""
    if language == "kk":
        return with_noun(point) + words.mark(point.status)
    figure = format_value(point.value, point.indicator.measure, language=language)
    return figure + words.mark(point.status, language)


def with_noun(point: DataPoint, case: Case = "nominative") -> str:
    """A figure with what it counts, where its data names it: «10 764 бала», «728 өтінішке»."""
    noun = sentence.noun(point)
    if point.value is None or not noun:
        return format_value(point.value, point.indicator.measure, case)
    return declined(f"{formats.number(point.value)}{NBSP}{noun}", case)


def format_exact(value: Number | None, measure: Measure, language: Language = "kk") -> str:
    """The whole figure as the table has it; empty where `format_value` gives it already."""
    if value is None:
        return ""
    unit = words.unit_of(measure) if language == "kk" else words.unit_in(language, measure, value)
    whole = unit.write(value)
    return whole if whole != format_value(value, measure, language=language) else ""


def declined(figure: str, case: Case, owned: bool = False) -> str:
    """A figure with its unit in a case: «5,3%» → «5,3%-ға», «12 млн теңге» → «12 млн теңгеден».

    `owned`: what stands before is a genitive, «халықтың 5,3%-ына».
    """
    if case == "nominative":
        return figure
    last = re.split(r"[ \u00a0]|(?=%$)", figure)[-1]
    if word := group("unit-in-full").get(last):
        figure, last = figure.removesuffix(last) + word, word
    spoken = group("unit-spoken")
    word = spoken.get(last, last).split()[-1]
    ending = grammar.possessed(word, case) if owned else grammar.ending(word, case)
    return f"{figure}{'-' if last in spoken else ''}{ending}"


def format_amount(
    change: derived.Change, case: Case = "nominative", language: Language = "kk"
) -> str:
    """The size of a change in a case, with its sign in the nominative: «−5,3%», «5,3%-дан»."""
    number = formats.number(abs(change.amount), language=language)
    points = t("unit.points", language)
    figure = f"{number}{NBSP}{points}" if change.in_points else f"{number}%"
    if case != "nominative":
        return declined(figure, case)
    return f"−{figure}" if change.amount < 0 else figure


def format_change(change: derived.Change, language: Language = "kk") -> str:
    """A change as a predicate: «5,3%-ға өсті», «2,4 есе өсті», «өзгерген жоқ».

    Of a plan it is told what ought to come: «5,3%-ға өсуге тиіс».
    """
    tense = "planned" if change.later.status == "planned" else "past"
    if not change.amount:
        return t(f"change.{tense}.none", language)
    if not change.in_points and change.amount >= 100:
        times = formats.number(change.times, language=language)
        if language != "kk":
            times = f"{times}{NBSP}{words.counted('times', change.times, language)}"
        return t(f"change.{tense}.times", language, times=times)
    kind = "rise" if change.amount > 0 else "fall"
    amount = format_amount(change, "dative") if language == "kk" else _size(change, language)
    return t(f"change.{tense}.{kind}", language, amount=amount)


def _size(change: derived.Change, language: Language) -> str:
    return format_amount(change, language=language).removeprefix("−")


def formula(
    derived: Derived,
    names: list[str],
    measures: list[Measure],
    result: Measure,
    language: Language = "kk",
) -> str:
    """What a derived series is computed from, in words: «Туғандар − Қайтыс болғандар»."""
    text = SIGNS[derived.operation].join(t("computed.input", language, name=name) for name in names)
    if derived.operation == "share":
        return f"{text} × 100%"
    if derived.operation == "ratio" and (factor := ratio_factor(tuple(measures), result)) != 1:
        return f"{text} × {formats.number(factor, language=language)}"
    return text
