"""Finished files that the site offers: books and the copy for the disk, of the same edition.

They are made from a built site, so that it is the next build that offers them: the setting `shelf`
names their folder. Without it the site offers none, and says nothing of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from ..base.diagnostics import ContentError, Problem
from ..base.source_files import write_whole

FOLDER = "kitap"  # on the site
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
LIST = "kitap.json"  # of what lies in the folder


class Kind(StrEnum):
    """What a file is, in the order in which it is offered."""

    PDF = "pdf"
    EPUB = "epub"
    THESIS = "thesis"  # PDF in the form of a thesis
    CHAPTER = "chapter"  # PDF of one chapter
    COPY = "copy"  # the site itself, for the disk


@dataclass(frozen=True)
class Item:
    """A file of the folder."""

    name: str
    kind: Kind
    size: int  # bytes
    latin: bool = False  # in Latin letters
    page: str = ""  # the chapter, by its address on the site: «1-basqaru/1-1-organdar/»

    @property
    def path(self) -> str:
        """Where it stands on the site."""
        return f"{FOLDER}/{self.name}"


@dataclass(frozen=True)
class Shelf:
    """What a site offers; `folder` is where the files lie now."""

    folder: Path | None = None
    items: tuple[Item, ...] = ()

    @classmethod
    def read(cls, folder: Path, day: str) -> Shelf:
        """The files of a folder, made from the edition of a day; ContentError for any other."""
        file = folder / LIST
        try:
            listing = json.loads(file.read_text("utf-8"))
            items = tuple(Item(**item | {"kind": Kind(item["kind"])}) for item in listing["files"])
            edition = str(listing["edition"])
            odd = [item for item in items if not _NAME.fullmatch(item.name)]
        except OSError:
            raise _problem(file, "there is no list of finished books: run `make book`") from None
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise _problem(file, "expected the list that `make book` writes") from None
        if odd:  # it is a name on the site, too
            raise _problem(file, f"{odd[0].name!a} is no name of a file of this folder")
        if edition != day:
            raise _problem(
                file, f"the books are of {edition}, the site of {day}: run `make book` anew"
            )
        for item in items:
            path = folder / item.name
            if path.is_symlink() or not path.is_file() or path.stat().st_size != item.size:
                raise _problem(path, f"expected a file of {item.size} bytes: run `make book` anew")
        return cls(folder, items)

    def files(self) -> dict[str, bytes]:
        """What to publish: path on the site → content."""
        if self.folder is None:
            return {}
        return {item.path: (self.folder / item.name).read_bytes() for item in self.items}

    def of_page(self, page: str) -> Item | None:
        """The PDF of a chapter, by its address on the site."""
        chapters = (item for item in self.items if item.kind is Kind.CHAPTER)
        return next((item for item in chapters if item.page == page), None)


def put(folder: Path, day: str, items: Iterable[tuple[Item, bytes]]) -> None:
    """Write files and their list into a folder, in place of those of an earlier time."""
    check_target(folder)
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for item, content in items:
        write_whole(folder / item.name, content)
        listed.append(asdict(item))
    text = json.dumps({"edition": day, "files": listed}, ensure_ascii=False, indent=1)
    write_whole(folder / LIST, f"{text}\n".encode())
    for old in folder.iterdir():
        if old.name not in {LIST, *(one["name"] for one in listed)}:
            old.unlink()


def check_target(folder: Path) -> None:
    """Refuse a folder that holds anything but books: all in it is replaced."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ValueError(f"{folder}: expected a folder")
    inside = [*folder.iterdir()]
    if inside and ((folder / LIST) not in inside or not all(one.is_file() for one in inside)):
        wanted = f"expected a folder that is empty or holds {LIST}: all in it is replaced"
        raise ValueError(f"{folder}: {wanted}")


def _problem(path: Path, message: str) -> ContentError:
    return ContentError([Problem(str(path), 0, "", message)])
