"""A page's HTML without what no reader has anything of.

That is blank lines, indentation, escapes in JSON, and marks that spoke to the index of the search
alone: the spaces between tags are a kilobyte a page even when packed. What is seen stays: a space
between words or between elements of a line is kept, `<pre>`, `<textarea>` and scripts are left as
they are.
"""

from __future__ import annotations

import json
import re

# Elements that stand on lines of their own: a space beside their tags is never seen.
_BLOCKS = frozenset(
    """html head body meta link title base header footer main nav article section aside div p form
    h1 h2 h3 h4 h5 h6 ul ol li dl dt dd figure figcaption details summary blockquote hr
    table caption colgroup col thead tbody tfoot tr th td fieldset legend""".split()  # noqa: SIM905
)
_PIECE = re.compile(
    r"(?P<kept><(?P<raw>pre|textarea|script|style)\b.*?</(?P=raw)\s*>|<!--.*?-->)"
    r"""|(?P<tag></?(?P<name>[a-zA-Z][\w:-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>)"""
    r"|(?P<text>[^<]+|<)",
    re.DOTALL | re.IGNORECASE,
)
_LINES = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*")
_DATA = re.compile(
    r"(<script\b[^>]*\btype=\"application/(?:ld\+)?json\"[^>]*>)(.*)(</script\s*>)", re.DOTALL
)
_BUILD = re.compile(r"\sdata-search-exclude(?=[\s>])")  # read when the index was made, before this
_SPACE = " \t\r\n\f"  # what HTML calls a space; a no-break space is none


def lean(html: str) -> str:
    """The page as it is seen, in fewer bytes."""
    done: list[str] = []
    text, beside = "", True  # the text since the last tag, and whether a block's tag came before it
    for piece in _PIECE.finditer(html):
        if piece["text"]:
            text += piece["text"]
            continue
        block = (piece["name"] or "").lower() in _BLOCKS
        tag = _BUILD.sub("", piece[0]) if piece["tag"] else _data(piece[0])
        done += (_text(text, beside, block), tag)
        text, beside = "", block
    done.append(_text(text, beside, False))
    return "".join(done)


def _text(text: str, after_block: bool, before_block: bool) -> str:
    text = _LINES.sub("\n", text)
    if after_block:
        text = text.lstrip(_SPACE)
    return text.rstrip(_SPACE) if before_block else text


def _data(piece: str) -> str:
    """A script that holds JSON, in letters and not in escapes; anything else as it is."""
    found = _DATA.fullmatch(piece)
    if not found:
        return piece
    said = json.dumps(json.loads(found[2]), ensure_ascii=False, separators=(",", ":"))
    return found[1] + said.replace("<", "\\u003c") + found[3]
