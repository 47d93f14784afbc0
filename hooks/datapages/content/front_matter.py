"""What stands between the lines `---` at the head of a page, read as strictly as data/."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from ..base import yaml_reader
from ..base.diagnostics import ContentError, Problem
from ..base.validation import schema_problems
from ..model.records.base import Id, Record, Text, many

DESCRIPTION = range(50, 161)  # letters: what search engines show of a page
# A text without quotes ends where YAML begins a comment: «title: Сұрақ # 1» is read as «Сұрақ».
_CUT = re.compile(r"(?P<key>[\w-]+):[ \t]+[^\s\"'#\[{|>][^\n]*?[ \t]#")
_FENCED = re.compile(r"---[ \t]*\n(?P<inside>.*?\n)??(?:---|\.\.\.)[ \t]*\n", re.DOTALL)


def _fitting(text: str) -> str:
    if len(text) not in DESCRIPTION:
        wanted = f"{DESCRIPTION.start}–{DESCRIPTION.stop - 1} letters"
        raise ValueError(f"expected {wanted}, not {len(text)}")
    return text


class SearchOptions(Record):
    """How the search treats a page: not at all, with another weight, under other names too.

    `asked`: by the id of a section or a row («page»: of the page itself), what readers ask that it
    answers, in their words.
    """

    exclude: bool = False
    boost: Annotated[int | float, Field(gt=0, le=100, allow_inf_nan=False)] | None = None
    names: Annotated[tuple[Text, ...], many()] = ()
    asked: dict[Id, Annotated[tuple[Text, ...], many(1)]] = Field(default_factory=dict)


class FrontMatter(Record):
    """The keys that a page may have."""

    title: Text
    description: Annotated[str, AfterValidator(_fitting)]
    origin: Literal["thesis", "open-data"] | None = None
    author: Text | None = None
    language: Literal["ru", "en"] | None = None  # of a page that stands for the site in it
    hide: Annotated[tuple[Literal["navigation", "toc", "footer", "path"], ...], many()] = ()
    search: SearchOptions | None = None


def divide(text: str) -> tuple[str | None, str]:
    """The front matter of a page (None: it has none) and the Markdown below."""
    found = _FENCED.match(text)
    return (found["inside"] or "", text[found.end() :].lstrip("\n")) if found else (None, text)


def read(inside: str | None, file: str) -> tuple[dict[str, Any], list[Problem]]:
    """The keys that are sound, and what is wrong; ContentError where it is no plain YAML."""
    document = yaml_reader.parse(f"\n{inside or ''}", file)  # the lines are those of the page
    if document.problems:
        raise ContentError(document.problems)
    cut = [
        Problem(file, line, found["key"], "«#» ends the text here: put the whole text in quotes")
        for line, text in enumerate((inside or "").split("\n"), start=2)
        if (found := _CUT.match(text))
    ]
    if cut:
        raise ContentError(cut)
    value = document.value if inside and inside.strip() else {}
    try:
        return FrontMatter.model_validate(value).model_dump(exclude_unset=True), []
    except ValidationError as error:
        broken = {str(item["loc"][0]) for item in error.errors() if item["loc"]}
        keys = value if isinstance(value, dict) else {}
        sound = {key: keys[key] for key in FrontMatter.model_fields if key in keys}
        kept = {key: given for key, given in sound.items() if key not in broken}
        return kept, schema_problems(document, error, FrontMatter)
