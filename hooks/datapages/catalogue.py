"""The whole of data/: read, validated, joined, or refused with every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from . import bibliography, derive, kazakh, notation, rules, strict_yaml, territories
from .problems import ContentError, Problem, read_text
from .records import (
    CategoriesFile,
    ChangesFile,
    CountriesFile,
    CountsFile,
    Diagram,
    GlossaryFile,
    Indicator,
    LawChangesFile,
    MapFile,
    SearchFile,
    Series,
    Source,
    SourcesFile,
    TextTable,
    Unit,
    UnitsFile,
)

# Which record a file holds, by its place under data/; the first pattern that fits counts, and
# `*` stands for one name.
KINDS: dict[str, type[BaseModel]] = {
    "sources.yml": SourcesFile,
    "units/categories.yml": CategoriesFile,
    "units/counts.yml": CountsFile,
    "units/*.yml": UnitsFile,
    "indicators/*.yml": Indicator,
    "geo/*.yml": MapFile,
    "tables/*.yml": TextTable,
    "diagrams/*.yml": Diagram,
    "countries.yml": CountriesFile,
    "law_changes.yml": LawChangesFile,
    "changes.yml": ChangesFile,
    "glossary.yml": GlossaryFile,
    "search.yml": SearchFile,
}

SCHEMA_NAMES: dict[type[BaseModel], str] = {
    SourcesFile: "sources",
    CategoriesFile: "categories",
    CountsFile: "counts",
    MapFile: "map",
    UnitsFile: "units",
    Indicator: "indicator",
    TextTable: "table",
    Diagram: "diagram",
    CountriesFile: "countries",
    LawChangesFile: "law-changes",
    ChangesFile: "changes",
    GlossaryFile: "glossary",
    SearchFile: "search",
}

CITING = ("source", "law", "model_source")  # fields that name a source


# What pydantic's type of a mistake means to a writer of YAML.
EXPECTED = {
    "bool_type": "expected true or false",
    "dict_type": "expected a mapping",
    "float_type": "expected a number",
    "int_type": "expected a whole number",
    "model_type": "expected a mapping",
    "string_type": "expected text",
    "tuple_type": "expected a list",
}


@dataclass(frozen=True)
class Catalogue:
    """Everything in data/, by id; `files` counts what was read."""

    sources: dict[str, Source]
    units: dict[str, UnitsFile]
    categories: CategoriesFile
    indicators: dict[str, Indicator]
    tables: dict[str, TextTable]
    diagrams: dict[str, Diagram]
    countries: CountriesFile | None
    law_changes: LawChangesFile | None
    changes: ChangesFile | None
    glossary: GlossaryFile | None
    search: SearchFile | None
    files: int
    counts: CountsFile | None = None
    maps: dict[str, territories.Map] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Unit]:
        """Every unit of every file, in the order of the files."""
        return {unit.id: unit for table in self.units.values() for unit in table.units}

    def unit(self, id: str) -> Unit:
        """The unit with this id, whatever file it stands in (KeyError: none)."""
        return self.by_id[id]

    def parents(self) -> dict[str, str | None]:
        """Every unit's parent, by id."""
        return {unit.id: unit.parent for table in self.units.values() for unit in table.units}

    def number(self, source: str) -> int:
        """Place of a source in the bibliography, from 1."""
        return self._numbers[source]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {id: place for place, id in enumerate(self.sources, start=1)}


@dataclass
class _Loaded:
    """Valid files, each with its document so that a later mistake still has its line."""

    files: list[tuple[strict_yaml.Document, BaseModel]] = field(default_factory=list)
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
    for required in ("sources.yml", "units/categories.yml"):
        if not (folder / required).is_file():
            problem = Problem(f"{folder.name}/{required}", 0, "", "this file is required")
            loaded.refuse(KINDS[required], [problem])
    problems = loaded.problems
    sources = {s.id: s for _, record in loaded.of(SourcesFile) for s in record.sources}
    units = _by_id(loaded, UnitsFile)
    indicators = _by_id(loaded, Indicator)
    tables = _by_id(loaded, TextTable)
    diagrams = _by_id(loaded, Diagram)
    categories = [record for _, record in loaded.of(CategoriesFile)]
    problems += _sources(loaded, set(sources))
    problems += _units(loaded)
    problems += territories.check(list(loaded.of(UnitsFile)), set(indicators))
    problems += _counts(loaded)
    maps, more = territories.maps(list(loaded.of(MapFile)), units, folder)
    problems += more
    problems += _categories(loaded)
    problems += _indicators(loaded)
    if loaded.knows_all(Indicator):
        files = list(loaded.of(Indicator))
        problems += rules.derivations(files, loaded.parents())
        problems += rules.jumps(files)
        problems += rules.halves(files)
        problems += rules.false_status(files, sources)
    problems += _text_tables(loaded)
    problems += _diagrams(loaded)
    problems += _anchored(loaded)
    problems += _glossary(loaded)
    problems += _changes(loaded, docs)
    if docs is not None:
        problems += _missing_pages(loaded, docs)
    if problems:
        raise ContentError(problems)
    return Catalogue(
        sources=sources,
        units=units,
        categories=categories[0],
        indicators=derive.complete(indicators),
        tables=tables,
        diagrams=diagrams,
        countries=loaded.single(CountriesFile),
        law_changes=loaded.single(LawChangesFile),
        changes=loaded.single(ChangesFile),
        glossary=loaded.single(GlossaryFile),
        search=loaded.single(SearchFile),
        files=loaded.count,
        counts=loaded.single(CountsFile),
        maps=maps,
    )


