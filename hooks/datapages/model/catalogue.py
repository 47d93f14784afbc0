"""Everything in data/, by kind and by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from .boundaries import Map
from .observations import JoinedIndicator, join
from .records.base import NamedRecord, Record
from .records.indicators import Indicator
from .records.law import CategoriesFile, LawChangesFile
from .records.sources import Source, SourcesFile
from .records.texts import ChangesFile, Diagram, GlossaryFile, SearchFile
from .records.units import CountsFile, Unit, UnitsFile

R = TypeVar("R", bound=Record)
N = TypeVar("N", bound=NamedRecord)


class _Noted(Mapping[str, JoinedIndicator]):
    """Indicators by id; an id is noted when what it stands for is taken out."""

    def __init__(self, found: Mapping[str, JoinedIndicator], asked: set[str]) -> None:
        self._found, self._asked = found, asked

    def __getitem__(self, id: str) -> JoinedIndicator:
        self._asked.add(id)
        return self._found[id]

    def __contains__(self, id: object) -> bool:
        return id in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


@dataclass(frozen=True)
class Catalogue:
    """The records of all valid files, by their class; `files` counts what was read."""

    records: Mapping[type[Record], tuple[Record, ...]] = field(repr=False)
    maps: Mapping[str, Map] = field(repr=False)
    files: int

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """The files of a kind, in the order of their names."""
        return cast(tuple[R, ...], self.records.get(kind, ()))

    def single(self, kind: type[R]) -> R | None:
        """The file of a kind that has one file, if it is there."""
        return next(iter(self.of(kind)), None)

    def named(self, kind: type[N]) -> dict[str, N]:
        """The files of a kind by id."""
        return {record.id: record for record in self.of(kind)}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The bibliography, in its order."""
        return {source.id: source for file in self.of(SourcesFile) for source in file.sources}

    @cached_property
    def units(self) -> dict[str, UnitsFile]:
        """Lists of units."""
        return self.named(UnitsFile)

    @cached_property
    def indicators(self) -> Mapping[str, JoinedIndicator]:
        """Indicators, their derived series computed, their observations joined."""
        return {one.id: join(one, self.by_id) for one in self.of(Indicator)}

    def about(self, unit: str) -> list[JoinedIndicator]:
        """The indicators that have a series of a unit."""
        return [
            self.indicators[one.id]
            for one in self.of(Indicator)
            if any(series.territory == unit for series in one.series)
        ]

    @cached_property
    def pages_of_indicators(self) -> frozenset[str]:
        """The pages of docs/ where indicators have their sections."""
        return frozenset(one.page for one in self.of(Indicator))

    def noting(self, asked: set[str]) -> Catalogue:
        """The same catalogue; the ids of the indicators that it is asked for are put in `asked`.

        Not noted is what an indicator is found by: its id, page, units, and whether it has a title
        for them.
        """
        made = copy(self)
        made.__dict__["indicators"] = _Noted(self.indicators, asked)
        return made

    @cached_property
    def diagrams(self) -> dict[str, Diagram]:
        """Diagrams of bodies."""
        return self.named(Diagram)

    @property
    def categories(self) -> CategoriesFile | None:
        """Legal categories of units."""
        return self.single(CategoriesFile)

    @property
    def counts(self) -> CountsFile | None:
        """Numbers of units over time."""
        return self.single(CountsFile)

    @property
    def law_changes(self) -> LawChangesFile | None:
        """Norms of the chapters beside today's law."""
        return self.single(LawChangesFile)

    @property
    def changes(self) -> ChangesFile | None:
        """Changes of the site."""
        return self.single(ChangesFile)

    @property
    def glossary(self) -> GlossaryFile | None:
        """The glossary."""
        return self.single(GlossaryFile)

    @property
    def search(self) -> SearchFile | None:
        """Words for the search."""
        return self.single(SearchFile)

    @cached_property
    def by_id(self) -> dict[str, Unit]:
        """Every unit of every file, in the order of the files."""
        return {unit.id: unit for table in self.units.values() for unit in table.units}

    def unit(self, id: str) -> Unit:
        """The unit with this id, whatever file it stands in (KeyError: none)."""
        return self.by_id[id]

    def parents(self) -> dict[str, str | None]:
        """Every unit's parent, by id."""
        return {unit.id: unit.parent for unit in self.by_id.values()}

    def number(self, source: str) -> int:
        """The number of a source in the bibliography, from 1."""
        return self._numbers[source]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {id: number for number, id in enumerate(self.sources, start=1)}
