"""Names of data/ that are known to nobody as long as their files have mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Withheld:
    """What files that cannot be used may define: their own names, and every word in them."""

    files: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Withheld:
        """The names in these files, whatever else is wrong with them."""
        listed = [*paths]
        texts = (path.read_text("utf-8", "replace") for path in listed if path.is_file())
        stems = {path.stem for path in listed}
        return cls(
            frozenset(stems | {stem.replace("_", "-") for stem in stems}),
            frozenset(word for text in texts for word in _WORD.findall(text)),
        )

    def __bool__(self) -> bool:
        return bool(self.files)

    def concerns(self, name: str) -> bool:
        """Whether a name in a page may be one of them: «births», «chart-births», «a/b#births»."""
        parts = f"-{re.sub(r'[/#]', '-', name)}-"
        return name in self.words or any(f"-{file}-" in parts for file in self.files)
