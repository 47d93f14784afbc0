"""A YAML reader that never guesses.

PyYAML follows YAML 1.1, where `010` is 8, `no` is false, `1:30` is 90 and the last of two
equal keys wins silently. Here a plain scalar is text, a decimal number, `true`, `false` or
`null`; whatever YAML 1.1 would read as something else must be quoted. Aliases, anchors, tags,
duplicate keys and more than one document are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from .problems import Problem

Path = tuple[str | int, ...]
Value = Any  # str | int | float | bool | None | list[Value] | dict[str, Value]

MAX_DEPTH = 30  # deeper nesting is an attack or a slip of indentation, not data
MAX_DIGITS = 18  # longer numbers are codes and belong in quotes

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_resolve = yaml.SafeLoader("").resolve
_TEXT_TAG = "tag:yaml.org,2002:str"


class Document:
    """A parsed file: `value`, the `lines` of its paths and the `problems` met."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.value: Value = None
        self.lines: dict[Path, int] = {(): 1}
        self.problems: list[Problem] = []

    def line(self, path: Path) -> int:
        """Line of `path`, or of its nearest parent that stands in the file."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def problem(self, path: Path, message: str) -> Problem:
        """A problem placed at `path`."""
        return Problem(self.file, self.line(path), dotted(path), message)


def dotted(path: Path) -> str:
    """`("units", 3, "kato")` → `units[3].kato`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def parse(text: str, file: str) -> Document:
    """Read one YAML document; mistakes go to `Document.problems`, nothing is raised."""
    document = Document(file)
    try:
        # The pure-Python reader is taken on purpose: its marks and messages are the better ones.
        events = yaml.parse(text, Loader=yaml.SafeLoader)
        document.value = _Builder(document, events).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        document.problems.append(Problem(file, line, "", f"not valid YAML: {error.problem}"))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        document.problems.append(
            Problem(file, line, "", f"character U+{ord(text[error.position]):04X} is not allowed")
        )
    except _TooDeep as error:
        document.problems.append(
            Problem(file, error.line, "", f"nested deeper than {MAX_DEPTH} levels")
        )
    return document


class _TooDeep(Exception):
    def __init__(self, line: int) -> None:
        self.line = line


class _Builder:
    """Turns YAML events into plain values, noting lines and mistakes."""

    def __init__(self, document: Document, events: Iterator[yaml.Event]) -> None:
        self.out = document
        self.events = events

    def document(self) -> Value:
        value: Value = None
        seen = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
                if seen > 1:
                    self.refuse((), event, "one document a file, found a second «---»")
                value = self.build(next(self.events), ())
        return value

    def build(self, event: yaml.Event, path: Path) -> Value:
        line = event.start_mark.line + 1
        self.out.lines.setdefault(path, line)
        if len(path) > MAX_DEPTH:
            raise _TooDeep(line)
        if isinstance(event, yaml.AliasEvent):
            self.refuse(path, event, f"alias *{event.anchor} is not allowed: repeat the value")
            return None
        if event.anchor:
            self.refuse(path, event, f"anchor &{event.anchor} is not allowed")
        if event.tag:
            self.refuse(path, event, f"tag {event.tag} is not allowed")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.mapping(path)

    def sequence(self, path: Path) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.build(event, (*path, len(items))))
        return items

    def mapping(self, path: Path) -> dict[str, Value]:
        pairs: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, path)
            inner = (*path, key)
            if key in pairs:
                self.refuse(inner, event, f"key «{key}» stands twice")
            self.out.lines[inner] = event.start_mark.line + 1
            pairs[key] = self.build(next(self.events), inner)
        return pairs

    def key(self, event: yaml.Event, path: Path) -> str:
        value = self.build(event, (*path, "<key>"))
        self.out.lines.pop((*path, "<key>"), None)
        if not isinstance(value, str):
            self.refuse(path, event, f"a key must be text, got {describe(value)}")
        return str(value)

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> Value:
        text: str = event.value
        if event.style is not None:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text == "":
            return None
        if _INTEGER.match(text) and len(text) <= MAX_DIGITS:
            return int(text)
        if _DECIMAL.match(text) and len(text) <= MAX_DIGITS:
            return float(text)
        if _resolve(yaml.ScalarNode, text, (True, False)) != _TEXT_TAG:
            self.refuse(
                path,
                event,
                f"{text} means different things to different readers: put it in quotes if it is"
                " text, or write a plain decimal number, true, false or null",
            )
        return text

    def refuse(self, path: Path, event: yaml.Event, message: str) -> None:
        line = event.start_mark.line + 1
        self.out.problems.append(Problem(self.out.file, line, dotted(path), message))


def describe(value: Value) -> str:
    """A value and its kind for a message: `31 (a whole number)`."""
    kinds: dict[type, str] = {
        str: "text",
        bool: "true or false",
        int: "a whole number",
        float: "a decimal number",
        list: "a list",
        dict: "a mapping",
    }
    if value is None:
        return "nothing (null)"
    if isinstance(value, (list, dict)):
        return kinds[type(value)]
    shown = str(value) if len(str(value)) <= 60 else str(value)[:57] + "…"
    return f"«{shown}» ({kinds[type(value)]})"
