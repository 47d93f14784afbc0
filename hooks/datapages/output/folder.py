"""The folder of a built site, read once, changed in memory, written once."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath


@dataclass
class BuiltFolder:
    """Files by their paths in the site (`kirispe/index.html`); `save` writes what has changed."""

    root: Path
    pages: dict[str, str]  # the HTML of every page; to change one, assign to it
    _paths: set[str]
    _saved_pages: dict[str, str]
    _changed: dict[str, bytes] = field(default_factory=dict)
    _deleted: set[str] = field(default_factory=set)
    hashed: set[str] = field(default_factory=set)  # files whose names tell their content

    @classmethod
    def read(cls, root: Path) -> BuiltFolder:
        """The folder as a builder has left it."""
        paths = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
        pages = {
            path: (root / path).read_text(encoding="utf-8")
            for path in _in_order(paths)
            if path.endswith(".html")
        }
        return cls(root, pages, paths, dict(pages))

    @property
    def paths(self) -> list[str]:
        """All files, folder by folder."""
        return _in_order(self._paths)

    def __contains__(self, path: str) -> bool:
        return path in self._paths

    def glob(self, pattern: str) -> list[str]:
        """The files of one folder whose path fits a pattern such as `assets/javascripts/*.js`."""
        depth = pattern.count("/")
        fitting = (path for path in self._paths if path.count("/") == depth)
        return _in_order({path for path in fitting if PurePosixPath(path).match(pattern)})

    def read_bytes(self, path: str) -> bytes:
        """The content of a file as it will be saved; KeyError where there is none."""
        if path not in self._paths:
            raise KeyError(path)
        if path in self.pages:
            return self.pages[path].encode()
        if path in self._changed:
            return self._changed[path]
        return (self.root / path).read_bytes()

    def read_text(self, path: str) -> str:
        """The same as text."""
        return self.read_bytes(path).decode()

    def write(self, path: str, content: str) -> None:
        """Add or replace a file."""
        self._paths.add(path)
        self._deleted.discard(path)
        if path.endswith(".html"):
            self.pages[path] = content
        else:
            self._changed[path] = content.encode()

    def add_hashed(self, path: str, content: str) -> str:
        """Add a file under a name that tells its content; gives the name."""
        name = hashed_name(path, content)
        self.write(name, content)
        self.hashed.add(name)
        return name

    def integrity(self, path: str) -> str:
        """The digest of a file that has a hash in its name, as a link to it bears it."""
        return _integrity(self.read_bytes(path))

    def delete(self, path: str) -> None:
        """Remove a file; KeyError where there is none."""
        self._paths.remove(path)
        self.hashed.discard(path)
        self._changed.pop(path, None)
        self.pages.pop(path, None)
        self._deleted.add(path)

    def save(self) -> None:
        """Bring the folder on the disk to the state of this one."""
        for path in self._deleted:
            (self.root / path).unlink(missing_ok=True)
        pages = {
            path: html.encode()
            for path, html in self.pages.items()
            if self._saved_pages.get(path) != html
        }
        for path, content in (pages | self._changed).items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


@lru_cache(maxsize=64)  # the same few files are linked from every page
def _integrity(content: bytes) -> str:
    return f"sha256-{b64encode(hashlib.sha256(content).digest()).decode()}"


def hashed_name(path: str, content: str) -> str:
    """The path with a hash of the content: «a/site.css» → «a/site.1a2b3c4d.css»."""
    stem, suffix = path.rsplit(".", 1)
    return f"{stem}.{hashlib.sha256(content.encode()).hexdigest()[:8]}.{suffix}"


def _in_order(paths: set[str]) -> list[str]:
    return sorted(paths, key=lambda path: path.split("/"))
