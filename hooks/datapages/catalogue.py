"""The whole of data/: read, validated, joined, or refused with every problem at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from . import strict_yaml
from .problems import ContentError, Problem
from .records import CategoriesFile, Indicator, Series, Source, SourcesFile, UnitsFile

# Which record a file holds, by its place under data/; the first pattern that fits counts.
KINDS: dict[str, type[BaseModel]] = {
    "sources.yml": SourcesFile,
    "units/categories.yml": CategoriesFile,
    "units/*.yml": UnitsFile,
    "indicators/*.yml": Indicator,
}

SCHEMA_NAMES: dict[type[BaseModel], str] = {
    SourcesFile: "sources",
    CategoriesFile: "categories",
    UnitsFile: "units",
    Indicator: "indicator",
}


@dataclass(frozen=True)
class Catalogue:
    """Everything in data/, by id; `files` counts what was read."""

    sources: dict[str, Source]
    units: dict[str, UnitsFile]
    categories: CategoriesFile
    indicators: dict[str, Indicator]
    files: int

    def number(self, source: str) -> int:
        """Place of a source in the bibliography, from 1."""
        return list(self.sources).index(source) + 1


@dataclass
class _Loaded:
    """Valid files, each with its document so that a later mistake still has its line."""

    files: list[tuple[strict_yaml.Document, BaseModel]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def of(self, kind: type[R]) -> Iterator[tuple[strict_yaml.Document, R]]:
        for document, record in self.files:
            if isinstance(record, kind):
                yield document, record


R = TypeVar("R", bound=BaseModel)


def load(folder: Path, docs: Path | None = None) -> Catalogue:
    """Read data/ whole.

    `folder` is data/; `docs`, where given, is checked for the pages that data names.
    Raises ContentError with every problem of every file.
    """
    loaded = _Loaded()
    for path in sorted(folder.rglob("*.y*ml")):
        _read(path, folder, loaded)
    problems = loaded.problems
    sources = _sources(loaded)
    units = _by_id(loaded, UnitsFile)
    indicators = _by_id(loaded, Indicator)
    categories = [record for _, record in loaded.of(CategoriesFile)]
    problems += _unknown_sources(loaded, set(sources))
    problems += _units(loaded)
    problems += _categories(loaded)
    problems += _indicators(loaded)
    if docs is not None:
        problems += _missing_pages(loaded, docs)
    for required in ("sources.yml", "units/categories.yml"):
        if not (folder / required).is_file():
            problems.append(Problem(f"{folder.name}/{required}", 0, "", "this file is required"))
    if problems:
        raise ContentError(problems)
    return Catalogue(sources, units, categories[0], indicators, loaded.count)


def _read(path: Path, folder: Path, loaded: _Loaded) -> None:
    inside = path.relative_to(folder)
    name = f"{folder.name}/{inside.as_posix()}"
    loaded.count += 1
    kind = next((k for p, k in KINDS.items() if PurePosixPath(inside).match(p)), None)
    if kind is None or len(inside.parts) > 2:
        places = ", ".join(KINDS)
        loaded.problems.append(Problem(name, 0, "", f"no such kind of file: expected {places}"))
        return
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        loaded.problems.append(Problem(name, 0, "", f"not UTF-8 at byte {error.start}"))
        return
    document = strict_yaml.parse(text, name)
    loaded.problems += document.problems
    if document.problems:
        return  # a broken file would only repeat the same mistakes as missing keys
    try:
        loaded.files.append((document, kind.model_validate(document.value)))
    except ValidationError as error:
        loaded.problems += schema_problems(document, error)


def schema_problems(document: strict_yaml.Document, error: ValidationError) -> list[Problem]:
    """One problem a mistake: where, what was expected, what was found."""
    problems: dict[strict_yaml.Path, Problem] = {}
    for item in error.errors(include_url=False):
        # A union adds the name of its branch to the path: it is no key of the file.
        path = tuple(step for step in item["loc"] if not _is_branch(step, item["loc"], document))
        if item["type"] == "too_short" and any(other[: len(path)] == path for other in problems):
            continue  # the list is short only because its items are wrong, and those are told
        message = item["msg"].replace("Input should be", "expected").replace("Tuple", "list")
        if item["type"] == "missing":
            message = "this key is required"
        elif item["type"] == "extra_forbidden":
            message = "unknown key"
        else:
            message += f", got {strict_yaml.describe(item['input'])}"
        problems.setdefault(path, document.problem(path, message))
    return list(problems.values())


def _is_branch(step: str | int, path: tuple[str | int, ...], document: strict_yaml.Document) -> bool:
    at = path.index(step)
    return step in ("int", "float", "constrained-int") and path[: at + 1] not in document.lines


def _sources(loaded: _Loaded) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for document, record in loaded.of(SourcesFile):
        for place, source in enumerate(record.sources):
            if source.id in found:
                path = ("sources", place, "id")
                loaded.problems.append(document.problem(path, f"id «{source.id}» stands twice"))
            found[source.id] = source
    return found


K = TypeVar("K", UnitsFile, Indicator)


def _by_id(loaded: _Loaded, kind: type[K]) -> dict[str, K]:
    found: dict[str, K] = {}
    for document, record in loaded.of(kind):
        stem = PurePosixPath(document.file).stem
        if record.id != stem:
            message = f"expected «{stem}», the name of the file, got «{record.id}»"
            loaded.problems.append(document.problem(("id",), message))
        found[record.id] = record
    return found


def _unknown_sources(loaded: _Loaded, known: set[str]) -> Iterator[Problem]:
    for document, record in loaded.files:
        for path, value in _walk(record, ()):
            if path[-1] in ("source", "law") and isinstance(value, str) and value not in known:
                yield document.problem(path, f"unknown source «{value}»: add it to sources.yml")


def _walk(value: object, path: strict_yaml.Path) -> Iterator[tuple[strict_yaml.Path, object]]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _walk(item, (*path, place))
    elif path:
        yield path, value


def _units(loaded: _Loaded) -> Iterator[Problem]:
    codes: dict[str, str] = {}
    for document, record in loaded.of(UnitsFile):
        names: set[str] = set()
        for place, unit in enumerate(record.units):
            path: strict_yaml.Path = ("units", place)
            if unit.id in names:
                yield document.problem((*path, "id"), f"id «{unit.id}» stands twice")
            names.add(unit.id)
            for key, code in (("kato", unit.kato), ("iso", unit.iso)):
                if code and code in codes:
                    yield document.problem((*path, key), f"{code} is taken by {codes[code]}")
                elif code:
                    codes[code] = f"«{unit.id}»"
            days = [count.date for count in unit.population]
            yield from _order(document, (*path, "population"), days, "date")


def _categories(loaded: _Loaded) -> Iterator[Problem]:
    for document, record in loaded.of(CategoriesFile):
        editions = [edition.id for edition in record.editions]
        yield from _order(document, ("editions",), [e.start for e in record.editions], "start")
        for row, category in enumerate(record.categories):
            seen: set[str] = set()
            for place, norm in enumerate(category.norms):
                path: strict_yaml.Path = ("categories", row, "norms", place, "edition")
                if norm.edition not in editions:
                    known = ", ".join(editions)
                    yield document.problem(path, f"unknown edition «{norm.edition}»: one of {known}")
                elif norm.edition in seen:
                    yield document.problem(path, f"edition «{norm.edition}» stands twice")
                seen.add(norm.edition)


def _indicators(loaded: _Loaded) -> Iterator[Problem]:
    for document, record in loaded.of(Indicator):
        for place, series in enumerate(record.series):
            path: strict_yaml.Path = ("series", place, "observations")
            yield from _order(document, path, _periods(series), "period")
        days = [gap.before for gap in record.breaks]
        yield from _order(document, ("breaks",), days, "before")


def _periods(series: Series) -> list[str]:
    return [observation.period for observation in series.observations]


def _order(
    document: strict_yaml.Document, path: strict_yaml.Path, days: list[str], key: str
) -> Iterator[Problem]:
    for place in range(1, len(days)):
        if days[place] <= days[place - 1]:
            message = f"expected a time after {days[place - 1]}, got {days[place]}"
            yield document.problem((*path, place, key), message)


def _missing_pages(loaded: _Loaded, docs: Path) -> Iterator[Problem]:
    for document, record in loaded.files:
        page = getattr(record, "page", None)
        if page and not (docs / page).is_file():
            yield document.problem(("page",), f"there is no page {docs.name}/{page}")
