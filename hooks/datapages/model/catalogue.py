"""Everything in data/, by id."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from . import boundaries
from .records.countries import CountriesFile
from .records.indicators import Indicator
from .records.law import CategoriesFile, LawChangesFile
from .records.sources import Source
from .records.texts import ChangesFile, Diagram, GlossaryFile, SearchFile, TextTable
from .records.units import CountsFile, Unit, UnitsFile


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
    maps: dict[str, boundaries.Map] = field(default_factory=dict)

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
