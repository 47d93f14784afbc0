"""Forms of a Russian word meet in one stem when its ending is taken off: a heuristic.

src/russian.js is the same in JavaScript; tests/test_normal.py proves them equal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_RUSSIAN = re.compile(r"[а-я]{4,}")


def make_russian(rules: Mapping[str, Any]) -> Callable[[str], str]:
    """`stem(word)`: «~» and the stem of a word in Russian letters; empty for any other."""
    endings = sorted(set(rules["russian"]["endings"].split()), key=lambda one: (-len(one), one))
    least = rules["russian"]["least"]

    def stem(word: str) -> str:
        if not _RUSSIAN.fullmatch(word):
            return ""
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                return "~" + word[: -len(ending)]
        return "~" + word

    return stem
