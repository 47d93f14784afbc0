"""pydantic's mistakes as problems with file, line, key and what was expected."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from . import near as near_names
from . import yaml_reader
from .diagnostics import Problem

# What pydantic's type of a mistake means to a writer of YAML.
EXPECTED = {
    "bool_type": "expected true or false",
    "dict_type": "expected a mapping",
    "float_type": "expected a number",
    "int_type": "expected a whole number",
    "model_type": "expected a mapping",
    "string_type": "expected text",
    "tuple_type": "expected a list",
}


# What patterns of records/base.py ask for, in words.
ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PATTERNS = {
    ID: "small Latin letters, digits and hyphens",
    r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$": "a year, month or day: '2025', '2025-06', '2025-06-30'",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "a day: '2025-06-30'",
    r"^https?://[^\s\"'<>\\`]+$": "an address that begins with https://",
    r"^[a-z0-9-]+(/[a-z0-9-]+)*\.md$": "a page under docs/, with .md at its end",
    r"^[a-z0-9-]+/[a-z0-9-]+$": "an indicator and its series: births/city",
    r"^[0-9]{9}$": "nine digits",
}
REQUIRED = "this key is required"
Loc = tuple[int | str, ...]
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
_BLANKS = re.compile(r"-?\d{1,3}([ \u00a0\u202f]\d{3})+([.,]\d+)?")
_CHOICE = re.compile(r"'([^']*)'")


def schema_problems(
    document: yaml_reader.Document, error: ValidationError, record: type[BaseModel]
) -> list[Problem]:
    """One problem a mistake: where, what was expected, what was found."""
    problems: dict[yaml_reader.Path, Problem] = {}
    items = error.errors(include_url=False)
    renamed = misspelt(items)
    for item in items:
        path = _place(item, document)
        if item["type"] == "too_short" and any(other[: len(path)] == path for other in problems):
            continue  # the list is short only because its items are wrong, and those are told
        if item["type"] == "missing":
            if item["loc"] in renamed.values():
                continue  # told where it is misspelt
            message = REQUIRED
        elif item["type"] == "extra_forbidden":
            meant = renamed.get(item["loc"])
            known = [meant[-1]] if meant else _keys(record, item["loc"][:-1])
            message = f"unknown key{near_names.hint(str(item['loc'][-1]), map(str, known))}"
        else:
            message = _expected(item) + _got(item)
        if path not in problems or item["type"] == "float_type":  # «number» tells more than «whole»
            problems[path] = document.problem(path, message)
    return list(problems.values())


def _keys(record: type[BaseModel], above: Loc) -> list[str]:
    """The keys that the record has at a place in it."""
    for step in above:
        if (field := record.model_fields.get(str(step))) is None:
            continue  # a place in a list, or in a union
        inner = next(_records(field.annotation), None)
        if inner is None:
            return []
        record = inner
    return [*record.model_fields]


def _records(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for one in get_args(annotation):
        yield from _records(one)


def misspelt(items: list[ErrorDetails]) -> dict[Loc, Loc]:
    """Unknown keys that stand for a missing one: place of the first → of the second."""
    missing = {item["loc"]: None for item in items if item["type"] == "missing"}
    found: dict[Loc, Loc] = {}
    for item in items:
        if item["type"] != "extra_forbidden":
            continue
        *above, key = item["loc"]
        names = {str(loc[-1]): loc for loc in missing if list(loc[:-1]) == above}
        near = difflib.get_close_matches(str(key), list(names), 1, near_names.CLOSE)
        if near:
            found[item["loc"]] = names[near[0]]
            del missing[names[near[0]]]
    return found


def _got(item: ErrorDetails) -> str:
    """What was found, where that tells anything, and the likely slip."""
    value = item["input"]
    if item["type"] == "value_error" and isinstance(value, (dict, list)):
        return ""
    text = f", got {yaml_reader.describe(value)}"
    if isinstance(value, str):
        if item["type"] in ("float_type", "int_type"):
            if _DECIMAL_COMMA.fullmatch(value):
                return f"{text}: a decimal comma: write {value.replace(',', '.')}"
            if _BLANKS.fullmatch(value):
                plain = re.sub(r"\s", "", value).replace(",", ".")
                return f"{text}: a number holds no blanks: write {plain}"
            if re.fullmatch(r"-?\d+(\.\d+)?", value):
                return f"{text}: write {value} without quotes"
            if not re.search(r"\w", value):
                return f"{text}: write null for what is unknown"
            if value[0].isdigit():
                return f"{text}: write the number alone"
        if item["type"] == "literal_error":
            text += near_names.hint(value, _CHOICE.findall(item["ctx"]["expected"]))
        if item["type"] == "string_pattern_mismatch" and item["ctx"]["pattern"] == ID:
            text += near_names.strange_letters(value)
    elif item["type"] == "string_type" and type(value) in (int, float):
        text += f": put it in quotes: '{value}'"
    return text


def _expected(item: ErrorDetails) -> str:
    if item["type"] == "string_pattern_mismatch":
        pattern = item["ctx"]["pattern"]
        words = f" ({PATTERNS[pattern]})" if pattern in PATTERNS else ""
        return f"expected text that fits {pattern}{words}"
    message = item["msg"].removeprefix("Value error, ").replace(" after validation", "")
    for opening in ("Input should be", "String should have", "Tuple should have"):
        message = message.replace(opening, "expected")
    return EXPECTED.get(item["type"], message)


def _place(item: ErrorDetails, document: yaml_reader.Document) -> yaml_reader.Path:
    """Path of a mistake in the file; pydantic adds steps of its own for unions and keys."""
    path: yaml_reader.Path = ()
    for step in item["loc"]:
        if (*path, step) in document.lines:
            path = (*path, step)
    return (*path, item["loc"][-1]) if item["type"] == "missing" else path
