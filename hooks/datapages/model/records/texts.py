"""Tables of sentences, diagrams, the glossary, changes of the site, words for the search."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Day, Id, NamedRecord, PagePath, Place, Record, Text, many


class TextRow(Record):
    """A row of sentences; null where nothing is said."""

    id: Id
    cells: Annotated[tuple[Text | None, ...], many(1)]
    sources: Annotated[tuple[Place, ...], many(1)]
    names: Annotated[tuple[Text, ...], many()] = Field(
        default=(), description="what else readers call what it tells of, in any language"
    )


class TextTable(NamedRecord):
    """data/tables/<id>.yml: a table of sentences; the first column heads the row."""

    title: Text
    page: PagePath
    notes: Annotated[tuple[Text, ...], many()] = ()
    columns: Annotated[tuple[Text, ...], many(2)]
    rows: Annotated[tuple[TextRow, ...], many(1)]


class Equivalent(Record):
    """What readers type, in Russian or an old spelling, for what the site says."""

    said: Text
    beside: bool = Field(
        default=False, description="whether it is meant beside other words only: of words in use"
    )
    everyday: bool = Field(
        default=False,
        description="whether it is said of other things, too: beside a word that is nowhere on the "
        "site it finds nothing",
    )
    typed: Annotated[tuple[Text, ...], many(1)]


# What readers type: words, numbers and the signs between them.
Typed = Annotated[str, StringConstraints(pattern=r"^[\w.,&’/()«»%-]+( [\w.,&’/()«»%-]+)*$")]


class SearchNames(Record):
    """What readers call an indicator, its series («population/census»), a unit, or a fact."""

    of: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")]
    title: Typed | None = Field(default=None, description="of a fact, which has no other title")
    kk: Annotated[tuple[Typed, ...], many()] = ()
    ru: Annotated[tuple[Typed, ...], many()] = ()
    en: Annotated[tuple[Typed, ...], many()] = ()


class SearchFile(Record):
    """data/search.yml."""

    equivalents: Annotated[tuple[Equivalent, ...], many(1)]
    names: Annotated[tuple[SearchNames, ...], many()] = Field(
        default=(), description="other names of indicators, of their series and of units"
    )
    facts: Annotated[tuple[SearchNames, ...], many()] = Field(
        default=(), description="names of the figures of units: area, density, …"
    )
    elsewhere: Annotated[tuple[Typed, ...], many()] = Field(
        default=(),
        description="other countries and their cities: who asks for one is shown no figure",
    )
    samples: Annotated[tuple[Typed, ...], many()] = Field(
        default=(), description="queries that are offered before anything is typed"
    )


class Level(Record):
    """A row of a diagram."""

    id: Id
    label: Text


class Node(Record):
    """A box of a diagram: in the row of its level, in a column from 0."""

    id: Id
    label: Text
    level: Id
    column: Annotated[int, Field(ge=0, le=20)]
    kind: Literal["people", "representative", "executive", "audit", "community"]


class Edge(Record):
    """A relation between two boxes; only elections and appointments are drawn."""

    start: Id
    end: Id
    kind: Literal["elects", "appoints", "consents", "reports"]
    label: Text
    sources: Annotated[tuple[Place, ...], many(1)]


class Diagram(NamedRecord):
    """data/diagrams/<id>.yml: bodies and their relations."""

    title: Text
    page: PagePath
    description: Text
    notes: Annotated[tuple[Text, ...], many()] = ()
    levels: Annotated[tuple[Level, ...], many(1)]
    nodes: Annotated[tuple[Node, ...], many(1)]
    edges: Annotated[tuple[Edge, ...], many(1)]


class Change(Record):
    """One change of the site that its readers should know of."""

    date: Day
    title: Text
    text: Text
    pages: Annotated[tuple[PagePath, ...], many(1)]


class ChangesFile(Record):
    """data/changes.yml: what readers follow in the feed, the newest first."""

    changes: Annotated[tuple[Change, ...], many(1)]


class Term(Record):
    """An entry of the glossary."""

    id: Id
    kk: Text
    ru: Text
    en: Text
    definition: Text = Field(description="in our own words; the first sentence is the tooltip")
    old: Annotated[tuple[Text, ...], many()] = ()  # spellings of the thesis and of old laws
    also: Annotated[tuple[Text, ...], many()] = ()  # other wordings that a text may use
    sources: Annotated[tuple[Place, ...], many()] = ()
    marked: bool = Field(default=True, description="false: a common word, never marked in texts")


class GlossaryFile(Record):
    """data/glossary.yml"""

    page: PagePath = Field(description="the page of docs/ where the glossary stands")
    terms: Annotated[tuple[Term, ...], many(1)]