def _read(path: Path, folder: Path, loaded: _Loaded) -> None:
    inside = path.relative_to(folder)
    name = f"{folder.name}/{inside.as_posix()}"
    loaded.count += 1
    kind = next((kind for place, kind in KINDS.items() if _stands_at(inside, place)), None)
    if kind is None:
        places = ", ".join(KINDS)
        loaded.problems.append(Problem(name, 0, "", f"no such kind of file: expected {places}"))
        return
    try:
        document, record = _record(read_text(path, name), name, kind)
    except ContentError as error:
        loaded.refuse(kind, error.problems)
    else:
        loaded.files.append((document, record))


@lru_cache(maxsize=1024)  # a site that is served reads the same hundred files at every change
def _record(text: str, name: str, kind: type[BaseModel]) -> tuple[strict_yaml.Document, BaseModel]:
    document = strict_yaml.parse(text, name)
    if document.problems:  # a broken file would only repeat them as missing keys
        raise ContentError(document.problems)
    try:
        return document, kind.model_validate(document.value)
    except ValidationError as error:
        raise ContentError(schema_problems(document, error)) from None


def _stands_at(inside: Path, place: str) -> bool:
    return len(inside.parts) == place.count("/") + 1 and PurePosixPath(inside).match(place)


def schema_problems(document: strict_yaml.Document, error: ValidationError) -> list[Problem]:
    """One problem a mistake: where, what was expected, what was found."""
    problems: dict[strict_yaml.Path, Problem] = {}
    for item in error.errors(include_url=False):
        path = _place(item, document)
        if item["type"] == "too_short" and any(other[: len(path)] == path for other in problems):
            continue  # the list is short only because its items are wrong, and those are told
        if item["type"] == "missing":
            message = "this key is required"
        elif item["type"] == "extra_forbidden":
            message = "unknown key"
        else:
            message = f"{_expected(item)}, got {strict_yaml.describe(item['input'])}"
        if path not in problems or item["type"] == "float_type":  # «number» tells more than «whole»
            problems[path] = document.problem(path, message)
    return list(problems.values())


def _expected(item: ErrorDetails) -> str:
    if item["type"] == "string_pattern_mismatch":
        return f"expected text that fits {item['ctx']['pattern']}"
    message = item["msg"].removeprefix("Value error, ").replace(" after validation", "")
    for opening in ("Input should be", "String should have", "Tuple should have"):
        message = message.replace(opening, "expected")
    return EXPECTED.get(item["type"], message)


def _place(item: ErrorDetails, document: strict_yaml.Document) -> strict_yaml.Path:
    """Path of a mistake in the file; pydantic adds steps of its own for unions and keys."""
    path: strict_yaml.Path = ()
    for step in item["loc"]:
        if (*path, step) in document.lines:
            path = (*path, step)
    return (*path, item["loc"][-1]) if item["type"] == "missing" else path


K = TypeVar("K", UnitsFile, Indicator, TextTable, Diagram)


def _by_id(loaded: _Loaded, kind: type[K]) -> dict[str, K]:
    found: dict[str, K] = {}
    for document, record in loaded.of(kind):
        stem = PurePosixPath(document.file).stem
        if record.id != stem:
            message = f"expected «{stem}», the name of the file, got «{record.id}»"
            loaded.problems.append(document.problem(("id",), message))
        found[record.id] = record
    return found


