"""What is slow to make and seldom changes, kept in a folder of .cache/ from build to build."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path


def key(made_of: Iterable[str | bytes]) -> str:
    """A name that changes with each of these: what a thing is made of, the code that makes it."""
    whole = hashlib.sha256()
    for part in made_of:
        content = part.encode() if isinstance(part, str) else part
        whole.update(b"%d:" % len(content) + content)
    return whole.hexdigest()[:32]


def cached(path: Path | None, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, from what is kept at `path` if there is such (None: nothing is kept)."""
    if path is None:
        return make()
    made = read(path)
    if made is None:
        made = make()
        write(path, made)
    return made


def read(path: Path) -> bytes | None:
    """What was kept at `path`; None where there is nothing, or where it was cut or changed."""
    try:
        digest, _, content = _file(path).read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if digest == _digest(content) else None


def write(path: Path, content: bytes) -> None:
    """Keep a content, if that can be done: a full disk or a folder of another only costs time."""
    file = _file(path)
    part = file.with_suffix(f".{os.getpid()}")  # another build may read the folder now
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(_digest(content) + b"\n" + content)
        part.replace(file)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _file(path: Path) -> Path:
    """The file with a digest before its content, hence no picture or script itself."""
    return path.with_name(f"{path.name}.kept")


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
