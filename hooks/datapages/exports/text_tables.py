"""Tables of words and counts as resources: glossary, law, countries, bodies, sentences.

Each is made once: the Data Package and the page's own files hold the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, get_args

from ..language.messages import t
from ..model.kinds import name_of
from ..model.records.base import Place
from ..model.records.countries import CountriesFile, Country
from ..model.records.law import LawChangesFile
from ..model.records.texts import ChangesFile, Diagram, GlossaryFile, TextTable
from ..model.records.units import CountsFile, CountsKey
from .resource import PERIOD, REQUIRED, Resource, Value, column, link

ID = column("id", constraints=REQUIRED)
TITLE = column("title", constraints=REQUIRED)
SOURCES = column("sources")
CITED = column("cited")
NOTE = column("note")


def _ids(places: Iterable[Place]) -> str | None:
    return " ".join(dict.fromkeys(place.source for place in places)) or None


def _cited(places: Iterable[Place]) -> str | None:
    """«zan-148, 5-бап; …»: the sources with the places in them."""
    whole = (", ".join(part for part in (one.source, one.place) if part) for one in places)
    return "; ".join(whole) or None


def counts(file: CountsFile) -> Resource:
    """How many units there were at a time, a row a source."""
    keys: tuple[CountsKey, ...] = get_args(CountsKey)
    counted = (replace(column("value", "integer"), name=key, description="") for key in keys)
    fields = (
        column("date", constraints=PERIOD),
        *(
            replace(field, title=t(f"column.counts.{field.name}"), **_translated(field.name))
            for field in counted
        ),
        column("apart"),
        column("source", constraints=REQUIRED),
        NOTE,
    )
    rows = tuple(
        (
            row.date, *(getattr(row, key) for key in keys), " ".join(row.apart) or None,
            row.source, row.note,
        )
        for row in file.rows
    )  # fmt: skip
    links = (link("source", to="sources"),)
    return Resource(name_of(file), file.title, fields, rows, ("date", "source"), links)


def _translated(key: str) -> dict[str, Any]:
    return {"ru": t(f"column.counts.{key}", "ru"), "en": t(f"column.counts.{key}", "en")}


def countries(file: CountriesFile) -> Resource:
    """A row a country, each statement with its source."""
    fields = (
        ID,
        column("name", constraints=REQUIRED, text="country"),
        column("state"),
        column("model"),
        column("tiers"),
        column("municipalities", "integer"),
        column("municipalities_what"),
        column("municipalities_date"),
        column("head"),
        column("own_revenue"),
        column("spending_share", "number"),
        column("spending_year"),
        column("spending_method"),
        column("charter"),
        column("charter_date", "date"),
        SOURCES,
    )
    rows = tuple(_country(one) for one in file.countries)
    return Resource(name_of(file), file.title, fields, rows, ("id",))


def _country(one: Country) -> tuple[Value, ...]:
    number, share, charter = one.municipalities, one.spending_share, one.charter
    statements = (one.tiers, number, one.head, one.own_revenue, share, charter)
    sources = [one.model_source, *(part.source for part in statements if part)]
    return (
        one.id, one.name, one.state, one.model, one.tiers.text,
        number.count if number else None,
        number.what if number else None,
        number.date if number else None,
        one.head.text if one.head else None,
        one.own_revenue.text if one.own_revenue else None,
        share.percent if share else None,
        share.year if share else None,
        share.method if share else None,
        charter.text if charter else None,
        charter.date if charter else None,
        " ".join(dict.fromkeys(source for source in sources if source)),
    )  # fmt: skip


def law_changes(file: LawChangesFile) -> Resource:
    """A norm a row: then and now."""
    fields = (
        ID,
        column("topic", constraints=REQUIRED),
        column("page", constraints=REQUIRED),
        column("then", constraints=REQUIRED),
        column("now"),
        column("since"),
        SOURCES,
        CITED,
        NOTE,
    )
    rows = tuple(
        (
            one.id, one.topic, one.page, one.then, one.now, one.since,
            _ids((*one.then_sources, *one.now_sources)),
            _cited((*one.then_sources, *one.now_sources)), one.note,
        )
        for one in file.changes
    )  # fmt: skip
    return Resource(name_of(file), file.title, fields, rows, ("id",))


def sentences(file: TextTable) -> Resource:
    """A table of sentences with its own columns."""
    cell = column("cell")
    fields = (
        ID,
        *(
            replace(cell, name=f"column_{number}", title=title, ru="", en="")
            for number, title in enumerate(file.columns, start=1)
        ),
        SOURCES,
        CITED,
    )
    rows = tuple((row.id, *row.cells, _ids(row.sources), _cited(row.sources)) for row in file.rows)
    return Resource(file.id, file.title, fields, rows, ("id",))


def relations_name(diagram: Diagram) -> str:
    """What the files of a diagram's relations are called."""
    return f"{diagram.id}-relations"


