"""What Python-Markdown takes too long for or stumbles over, and is refused before that.

Its time grows with the square of some texts, and its depth with theirs. No text that anyone reads
comes near to these limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from ..base.diagnostics import Problem
from . import notation

PAGE = 500_000  # letters of a page
BLOCK = 20_000  # letters up to the next empty line
OPEN = 50  # brackets of a block that are open at once; tags of a page that have no end
DEPTH = 60  # signs at the head of a line: blanks, quotes, items of a list
ABBREVIATIONS = 200  # definitions on one page
FOOTNOTES = 500  # marks and texts of footnotes on one page

_BRACKET = re.compile(r"[\[\](){}<>]")
_HEAD = re.compile(rf"^(?:[ \t>]|(?:[-*+]|\d{{1,9}}[.)])[ \t]){{{DEPTH}}}", re.MULTILINE)
_ABBREVIATION = re.compile(r"^\*\[", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^")
# Where a link leads to, in Markdown and in HTML.
_TARGET = re.compile(r"""(?:\]\(\s*+<?|\]:\s*+<?|\b(?:href|src)=["']?|<(?=http))([^\s<>"'()]++)""")
# A tag or a comment up to the next one: readers look for its end as far as the page goes.
_ENDLESS = re.compile(r"<[a-zA-Z/!?][^<>]*+(?!>)")
_BLOCK = re.compile(r"\n[ \t]*+\n")
_CLOSES = dict(zip(")]}>", "([{<", strict=True))


def exceeded(text: str, file: str) -> Iterator[Problem]:
    """What a page has too much of."""
    if len(text) > PAGE:
        yield Problem(file, 0, "", f"expected at most {PAGE} letters: divide it")
        return
    plain = notation.without_hidden(text)
    if head := _HEAD.search(plain):
        line = plain.count("\n", 0, head.start()) + 1
        yield Problem(file, line, "", f"nested deeper than {DEPTH} signs at the head of a line")
    if len(_ABBREVIATION.findall(plain)) > ABBREVIATIONS:
        yield Problem(file, 0, "", f"expected at most {ABBREVIATIONS} abbreviations")
    if len(_FOOTNOTE.findall(plain)) > FOOTNOTES:
        yield Problem(file, 0, "", f"expected at most {FOOTNOTES} marks and texts of footnotes")
    endless = [*islice(_ENDLESS.finditer(plain), OPEN + 1)]
    if len(endless) > OPEN:
        line = plain.count("\n", 0, endless[-1].start()) + 1
        yield Problem(file, line, "", f"more than {OPEN} tags or comments of this page have no end")
    for target in _TARGET.finditer(plain):
        try:
            urlsplit(target[1])
        except ValueError as error:
            line = plain.count("\n", 0, target.start()) + 1
            yield Problem(file, line, target[1][:80], f"no address: {error}")
    start, line = 0, 1
    for end, following in _blocks(plain):
        if end - start > BLOCK:
            message = f"expected at most {BLOCK} letters up to the next empty line"
            yield Problem(file, line, "", message)
        elif (sign := _open(plain, start, end)) is not None:
            message = f"more than {OPEN} signs «{sign}» are open in one block"
            yield Problem(file, line, "", message)
        line += plain.count("\n", start, following)
        start = following


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The end of each block, and the beginning of the next."""
    yield from (match.span() for match in _BLOCK.finditer(text))
    yield len(text), len(text)


def _open(text: str, start: int, end: int) -> str | None:
    """A bracket of which too many are open."""
    count = dict.fromkeys("([{<", 0)
    for bracket in _BRACKET.finditer(text, start, end):
        sign = bracket[0]
        if sign in count:
            count[sign] += 1
            if count[sign] > OPEN:
                return sign
        elif count[_CLOSES[sign]]:
            count[_CLOSES[sign]] -= 1
    return None
