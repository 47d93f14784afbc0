"""How to cite this site: one work, a page, in five forms."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..language import formats
from ..language.messages import Language, t
from .bibliography import DASH, WORDS, numeric


@dataclass(frozen=True)
class Work:
    """A page; `day` is the date of the edition, ISO."""

    key: str
    title: str
    site: str
    url: str
    day: str
    author: str = ""
    language: Language = "kk"


def gost(work: Work) -> str:
    """МЕМСТ 7.1–2003: «Атауы [Электрондық ресурс] // Сайт. – 2026. – URL: … (басылым күні: …)»."""
    author, kind = f"{work.author} " if work.author else "", WORDS[work.language][0]
    areas = [
        f"{author}{work.title} [{kind}] // {work.site}",
        work.day[:4],
        f"URL: {work.url} ({t('cite.published', work.language, day=numeric(work.day))})",
    ]
    return DASH.join(areas) + "."


def apa(work: Work) -> str:
    """APA, 7th edition; a work without an author begins with its title."""
    when = f"({work.day[:4]}, {formats.day_and_month(work.day, work.language)})"
    start = f"{work.author} {when}. {work.title}" if work.author else f"{work.title}. {when}"
    return f"{start}. {work.site}. {work.url}"


_BABEL: Mapping[Language, str] = {"kk": "kazakh", "ru": "russian", "en": "english"}


def bibtex(work: Work) -> str:
    """BibTeX: `@online`, which biblatex knows and BibTeX takes for `@misc`."""
    fields = {
        "author": work.author,
        "title": work.title,
        "organization": work.site,
        "date": work.day,
        "year": work.day[:4],
        "url": work.url,
        "langid": _BABEL[work.language],
    }
    lines = [
        f"  {name} = {{{(_address if name == 'url' else _braced)(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@online{{{work.key},", *lines, "}"])


# BibTeX counts braces with a backslash before them, too.
_TEX = {sign: f"\\{sign}" for sign in "%&#$_"} | {
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


def _braced(value: str) -> str:
    """A text of a BibTeX field: no sign in it means anything to TeX."""
    return "".join(_TEX.get(sign, sign) for sign in one_line(value))


def _address(value: str) -> str:
    """An address in a BibTeX field, where escapes would stand in it as they are."""
    return "".join(f"%{ord(sign):02X}" if sign in "\\{}" else sign for sign in one_line(value))


def one_line(text: str) -> str:
    """A text on one line: in RIS and in lists of Markdown a new line begins something else."""
    return " ".join(text.split())


def ris(work: Work) -> str:
    """RIS, an electronic source."""
    fields = [
        ("TY", "ELEC"),
        ("AU", work.author),
        ("TI", work.title),
        ("T2", work.site),
        ("PY", work.day[:4]),
        ("DA", work.day.replace("-", "/")),
        ("UR", work.url),
        ("LA", work.language),
        ("ER", ""),
    ]
    return "\n".join(
        f"{name}  - {one_line(value)}" for name, value in fields if value or name == "ER"
    )


def csl_json(work: Work) -> str:
    """CSL-JSON, for Zotero and citation processors."""
    item: dict[str, Any] = {
        "id": work.key,
        "type": "webpage",
        "title": work.title,
        "container-title": work.site,
        "issued": {"date-parts": [[int(part) for part in work.day.split("-")]]},
        "URL": work.url,
        "language": work.language,
    }
    if work.author:
        item["author"] = [{"literal": work.author}]
    return json.dumps([item], ensure_ascii=False)


FORMS: dict[str, Callable[[Work], str]] = {
    "gost": gost,
    "apa": apa,
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}


# Those that programs read from a file: its ending → the form.
FILES: dict[str, Callable[[Work], str]] = {"bib": bibtex, "ris": ris}


def file_name(page: str, ending: str) -> str:
    """Where a page's file lies in the site: «/kirispe/» → «kirispe/silteme.bib»."""
    path = page.strip("/")
    if page.endswith("/"):
        return f"{path}/silteme.{ending}".lstrip("/")
    return f"{path.removesuffix('.html')}.{ending}"


def forms(work: Work) -> dict[str, str]:
    """The work in every form, by its id."""
    return {id: form(work) for id, form in FORMS.items()}
