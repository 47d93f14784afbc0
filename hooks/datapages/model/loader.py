"""data/ read and validated as a whole: a catalogue, or every problem of every file."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..base import letters, source_files, yaml_reader
from ..base.diagnostics import ContentError, Problem
from ..base.source_files import read_text
from ..base.validation import REQUIRED, misspelt, schema_problems
from . import boundaries, derived
from .boundaries import Map
from .catalogue import Catalogue
from .checks.files import Check, LoadedFiles, check_ids
from .kinds import KINDS, Kind, names_of
from .records.base import NamedRecord, Record
from .records.indicators import Indicator
from .records.sources import SourcesFile
from .records.texts import ChangesFile
from .withheld import Withheld


def load(folder: Path, *checks: Check) -> Catalogue:
    """Read data/ whole.

    `checks` are run besides those of the kinds: what lies outside data/ is theirs to know.
    Raises ContentError with every problem of every file.
    """
    loaded = _files(folder)
    maps, problems = _check(loaded, folder, checks)
    if problems := [*loaded.problems, *problems]:
        raise ContentError(problems)
    return _catalogue(loaded, maps)


def load_sound(folder: Path, *checks: Check) -> tuple[Catalogue, list[Problem], Withheld]:
    """Read as much of data/ as stands without the files that have mistakes.

    Told are every problem of every file, and what is withheld for them: those files, and all that
    names something of theirs.
    """
    loaded = _files(folder)
    maps, found = _check(loaded, folder, checks)
    problems = [*loaded.problems, *found]
    reported, left = problems, loaded
    while reported:
        faulty = {problem.file for problem in reported}
        files = [one for one in left.files if one[0].file not in faulty]
        left = LoadedFiles(files if len(files) < len(left.files) or left is loaded else [])
        maps, reported = _check(left, folder, ())
    kept = {document.file for document, _ in left.files}
    withheld = [path for path in _paths(folder) if _name(path, folder) not in kept]
    return _catalogue(left, maps), problems, Withheld.of(withheld)


def _files(folder: Path) -> LoadedFiles:
    """All files, each as far as it can be used; ContentError where it is not safe to read them."""
    if problems := source_files.check(folder):
        raise ContentError(problems)
    loaded = LoadedFiles()
    for path in _paths(folder):
        _read(path, folder, loaded)
    for kind in KINDS:
        if kind.required and not (folder / kind.pattern).is_file():
            problem = Problem(f"{folder.name}/{kind.pattern}", 0, "", "this file is required")
            loaded.refuse(kind.record, [problem])
    return loaded


def _check(
    loaded: LoadedFiles, folder: Path, checks: Iterable[Check]
) -> tuple[dict[str, Map], list[Problem]]:
    """The boundaries, and what is wrong with files beside others."""
    of_kinds = (check for kind in KINDS for check in kind.checks)
    found = [
        problem
        for check in (check_ids, _check_names, *of_kinds, *checks)
        for problem in check(loaded)
    ]
    maps, problems = boundaries.read_boundaries(loaded, folder)
    return maps, [*found, *problems]


def _catalogue(loaded: LoadedFiles, maps: Mapping[str, Map]) -> Catalogue:
    records = {kind.record: loaded.records(kind.record) for kind in KINDS}
    indicators = {record.id: record for _, record in loaded.of(Indicator)}
    records[Indicator] = tuple(derived.complete(indicators).values())
    return Catalogue(records, maps, loaded.count)


def _check_names(loaded: LoadedFiles) -> Iterator[Problem]:
    """What stands on a page has a name of its own: its address and its files are called by it."""
    taken: dict[str, str] = {}
    for document, record in loaded.files:
        if not hasattr(record, "page") and not isinstance(record, (SourcesFile, ChangesFile)):
            continue
        for name in names_of(record):
            if name in taken:
                message = f"«{name}» is the name of {taken[name]} already"
                yield document.problem(("id",) if isinstance(record, NamedRecord) else (), message)
            taken.setdefault(name, document.file)


def _paths(folder: Path) -> list[Path]:
    return [p for p in sorted(folder.rglob("*")) if p.suffix.lower() in (".yml", ".yaml")]


def _name(path: Path, folder: Path) -> str:
    """What problems call a file."""
    return f"{folder.name}/{path.relative_to(folder).as_posix()}"


def _read(path: Path, folder: Path, loaded: LoadedFiles) -> None:
    inside, name = path.relative_to(folder), _name(path, folder)
    loaded.count += 1
    kind = _kind_of(inside)
    if kind is None:
        patterns = ", ".join(kind.pattern for kind in KINDS)
        loaded.problems.append(Problem(name, 0, "", f"no such kind of file: expected {patterns}"))
        return
    try:
        document, record, problems = _record(read_text(path, name), name, kind.record)
    except ContentError as error:
        loaded.refuse(kind.record, error.problems)
        return
    if record is None:
        loaded.refuse(kind.record, list(problems))
    else:
        loaded.problems += problems
        loaded.files.append((document, record))
        if any(yaml_reader.TWICE in one.message for one in problems):
            loaded.broken.add(kind.record)  # of two records that run together one is lost


@lru_cache(maxsize=1024)
def _kind_of(inside: Path) -> Kind | None:
    return next((kind for kind in KINDS if kind.matches(inside)), None)


Read = tuple[yaml_reader.Document, Record | None, tuple[Problem, ...]]


@lru_cache(maxsize=1024)  # a site that is served reads the same hundred files at every change
def _record(text: str, name: str, kind: type[Record]) -> Read:
    """A file: its record, or as much of it as later checks can use; and all that is wrong in it.

    The record is None where what is left says too little.
    """
    document, record, problems = _validated(yaml_reader.parse(text, name), kind)
    reported = {one.line for one in problems}
    mixed = (Problem(name, *fault) for fault in letters.faults(text))
    return document, record, (*problems, *(one for one in mixed if one.line not in reported))


def _validated(document: yaml_reader.Document, kind: type[Record]) -> Read:
    if document.problems and not isinstance(document.value, dict):
        raise ContentError(document.problems)
    try:
        return document, kind.model_validate(document.value), tuple(document.problems)
    except ValidationError as error:
        reported = {(one.line, one.key) for one in document.problems}
        found = [
            one
            for one in schema_problems(document, error, kind)
            if (one.line, one.key) not in reported
        ]
        record = _without_faults(document.value, error, kind)
        if document.problems:  # what is missing was perhaps only not understood
            found = [one for one in found if one.message != REQUIRED]
        return document, record, (*document.problems, *found)


def _without_faults(value: Any, error: ValidationError, kind: type[Record]) -> Record | None:
    """The record with its faulty values left out, so that other faults are told in one round."""
    items = error.errors(include_url=False)
    if any(not item["loc"] for item in items):
        return None  # it is the whole that is wrong
    meant, left = misspelt(items), copy.deepcopy(value)
    try:
        for item in items:
            *above, key = _steps(item)
            inside = left
            for step in above:
                inside = inside[step]
            if item["type"] == "extra_forbidden":
                old = inside.pop(key)
                if item["loc"] in meant:
                    inside[meant[item["loc"]][-1]] = old
            elif item["type"] != "missing":
                inside[key] = None
        return _validated_without(left, kind)
    except (ValidationError, LookupError, TypeError, AttributeError):
        return None


def _steps(item: ErrorDetails) -> tuple[int | str, ...]:
    """Where a mistake is, without the steps that pydantic adds for a union."""
    return tuple(step for step in item["loc"] if step not in ("int", "float"))


def _validated_without(value: Any, kind: type[Record]) -> Record:
    """The record without the parts of it that lack what they need: an area without its figure."""
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            *above, part = _steps(item)[:-1] or (None,)
            inside = value
            for step in above:
                inside = inside[step]
            if not isinstance(part, str):
                raise  # an item of a list: those after it would be called by other numbers
            inside[part] = None
    return kind.model_validate(value)
