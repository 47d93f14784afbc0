"""A YAML reader that never guesses.

PyYAML follows YAML 1.1, where `010` is 8, `no` is false, `1:30` is 90 and the last of two
equal keys wins silently. Here a plain scalar is text, a decimal number, `true`, `false` or
`null`; whatever YAML 1.1 or 1.2 would read as something else must be quoted. Aliases, anchors,
tags, duplicate keys, more than one document and invisible signs are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import Any

import yaml

from . import signs
from .diagnostics import Problem

Path = tuple[str | int, ...]
Value = Any  # str | int | float | bool | None | list[Value] | dict[str, Value]
TWICE = "stands twice"  # what is said of a key that does
SECOND = "one document a file, found a second «---»"
MAX_DEPTH = 30  # deeper nesting is an attack or a slip of indentation, not data
MAX_DIGITS = 18  # longer numbers are codes and belong in quotes
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+\Z")

# What looks like a number in YAML 1.2 or is a boolean in the letter of YAML 1.1, and what PyYAML
# takes for text: 1e3, 018, 0o17, -.5, y. (The rest is left to PyYAML's own resolver.)
_AMBIGUOUS = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)(e[-+]?[0-9]+)?\Z|0o[0-7]+\Z|[yn]\Z", re.IGNORECASE
)

# A byte order mark may open a file.
_HIDDEN = re.compile(rf"(?!\A\ufeff)[{signs.INVISIBLE}]")
_UNPRINTABLE = yaml.reader.Reader.NON_PRINTABLE
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_resolver = yaml.SafeLoader("")
_TEXT_TAG = "tag:yaml.org,2002:str"


class Document:
    """A parsed file: `value`, the `lines` of its paths and the `problems` met."""

    def __init__(self, file: str, text: str = "", value: Value = None) -> None:
        self.file = file
        self.value = value
        self.problems: list[Problem] = []
        self._text = text

    @cached_property
    def lines(self) -> dict[Path, int]:
        """The line of each path: only a mistake asks for them, and has the text read again."""
        noted = Document(self.file)
        noted.lines = {(): 1}
        if self._text:
            _Builder(noted, _events(yaml.CSafeLoader(self._text))).document()
        return noted.lines

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
    if hidden := _HIDDEN.search(text):
        document.problems.append(_not_allowed(text, hidden.start(), file))
        return document
    return _quick(text, file) or _careful(text, document)


# A name hands a function of Python to a plugin; other tags of this kind run what they name.
_RUNS = re.compile(r"tag:yaml\.org,2002:python/(?!name:)")


def unfit(text: str, file: str) -> Iterator[Problem]:
    """Why another program should not read a file: it is no YAML, grows without end, or runs."""
    if found := _UNPRINTABLE.search(text):
        yield _not_allowed(text, found.start(), file)
        return
    depth = documents = 0
    try:
        for event in _events(yaml.CSafeLoader(text)):
            documents += isinstance(event, yaml.DocumentStartEvent)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                yield _too_deep(file, _line(event))
                return
            if documents > 1:
                yield Problem(file, _line(event), "", SECOND)
                return
            if isinstance(event, yaml.AliasEvent):
                yield Problem(file, _line(event), "", _alias(str(event.anchor)))
            elif _RUNS.match(tag := getattr(event, "tag", None) or ""):
                yield Problem(file, _line(event), "", f"tag {tag} is not allowed")
    except yaml.MarkedYAMLError as error:
        yield _not_yaml(error, text, file)


def repeated_keys(text: str, file: str) -> Iterator[Problem]:
    """Keys that stand twice, in a file that another program reads: to it the last one wins."""
    inside: list[tuple[Path, yaml.Node | None]] = [((), yaml.compose(text, yaml.CSafeLoader))]
    seen: set[int] = set()
    while inside:
        path, node = inside.pop()
        if id(node) in seen:  # by an alias
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            inside += [((*path, place), one) for place, one in enumerate(node.value)]
        elif isinstance(node, yaml.MappingNode):
            names: set[str] = set()
            for key, value in node.value:
                name = str(key.value)
                if name in names:
                    line = key.start_mark.line + 1
                    yield Problem(file, line, dotted((*path, name)), "this key stands twice")
                names.add(name)
                inside.append(((*path, name), value))


def _quick(text: str, file: str) -> Document | None:
    """The document as libyaml reads it, many times as fast; None if it stumbles anywhere."""
    try:
        if _UNPRINTABLE.search(text):
            return None
        return Document(file, text, _whole(yaml.CSafeLoader(text)))
    except (yaml.YAMLError, ValueError, OverflowError, AttributeError, _UnsureError):
        return None  # AttributeError: PyYAML was built without libyaml


def _whole(reader: Any) -> Value:
    """The value of the one document that is read."""
    values = [
        _value(reader.get_event(), reader.get_event, 0)
        for event in iter(reader.get_event, None)
        if type(event) is yaml.DocumentStartEvent
    ]
    if len(values) > 1:
        raise _UnsureError
    return values[0] if values else None


def _value(event: Any, following: Callable[[], Any], depth: int) -> Value:
    """A value without its place; _UnsureError for whatever `_Builder` would have words about."""
    if depth > MAX_DEPTH or event.anchor or event.tag:
        raise _UnsureError
    kind = type(event)
    if kind is yaml.ScalarEvent:
        return _text_of(event) if event.style else _plain(event.value)
    if kind is yaml.SequenceStartEvent:
        items: list[Value] = []
        while type(inner := following()) is not yaml.SequenceEndEvent:
            items.append(_value(inner, following, depth + 1))
        return items
    pairs: dict[str, Value] = {}
    while type(key := following()) is not yaml.MappingEndEvent:
        name = _value(key, following, depth + 1)
        if type(name) is not str or name in pairs:
            raise _UnsureError
        pairs[name] = _value(following(), following, depth + 1)
    return pairs


def _text_of(event: Any) -> str:
    """The text of a quoted scalar; only one in double quotes can hold a sign as an escape."""
    text: str = event.value
    if event.style == '"' and (_UNPRINTABLE.search(text) or _HIDDEN.search(text)):
        raise _UnsureError
    return text


@lru_cache(maxsize=1 << 14)  # ids, periods and ranks stand in many places
def _plain(text: str) -> Value:
    """What a scalar without quotes says; _UnsureError tells why it may say something else."""
    if text in _WORDS:
        return _WORDS[text]
    if text == "":
        return None
    if _INTEGER.match(text) or _DECIMAL.match(text):
        if len(text) > MAX_DIGITS:
            wanted = f"at most {MAX_DIGITS} signs, or quotes if it is a code"
            raise _UnsureError(f"{text[:MAX_DIGITS]}… is a long number: {wanted}")
        return int(text) if _INTEGER.match(text) else float(text)
    if _AMBIGUOUS.match(text) or _yaml_1_1_tag(text) != _TEXT_TAG:
        raise _UnsureError(
            f"{text} means different things to different readers: put it in quotes if it is"
            " text, or write a plain decimal number, true, false or null"
        )
    return text


def _careful(text: str, document: Document) -> Document:
    """The document as PyYAML's own reader reads it, whose marks and messages are the better."""
    file = document.file
    reader: yaml.SafeLoader | None = None
    try:
        reader = yaml.SafeLoader(text)
        document.value = _Builder(document, _events(reader)).document()
    except yaml.MarkedYAMLError as error:
        document.problems.append(_not_yaml(error, text, file))
    except yaml.reader.ReaderError as error:
        document.problems.append(_not_allowed(text, error.position, file))
    except (ValueError, OverflowError) as error:  # PyYAML lets "\\UFFFFFFFF" through to chr()
        line = reader.line + 1 if reader else 0
        document.problems.append(Problem(file, line, "", f"not valid YAML: {error}"))
    except _TooDeepError as error:
        document.problems.append(_too_deep(file, error.line))
    return document


