"""The kinds of file in data/: one row a kind.

A new kind is a record in records/, a row here, a view of it, and a row in views/registry.py. Its
files have a column a field, unless exports/tables.py says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .checks.compositions import check_compositions
from .checks.derivations import check_figures
from .checks.files import Check
from .checks.indicators import check_indicators
from .checks.plausibility import (
    check_comparisons,
    check_count_leaps,
    check_dates,
    check_days,
    check_sizes,
)
from .checks.references import check_sources
from .checks.territories import check_territories
from .checks.texts import (
    check_categories,
    check_changes,
    check_countries,
    check_diagrams,
    check_glossary,
    check_law_changes,
    check_text_tables,
)
from .checks.units import check_counts, check_units
from .records.base import NamedRecord, Record
from .records.compositions import Composition
from .records.countries import CountriesFile
from .records.indicators import Indicator
from .records.law import CategoriesFile, LawChangesFile
from .records.sources import SourcesFile
from .records.texts import ChangesFile, Diagram, GlossaryFile, SearchFile, TextTable
from .records.units import CountsFile, MapFile, UnitsFile


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    `pattern` is its place under data/, `*` standing for one name; `name` is what its JSON Schema
    is called, and its table where there is only one such file; `checks` see all valid files.
    """

    pattern: str
    record: type[Record]
    name: str
    checks: tuple[Check, ...] = ()
    required: bool = False

    def matches(self, inside: Path) -> bool:
        """Whether a file at this path under data/ is of this kind."""
        parts = self.pattern.count("/") + 1
        return len(inside.parts) == parts and PurePosixPath(inside).match(self.pattern)


# The first pattern that fits a file counts.
KINDS = (
    Kind(
        "sources.yml",
        SourcesFile,
        "sources",
        (check_sources, check_days, check_dates),
        required=True,
    ),
    Kind("units/categories.yml", CategoriesFile, "categories", (check_categories,)),
    Kind("units/counts.yml", CountsFile, "counts", (check_counts, check_count_leaps)),
    Kind("geo/*.yml", MapFile, "map"),
    Kind("units/*.yml", UnitsFile, "units", (check_units, check_territories, check_sizes)),
    Kind(
        "indicators/*.yml",
        Indicator,
        "indicator",
        (check_indicators, check_figures, check_comparisons),
    ),
    Kind("compositions/*.yml", Composition, "composition", (check_compositions,)),
    Kind("tables/*.yml", TextTable, "table", (check_text_tables,)),
    Kind("diagrams/*.yml", Diagram, "diagram", (check_diagrams,)),
    Kind("countries.yml", CountriesFile, "countries", (check_countries,)),
    Kind("law_changes.yml", LawChangesFile, "law-changes", (check_law_changes,)),
    Kind("changes.yml", ChangesFile, "changes", (check_changes,)),
    Kind("glossary.yml", GlossaryFile, "glossary", (check_glossary,)),
    Kind("search.yml", SearchFile, "search"),
)
BIBLIOGRAPHY = "bibliography"  # what the files of all sources are called
OF_RECORD = {kind.record: kind for kind in KINDS}


def name_of(record: Record) -> str:
    """What a file is called in a chapter: by its id, or by its kind where there is but one."""
    return record.id if isinstance(record, NamedRecord) else OF_RECORD[type(record)].name


def names_of(record: Record) -> tuple[str, ...]:
    """What the tables of a file are called, and their files: its own name, and its second table."""
    name = name_of(record)
    if isinstance(record, Indicator) and record.comparison:
        return name, f"{name}-comparison"
    if isinstance(record, SourcesFile):
        return (BIBLIOGRAPHY,)
    return (name, f"{name}-relations") if isinstance(record, Diagram) else (name,)
