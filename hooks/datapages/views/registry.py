"""Which table, and which chart besides those of indicators, a name in a chapter stands for.

A kind of file that a chapter can show has a row in TABLES. What it is called there, `kinds.name_of`
says.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..model.catalogue import Catalogue
from ..model.kinds import name_of
from ..model.records.base import Record
from ..model.records.compositions import Composition
from ..model.records.countries import CountriesFile
from ..model.records.indicators import Indicator
from ..model.records.law import CategoriesFile, LawChangesFile
from ..model.records.texts import TextTable
from ..model.records.units import CountsFile, UnitsFile
from ..model.unit_tree import UnitTree
from .compositions import composition_table, largest_shares
from .countries import countries_table, spending_share
from .law import categories_table, law_changes_table
from .observation_rows import indicator_table
from .table import BarPanels, Bars, Table
from .texts import text_table
from .units import counts_table, units_table

# Of each kind: (tree, record, options of the writer) → table. Where two files of different
# kinds bear one name, the earlier row counts.
TABLES: dict[type[Record], Callable[..., Table]] = {
    CategoriesFile: lambda tree, file, editions=None: categories_table(file, editions),
    CountriesFile: lambda tree, file: countries_table(file),
    LawChangesFile: lambda tree, file: law_changes_table(file),
    Composition: lambda tree, record: composition_table(record, tree),
    CountsFile: lambda tree, file: counts_table(file),
    TextTable: lambda tree, file: text_table(file),
    UnitsFile: lambda tree, file: units_table(file, tree),
    Indicator: lambda tree, record, territory=None: indicator_table(
        tree.catalogue.indicators[record.id], tree, territory
    ),
}

# Charts by name: the kind of file that each is drawn from.
CHARTS: dict[str, tuple[type[Record], Callable[..., Bars]]] = {
    "spending-share": (CountriesFile, spending_share),
}


class OptionError(ValueError):
    """An option that a table does not take; the text says which it takes."""


def table(tree: UnitTree, name: str, options: Mapping[str, Any]) -> Table | None:
    """The table called `name`, or None where data/ has no such thing.

    `options` are what the writer chose: `editions` (ids) of the categories, `territory` (id) of
    an indicator. OptionError where the table does not take one, `table.ChoiceError` for an
    unknown id.
    """
    record = next((one for known, one in _shown(tree.catalogue) if known == name), None)
    if record is None:
        return None
    view = TABLES[type(record)]
    _, _, *known = inspect.signature(view).parameters
    for option in options:
        if option not in known:
            takes = ", ".join(known) or "no options"
            raise OptionError(f"the table «{name}» takes {takes}, got {option}")
    return view(tree, record, **options)


def names(catalogue: Catalogue) -> list[str]:
    """What `table` knows."""
    return list(dict.fromkeys(name for name, _ in _shown(catalogue)))


def chart(catalogue: Catalogue, name: str) -> Bars | None:
    """The chart called `name` that is none of an indicator, or None."""
    kind, view = CHARTS.get(name, (None, None))
    record = catalogue.single(kind) if kind else None
    return view(record) if view and record else None


def chart_names(catalogue: Catalogue) -> list[str]:
    """What `chart` knows."""
    return [name for name, (kind, _) in CHARTS.items() if catalogue.of(kind)]


def panels(tree: UnitTree, name: str) -> BarPanels | None:
    """The chart of the composition called `name`, or None."""
    record = tree.catalogue.named(Composition).get(name)
    return largest_shares(record, tree) if record else None


def _shown(catalogue: Catalogue) -> Iterator[tuple[str, Record]]:
    for kind in TABLES:
        for record in catalogue.of(kind):
            yield name_of(record), record
