"""Files that people write: what may lie in their folders, and how they are read.

Nothing outside of these folders is read by way of them, so that a change of theirs can be built
by whoever looks it through.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from .diagnostics import ContentError, Problem

MAX_BYTES = 10_000_000  # of one file that is read
# A name is a part of an address, of a line in _headers and of a path in a ZIP, as it stands.
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_PLAIN = "expected a plain file, no link and no device"


def read_text(path: Path, name: str) -> str:
    """A file that ought to be UTF-8; ContentError if it is not, or cannot be read."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ContentError([Problem(name, 0, "", f"cannot be read: {_PLAIN}")])
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        problem = Problem(name, 0, "", f"cannot be read: {error.strerror}")
        raise ContentError([problem]) from None
    if len(content) > MAX_BYTES:
        message = f"expected at most {MAX_BYTES // 1_000_000} MB: divide it"
        raise ContentError([Problem(name, 0, "", message)])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ContentError(
            [Problem(name, line, "", "not UTF-8: save it in that encoding")]
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that people keep: what stood in it stays until all of the new is on the disk.

    A full disk, a kill or a power cut leaves the old one or the new, never a part of either.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def check(*folders: Path) -> list[Problem]:
    """Links, devices and names that cannot be published as they are; hidden files do not count."""
    return [problem for folder in folders for problem in _inside(folder, folder.name)]


def _inside(path: Path, name: str) -> Iterator[Problem]:
    try:
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            return
        if not stat.S_ISDIR(mode):
            yield Problem(name, 0, "", f"cannot be read: {_PLAIN}")
            return
        with os.scandir(path) as entries:
            inner = sorted(entry.name for entry in entries)
    except FileNotFoundError:
        return  # whoever needs it says so
    except OSError as error:
        yield Problem(name, 0, "", f"cannot be read: {error.strerror}")
        return
    for one in inner:
        if one.startswith("."):  # an editor's; MkDocs publishes none, but goes through its folders
            yield from _linked(path / one, f"{name}/{one!a}")
            continue
        if not _NAME.fullmatch(one):
            message = "expected a name of the letters a-z, digits and the signs . _ -"
            yield Problem(f"{name}/{one!a}", 0, "", message)
        else:
            yield from _inside(path / one, f"{name}/{one}")


def _linked(path: Path, name: str) -> Iterator[Problem]:
    """Links that lead out of a hidden folder, or are one: to others, without end."""
    try:
        if path.is_symlink() and path.is_dir():
            yield Problem(name, 0, "", f"cannot be read: {_PLAIN}")
        elif path.is_dir():
            for inner in sorted(path.iterdir()):
                yield from _linked(inner, f"{name}/{inner.name!a}")
    except OSError as error:
        yield Problem(name, 0, "", f"cannot be read: {error.strerror}")
