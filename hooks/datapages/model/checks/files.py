"""Valid files with their documents, and checks that several kinds of file share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from ...base import yaml_reader
from ...base.diagnostics import Problem
from ..records.indicators import Indicator
from ..records.texts import Diagram, TextTable
from ..records.units import UnitsFile


@dataclass
class LoadedFiles:
    """Valid files, each with its document so that a later mistake still has its line."""

    files: list[tuple[yaml_reader.Document, BaseModel]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: set[type[BaseModel]] = field(default_factory=set)
    count: int = 0

    def refuse(self, kind: type[BaseModel], problems: list[Problem]) -> None:
        """Note a file that cannot be used."""
        self.problems += problems
        self.broken.add(kind)

    def knows_all(self, kind: type[BaseModel]) -> bool:
        """False when a file is broken: what it defines must not be called unknown elsewhere."""
        return kind not in self.broken

    def parents(self) -> dict[str, str | None]:
        """Every unit's parent, by id."""
        return {unit.id: unit.parent for _, record in self.of(UnitsFile) for unit in record.units}

    def single(self, kind: type[R]) -> R | None:
        """The record of a kind that has one file, if it is there."""
        return next((record for _, record in self.of(kind)), None)

    def of(self, kind: type[R]) -> Iterator[tuple[yaml_reader.Document, R]]:
        """The files of one kind: document and record."""
        for document, record in self.files:
            if isinstance(record, kind):
                yield document, record


R = TypeVar("R", bound=BaseModel)
K = TypeVar("K", UnitsFile, Indicator, TextTable, Diagram)


def by_id(loaded: LoadedFiles, kind: type[K]) -> dict[str, K]:
    """The records of one kind by id; an id that is not the name of its file is a problem."""
    found: dict[str, K] = {}
    for document, record in loaded.of(kind):
        stem = PurePosixPath(document.file).stem
        if record.id != stem:
            message = f"expected «{stem}», the name of the file, got «{record.id}»"
            loaded.problems.append(document.problem(("id",), message))
        found[record.id] = record
    return found


def twice(
    document: yaml_reader.Document, path: yaml_reader.Path, ids: list[str], key: str = "id"
) -> Iterator[Problem]:
    """Ids of a list that stand twice."""
    seen: set[str] = set()
    for place, id in enumerate(ids):
        if id in seen:
            yield document.problem((*path, place, key), f"{key} «{id}» stands twice")
        seen.add(id)


def in_order(
    document: yaml_reader.Document, path: yaml_reader.Path, days: list[str], key: str
) -> Iterator[Problem]:
    """Days or periods of a list that are not later than the one before."""
    for place in range(1, len(days)):
        if days[place] <= days[place - 1]:
            message = f"expected a time after {days[place - 1]}, got {days[place]}"
            yield document.problem((*path, place, key), message)
