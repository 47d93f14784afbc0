"""The kinds of file in data/: where each lies, which record it holds, what its schema is called."""

from __future__ import annotations

from pydantic import BaseModel

from .records.countries import CountriesFile
from .records.indicators import Indicator
from .records.law import CategoriesFile, LawChangesFile
from .records.sources import SourcesFile
from .records.texts import ChangesFile, Diagram, GlossaryFile, SearchFile, TextTable
from .records.units import CountsFile, MapFile, UnitsFile

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
