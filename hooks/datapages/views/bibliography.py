"""Descriptions of sources as Kazakh theses write them: МЕМСТ 7.1–2003 with dashes between areas.

A CSL processor was tried (citeproc-py with gost-r-7-0-5-2008): it has no Kazakh locale, so it
writes «[Online]» and «accessed», and of a law it leaves out the kind of act, the day and the
address. Hence this module; tests/unit/test_bibliography.py has a sample of each type.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from ..language import formats, grammar
from ..language.messages import Language, t
from ..model.records.sources import Source

DASH = f".{formats.NBSP}– "
SHORT = 60  # letters of a short name
MANY = 3  # authors that stand at the head; with more of them the title does
_KAZAKH = re.compile("[әғқңөұүһ]", re.IGNORECASE)  # і is Ukrainian too
_CYRILLIC = re.compile("[а-я]", re.IGNORECASE)

# By the language of the document: «electronic resource», volume, issue, pages, «and others».
WORDS = {
    "kk": ("Электрондық ресурс", "Т.", "№", "Б.", "б.", "[ж.б.]"),
    "ru": ("Электронный ресурс", "Т.", "№", "С.", "с.", "[и др.]"),
    "en": ("Electronic resource", "Vol.", "No.", "P.", "p.", "[et al.]"),
}
_ONLINE = ("webpage", "dataset", "article-newspaper")  # read on the web as a rule


@dataclass(frozen=True)
class Reference:
    """A description: `text` without a full stop, then the address and the day it was read."""

    text: str
    url: str | None
    accessed: str

    def __str__(self) -> str:
        if not self.url:
            return f"{self.text}."
        read = f" ({t('bibliography.read', day=self.accessed)})" if self.accessed else ""
        return f"{self.text}{DASH}URL: {self.url}{read}."


def reference(source: Source) -> Reference:
    """The description of one source."""
    parts = _law(source) if source.type == "legislation" else _work(source)
    accessed = numeric(source.accessed) if source.accessed else ""
    text = DASH.join(part.rstrip(".") for part in parts if part)
    return Reference(text, source.url, accessed)


def language(source: Source) -> Language:
    """kk, ru or en, as told or by the letters of the title; words of the description follow it."""
    if source.language:
        return source.language
    if source.title_kk or _KAZAKH.search(source.title):
        return "kk"
    return "ru" if _CYRILLIC.search(source.title) else "en"


def described(source: Source) -> tuple[str, str, str, str]:
    """The description around a title in another language than it, that title, and its language.

    The title is empty where all of the description is in one language, `described_in`.
    """
    text, title = reference(source).text, source.title
    tongue = "ru" if _CYRILLIC.search(title) else "en"
    if source.title_kk:
        before, _, after = text.partition(f"({title})")
        return f"{before}(", title, f"){after}", tongue
    if language(source) != described_in(source):
        return "", source.name, text.removeprefix(source.name), language(source)
    return text, "", "", ""


def described_in(source: Source) -> Language:
    """The language of a description: acts of law are told of in Kazakh, whatever their title."""
    return "kk" if source.type == "legislation" else language(source)


def short(source: Source) -> str:
    """A name to know a source by: «№ 148-II Заңы, 2001», else author, title and year.

    The tooltip of each citation bears it; the whole description is one tap away.
    """
    year = f", {source.issued[:4]}" if source.issued else ""
    if source.number and source.act:
        kind = source.act.partition("…")[2].strip()
        return f"{source.number} {kind}{year}".replace("№ ", f"№{formats.NBSP}")
    author = source.author[0].partition(" ")[0] + ". " if source.author else ""
    return textwrap.shorten(author + source.name, SHORT - len(year), placeholder="…") + year


def day_of(iso: str) -> str:
    """«2001-01-23» → «2001 жылғы 23 қаңтардағы»."""
    if len(iso) == 4:
        return t("bibliography.of-year", year=iso)
    return grammar.adjective(grammar.decline(formats.period(iso), "locative"))


def _law(source: Source) -> list[str]:
    when = day_of(source.issued) if source.issued else ""
    which = f"{when} {source.number or ''}".strip().replace("№ ", f"№{formats.NBSP}")
    if source.act:
        return [f"{source.name}: {source.act.replace('…', which)}"]
    if not source.number and source.issued:
        which = formats.period(source.issued)
    issuer = f" / {source.publisher}" if source.publisher else ""
    return [f"{source.name}: {which}{issuer}"]


def _work(source: Source) -> list[str]:
    words = WORDS[language(source)]
    head, tail = _authors(source, words[5])
    title = f"{head}{source.whole_title}"
    online = source.type in _ONLINE or (
        source.url and not source.container and not source.publisher
    )
    if online and source.url:
        title += f" [{words[0]}]"
    title += tail
    if source.type in ("report", "manuscript") and language(source) == "kk":
        title += f": {t(f'bibliography.{source.type}')}"
    host, imprint = source.container, source.publisher
    if source.type in ("article-newspaper", "webpage") and not host:
        host, imprint = source.publisher, None
    if host:
        title += f" // {host}"
        imprint = imprint if source.type == "chapter" else None
    return [title, *_imprint(source, imprint, bool(host), words)]


def _authors(source: Source, others: str) -> tuple[str, str]:
    """What stands before the title, and after it."""
    if len(source.author) > MANY:
        first = ", ".join(_turned(author) for author in source.author[:MANY])
        return "", f" / {first} {others}"
    return (f"{', '.join(source.author)} " if source.author else ""), ""


def _turned(author: str) -> str:
    """«Oates W. E.» → «W. E. Oates»."""
    family, _, initials = author.partition(" ")
    return f"{initials} {family}".strip()


def _imprint(
    source: Source, publisher: str | None, hosted: bool, words: tuple[str, ...]
) -> list[str]:
    """Place, publisher, year, volume, issue, pages: each an area of its own."""
    tongue = language(source)
    year = source.issued[:4] if source.issued else t("bibliography.no-year", tongue)
    place = ": ".join(part for part in (source.place, publisher) if part)
    areas = [f"{place}, {year}" if place else year]
    if source.type == "article-newspaper" and source.issued and len(source.issued) == 10:
        areas.append(formats.day_and_month(source.issued, tongue))
    numbers = [
        f"{word} {value}"
        for word, value in ((words[1], source.volume), (words[2], source.issue))
        if value
    ]
    areas.append(", ".join(numbers))
    if source.pages:
        areas.append(f"{words[3]} {source.pages}" if hosted else f"{source.pages} {words[4]}")
    if source.number:
        areas.append(f"({source.number})" if source.type == "report" else source.number)
    return areas


def numeric(iso: str) -> str:
    """«2001-01-23» → «23.01.2001»."""
    year, month, day = iso.split("-")
    return f"{day}.{month}.{year}"
