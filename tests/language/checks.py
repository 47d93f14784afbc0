"""Checks of the kinds of language error that editors found again and again.

The patterns, their reasons, examples and exceptions are data: `checks.yml`. One kind needs code,
the subject of a nominalised clause (`nominative_subjects`). `python -m tests.language` lists what
is found, as file:line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from tests.language.texts import Passage

FILE = Path(__file__).with_name("checks.yml")
WORDS: dict[str, list[str]] = yaml.load(FILE.read_bytes(), yaml.CSafeLoader)["words"]


class Exemption(BaseModel):
    """A passage in which a pattern is right; `text` is a part of it with the finding inside."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    why: str


class Check(BaseModel):
    """One kind of error."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    kind: Literal["pattern", "nominative-subject"] = "pattern"
    pattern: str = ""
    # What the pattern reads: the text as readers see it, or the source with its notation.
    reads: Literal["text", "source"] = "text"
    why: str
    better: str
    bad: tuple[str, ...]
    good: tuple[str, ...]
    exceptions: tuple[Exemption, ...] = ()

    def find(self, passage: Passage) -> Iterator[Finding]:
        """The findings in a passage, its exceptions left out."""
        text = passage.source if self.reads == "source" else passage.text
        for start, end in self.spans(text):
            if not any(_covers(text, one.text, start, end) for one in self.exceptions):
                line = passage.line_at(start, in_source=self.reads == "source")
                around = " ".join(text[max(0, start - 30) : end + 20].split())
                yield Finding(passage.file, line, self.id, around, self.better)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in a text the error stands."""
        if self.kind == "nominative-subject":
            yield from nominative_subjects(text)
        else:
            for match in re.finditer(self.pattern, text):
                yield match.span()


@dataclass(frozen=True)
class Finding:
    """An error and its place."""

    file: str
    line: int
    check: str
    around: str
    better: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.check}: …{self.around}… → {self.better}"


def load(file: Path = FILE) -> tuple[Check, ...]:
    """The checks of a file."""
    listed = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(
        Check.model_validate(
            entry
            | {key: tuple(entry[key]) for key in ("bad", "good")}
            | {"exceptions": tuple(entry.get("exceptions", ()))}
        )
        for entry in listed["checks"]
    )


def findings(checks: Iterable[Check], passages: Iterable[Passage]) -> list[Finding]:
    """What the checks find, by file and line."""
    checks = tuple(checks)
    found = [one for passage in passages for check in checks for one in check.find(passage)]
    return sorted(set(found), key=lambda one: (one.file, one.line, one.check, one.around))


def _covers(text: str, exception: str, start: int, end: int) -> bool:
    place = text.find(exception)
    while place >= 0:
        if place < end and start < place + len(exception):
            return True
        place = text.find(exception, place + 1)
    return False


# ---- The subject of a nominalised clause ----
#
# «органның қалай байланысатыны»: the subject of a clause that is turned into a noun stands in the
# genitive. From the verb back to the beginning of its clause we look for a word that can only be a
# definite subject and stands in the nominative:
#
# - a noun or quantity with a possessive ending («бәрі», «астамы», «үлесі»), a plural, «ол»;
# - a bare noun of `_BARE` before a question word, after a number or before «… екені».
#
# A genitive after it is the real subject («дамудың бағыты қандай екені»), unless it belongs to the
# word behind it («елдердің бәрін»). Indefinite subjects («қанша инвестиция салынғаны») stay in the
# nominative and are passed over.

_WORD = re.compile(r"[\w-]+|[^\w\s]")
_NOMINALISED = re.compile(
    r"(?:\w+[аеәй]т[ыі]н[ыі]|\w{2,}[ғгқк][ае]н[ыі]|екені)(?:н|на|не|нда|нде|нан|нен|ның|нің)?\Z"
)
_NO_VERBS = re.compile(  # nouns that look like one
    r"\w*(?:орган|мекен|дүкен|орман|жалған|қазан|баған|мәтін|стан|к[аі]н)[ыі]\w*\Z"
)
_ADVERBIAL = frozenset(WORDS["adverbial"])
_GENITIVE = re.compile(r"\w*[нтд][ыі]ң\Z|(?:оның|соның|мұның|осының|олардың|біздің|өзінің)\Z")
_BOUNDARY = frozenset('.,;:!?–—()«»“”…"')
_LINKING = frozenset({"деп", "деген", "дейтін"})
_CONVERB = re.compile(r"\w+п\Z")
_DATIVE = re.compile(r"\w+(?:[ғқ]а|[гк]е|[ыі]н[ае])\Z")
_PARTICIPLE = re.compile(r"\w+(?:[ғқ]ан|[гк]ен|[аеәй]т[ыі]н)\Z")
_QUESTION = re.compile(
    r"(?:қай|қалай|қандай|қашан|қайда|қайдан|неден|неге|нені|неше|қанша|қаншалықты|кімге|кімнен"
    r"|кімді|қаншаға)\Z"
)
_POSSESSIVE = re.compile(r"\w+(?:с[ыі]|[бвгғжзйкмңпрсуфхцшщ][ыі])\Z")
# After «л», «н», «т», «д» the ending may be an adjective's or the accusative's: only these nouns.
_POSSESSIVE_LISTED = re.compile(
    r"\w*(?:орган|мақсат|мандат|депутат|қызмет|үкімет|міндет|шарт|бюджет|комитет|институт|құн|сан"
    r"|жол|тіл|өкіл|аппарат|нәтижелі|тұрғын|сот|өкілет|мүлк|мән|мазмұн|бағыт|акт|завод|код|фонд)[ыі]\Z"
)
_OBLIQUE_POSSESSIVE = re.compile(r"\w+[ыі](?:н|на|не|нда|нде|нан|нен|мен|ның|нің)\Z")
_ATTRIBUTE = re.compile(r"\w*[дт][ае]ғ[ыі]\Z|\w*[дт]егі\Z|\w+(?:ғы|гі)\Z")
_NOUN_IN_GHY = re.compile(  # «бөлігі», «құқығы»: a noun in -қ or -к with its ending
    r"\w*(?:бөліг|құқығ|көліг|жағ|халқ|серіктестіг|белгіс|өкілдіг|өкілеттіг|тәуелділіг|саулығ|аумағ"
    r"|аймағ|ауданын|шығындығ|тапшылығ|салығ|қорығ|кірістілік|тізбег|себеб|үлег)[ыі]\Z"
)
_PLURAL = re.compile(r"\w{2,}[лдт][ае]р(?:[ыі])?\Z")
_PRONOUNS = frozenset(WORDS["pronouns"])
_WITHOUT_OWNER = frozenset(WORDS["pronouns_without_owner"])
_DETERMINERS = frozenset(WORDS["determiners"])
_NO_NOUNS = frozenset(WORDS["not_nouns"])
_TAKES = frozenset(WORDS["not_subject_before"])
_BARE = frozenset(WORDS["bare_subjects"])


