"""Where no line of a page ends: within what is read as one, whoever wrote it.

A day stays with its month, a number with its sign («№ 148-II»), its case ending («1.1-бөлімде»),
its unit («210,5 млрд») and its bracket («11) тармақша»), a name with its initials, and no line
begins with a dash. A space that binds is a no-break space. A hyphen has no such letter that a
reader could copy or search for as a hyphen: what it stands in is an element that does not wrap.
"""

from __future__ import annotations

import re

from ..language.alphabet import ALPHABET, COUNTED, SUBPARAGRAPH
from ..language.formats import NBSP, month_names
from .html_minify import MARKUP

_CAPITALS = ALPHABET.upper()
_DAY = re.compile(rf"\b(\d\d?) (?={'|'.join(month_names())})")
_SPACES = (
    (re.compile(r"№ (?=\d)"), f"№{NBSP}"),
    (re.compile(r"(?:^|(?<=[^\s–.])) –(?=[ \n])"), f"{NBSP}–"),  # not «Алматы. – 2004»
    (re.compile(rf"(?<=\d) (?=(?:{'|'.join(COUNTED)})\b)"), NBSP),
    (re.compile(rf"(?<=\d\)) (?={SUBPARAGRAPH})"), NBSP),
    (re.compile(rf"(?<![^\W\d_])([{_CAPITALS}]\.) (?=[{_CAPITALS}])"), rf"\1{NBSP}"),
)
_HYPHEN = re.compile(
    rf"(?<![\w.,–-])(?:№{NBSP})?\d[\d.,]*(?:[–-]\d+)*%?-(?:[IVX]+\b|[{ALPHABET}]+)(?![\w-])"
)
# Within these a line ends as they say themselves, or there is no line. The list of sources at the
# foot, which the bibliography repeats, and small print outside of cells are not worth the bytes.
_OWN = re.compile(
    r"<(?:a class=\"?(?:cite|ref)\b|details class=\"?page-sources"
    r"|svg\b|option\b|button\b|pre\b|code\b|template\b|h[1-6]\b)"
)
# What stands first in these is not torn: «1-кесте.» of a caption, the edition in a cell.
_FIRST = re.compile(r"<(?:p|li|t[dh]|dd|dt|b|caption|figcaption|summary|span class=\"visually)\b")
_NAME = re.compile(r"<([a-z]\w*)")


def bound(html: str) -> str:
    """The page with lines that end where a reader would pause."""
    html = _DAY.sub(rf"\1{NBSP}", html)
    head, main, text = html.partition("<main")
    if not main:
        return html
    parts = MARKUP.split(main + text)  # text and markup in turn
    closing = ""  # of the element within which lines end as it says
    in_table = False
    for place, part in enumerate(parts):
        if place % 2:
            in_table = (in_table or part.startswith("<table")) and part != "</table>"
            kept = _OWN.match(part) or (part.startswith("<small") and not in_table)
            if not closing and kept and (name := _NAME.match(part)):
                closing = f"</{name[1]}>"
            elif part == closing:
                closing = ""
        elif part:
            first = place > 0 and bool(_FIRST.match(parts[place - 1]))
            parts[place] = _text(part, whole=bool(closing), start=int(first))
    return head + "".join(parts)


def _text(text: str, *, whole: bool, start: int) -> str:
    for seam, binding in _SPACES:
        text = seam.sub(binding, text)
    if whole:
        return text
    return _HYPHEN.sub(
        lambda found: f'<span class="nb">{found[0]}</span>' if found.start() >= start else found[0],
        text,
    )
