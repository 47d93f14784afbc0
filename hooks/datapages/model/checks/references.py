"""Checks of the bibliography, and of every reference to a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel

from ...base import near, yaml_reader
from ...base.diagnostics import Problem
from ..records.sources import Source, SourcesFile
from .files import LoadedFiles, twice

CITING = ("source", "law", "model_source")  # fields that name a source


def check_sources(loaded: LoadedFiles) -> Iterator[Problem]:
    """The bibliography itself, and every field that names a source."""
    known = {source.id for _, file in loaded.of(SourcesFile) for source in file.sources}
    for document, file in loaded.of(SourcesFile):
        yield from twice(document, ("sources",), [source.id for source in file.sources])
        for index, source in enumerate(file.sources):
            for need in missing(source):
                message = f"«{source.id}»: a source of type {source.type} needs {need}"
                yield document.problem(("sources", index), message)
            yield from _titles(document, index, source)
    if not loaded.knows_all(SourcesFile):
        return
    for document, record in loaded.files:
        if known >= _sources_of(_Record(record)):
            continue
        for path, value in _walk(record, ()):
            if path[-1] in CITING and isinstance(value, str) and value not in known:
                hint = near.hint(value, known) or ": add it to sources.yml"
                yield document.problem(path, f"unknown source «{value}»{hint}")


def _titles(document: yaml_reader.Document, index: int, source: Source) -> Iterator[Problem]:
    """A title that is not the source's own says so, and is no official text that was read."""
    path: yaml_reader.Path = ("sources", index, "title")
    if source.title.startswith("["):
        yield document.problem(path, "brackets are written by the build: set described: true")
    elif source.title_kk and source.described:
        yield document.problem(path, "a described title is Kazakh already: drop title_kk")
    if source.described and source.rank == "official":
        message = "official, but its title is only described: it was not read"
        yield document.problem(("sources", index, "rank"), message)


@dataclass(frozen=True, eq=False)
class _Record:
    """A record as the key of a cache: by identity, since to compare two takes as long as a look."""

    value: BaseModel

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Record) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


@lru_cache(maxsize=1024)  # as the records of files that did not change
def _sources_of(record: _Record) -> frozenset[str]:
    return frozenset(_cited(record.value))


def _cited(value: object) -> Iterator[str]:
    """The sources that a record names, wherever: most records name none that is unknown."""
    if isinstance(value, BaseModel):
        for name, inner in vars(value).items():
            if isinstance(inner, str):
                if name in CITING:
                    yield inner
            elif isinstance(inner, (BaseModel, tuple)):
                yield from _cited(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from _cited(item)


def _walk(value: object, path: yaml_reader.Path) -> Iterator[tuple[yaml_reader.Path, object]]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, (*path, index))
    elif path:
        yield path, value


# What a description of each type cannot do without; a tuple: one of them is enough.
NEEDS: dict[str, tuple[str | tuple[str, ...], ...]] = {
    "legislation": ("issued",),
    "book": (("author", "publisher"), ("issued", "url")),
    "chapter": ("container", "issued"),
    "article-journal": (("container", "url"),),
    "article-newspaper": (("container", "publisher"),),
    "webpage": ("url", "accessed"),
    "dataset": ("publisher", ("url", "read")),
    "report": (("author", "publisher"),),
    "manuscript": (("note", "read"),),
}


def missing(source: Source) -> list[str]:
    """What the description of this source lacks: «container», «author or publisher»."""
    needs = (need if isinstance(need, tuple) else (need,) for need in NEEDS[source.type])
    return [" or ".join(need) for need in needs if not any(getattr(source, key) for key in need)]