def _sources(loaded: _Loaded, known: set[str]) -> Iterator[Problem]:
    for document, file in loaded.of(SourcesFile):
        yield from _twice(document, ("sources",), [source.id for source in file.sources])
        for place, source in enumerate(file.sources):
            for need in bibliography.missing(source):
                message = f"«{source.id}»: a source of type {source.type} needs {need}"
                yield document.problem(("sources", place), message)
    if not loaded.knows_all(SourcesFile):
        return
    for document, record in loaded.files:
        if known.issuperset(_cited(record)):
            continue
        for path, value in _walk(record, ()):
            if path[-1] in CITING and isinstance(value, str) and value not in known:
                yield document.problem(path, f"unknown source «{value}»: add it to sources.yml")


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
    names: set[str] = set()
    parents = loaded.parents()
    for document, record in loaded.of(UnitsFile):
        for place, unit in enumerate(record.units):
            path: strict_yaml.Path = ("units", place)
            if unit.id in names:
                yield document.problem((*path, "id"), f"id «{unit.id}» stands twice")
            names.add(unit.id)
            if unit.parent is not None and unit.parent not in parents:
                if loaded.knows_all(UnitsFile):
                    yield _unknown_unit(document, (*path, "parent"), unit.parent)
            elif _is_circle(unit.id, parents):
                message = f"«{unit.id}» lies in itself, by way of its parents"
                yield document.problem((*path, "parent"), message)
            for key, code in (("kato", unit.kato), ("iso", unit.iso)):
                if code and code in codes:
                    yield document.problem((*path, key), f"{code} is taken by {codes[code]}")
                elif code:
                    codes[code] = f"«{unit.id}»"
            days = [count.date for count in unit.population]
            yield from _order(document, (*path, "population"), days, "date")


def _unknown_unit(document: strict_yaml.Document, path: strict_yaml.Path, id: str) -> Problem:
    return document.problem(path, f"unknown unit «{id}»: add it to data/units/")


def _is_circle(id: str, parents: dict[str, str | None]) -> bool:
    at, seen = parents[id], set[str]()
    while at is not None and at != id and at not in seen:
        seen.add(at)
        at = parents.get(at)
    return at == id


def _categories(loaded: _Loaded) -> Iterator[Problem]:
    for document, record in loaded.of(CategoriesFile):
        editions = [edition.id for edition in record.editions]
        yield from _twice(document, ("editions",), editions)
        yield from _twice(document, ("categories",), [one.id for one in record.categories])
        yield from _order(document, ("editions",), [e.start for e in record.editions], "start")
        for place, edition in enumerate(record.editions):
            if edition.end is not None and edition.end < edition.start:
                message = f"expected a day not before {edition.start}, got {edition.end}"
                yield document.problem(("editions", place, "end"), message)
        for row, category in enumerate(record.categories):
            path: strict_yaml.Path = ("categories", row, "norms")
            yield from _twice(document, path, [n.edition for n in category.norms], "edition")
            for place, norm in enumerate(category.norms):
                if norm.edition not in editions:
                    message = f"unknown edition «{norm.edition}»: one of {', '.join(editions)}"
                    yield document.problem((*path, place, "edition"), message)


def _counts(loaded: _Loaded) -> Iterator[Problem]:
    for document, record in loaded.of(CountsFile):
        yield from _order(document, ("rows",), [row.date for row in record.rows], "date")


def _indicators(loaded: _Loaded) -> Iterator[Problem]:
    units = loaded.parents()
    all_series = {f"{i.id}/{one.id}" for _, i in loaded.of(Indicator) for one in i.series}
    for document, record in loaded.of(Indicator):
        own = [series.id for series in record.series]
        yield from _twice(document, ("series",), own)
        for place, series in enumerate(record.series):
            path: strict_yaml.Path = ("series", place)
            yield from _order(document, (*path, "observations"), _periods(series), "period")
            if series.territory not in units and loaded.knows_all(UnitsFile):
                yield _unknown_unit(document, (*path, "territory"), series.territory)
            for number, name in enumerate(series.derived.inputs if series.derived else ()):
                if name not in all_series and loaded.knows_all(Indicator):
                    message = f"unknown series «{name}»: expected <indicator>/<series>"
                    yield document.problem((*path, "derived", "inputs", number), message)
        yield from _break_order(document, record)
        for place, gap in enumerate(record.breaks):
            for number, name in enumerate(gap.series):
                if name not in own:
                    message = f"unknown series «{name}»: one of {', '.join(own)}"
                    yield document.problem(("breaks", place, "series", number), message)
        for unit in record.comparison.values if record.comparison else ():
            if unit not in units and loaded.knows_all(UnitsFile):
                yield _unknown_unit(document, ("comparison", "values", unit), unit)


def _break_order(document: strict_yaml.Document, record: Indicator) -> Iterator[Problem]:
    """The breaks of each series stand in the order of time; those of two may fall together."""
    own = [series.id for series in record.series]
    for one in own:
        cuts = [(n, gap) for n, gap in enumerate(record.breaks) if one in (gap.series or own)]
        for (_, earlier), (number, gap) in pairwise(cuts):
            if gap.before <= earlier.before:
                message = f"expected a time after {earlier.before}, got {gap.before}"
                yield document.problem(("breaks", number, "before"), message)


def _twice(
    document: strict_yaml.Document, path: strict_yaml.Path, ids: list[str], key: str = "id"
) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, id in enumerate(ids):
        if id in seen:
            yield document.problem((*path, place, key), f"{key} «{id}» stands twice")
        seen.add(id)


