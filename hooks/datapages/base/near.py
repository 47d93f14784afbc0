"""Names that were likely meant."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

CLOSE = 0.6  # how alike two names must be for one to be a slip of the other
MANY = 30  # names beyond which only the likely ones are listed


def hint(name: str, known: Iterable[str]) -> str:
    """«: did you mean taraz?», or nothing where no name is near."""
    near = difflib.get_close_matches(name, list(known), 1, CLOSE)
    return f": did you mean {near[0]}?" if near else ""


def nearest_first(name: str, known: Iterable[str]) -> list[str]:
    """The known names, those like `name` first; of many only these."""
    listed = list(known)
    near = difflib.get_close_matches(name, listed, 8, 0.4)
    if len(listed) > MANY:
        return near or listed
    return [*near, *(one for one in listed if one not in near)]


def strange_letters(text: str) -> str:
    """Which letters of an id are not Latin: «а» is Cyrillic; nothing where all are."""
    strange = [letter for letter in text if letter.isalpha() and not letter.isascii()]
    if not strange:
        return ""
    script = unicodedata.name(strange[0], "").partition(" ")[0].capitalize()
    return f"; «{strange[0]}» is {script}"
