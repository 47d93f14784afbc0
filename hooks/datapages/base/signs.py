"""Signs that no text of this site holds, since nobody sees them.

A reader who copies such a text, or searches for it, does not get what stands there; and signs
that turn the direction make what is read another thing than what is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Line breaks that only some readers count as such; soft hyphens; joiners and blanks without a
# width; signs of direction; fillers, variations, tags and a byte order mark: all that Unicode lets
# a program leave out (Default_Ignorable_Code_Point). The blank of braille. Letters for private use,
# which each font shows as it likes. Then what is no letter at all, nor of XML, and the sign that
# stands for a letter that was lost.
INVISIBLE = (
    "\x85\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffd\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ufdd0-\ufdef"
) + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_REFUSED = re.compile(f"[{CONTROLS}{INVISIBLE}]")


def refused(text: str) -> Iterator[tuple[int, str]]:
    """The line of each such sign, and the sign; the first of a kind alone."""
    seen: set[str] = set()
    for match in _REFUSED.finditer(text):
        if match[0] not in seen:
            seen.add(match[0])
            yield text.count("\n", 0, match.start()) + 1, match[0]
