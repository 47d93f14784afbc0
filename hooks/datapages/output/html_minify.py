"""A page's HTML without what no reader has anything of.

That is blank lines, indentation, escapes in JSON, and marks that spoke to the index of the search
alone: the spaces between tags are a kilobyte a page even when packed. What is seen stays: a space
between words or between elements of a line is kept, `<pre>`, `<textarea>` and scripts are left as
they are.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache

# Elements that stand on lines of their own: a space beside their tags is never seen.
_BLOCKS = frozenset(
    """html head body meta link title base header footer main nav article section aside div p form
    h1 h2 h3 h4 h5 h6 ul ol li dl dt dd figure figcaption details summary blockquote hr
    table caption colgroup col thead tbody tfoot tr th td fieldset legend""".split()  # noqa: SIM905
)

# What is no text: elements that keep their spaces, comments, tags. Quantifiers keep what they took
# (`*+`), and no element is sought past the next of its kind: no page is read twice.
_KEPT = ("pre", "textarea", "script", "style")
MARKUP = re.compile(
    "("
    + "|".join(rf"<{one}\b[^<]*+(?:<(?!/?{one}\b)[^<]*+)*+</{one}\s*>" for one in _KEPT)
    + r"|<!--[^-<]*+(?:(?:-(?!->)|<(?!!--))[^-<]*+)*+-->"
    r"""|</?[a-zA-Z][^<>"']*+(?:(?:"[^"]*"|'[^']*')[^<>"']*+)*+>)""",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"</?([a-zA-Z][\w:-]*)")
_LINES = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*")
_DATA = re.compile(
    r"(<script\b[^>]*\btype=\"application/(?:ld\+)?json\"[^>]*>)(.*)(</script\s*>)", re.DOTALL
)
_BUILD = re.compile(r"\sdata-search-exclude(?=[\s>])")  # read when the index was made, before this
_SPACE = " \t\r\n\f"  # what HTML calls a space; a no-break space is none


def minify(html: str) -> str:
    """The page as it is seen, in fewer bytes."""
    parts = MARKUP.split(html)  # text and markup in turn
    after_block = True
    for place in range(1, len(parts), 2):
        written, before_block = _markup(parts[place])
        if text := parts[place - 1]:
            parts[place - 1] = _text(text, after_block, before_block)
        parts[place] = written
        after_block = before_block
    parts[-1] = _text(parts[-1], after_block, False)
    return "".join(parts)


@lru_cache(maxsize=2**15)  # most tags stand on many pages
def _markup(markup: str) -> tuple[str, bool]:
    """A tag, comment or kept element as it is to be written; whether it is a block's tag."""
    found = _NAME.match(markup)
    name = found[1].lower() if found else ""
    if not name or (name in _KEPT and not markup.startswith("</")):
        return _data(markup), False
    written = _BUILD.sub("", markup) if "data-search-exclude" in markup else markup
    return written, name in _BLOCKS


def _text(text: str, after_block: bool, before_block: bool) -> str:
    if after_block:
        text = text.lstrip(_SPACE)
    if before_block:
        text = text.rstrip(_SPACE)
    return _LINES.sub("\n", text) if "\n" in text else text


def _data(piece: str) -> str:
    """A script that holds JSON, in letters and not in escapes; anything else as it is."""
    found = _DATA.fullmatch(piece)
    if not found:
        return piece
    try:
        compact = json.dumps(json.loads(found[2]), ensure_ascii=False, separators=(",", ":"))
    except ValueError:  # a writer's own, and not for us to judge
        return piece
    return found[1] + compact.replace("<", "\\u003c") + found[3]
