"""A resource of the Data Package: a flat table of typed columns that say what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from ..language.messages import t, texts

Value = str | int | float | bool | None
Constraints = dict[str, Any]

REQUIRED: Constraints = {"required": True}
PERIOD: Constraints = {"required": True, "pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}


@dataclass(frozen=True)
class Field:
    """A column: its name, its type in a Table Schema, and what it means, in Kazakh.

    `ru` and `en` are its label in Russian and English.
    """

    name: str
    type: str  # string | integer | number | boolean | date
    title: str
    description: str = ""
    constraints: Constraints = field(default_factory=dict)
    ru: str = ""
    en: str = ""


@dataclass(frozen=True)
class Resource:
    """A table: `key` are the columns that name a row, `links` say (columns, table, its columns).

    `names` are its title in other languages: ru, en.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: tuple[str, ...] = ()
    links: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def column(
    name: str, type: str = "string", constraints: Constraints | None = None, *, text: str = ""
) -> Field:
    """A column whose title and description stand in kk.toml at `field.<text or name>`."""
    key = f"field.{text or name}"
    return Field(
        name,
        type,
        t(f"{key}.title"),
        texts().get(f"{key}.description", ""),
        constraints or {},
        t(f"{key}.ru"),
        t(f"{key}.en"),
    )


def one_of(kind: Any) -> Constraints:
    """The constraints of a column that holds a word of a closed list (a Literal)."""
    return {"required": True, "enum": list(get_args(kind))}


def explained(words: Mapping[str, str]) -> str:
    """The words of an enumeration with their meaning: «official – ресми, …»."""
    return ", ".join(f"{word} – {meaning}" for word, meaning in words.items())


def link(*columns: str, to: str, at: tuple[str, ...] = ("id",)) -> Any:
    """A foreign key: these columns name a row of the resource `to` by its columns `at`."""
    return columns, to, at
