"""data/units/, data/geo/: administrative units, their counts, their boundaries."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from .base import (
    AnyPeriod,
    Count,
    Day,
    Id,
    Kato,
    NamedRecord,
    Number,
    PagePath,
    Period,
    Record,
    SourceId,
    Status,
    Text,
    UnitCount,
    many,
)


class Names(Record):
    """A name in the three languages of the classifiers."""

    kk: Text
    ru: Text
    en: Text | None = None


class Centre(Record):
    """The administrative centre of a unit."""

    kk: Text
    en: Text | None = None
    source: SourceId | None = None


class Area(Record):
    """Area in square kilometres."""

    km2: Annotated[Number, Field(gt=0, le=20_000_000)]
    source: SourceId
    note: Text | None = None


class Founded(Record):
    """The day, or the year, in which a unit was formed."""

    date: AnyPeriod
    source: SourceId


class Headcount(Record):
    """Population on a day, in persons."""

    date: Day
    value: Count | None
    source: SourceId
    status: Status = "official"


class Subunits(Record):
    """Number of second-level units on a day."""

    districts: UnitCount
    cities: UnitCount
    city_districts: UnitCount
    date: Day
    source: SourceId


UnitKind = Literal[
    "country",
    "oblast",
    "republican-city",
    "capital",
    "district",
    "oblast-city",
    "city-district",
    "town",
    "rural-okrug",
    "village-okrug",
    "kent",
    "village",
    "place",
]


class Unit(Record):
    """An administrative unit; `parent` is the id of the unit that it lies in."""

    id: Id
    kato: Kato | None
    iso: Annotated[str, StringConstraints(pattern=r"^KZ-[0-9]{2}$")] | None = None
    kind: UnitKind
    parent: Id | None = None
    names: Names
    centre: Centre | None = None
    founded: Founded | None = None
    area: Area | None = None
    population: Annotated[tuple[Headcount, ...], many()] = ()
    subunits: Subunits | None = None
    charts: Annotated[tuple[Id, ...], many()] = Field(
        default=(), description="indicators drawn on its page that have a page of their own"
    )
    source: SourceId = Field(description="where names and codes come from")


class UnitsFile(NamedRecord):
    """data/units/<id>.yml: the units of one level."""

    title: Text
    page: PagePath | None = Field(
        default=None, description="the page of docs/ where its table stands"
    )
    notes: Annotated[tuple[Text, ...], many()] = ()
    boundaries: Text | None = Field(
        default=None, description="a sentence on their boundaries, told where no map can be drawn"
    )
    units: Annotated[tuple[Unit, ...], many(1)]


CountsKey = Literal[
    "oblasts",
    "republican_cities",
    "districts",
    "city_districts",
    "all_districts",
    "cities",
    "kents",
    "rural_okrugs",
    "villages",
]


class CountsRow(Record):
    """How many units there were at a time, as one source counts them."""

    date: Period
    label: Text | None = Field(default=None, description="shown for the date where it is vague")
    oblasts: UnitCount | None = None
    republican_cities: UnitCount | None = None
    districts: UnitCount | None = Field(default=None, description="without districts in cities")
    city_districts: UnitCount | None = None
    all_districts: UnitCount | None = Field(default=None, description="districts of both kinds")
    cities: UnitCount | None = None
    kents: UnitCount | None = None
    rural_okrugs: UnitCount | None = None
    villages: UnitCount | None = None
    apart: Annotated[tuple[CountsKey, ...], many()] = Field(
        default=(), description="figures of this row that no other row may be compared with"
    )
    source: SourceId
    note: Text | None = None

    @model_validator(mode="after")
    def _apart_is_known(self) -> Self:
        for key in self.apart:
            if getattr(self, key) is None:
                raise ValueError(f"apart names {key}, which this row does not hold")
        return self


class CountsFile(Record):
    """data/units/counts.yml: rows in the order of time."""

    title: Text
    page: PagePath
    notes: Annotated[tuple[Text, ...], many()] = ()
    rows: Annotated[tuple[CountsRow, ...], many(1)]


class MapFile(NamedRecord):
    """data/geo/<id>.yml: what a file of boundaries holds, and how it is drawn."""

    title: Text
    units: Id = Field(description="id of the file of units whose shapes these are")
    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.topojson$")]
    key: Literal["kato", "iso"] = Field(description="the property that names a shape's unit")
    parallels: Annotated[tuple[Number, Number], Field(strict=False)] = Field(
        description="standard parallels of the conic projection"
    )
    meridian: Number
    source: SourceId
    licence: Text
    attribution: Text

    @model_validator(mode="after")
    def _can_be_projected(self) -> Self:
        south, north = self.parallels
        if max(abs(south), abs(north)) > 80 or abs(south + north) < 1 or abs(self.meridian) > 360:
            raise ValueError(
                "expected parallels between -80 and 80 that are not opposite, and a meridian"
            )
        return self
