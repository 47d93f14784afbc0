"""BibTeX as BibTeX reads it."""

from __future__ import annotations

import re


def fields(bibtex: str) -> list[str]:
    """The fields of an entry as BibTeX divides it, which counts braces with a backslash, too."""
    kind, *inside = re.split(r"([{}])", bibtex)
    found, depth = [], 0
    for place, part in enumerate(inside, start=1):
        if depth == 1 and (name := re.search(r"(\w+) = $", part)):
            found.append(name[1])
        depth += (part == "{") - (part == "}")
        assert depth or place >= len(inside) - 1, "the entry ends before its end"
    assert (kind, depth) == ("@online", 0)
    return found
