"""What is indexed: documents, from a JSONL file, from Material's own index, or from one of ours."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from search_kk.packed import DIGITS

_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|tr|div|dd|dt|pre|blockquote|td|th)>|<br\s*/?>")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_SPACE = re.compile(r"[ \t\r\f\v]+")  # a no-break space stays


@dataclass(frozen=True)
class Document:
    """A place that can be found: a page, a section of it (`page/#section`), a row, an entry.

    `text` holds its passages, one a line. `names` are other things that it is called, in any
    language: it is found by them as by its title, and they are not shown. `asked` is what readers
    ask that it answers, in their words: less than a name. `kind` is one of the kinds that the
    index is given (a badge, a filter, a boost).
    """

    location: str
    title: str
    text: str = ""
    kind: str = ""
    names: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """The address without the fragment."""
        return self.location.split("#")[0]


def plain(text: str) -> str:
    """A text without tags, a passage a line; a text that has none stays as it is."""
    lines = _TAG.sub(" ", _BLOCK_END.sub("\n", text)).split("\n")
    spaced = (_SPACE.sub(" ", html.unescape(line)).strip() for line in lines)
    return "\n".join(line for line in spaced if line)


def document(given: Mapping[str, Any]) -> Document:
    """A document from JSON; HTML in title and text becomes plain text."""

    def listed(key: str) -> tuple[str, ...]:
        found = given.get(key) or ()
        return (found,) if isinstance(found, str) else tuple(map(str, found))

    return Document(
        location=str(given["location"]),
        title=plain(str(given.get("title", ""))).replace("\n", " "),
        text=plain(str(given.get("text", ""))),
        kind=str(given.get("kind") or ""),
        names=listed("names"),
        asked=listed("asked"),
    )


def read_jsonl(path: Path) -> list[Document]:
    """The documents of a file that holds a JSON object a line."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                found += [document(json.loads(line))] if line.strip() else []
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                wanted = "a JSON object with location, title and text"
                raise ValueError(f"{path}:{number}: expected {wanted} ({error!r})") from error
    return found


def of_index(folder: Path) -> list[Document]:
    """The documents of an index that was built here; names are not kept in it."""

    def part(name: str) -> Any:
        return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))

    def parts(letter: str) -> Iterator[Any]:
        n = 0
        while (folder / f"{letter}{n}.json").is_file():
            yield part(f"{letter}{n}")
            n += 1

    kinds = part("index")["kinds"]
    texts = (text for texts in parts("t") for text in texts)
    titles = (title for titles in parts("d") for title in _titles(titles))
    return [
        Document(location, title, text, kinds[kind]["id"])
        for (location, title, kind), text in zip(titles, texts, strict=True)
    ]


def _titles(part: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Location, title and number of the kind of each document of a part (see index.py)."""
    page = ""
    locations, titles, kinds = part
    for location, title, kind in zip(locations.split("\n"), titles.split("\n"), kinds, strict=True):
        if location.startswith("#"):
            yield page + location, title, DIGITS.index(kind)
        else:
            page = location.split("#")[0]
            yield location, title, DIGITS.index(kind)


def of_site(site: Path) -> list[Document]:
    """The documents of a built site: of its index made here, or else of Material's own."""
    folder = folder_of(site)
    if folder is not None:
        return of_index(folder)
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    return [document(given) for given in index["docs"]]


def folder_of(site: Path) -> Path | None:
    """Where the index of a built site lies: in search/, or in one folder there."""
    found = [*site.glob("search/index.json"), *site.glob("search/*/index.json")]
    return found[0].parent if found else None


def to_jsonl(documents: Iterable[Document]) -> Iterator[str]:
    """A JSON object a line, without what is empty."""
    for one in documents:
        needed = ("location", "title", "text")
        given = {name: value for name, value in asdict(one).items() if value or name in needed}
        yield json.dumps(given, ensure_ascii=False)
