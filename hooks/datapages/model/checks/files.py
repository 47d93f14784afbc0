"""Valid files with their documents, and checks that several kinds of file share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from ...base import yaml_reader
from ...base.diagnostics import Problem
from ..records.base import NamedRecord, Record
from ..records.units import UnitsFile


@dataclass
class LoadedFiles:
    """Valid files, each with its document so that a later mistake still has its line."""

    files: list[tuple[yaml_reader.Document, Record]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: set[type[Record]] = field(default_factory=set)
    count: int = 0

    def refuse(self, kind: type[Record], problems: list[Problem]) -> None:
        """Note a file that cannot be used."""
        self.problems += problems
        self.broken.add(kind)

    def knows_all(self, kind: type[Record]) -> bool:
        """False when a file is broken: what it defines must not be called unknown elsewhere."""
        return kind not in self.broken

    def parents(self) -> dict[str, str | None]:
        """Every unit's parent, by id."""
        return {unit.id: unit.parent for _, record in self.of(UnitsFile) for unit in record.units}

    def of(self, kind: type[R]) -> Iterator[tuple[yaml_reader.Document, R]]:
        """The files of one kind: document and record."""
        for document, record in self.files:
            if isinstance(record, kind):
                yield document, record

    def records(self, kind: type[R]) -> tuple[R, ...]:
        """The records of one kind."""
        return tuple(record for _, record in self.of(kind))


R = TypeVar("R", bound=Record)
Check = Callable[[LoadedFiles], Iterable[Problem]]


def check_ids(loaded: LoadedFiles) -> Iterator[Problem]:
    """The id of a file that has one is the file's name."""
    for document, record in loaded.of(NamedRecord):
        stem = PurePosixPath(document.file).stem
        if record.id != stem:
            message = f"expected «{stem}», the name of the file, got «{record.id}»"
            yield document.problem(("id",), message)


def twice(
    document: yaml_reader.Document, path: yaml_reader.Path, ids: list[str], key: str = "id"
) -> Iterator[Problem]:
    """Ids of a list that stand twice."""
    known: set[str] = set()
    for index, id in enumerate(ids):
        if id in known:
            yield document.problem((*path, index, key), f"{key} «{id}» stands twice")
        known.add(id)


def in_order(
    document: yaml_reader.Document, path: yaml_reader.Path, days: list[str], key: str
) -> Iterator[Problem]:
    """Days or periods of a list that are not later than the one before."""
    for index in range(1, len(days)):
        if days[index] <= days[index - 1]:
            message = f"expected a time after {days[index - 1]}, got {days[index]}"
            if days[index] == days[index - 1]:
                message = f"{days[index]} stands twice: {message}"
            yield document.problem((*path, index, key), message)
