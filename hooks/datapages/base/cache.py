"""What is slow to make and seldom changes, kept in a folder of .cache/ from build to build."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path


def key(made_of: Iterable[str | bytes]) -> str:
    """A name that changes with each of these: what a thing is made of, the code that makes it."""
    whole = hashlib.sha256()
    for part in made_of:
        content = part.encode() if isinstance(part, str) else part
        whole.update(b"%d:" % len(content) + content)
    return whole.hexdigest()[:32]


def kept(path: Path | None, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, from the file at `path` if it was made before (None: nothing is kept)."""
    if path is None:
        return make()
    if path.is_file():
        return path.read_bytes()
    made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}")  # another build may read the folder now
    part.write_bytes(made)
    part.replace(path)
    return made
