"""A site is built beside the finished one and takes its place when it is whole.

A build that fails or is killed leaves the site of the last good build as it was, and two builds at
once do not mix their files. Hidden files of the site are nobody's but of the one who put them there
(the `.git` of a branch that is published, `.well-known`): they stay, as MkDocs lets them.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path


def begin(site: Path) -> Path:
    """An empty folder beside `site` for this process; what killed builds have left is removed.

    A finished site that a build was killed over while it changed places is put back.
    """
    for left in site.parent.glob(f".{site.name}.*"):
        number = left.name.rsplit(".", 1)[1]
        if number.isdigit() and not _runs(int(number)):
            if left.name.startswith(f".{site.name}.old.") and not site.exists():
                left.rename(site)
            else:
                _keep_hidden(left, site)
                shutil.rmtree(left, ignore_errors=True)
    folder = _beside(site, "")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def replaceable(site: Path) -> bool:
    """Whether what stands at `site` may be deleted for a new site: an older one, or nothing.

    Hidden files count as nothing, and what a mount point has of its own.
    """
    if not site.exists():
        return not site.is_symlink()
    if not site.is_dir():
        return False
    inside = [path.name for path in site.iterdir() if not path.name.startswith(".")]
    return "index.html" in inside or not {*inside} - {"lost+found"}


def publish(folder: Path, site: Path) -> None:
    """Put a finished folder in the place of `site`.

    Where `site` itself cannot be renamed, as a mount point cannot, its content is replaced.
    """
    old = _beside(site, ".old")
    shutil.rmtree(old, ignore_errors=True)
    try:
        if site.exists():
            site.rename(old)
    except OSError:
        _replace_content(folder, site)
        return
    try:
        folder.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    _keep_hidden(old, site)
    shutil.rmtree(old, ignore_errors=True)


def discard(folder: Path) -> None:
    """Remove the folder of a build that failed."""
    shutil.rmtree(folder, ignore_errors=True)


def _replace_content(folder: Path, site: Path) -> None:
    """Copy the new content into `site` as a whole, then let it take the place of the old.

    Where there is no room for it, the old stays.
    """
    new = site / f".new.{os.getpid()}"
    try:
        shutil.copytree(folder, new)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)
        raise
    for path in site.iterdir():
        if path == new or (_is_theirs(path) and not os.path.lexists(new / path.name)):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    for path in [*new.iterdir()]:
        os.rename(path, site / path.name)
    new.rmdir()
    shutil.rmtree(folder)


def _keep_hidden(old: Path, site: Path) -> None:
    """Bring hidden files of an old site into the one that took its place, and has none such."""
    if not (old.name.startswith(f".{site.name}.old.") and old.is_dir() and site.is_dir()):
        return
    for path in old.iterdir():
        if _is_theirs(path) and not os.path.lexists(site / path.name):
            path.rename(site / path.name)


def _is_theirs(path: Path) -> bool:
    """Whether a file is hidden, and no copy that a killed build has left in the site."""
    return path.name.startswith(".") and not re.fullmatch(r"\.new\.\d+", path.name)


def _beside(site: Path, what: str) -> Path:
    return site.with_name(f".{site.name}{what}.{os.getpid()}")


def _runs(process: int) -> bool:
    with suppress(PermissionError):  # it runs, but is another user's
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True
