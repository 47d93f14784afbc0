"""data/units/categories.yml, data/law_changes.yml: norms of law and their editions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Day, Id, PagePath, Period, Place, Record, SourceId, Text, many

Residents = Annotated[int, Field(ge=0, le=100_000_000)]  # that a settlement must have


class Edition(Record):
    """An edition of the law, and the days on which it held."""

    id: Id
    title: Text
    law: SourceId
    start: Day
    end: Day | None
    read: Text = Field(description="how the text was read, in Kazakh")


class Norm(Record):
    """What an edition asks of a category; `minimum`/`maximum` count residents."""

    edition: Id
    minimum: Residents | None = None
    strictly_more: bool = Field(default=False, description="«more than», not «at least»")
    maximum: Residents | None = None
    condition: Text | None = Field(default=None, description="other conditions, in Kazakh")
    place: Text = Field(description="article and paragraph, in Kazakh")


class Category(Record):
    """A legal category of settlement or unit."""

    id: Id
    name: Text
    old_name: Text | None = None
    group: Literal["settlement", "unit"] = "settlement"
    norms: Annotated[tuple[Norm, ...], many(1)]


class CategoriesFile(Record):
    """data/units/categories.yml"""

    title: Text
    page: PagePath
    notes: Annotated[tuple[Text, ...], many()] = ()
    editions: Annotated[tuple[Edition, ...], many(1)]
    categories: Annotated[tuple[Category, ...], many(1)]


class LawChange(Record):
    """A norm that a chapter tells of: then and now."""

    id: Id
    topic: Text
    page: PagePath
    anchor: Id = Field(description="heading of the page under which the norm is told")
    then: Text
    then_sources: Annotated[tuple[Place, ...], many()] = ()
    now: Text | None
    now_sources: Annotated[tuple[Place, ...], many()] = ()
    since: Period | None
    note: Text | None = None


class LawChangesFile(Record):
    """data/law_changes.yml: chapters beside today's law."""

    title: Text
    page: PagePath
    notes: Annotated[tuple[Text, ...], many()] = ()
    changes: Annotated[tuple[LawChange, ...], many(1)]
