"""data/countries.yml: local government in other countries."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Day, Id, Number, PagePath, Period, Record, SourceId, Text, many


class Statement(Record):
    """A sentence about a country, with its source."""

    text: Text
    source: SourceId


class Municipalities(Record):
    """Number of municipalities of one kind on a day."""

    count: Annotated[int, Field(ge=0, le=1_000_000)] | None
    what: Text
    date: Period
    source: SourceId


class Share(Record):
    """A share in per cent; only shares of one method are `comparable`."""

    percent: Annotated[Number, Field(ge=0, le=100)]
    year: Period
    method: Text
    comparable: bool
    source: SourceId


class Charter(Record):
    """A country and the European Charter of Local Self-Government."""

    text: Text
    date: Day | None
    source: SourceId


class Country(Record):
    """Local government of a country."""

    id: Id
    name: Text
    state: Literal["unitary", "federal"]
    model: Literal["anglo-saxon", "continental", "mixed"] | None
    model_source: SourceId | None
    tiers: Statement
    municipalities: Municipalities | None
    head: Statement | None
    own_revenue: Statement | None
    spending_share: Share | None
    charter: Charter | None


class CountriesFile(Record):
    """data/countries.yml."""

    title: Text
    page: PagePath
    notes: Annotated[tuple[Text, ...], many()] = ()
    countries: Annotated[tuple[Country, ...], many(1)]
