"""The two notations of a chapter: `{{ name(…) }}` and `[@source, place]`.

Code blocks and inline code are left alone. Arguments are literals: nothing is evaluated.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass

from .problems import Problem

Literal = str | int | float | bool | None | list["Literal"]

_CODE = r"(?P<code>^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ \t]*$|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
_CALL = r"\{\{(?P<call>.*?)\}\}"
_CITE = r"\[@(?P<cite>[^\]\n]*)\]"
_NOTATION = re.compile(f"{_CODE}|{_CALL}|{_CITE}", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(
    f"{_CODE}|^(?P<level>#{{1,6}})[ \t]+(?P<title>[^\n]*?)"
    r"(?:[ \t]*\{(?P<attributes>[^}\n]*)\})?[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_ID = re.compile(r"#([a-z0-9]+(?:-[a-z0-9]+)*)(?=\s|$)")


@dataclass(frozen=True)
class Call:
    """`{{ table("regions", since=2000) }}` and where it stands."""

    name: str
    arguments: tuple[Literal, ...]
    options: dict[str, Literal]
    line: int
    text: str


@dataclass(frozen=True)
class Citation:
    """`[@zan-148, 1-бап]` and where it stands; `place` may be empty."""

    source: str
    place: str
    line: int
    text: str


@dataclass(frozen=True)
class Heading:
    """A heading of the Markdown source; `id` is empty where none is written."""

    level: int
    title: str
    id: str
    line: int


class NotationError(Exception):
    """What is wrong with one piece of notation; it says what was expected."""


def expand(
    markdown: str, file: str, replace: Callable[[Call | Citation], str]
) -> tuple[str, list[Problem]]:
    """Replace each piece of notation by what `replace` returns for it.

    `replace` may raise NotationError: it becomes a Problem with its line, and the piece is
    left out of the text.
    """
    problems: list[Problem] = []

    def one(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        line = markdown.count("\n", 0, match.start()) + 1
        try:
            return replace(_piece(match, line))
        except NotationError as error:
            problems.append(Problem(file, line, match[0], str(error)))
            return ""

    return _NOTATION.sub(one, markdown), problems


def pieces(markdown: str) -> list[Call | Citation]:
    """All readable pieces of notation in their order; unreadable ones are passed over."""
    found: list[Call | Citation] = []

    def note(piece: Call | Citation) -> str:
        found.append(piece)
        return ""

    expand(markdown, "", note)
    return found


def headings(markdown: str) -> list[Heading]:
    """Headings in the `#` form, outside code."""
    return [
        Heading(
            level=len(match["level"]),
            title=match["title"],
            id=found[1] if (found := _ID.search(match["attributes"] or "")) else "",
            line=markdown.count("\n", 0, match.start()) + 1,
        )
        for match in _HEADING.finditer(markdown)
        if not match["code"]
    ]


def _piece(match: re.Match[str], line: int) -> Call | Citation:
    if match["cite"] is not None:
        source, _, place = match["cite"].partition(",")
        return Citation(source.strip(), place.strip(), line, match[0])
    try:
        tree = ast.parse(match["call"].strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise NotationError('expected a call such as {{ table("regions") }}') from None
    if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
        raise NotationError('expected a call such as {{ table("regions") }}')
    if any(keyword.arg is None for keyword in tree.keywords):
        raise NotationError("** is not allowed here")
    return Call(
        name=tree.func.id,
        arguments=tuple(_literal(node) for node in tree.args),
        options={str(keyword.arg): _literal(keyword.value) for keyword in tree.keywords},
        line=line,
        text=match[0],
    )


def _literal(node: ast.expr) -> Literal:
    if isinstance(node, ast.List):
        return [_literal(item) for item in node.elts]
    if isinstance(node, ast.Constant) and isinstance(
        node.value, (str, int, float, bool, type(None))
    ):
        return node.value
    raise NotationError("an argument must be text, a number, true or false, or a list of them")
