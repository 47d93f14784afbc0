"""Which table a name stands for."""

from __future__ import annotations

from dataclasses import dataclass

from ..language.messages import t
from ..model.catalogue import Catalogue
from ..model.records.base import Number
from ..model.unit_tree import Places
from .countries import countries_table
from .law import categories_table, law_changes_table
from .observation_rows import indicator_table, said_once
from .table import Table, unique
from .texts import text_table
from .units import counts, units_table, with_population


def table(catalogue: Catalogue, name: str, editions: list[str] | None = None) -> Table | None:
    """The table called `name`, or None where data/ has no such thing.

    `editions` (ids, for the categories alone) chooses columns; KeyError for an unknown one.
    """
    if name == "categories":
        known = {edition.id: edition for edition in catalogue.categories.editions}
        chosen = [known[id] for id in editions] if editions else list(known.values())
        return categories_table(catalogue.categories, chosen)
    if name == "countries" and catalogue.countries:
        return countries_table(catalogue.countries)
    if name == "law-changes" and catalogue.law_changes:
        return law_changes_table(catalogue.law_changes)
    if name in catalogue.tables:
        return text_table(catalogue.tables[name])
    if name in catalogue.units:
        return units_table(catalogue.units[name])
    if name in catalogue.indicators:
        return said_once(indicator_table(catalogue.indicators[name]))
    return None


def names(catalogue: Catalogue) -> list[str]:
    """What `table` knows."""
    single = {"countries": catalogue.countries, "law-changes": catalogue.law_changes}
    there = [name for name, file in single.items() if file]
    return ["categories", *there, *catalogue.tables, *catalogue.units, *catalogue.indicators]


# What follows asks for two files of data/ by their names; it goes when every kind of data has a
# row in a registry that says which tables and figures it gives.


def page_table(places: Places, name: str, editions: list[str] | None = None) -> Table | None:
    """`table` as pages show it: units lead to their pages and have their population beside them."""
    catalogue = places.catalogue
    if name == "counts" and catalogue.counts:
        return counts(catalogue.counts)
    found = table(catalogue, name, editions)
    if found is not None and name in catalogue.units:
        return with_population(found, places, catalogue.units[name])
    return found


@dataclass(frozen=True)
class Bars:
    """A bar chart of data/ that is no indicator; `page` and `anchor` lead to its table."""

    title: str
    unit: str
    values: tuple[tuple[str, Number], ...]  # name and value, as they stand in the file
    method: str
    page: str
    anchor: str
    sources: tuple[str, ...]


def bars(catalogue: Catalogue, name: str) -> Bars | None:
    """The bar chart called `name`: of the countries alone that were measured alike."""
    file = catalogue.countries
    if name != "spending-share" or file is None:
        return None
    known = [(country.name, country.spending_share) for country in file.countries]
    shares = [(country, share) for country, share in known if share and share.comparable]
    return Bars(
        title=t("countries.spending-share"),
        unit="%",
        values=tuple((country, share.percent) for country, share in shares),
        method="; ".join(dict.fromkeys(f"{share.method}, {share.year}" for _, share in shares)),
        page=file.page,
        anchor="table-countries",
        sources=unique(share.source for _, share in shares),
    )
