"""Checks of administrative units and of their counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...base import near, yaml_reader
from ...base.diagnostics import Problem
from ..records.units import CountsFile, UnitsFile
from .files import LoadedFiles, in_order


def check_units(loaded: LoadedFiles) -> Iterator[Problem]:
    """Ids, parents and codes of every unit."""
    codes: dict[str, str] = {}
    names: set[str] = set()
    parents = loaded.parents()
    for document, record in loaded.of(UnitsFile):
        for index, unit in enumerate(record.units):
            path: yaml_reader.Path = ("units", index)
            if unit.id in names:
                yield document.problem((*path, "id"), f"id «{unit.id}» stands twice")
            names.add(unit.id)
            if unit.parent is not None and unit.parent not in parents:
                if loaded.knows_all(UnitsFile):
                    yield unknown_unit(document, (*path, "parent"), unit.parent, parents)
            elif _is_circle(unit.id, parents):
                message = f"«{unit.id}» lies in itself, by way of its parents"
                yield document.problem((*path, "parent"), message)
            for key, code in (("kato", unit.kato), ("iso", unit.iso)):
                if code and code in codes:
                    yield document.problem((*path, key), f"{code} is taken by {codes[code]}")
                elif code:
                    codes[code] = f"«{unit.id}»"
            days = [count.date for count in unit.population]
            yield from in_order(document, (*path, "population"), days, "date")


def unknown_unit(
    document: yaml_reader.Document, path: yaml_reader.Path, id: str, known: Iterable[str]
) -> Problem:
    """The problem of a unit that no file has."""
    hint = near.hint(id, known) or ": add it to data/units/"
    return document.problem(path, f"unknown unit «{id}»{hint}")


def _is_circle(id: str, parents: dict[str, str | None]) -> bool:
    at, visited = parents[id], set[str]()
    while at is not None and at != id and at not in visited:
        visited.add(at)
        at = parents.get(at)
    return at == id


def check_counts(loaded: LoadedFiles) -> Iterator[Problem]:
    """The rows of counts in the order of time."""
    for document, record in loaded.of(CountsFile):
        yield from in_order(document, ("rows",), [row.date for row in record.rows], "date")
