"""pydantic's mistakes as problems with file, line, key and what was expected."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails

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


def schema_problems(document: yaml_reader.Document, error: ValidationError) -> list[Problem]:
    """One problem a mistake: where, what was expected, what was found."""
    problems: dict[yaml_reader.Path, Problem] = {}
    for item in error.errors(include_url=False):
        path = _place(item, document)
        if item["type"] == "too_short" and any(other[: len(path)] == path for other in problems):
            continue  # the list is short only because its items are wrong, and those are told
        if item["type"] == "missing":
            message = "this key is required"
        elif item["type"] == "extra_forbidden":
            message = "unknown key"
        else:
            message = f"{_expected(item)}, got {yaml_reader.describe(item['input'])}"
        if path not in problems or item["type"] == "float_type":  # «number» tells more than «whole»
            problems[path] = document.problem(path, message)
    return list(problems.values())


def _expected(item: ErrorDetails) -> str:
    if item["type"] == "string_pattern_mismatch":
        return f"expected text that fits {item['ctx']['pattern']}"
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