def relations(file: Diagram) -> Resource:
    """Who does what to whom: the edges of a diagram."""
    names = {node.id: node.label for node in file.nodes}
    fields = (
        column("who", constraints=REQUIRED),
        column("relation", constraints=REQUIRED),
        column("does", constraints=REQUIRED),
        column("whom", constraints=REQUIRED),
        SOURCES,
        CITED,
    )
    rows = tuple(
        (
            names[edge.start], edge.kind, edge.label, names[edge.end], _ids(edge.sources),
            _cited(edge.sources),
        )
        for edge in file.edges
    )  # fmt: skip
    title = t("resource.relations", diagram=file.title)
    return Resource(relations_name(file), title, fields, rows, ("who", "relation", "whom"))


def glossary(file: GlossaryFile) -> Resource:
    """The terms in three languages."""
    fields = (
        ID,
        column("kk", constraints=REQUIRED),
        column("ru", constraints=REQUIRED),
        column("en", constraints=REQUIRED),
        column("definition", constraints=REQUIRED, text="term-definition"),
        column("old"),
        column("also"),
        SOURCES,
        CITED,
    )
    rows = tuple(
        (
            one.id, one.kk, one.ru, one.en, one.definition, "; ".join(one.old) or None,
            "; ".join(one.also) or None, _ids(one.sources), _cited(one.sources),
        )
        for one in file.terms
    )  # fmt: skip
    return Resource(name_of(file), t("resource.glossary"), fields, rows, ("id",))


def changes(file: ChangesFile) -> Resource:
    """What changed on the site."""
    fields = (
        column("date", "date", REQUIRED),
        TITLE,
        column("text", constraints=REQUIRED),
        column("pages", constraints=REQUIRED),
    )
    rows = tuple((one.date, one.title, one.text, " ".join(one.pages)) for one in file.changes)
    return Resource(name_of(file), t("resource.changes"), fields, rows, ("date", "title"))


def dictionary(whole: Iterable[Resource]) -> Resource:
    """The columns of every table, and what they mean, in three languages."""
    fields = (
        column("table", constraints=REQUIRED),
        column("column", constraints=REQUIRED),
        column("type", constraints=REQUIRED, text="column-type"),
        column("key", "boolean", REQUIRED),
        column("kk", constraints=REQUIRED),
        column("ru"),
        column("en"),
        column("description"),
    )
    rows = tuple(
        (
            table.name, one.name, one.type, one.name in table.key, one.title, one.ru or None,
            one.en or None, one.description or None,
        )
        for table in whole
        for one in table.fields
    )  # fmt: skip
    return Resource("dictionary", t("resource.dictionary"), fields, rows, ("table", "column"))


def in_package(made: Resource) -> Resource:
    """A table of sentences under a name that no table of the package has."""
    return replace(made, name=f"table-{made.name}")


def all_sentences(files: Iterable[TextTable]) -> Iterator[Resource]:
    """Every table of sentences, for the package."""
    return (in_package(sentences(file)) for file in files)