def nominative_subjects(text: str) -> Iterator[tuple[int, int]]:
    """Spans from a definite subject in the nominative to the nominalised verb of its clause."""
    words = [(match.start(), match.end(), match[0].lower()) for match in _WORD.finditer(text)]
    for place, (_, end, word) in enumerate(words):
        if not _is_nominalised(word):
            continue
        after = words[place + 1][2] if place + 1 < len(words) else ""
        clause = _clause(words[:place])
        subject = _subject([one[2] for one in clause], word)
        if after not in _ADVERBIAL and subject is not None:
            yield clause[subject][0], end


def _is_nominalised(word: str) -> bool:
    return bool(_NOMINALISED.match(word)) and not _NO_VERBS.match(word)


def _clause(words: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The words of the clause that these end with; «…ып, …» goes on."""
    clause: list[tuple[int, int, str]] = []
    for place in range(len(words) - 1, -1, -1):
        word = words[place][2]
        goes_on = word == "," and place > 0 and _goes_on(words, place)
        if (word in _BOUNDARY and not goes_on) or word in _LINKING or _is_nominalised(word):
            break
        if not goes_on:
            clause.append(words[place])
    return clause[::-1]


def _goes_on(words: list[tuple[int, int, str]], comma: int) -> bool:
    """Whether a comma stands inside a clause: after a converb, or in a list of datives."""
    before = words[comma - 1][2]
    after = words[comma + 1][2] if comma + 1 < len(words) else ""
    return bool(_CONVERB.match(before) or (_DATIVE.match(before) and _DATIVE.match(after)))


def _subject(clause: list[str], verb: str) -> int | None:
    """The place of a definite subject in the nominative, if the clause has no other subject."""
    is_copula = verb.startswith("екен")
    if "кім" in clause or (clause and clause[-1].endswith(("уға", "уге")) and "бол" in verb):
        return None
    questions = [i for i, word in enumerate(clause) if _QUESTION.match(word)]
    last_question = questions[-1] if questions else -1
    for i, word in enumerate(clause):
        following = clause[i + 1] if i + 1 < len(clause) else ""
        is_last = i + 1 == len(clause)
        if following in _TAKES or (is_copula and is_last) or _PARTICIPLE.match(following):
            continue
        if word in _BARE:
            before = clause[i - 1] if i else ""
            is_marked = i < last_question or before[-1:].isdigit() or before in _DETERMINERS
            names_a_thing = is_copula and all(one.endswith(("да", "де")) for one in clause[:i])
            if not (is_marked or names_a_thing) or _is_possessed(following):
                continue
        elif not _is_definite(word) or (_is_definite(following) and following not in _PRONOUNS):
            continue  # of a chain («облыс бюджетінің жобасы») the last counts
        elif _PLURAL.match(word) and word not in _PRONOUNS and i > 0 and i - 1 in questions:
            continue  # «қандай шаралар»
        if not _has_genitive_subject(clause, i):
            return i
    return None


def _has_genitive_subject(clause: list[str], place: int) -> bool:
    """Whether a genitive is a subject by itself: after the word, and not of the next word."""
    own = _is_definite(clause[place]) and clause[place] not in _WITHOUT_OWNER
    for i, word in enumerate(clause):
        if not _GENITIVE.match(word) or word in ("кең", "тең", "мың"):
            continue
        following = clause[i + 1] if i + 1 < len(clause) else ""
        if i < place and own:
            continue
        if i > place and _OBLIQUE_POSSESSIVE.match(following):
            continue
        return True
    return False


def _is_possessed(word: str) -> bool:
    return _is_definite(word) or bool(_OBLIQUE_POSSESSIVE.match(word))


def _is_definite(word: str) -> bool:
    if word in _NO_NOUNS or (_ATTRIBUTE.match(word) and not _NOUN_IN_GHY.match(word)):
        return False
    return (
        word in _PRONOUNS
        or bool(_POSSESSIVE.match(word))
        or bool(_POSSESSIVE_LISTED.match(word))
        or bool(_PLURAL.match(word))
    )
