"""Which table a name stands for."""

from __future__ import annotations

from ..model.catalogue import Catalogue
from .countries import countries_table
from .law import categories_table, law_changes_table
from .observation_rows import indicator_table, said_once
from .table import Table
from .texts import text_table
from .units import units_table


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
