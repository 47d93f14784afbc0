"""data/ read and validated as a whole: a catalogue, or every problem of every file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ValidationError

from ..base import yaml_reader
from ..base.diagnostics import ContentError, Problem, read_text
from ..base.validation import schema_problems
from ..content.data_links import check_changes, check_pages
from . import boundaries, derived
from .catalogue import Catalogue
from .checks import derivations, territories
from .checks.files import LoadedFiles, by_id
from .checks.indicators import check_indicators
from .checks.references import check_sources
from .checks.texts import (
    check_anchored,
    check_categories,
    check_diagrams,
    check_glossary,
    check_text_tables,
)
from .checks.units import check_counts, check_units
from .kinds import KINDS
from .records.countries import CountriesFile
from .records.indicators import Indicator
from .records.law import CategoriesFile, LawChangesFile
from .records.sources import SourcesFile
from .records.texts import ChangesFile, Diagram, GlossaryFile, SearchFile, TextTable
from .records.units import CountsFile, MapFile, UnitsFile


def load(folder: Path, docs: Path | None = None) -> Catalogue:
    """Read data/ whole.

    `folder` is data/; `docs`, where given, is checked for the pages that data names.
    Raises ContentError with every problem of every file.
    """
    loaded = LoadedFiles()
    for path in sorted(folder.rglob("*.y*ml")):
        _read(path, folder, loaded)
    for required in ("sources.yml", "units/categories.yml"):
        if not (folder / required).is_file():
            problem = Problem(f"{folder.name}/{required}", 0, "", "this file is required")
            loaded.refuse(KINDS[required], [problem])
    problems = loaded.problems
    sources = {s.id: s for _, record in loaded.of(SourcesFile) for s in record.sources}
    units = by_id(loaded, UnitsFile)
    indicators = by_id(loaded, Indicator)
    tables = by_id(loaded, TextTable)
    diagrams = by_id(loaded, Diagram)
    categories = [record for _, record in loaded.of(CategoriesFile)]
    problems += check_sources(loaded, set(sources))
    problems += check_units(loaded)
    problems += territories.check(list(loaded.of(UnitsFile)), set(indicators))
    problems += check_counts(loaded)
    maps, more = boundaries.read_boundaries(list(loaded.of(MapFile)), units, folder)
    problems += more
    problems += check_categories(loaded)
    problems += check_indicators(loaded)
    if loaded.knows_all(Indicator):
        files = list(loaded.of(Indicator))
        problems += derivations.derivations(files, loaded.parents())
        problems += derivations.jumps(files)
        problems += derivations.halves(files)
        problems += derivations.false_status(files, sources)
    problems += check_text_tables(loaded)
    problems += check_diagrams(loaded)
    problems += check_anchored(loaded)
    problems += check_glossary(loaded)
    problems += check_changes(loaded, docs)
    if docs is not None:
        problems += check_pages(loaded, docs)
    if problems:
        raise ContentError(problems)
    return Catalogue(
        sources=sources,
        units=units,
        categories=categories[0],
        indicators=derived.complete(indicators),
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


def _read(path: Path, folder: Path, loaded: LoadedFiles) -> None:
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
def _record(text: str, name: str, kind: type[BaseModel]) -> tuple[yaml_reader.Document, BaseModel]:
    document = yaml_reader.parse(text, name)
    if document.problems:  # a broken file would only repeat them as missing keys
        raise ContentError(document.problems)
    try:
        return document, kind.model_validate(document.value)
    except ValidationError as error:
        raise ContentError(schema_problems(document, error)) from None


def _stands_at(inside: Path, place: str) -> bool:
    return len(inside.parts) == place.count("/") + 1 and PurePosixPath(inside).match(place)
