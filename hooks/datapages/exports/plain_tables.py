"""Tables of which nothing more is known: a row a record, a column a field.

Those of a kind of file that has no row in tables.PAGES, and those that writers type in Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..language.messages import texts
from ..model.kinds import name_of
from ..model.records.base import Record
from .resource import Field, Resource, Value, link


def of_file(file: Record) -> Resource | None:
    """The one list of records in a file that a page shows; None where there is not just one."""
    lists = [value for _, value in file if _is_records(value)]
    if not hasattr(file, "page") or len(lists) != 1:
        return None
    (records,) = lists
    names = list(type(records[0]).model_fields)
    rows = tuple(tuple(_flat(getattr(one, name)) for name in names) for one in records)
    fields = tuple(_field(name, {row[at] for row in rows}) for at, name in enumerate(names))
    key = ("id",) if "id" in names else ()
    links = (link("source", to="sources"),) if "source" in names else ()
    return Resource(name_of(file), getattr(file, "title", ""), fields, rows, key, links)


def of_texts(name: str, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Resource:
    """A table of texts with a head."""
    fields = tuple(
        Field(f"column_{number}", "string", text) for number, text in enumerate(head, start=1)
    )
    return Resource(name, title, fields, tuple(tuple(one or None for one in row) for row in rows))


def _is_records(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Record)


def _field(name: str, values: set[Value]) -> Field:
    """A column, called as the field is, else as the column of the page, else by its name."""
    known = texts()
    title = known.get(f"field.{name}.title") or known.get(f"column.{name}", name)
    ru, en = (known.get(f"field.{name}.{language}", "") for language in ("ru", "en"))
    return Field(name, _type(values - {None}), title, ru=ru, en=en)


def _type(values: set[Any]) -> str:
    if values and all(isinstance(value, bool) for value in values):
        return "boolean"
    if values and all(isinstance(value, int) for value in values):
        return "integer"
    return (
        "number" if values and all(isinstance(value, int | float) for value in values) else "string"
    )


def _flat(value: Any) -> Value:
    """A field as one cell: what is nested stands in a row, «; » between."""
    if isinstance(value, Record):
        value = tuple(inner for _, inner in value)
    if isinstance(value, tuple):
        return "; ".join(str(_flat(one)) for one in value if one is not None) or None
    return value  # type: ignore[no-any-return] # texts, numbers and nulls: all that YAML has
