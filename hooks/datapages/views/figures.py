"""How a figure is written in Kazakh: with its unit, its change, its formula, and case endings."""

from __future__ import annotations

import re

from ..language import formats, grammar, scale
from ..language.formats import NBSP
from ..language.grammar import Case
from ..model import derived, words
from ..model.derived import ratio_factor
from ..model.records.base import Measure, Number
from ..model.records.indicators import Derived

# How the units that are signs are read aloud: endings follow the word, not the sign.
_SPOKEN = {"%": "пайыз", "мг/м³": "миллиграмм"}

# Of these the word itself is written where a case needs an ending: «52,9 мың тоннаға».
_IN_FULL = {
    "м²": "шаршы метр",
    "км²": "шаршы километр",
    "км": "километр",
    "т": "тонна",
    "т·км": "тонна-километр",
    "жолаушы·км": "жолаушы-километр",
}
POINTS = "пайыздық тармақ"
LARGER: dict[Measure, str] = {
    "million-tenge": f"млрд{NBSP}теңге",
    "thousand-tonnes": f"млн{NBSP}т",
    "million-tonne-kilometres": f"млрд{NBSP}т·км",
    "million-passenger-kilometres": f"млрд{NBSP}жолаушы·км",
}

# From here on people are counted journeys, not inhabitants to the last one: «56,5 млн адам».
_CROWD = 25_000_000
_NEXT = {"мың": "млн", "млн": "млрд", "млрд": "трлн", "трлн": "мың трлн"}
SIGNS = {"sum": " + ", "difference": " − ", "ratio": " ÷ ", "share": " ÷ "}


def written(value: Number | None, measure: Measure, case: Case = "nominative") -> str:
    """435876, "persons", "dative" → «435 876 адамға»; nothing known → «дерек жоқ».

    Millions of tenge and the like are told in the next larger unit, and no figure has more
    decimals than a reader can take in; the table keeps them all.
    """
    if value is None:
        return formats.MISSING
    shown, unit = value, words.MEASURES[measure]
    if measure in LARGER and abs(value) >= 1000:
        shown, unit = value / 1000, LARGER[measure]
    elif measure == "persons" and abs(value) >= _CROWD:
        shown, unit = value / 1_000_000, f"млн{NBSP}{unit}"
    digits = 1 if abs(shown) >= 100 else 2 if abs(shown) >= 1 else 3
    figure = words.with_unit(round(shown, digits), unit)
    if unit and figure.endswith(unit):
        return declined(figure, case)
    return grammar.decline_number(int(value), case, figure) if isinstance(value, int) else figure


def exact(value: Number | None, measure: Measure) -> str:
    """The whole figure as the table has it; empty where `written` has told it already."""
    if value is None:
        return ""
    whole = words.with_unit(value, words.MEASURES[measure])
    return whole if whole != written(value, measure) else ""


def axis_unit(scale: scale.Scale, measure: Measure) -> str:
    """What stands above an axis: «мың адам», «млрд теңге»."""
    if scale.divisor == 1 or measure not in LARGER:
        return f"{scale.word} {words.MEASURES[measure]}".strip()
    word = LARGER[measure]
    for _ in range((len(str(scale.divisor)) - 1) // 3 - 1):
        first, _, rest = word.partition(NBSP)
        word = f"{_NEXT[first]}{NBSP}{rest}"
    return word


def declined(figure: str, case: Case, owned: bool = False) -> str:
    """A figure with its unit in a case: «5,3%» → «5,3%-ға», «12 млн теңге» → «12 млн теңгеден».

    `owned`: what stands before is a genitive, «халықтың 5,3%-ына».
    """
    if case == "nominative":
        return figure
    last = re.split(r"[ \u00a0]|(?=%$)", figure)[-1]
    if word := _IN_FULL.get(last):
        figure, last = figure.removesuffix(last) + word, word
    word = _SPOKEN.get(last, last).split()[-1]
    ending = possessed(word, case) if owned else grammar.ending(word, case)
    return f"{figure}{'-' if last in _SPOKEN else ''}{ending}"


def possessed(word: str, case: Case) -> str:
    """The ending of a thing that belongs to something, in a case: «пайыз» → «ын»."""
    is_front = grammar.ending(word, "dative").endswith("е")
    vowel = "і" if is_front else "ы"
    owner = f"с{vowel}" if word[-1] in "аәеоөұүыіэё" else vowel
    return (
        owner
        + {
            "nominative": "",
            "genitive": f"н{vowel}ң",
            "dative": "не" if is_front else "на",
            "accusative": "н",
            "locative": "нде" if is_front else "нда",
            "ablative": "нен" if is_front else "нан",
            "instrumental": "мен",
        }[case]
    )


def amount(change: derived.Change, case: Case = "nominative") -> str:
    """The size of a change in a case, with its sign in the nominative: «−5,3%», «5,3%-дан»."""
    number = formats.number(abs(change.amount))
    figure = f"{number}{NBSP}{POINTS}" if change.in_points else f"{number}%"
    if case != "nominative":
        return declined(figure, case)
    return f"−{figure}" if change.amount < 0 else figure


def told(change: derived.Change) -> str:
    """A change as a predicate: «5,3%-ға өсті», «2,4 есе өсті», «өзгерген жоқ»."""
    if not change.amount:
        return "өзгерген жоқ"
    if not change.in_points and change.amount >= 100:
        return f"{formats.number(change.times)}{NBSP}есе өсті"
    return f"{amount(change, 'dative')} {'өсті' if change.amount > 0 else 'азайды'}"


def formula(derived: Derived, names: list[str], measures: list[Measure], result: Measure) -> str:
    """What a derived series is computed from, in words: «Туғандар − Қайтыс болғандар»."""
    text = SIGNS[derived.operation].join(f"«{name}»" for name in names)
    if derived.operation == "share":
        return f"{text} × 100%"
    if derived.operation == "ratio" and (factor := ratio_factor(tuple(measures), result)) != 1:
        return f"{text} × {formats.number(factor)}"
    return text
