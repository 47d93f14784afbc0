"""data/compositions/: what a whole and each of its units are made of, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from .base import Id, Measure, NamedRecord, PagePath, Period, Record, SourceId, Status, Text, many

SeriesKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
Present = Annotated[int, Field(ge=1, le=2_000_000_000)]


class OtherTitles(Record):
    """A title in Russian and English."""

    ru: Text
    en: Text


class Part(Record):
    """One part in every unit that has it."""

    id: Id
    title: Text
    names: OtherTitles
    series: Annotated[tuple[SeriesKey, ...], many()] = Field(
        default=(), description="series of indicators that hold the same figure"
    )
    values: dict[Id, Present] = Field(
        min_length=1, description="unit id → figure; a unit that has none of it is left out"
    )


class Composition(NamedRecord):
    """data/compositions/<id>.yml: the whole is computed, the sum of the other units."""

    title: Text
    names: OtherTitles
    chart_title: Text
    part: Text = Field(description="what a part is called: the head of the first column")
    measure: Measure
    page: PagePath
    period: Period
    source: SourceId
    status: Status = "official"
    whole: Id = Field(description="the unit that the other units make up")
    notes: Annotated[tuple[Text, ...], many()] = ()
    totals: dict[Id, SeriesKey] = Field(
        min_length=2, description="unit id → series with the total that its parts add up to"
    )
    parts: Annotated[tuple[Part, ...], many(2)]

    def value(self, part: Part, unit: str) -> int:
        """How much of a part a unit has; 0 where the source lists none."""
        return sum(part.values.values()) if unit == self.whole else part.values.get(unit, 0)

    def total(self, unit: str) -> int:
        """All parts of a unit."""
        return sum(self.value(part, unit) for part in self.parts)

    def status_of(self, unit: str) -> Status:
        """The status of a unit's figures: those of the whole are computed."""
        return "derived" if unit == self.whole and self.status == "official" else self.status

    def figures(self) -> Iterator[tuple[Part, str, int]]:
        """Every part in every unit, with its figure."""
        for part in self.parts:
            for unit in self.totals:
                yield part, unit, self.value(part, unit)