def _periods(series: Series) -> list[str]:
    return [observation.period for observation in series.observations]


def _order(
    document: strict_yaml.Document, path: strict_yaml.Path, days: list[str], key: str
) -> Iterator[Problem]:
    for place in range(1, len(days)):
        if days[place] <= days[place - 1]:
            message = f"expected a time after {days[place - 1]}, got {days[place]}"
            yield document.problem((*path, place, key), message)


def _glossary(loaded: _Loaded) -> Iterator[Problem]:
    for document, record in loaded.of(GlossaryFile):
        yield from _twice(document, ("terms",), [term.id for term in record.terms])
        for place, term in enumerate(record.terms):
            wanted = kazakh.slug(term.kk.partition(" (")[0])
            if term.id != wanted:
                message = f"expected «{wanted}», the transliteration of the term"
                yield document.problem(("terms", place, "id"), message)


def _changes(loaded: _Loaded, docs: Path | None) -> Iterator[Problem]:
    for document, record in loaded.of(ChangesFile):
        days = [change.date for change in record.changes]
        for place in range(1, len(days)):
            if days[place] > days[place - 1]:
                yield document.problem(("changes", place, "date"), "expected the newest first")
        for place, change in enumerate(record.changes):
            for number, page in enumerate(change.pages):
                if docs is not None and not (docs / page).is_file():
                    path = ("changes", place, "pages", number)
                    yield document.problem(path, f"there is no page {docs.name}/{page}")


def _heading_ids(page: Path) -> set[str] | None:
    if not page.is_file():
        return None
    text = page.read_text(encoding="utf-8", errors="replace")  # told when the page is read
    return {heading.id for heading in notation.headings(text)}


def _missing_pages(loaded: _Loaded, docs: Path) -> Iterator[Problem]:
    for document, record in loaded.files:
        page = getattr(record, "page", None)
        if page and not (docs / page).is_file():
            yield document.problem(("page",), f"there is no page {docs.name}/{page}")
    for document, changes in loaded.of(LawChangesFile):
        ids = {page: _heading_ids(docs / page) for page in {one.page for one in changes.changes}}
        for place, change in enumerate(changes.changes):
            path: strict_yaml.Path = ("changes", place)
            known = ids[change.page]
            if known is None:
                message = f"there is no page {docs.name}/{change.page}"
                yield document.problem((*path, "page"), message)
            elif change.anchor not in known:
                message = f"there is no heading #{change.anchor} on {docs.name}/{change.page}"
                yield document.problem((*path, "anchor"), message)


def _text_tables(loaded: _Loaded) -> Iterator[Problem]:
    for document, table in loaded.of(TextTable):
        yield from _twice(document, ("rows",), [row.id for row in table.rows])
        for place, row in enumerate(table.rows):
            if len(row.cells) != len(table.columns):
                message = f"expected {len(table.columns)} cells, one a column, got {len(row.cells)}"
                yield document.problem(("rows", place, "cells"), message)


def _diagrams(loaded: _Loaded) -> Iterator[Problem]:
    for document, diagram in loaded.of(Diagram):
        nodes = {node.id for node in diagram.nodes}
        levels = {level.id for level in diagram.levels}
        yield from _twice(document, ("levels",), [level.id for level in diagram.levels])
        yield from _twice(document, ("nodes",), [node.id for node in diagram.nodes])
        for place, node in enumerate(diagram.nodes):
            if node.level not in levels:
                path: strict_yaml.Path = ("nodes", place, "level")
                yield document.problem(path, f"unknown level «{node.level}»")
        for place, edge in enumerate(diagram.edges):
            for key, end in (("start", edge.start), ("end", edge.end)):
                if end not in nodes:
                    yield document.problem(("edges", place, key), f"unknown node «{end}»")


def _anchored(loaded: _Loaded) -> Iterator[Problem]:
    for document, file in loaded.of(LawChangesFile):
        yield from _twice(document, ("changes",), [change.id for change in file.changes])
    for document, countries in loaded.of(CountriesFile):
        yield from _twice(document, ("countries",), [one.id for one in countries.countries])


def unused_sources(catalogue: Catalogue, folder: Path, docs: Path) -> list[str]:
    """Sources that no page cites and no other file of data/ names."""
    named: set[str] = set()
    for path in folder.rglob("*.yml"):
        if path.name != "sources.yml":
            named.update(re.findall(r"[a-z0-9-]+", path.read_text("utf-8", "replace")))
    for path in docs.rglob("*.md"):
        pieces = notation.pieces(path.read_text("utf-8", "replace"))
        named.update(one.source for one in pieces if isinstance(one, notation.Citation))
    return [id for id in catalogue.sources if id not in named]
