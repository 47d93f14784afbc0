"""The two notations of a chapter: `{{ name(…) }}` and `[@source, place]`.

Code blocks, inline code and comments are left alone. Arguments are literals: nothing is evaluated.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ..base.diagnostics import Problem

LARGEST = 10**15  # of a number in a call

Literal = str | int | float | bool | None | list["Literal"]

# Every pattern takes a time in proportion to the text: possessive quantifiers (`++`) give nothing
# back, and a search for an end stops where the same thing begins anew.
_PARAGRAPH = r"(?:(?!\n[ \t]*\n).)"  # a letter that does not end its paragraph
_FENCE = re.compile(r"^[ \t>]*+(?P<fence>`{3,}+|~{3,}+)(?P<rest>[^`\n]*+)(?:\n|\Z)", re.MULTILINE)
_PARAGRAPH_END = re.compile(r"\n[ \t]*+\n")
_BEGINS = r"(?P<comment><!--)|(?<![\\`])(?P<ticks>`++)"  # a comment or code in a line
_CALL = rf"\{{\{{(?P<call>(?:(?!\{{\{{){_PARAGRAPH})*?)\}}\}}"
_CITE = r"\[@(?P<cite>[^\[\]\n]*)\]"
_OPEN = r"(?P<open>\{\{|\[@)"  # and not closed
_NOTATION = re.compile(f"{_BEGINS}|{_CALL}|{_CITE}|{_OPEN}", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(
    # Python-Markdown asks for no space after the signs, but for one before the attributes.
    f"{_BEGINS}|^(?P<level>#{{1,6}})(?P<title>[^\n]*)$"
    r"|(?:\A|(?<=\n\n))(?P<underlined>[^\n]+)\n(?P<rule>=+|-+)[ ]*$",
    re.DOTALL | re.MULTILINE,
)
_HIDDEN = re.compile(_BEGINS)
_ATTRIBUTES = re.compile(r"[ \t]\{(?P<inside>[^{}\n]*)\}[ \t]*\Z")
_ID = re.compile(r"#([a-z0-9]+(?:-[a-z0-9]+)*)(?=\s|$)")


@dataclass(frozen=True)
class Call:
    """`{{ table("regions", since=2000) }}` and where it stands."""

    name: str
    arguments: tuple[Literal, ...]
    options: dict[str, Literal]
    line: int
    text: str
    start: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Citation:
    """`[@zan-148, 1-бап]` and where it stands; `place` may be empty."""

    source: str
    place: str
    line: int
    text: str
    start: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Heading:
    """A heading of the Markdown source; `id` is empty where none is written."""

    level: int
    title: str
    id: str
    line: int


@dataclass(frozen=True)
class Malformed:
    """What looks like notation and cannot be read, with the reason."""

    message: str
    line: int
    text: str
    start: int


Piece = Call | Citation | Malformed


class NotationError(Exception):
    """What is wrong with one piece of notation; it says what was expected."""


def parse(markdown: str) -> tuple[Piece, ...]:
    """Every piece of notation outside code, in order."""
    found: list[Piece] = []
    for match, line in _sought(markdown, _NOTATION):
        try:
            found.append(_piece(match, line))
        except NotationError as error:
            found.append(Malformed(str(error), line, match[0], match.start()))
    return tuple(found)


def expand(
    markdown: str,
    pieces: Iterable[Piece],
    file: str,
    replace: Callable[[Call | Citation], str],
) -> tuple[str, list[Problem]]:
    """Replace each piece of notation by what `replace` returns for it.

    `pieces` are those that `parse` finds in `markdown`. `replace` may raise NotationError: it
    becomes a Problem with its line, and the piece is left out of the text.
    """
    problems: list[Problem] = []
    parts: list[str] = []
    end = 0
    for piece in pieces:
        parts.append(markdown[end : piece.start])
        end = piece.start + len(piece.text)
        try:
            if isinstance(piece, Malformed):
                raise NotationError(piece.message)  # noqa: TRY301 - told as any other mistake
            parts.append(replace(piece))
        except NotationError as error:
            key = piece.text if len(piece.text) <= 80 else piece.text[:79] + "…"
            problems.append(Problem(file, piece.line, key, str(error)))
    return "".join([*parts, markdown[end:]]), problems


def pieces(markdown: str) -> list[Call | Citation]:
    """All readable pieces of notation in their order; malformed ones are passed over."""
    return [piece for piece in parse(markdown) if not isinstance(piece, Malformed)]


def headings(markdown: str) -> tuple[Heading, ...]:
    """Headings outside code: `## Title { #id }`, and the underlined form."""
    found: list[Heading] = []
    for match, line in _sought(markdown, _HEADING):
        level = len(match["level"]) if match["level"] else 1 if match["rule"][0] == "=" else 2
        title: str = match["title"].rstrip("# ") if match["level"] else match["underlined"]
        attributes = _ATTRIBUTES.search(title)
        id = _ID.search(attributes["inside"]) if attributes else None
        title = title[: attributes.start()] if attributes else title
        found.append(Heading(level, title.strip(), id[1] if id else "", line))
    return tuple(found)


def without_hidden(text: str) -> str:
    """The text with dots in place of its code and comments, each line where it was."""
    parts, end = [], 0
    for start, stop, match in _walk(text, _HIDDEN):
        assert match is None, "nothing else was sought"
        parts += [text[end:start], re.sub(r"[^\n]", ".", text[start:stop])]
        end = stop
    return "".join([*parts, text[end:]])


def _sought(markdown: str, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int]]:
    """The matches of a pattern outside of code and comments, each with its line."""
    line, counted = 1, 0
    for start, _, match in _walk(markdown, pattern):
        if match:
            line, counted = line + markdown.count("\n", counted, start), start
            yield match, line


def _walk(
    markdown: str, pattern: re.Pattern[str]
) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """Where code and comments stand (None), and where the rest of a pattern does, in order.

    The pattern begins with `_BEGINS`.
    """
    fences = _fences(markdown)
    fence = next(fences, None)
    at, paragraph, last_comment = 0, 0, markdown.rfind("-->")
    match = pattern.search(markdown)
    while True:
        if match and match.start() < at:
            match = pattern.search(markdown, at)
        start = match.start() if match else len(markdown)
        while fence and fence[0] < at:
            fence = next(fences, None)
        if fence and fence[0] <= start:
            yield *fence, None
            at = fence[1]
        elif match is None:
            return
        elif not (match["comment"] or match["ticks"]):
            yield start, match.end(), match
            at = max(match.end(), start + 1)
        else:
            at = match.end()
            if match["comment"]:
                closed = last_comment >= at
                end = markdown.index("-->", at) + 3 if closed else at
            else:
                if paragraph < at:
                    blank = _PARAGRAPH_END.search(markdown, at)
                    paragraph = blank.start() if blank else len(markdown)
                ticks = re.compile(rf"(?<!`){match['ticks']}(?!`)")
                closing = ticks.search(markdown, at, paragraph)
                end = closing.end() if closing else at
            if end > at:
                yield start, end, None
                at = end


def _fences(markdown: str) -> Iterator[tuple[int, int]]:
    """Blocks of code between two lines of the same signs."""
    closing: dict[str, list[tuple[int, int]]] = {}  # fence → lines that can close it, last first
    lines = [*_FENCE.finditer(markdown)]
    for line in reversed(lines):
        if not line["rest"].strip(" \t"):
            closing.setdefault(line["fence"], []).append((line.start(), line.end("rest")))
    at = 0
    for line in lines:
        ends = closing.get(line["fence"], [])
        while ends and ends[-1][0] <= line.start():
            ends.pop()
        if line.start() >= at and ends:
            at = ends[-1][1]
            yield line.start(), at


def _piece(match: re.Match[str], line: int) -> Call | Citation:
    if match["cite"] is not None:
        source, _, place = match["cite"].partition(",")
        return Citation(source.strip(), place.strip(), line, match[0], match.start())
    if match["open"]:
        where = "}} before the end of the paragraph" if match["open"] == "{{" else "] in its line"
        raise NotationError(f"expected {where}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # "\\d": an error with a line, no word on the console
            tree = ast.parse(match["call"].strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        quotes = ': write " for quotes' if re.search("[«»“”„‘’]", match["call"]) else ""
        raise NotationError(f'expected a call such as {{{{ table("regions") }}}}{quotes}') from None
    if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
        raise NotationError('expected a call such as {{ table("regions") }}')
    names = [keyword.arg for keyword in tree.keywords]
    if None in names:
        raise NotationError("** is not allowed here")
    if len(set(names)) < len(names):
        raise NotationError("an option stands twice")
    return Call(
        name=tree.func.id,
        arguments=tuple(_literal(node) for node in tree.args),
        options={str(keyword.arg): _literal(keyword.value) for keyword in tree.keywords},
        line=line,
        text=match[0],
        start=match.start(),
    )


def _literal(node: ast.expr) -> Literal:
    if isinstance(node, ast.List):
        return [_literal(item) for item in node.elts]
    if isinstance(node, ast.Constant) and isinstance(
        node.value, (str, int, float, bool, type(None))
    ):
        if isinstance(node.value, int | float) and not abs(node.value) < LARGEST:
            raise NotationError("expected a number of at most 15 digits")
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        positive = node.operand.value if isinstance(node.operand, ast.Constant) else None
        if isinstance(positive, (int, float)) and not isinstance(positive, bool):
            _literal(node.operand)
            return -positive
    if isinstance(node, ast.Name):
        raise NotationError(f'an argument must be a literal: put "{node.id}" in quotes')
    raise NotationError("an argument must be text, a number, true or false, or a list of them")
