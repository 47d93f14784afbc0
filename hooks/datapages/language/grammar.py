"""Case endings of Kazakh nouns and numbers.

Endings follow the rules of vowel harmony and assimilation in the academic grammar
(«Қазақ грамматикасы», Астана, 2002, the chapters on the noun's cases).
"""

from __future__ import annotations

from typing import Literal

from .alphabet import ALPHABET

Case = Literal["nominative", "genitive", "dative", "accusative", "locative", "ablative",
               "instrumental"]  # fmt: skip
_BACK = "аоұыёя"
_FRONT = "әөүіеэ"

# The rest («у», «и», «ю») follow the vowel before them and end a word as a consonant does:
# елу → елуге, оқу → оқуға, оқудың.
_VOWELS = _BACK + _FRONT
_VOICELESS = "пфктсқшщчцхһ"
_NASALS = "мнң"

# Loanwords that take front endings after a back vowel, as the laws write them: «округтің».
_FRONT_LOANS = ("округ",)
_UNITS = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")


def subtitled(title: str, more: str) -> str:
    """A title and what it shows, told by one colon: «A: B» → «A (B): …».

    >>> subtitled("Халық саны", "үлес"), subtitled("Қосылған құн: сауда", "үлес")
    ('Халық саны: үлес', 'Қосылған құн (сауда): үлес')
    """
    head, colon, tail = title.partition(": ")
    if colon:
        title = f"{head}, {tail}" if "(" in title else f"{head} ({tail})"
    return f"{title}: {more}"


def spoken_last(value: int) -> str:
    """The last word of a number read aloud: 2020 → жиырма, 100 → жүз."""
    value = abs(value)
    if value % 10:
        return _UNITS[value % 10]
    if value % 100:
        return _TENS[value // 10 % 10]
    for step, word in (
        (10**12, "триллион"),
        (10**9, "миллиард"),
        (10**6, "миллион"),
        (1000, "мың"),
        (100, "жүз"),
    ):
        if value and value % step == 0:
            return word
    return _UNITS[0]


def ending(word: str, case: Case) -> str:
    """The case ending that a noun takes: («кесте», "ablative") → «ден».

    For words that keep their stem; loanwords with a soft sign and possessive forms are not
    covered.
    """
    letters = [letter for letter in word.lower() if letter in ALPHABET and letter not in "ьъ"]
    back = next((letter in _BACK for letter in reversed(letters) if letter in _VOWELS), True)
    back = back and not word.lower().endswith(_FRONT_LOANS)
    last = letters[-1] if letters else "а"
    vowel, voiceless, nasal = last in _VOWELS, last in _VOICELESS or last in "бвгд", last in _NASALS

    def harmony(consonant: str, a_vowel: str) -> str:
        return consonant + {"a": "ае", "y": "ыі"}[a_vowel][0 if back else 1]

    if case == "nominative":
        return ""
    if case == "genitive":
        return harmony("н" if vowel or nasal else "т" if voiceless else "д", "y") + "ң"
    if case == "accusative":
        return harmony("н" if vowel else "т" if voiceless else "д", "y")
    if case == "dative":
        return harmony(("қ" if back else "к") if voiceless else "ғ" if back else "г", "a")
    if case == "locative":
        return harmony("т" if voiceless else "д", "a")
    if case == "ablative":
        return harmony("н" if nasal else "т" if voiceless else "д", "a") + "н"
    return ("п" if voiceless else "б" if last in "зж" else "м") + "ен"


def decline(word: str, case: Case) -> str:
    """«1-сурет», "ablative" → «1-суреттен»."""
    return word + ending(word, case)


def decline_number(value: int, case: Case, written: str | None = None) -> str:
    """2021, "dative" → «2021-ге»: the ending of the number as it is read aloud."""
    text = written or str(value)
    return f"{text}-{ending(spoken_last(value), case)}" if case != "nominative" else text


def possessed(word: str, case: Case) -> str:
    """The ending of a thing that belongs to something, in a case: «пайыз» → «ын».

    A last sound that the possessive softens («төсек», «төсегі») is not covered.
    """
    is_front = ending(word, "dative").endswith("е")
    vowel = "і" if is_front else "ы"
    owner = f"с{vowel}" if word[-1] in "аәеоөұүыіэё" else vowel
    endings: dict[Case, str] = {
        "nominative": "",
        "genitive": f"н{vowel}ң",
        "dative": "не" if is_front else "на",
        "accusative": "н",
        "locative": "нде" if is_front else "нда",
        "ablative": "нен" if is_front else "нан",
        "instrumental": "мен",
    }
    return owner + endings[case]


def adjective(located: str) -> str:
    """A word in the locative as an adjective: «қаңтарда» → «қаңтардағы»."""
    return located + ("ғы" if located.endswith("а") else "гі")
