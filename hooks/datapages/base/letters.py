"""Letters that look like what was meant, and are other signs: nobody finds a word that holds them.

A Latin «a» or «ə» in a Kazakh word, as old fonts, text recognition and a forgotten keyboard leave
it; and «й» in two signs, «и» and a breve, as names of files on macOS and many PDFs have it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u052f"
_MIXED = re.compile(f"[{_LATIN}][{_CYRILLIC}]|[{_CYRILLIC}][{_LATIN}]")
_WORD = re.compile(r"[^\W\d_]+")
_ESCAPE = re.compile(r"\\[A-Za-z]")  # YAML's \n before a Kazakh word is no letter of it
_SIGNS = re.compile(r"[^\W\d_][\w\u0300-\u036f]*")


def faults(text: str) -> Iterator[tuple[int, str, str]]:
    """The line of each such word, the word, and what is wrong with it."""
    composed = unicodedata.is_normalized("NFC", text)
    if composed and not _MIXED.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for word in _WORD.findall(_ESCAPE.sub(" ", line)) if _MIXED.search(line) else ():
            if _MIXED.search(word):
                yield number, word, "Latin and Cyrillic letters in one word"
        if composed or unicodedata.is_normalized("NFC", line):
            continue
        for word in _SIGNS.findall(line):
            whole = unicodedata.normalize("NFC", word)
            if whole != word:
                yield number, word, f"a letter in two signs: write «{whole}» (the text in NFC)"