def _events(reader: Any) -> Iterator[yaml.Event]:
    while reader.check_event():
        yield reader.get_event()


# What the reader says of a text that needs quotes: «a: b», «@a», «*a».
_UNQUOTED = (
    "mapping values are not allowed here",
    "cannot start any token",
    "expected alphabetic or numeric character",
)


_KEY = re.compile(r"\s*(- )?[\w-]+:( |$)")


def _line_of(text: str, number: int) -> str:
    return next(iter(text.splitlines()[number - 1 : number]), "")


def _advice(problem: str, line: str) -> str:
    """What is likely wrong in a line that the reader stumbles over, in a writer's words."""
    if "\\t" in problem:
        return ": a tab: indent with blanks"
    if "block mapping start" in problem or (
        problem.startswith("mapping values") and _KEY.match(line) and line.count(": ") <= 1
    ):
        return ": keys of one record stand one below another, with the same blanks before them"
    if any(part in problem for part in _UNQUOTED):
        return ": put a text with «: » in it, or with a sign before it, in quotes"
    if "found '<scalar>'" in problem:
        return ": a quote is not closed here or above, or stands in a text that is in quotes"
    if "expected ','" in problem:
        return ": a comma is missing, or a bracket above is not closed"
    return ""


def _not_yaml(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark, start = error.problem_mark or error.context_mark, error.context_mark
    line = min(mark.line + 1, len(text.splitlines())) if mark else 0
    message = f"not valid YAML: {error.problem}{_advice(str(error.problem), _line_of(text, line))}"
    if start and start.line + 1 < line:  # say where an unclosed quote or bracket was opened
        message += f", {error.context} from line {start.line + 1}"
    return Problem(file, line, "", message)


def _not_allowed(text: str, position: int, file: str) -> Problem:
    line = text.count("\n", 0, position) + 1
    return Problem(file, line, "", f"character U+{ord(text[position]):04X} is not allowed")


def _too_deep(file: str, line: int) -> Problem:
    return Problem(file, line, "", f"nested deeper than {MAX_DEPTH} levels")


def _alias(anchor: str) -> str:
    return f"alias *{anchor} is not allowed: repeat the value"


class _UnsureError(Exception):
    """Something to be read with care."""


class _TooDeepError(Exception):
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
                    self.refuse((), event, SECOND)
                value = self.build(next(self.events), ())
        return value

    def build(self, event: yaml.Event, path: Path) -> Value:
        self.out.lines.setdefault(path, _line(event))
        if len(path) > MAX_DEPTH:
            raise _TooDeepError(_line(event))
        if not isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            self.refuse(path, event, _alias(str(getattr(event, "anchor", ""))))
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
        repeated = False
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if self._is_rest_of_a_decimal(event, pairs):
                last = next(reversed(pairs))
                rest = str(getattr(event, "value", ""))
                message = f"a decimal comma: write {pairs[last]}.{rest}"
                self.refuse((*path, last), event, message)
                next(self.events)  # what YAML takes for the value of this key
                continue
            key = self.key(event, path)
            inner = (*path, key)
            if key in pairs and not repeated:
                repeated = True  # one mapping run into another: its first key tells of all
                begins = key == next(iter(pairs))
                wanted = ": a new item of a list begins with «- »" if begins and path else ""
                self.refuse(inner, event, f"key «{key}» {TWICE}{wanted}")
            self.out.lines[inner] = _line(event)
            pairs[key] = self.build(next(self.events), inner)
        return pairs

    @staticmethod
    def _is_rest_of_a_decimal(event: Any, pairs: dict[str, Value]) -> bool:
        """Whether a key is the «5» of `{ value: 21,5 }`."""
        if not isinstance(event, yaml.ScalarEvent) or event.style or not pairs:
            return False
        return str(event.value).isdecimal() and type(pairs[next(reversed(pairs))]) is int

    def key(self, event: yaml.Event, path: Path) -> str:
        value = self.build(event, (*path, "<key>"))
        self.out.lines.pop((*path, "<key>"), None)
        if not isinstance(value, str):
            self.refuse(path, event, f"a key must be text, got {describe(value)}")
        return str(value)

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> Value:
        text: str = event.value
        if found := _UNPRINTABLE.search(text) or _HIDDEN.search(text):  # written as an escape
            self.refuse(path, event, f"character U+{ord(found[0]):04X} is not allowed")
        if event.style:  # quoted
            return text
        try:
            return _plain(text)
        except _UnsureError as error:
            self.refuse(path, event, str(error))
            return text

    def refuse(self, path: Path, event: yaml.Event, message: str) -> None:
        self.out.problems.append(Problem(self.out.file, _line(event), dotted(path), message))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _yaml_1_1_tag(text: str) -> str:
    tag: str = _resolver.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag


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
