"""Vega's SVG made light: one path a style, plain coordinates, styles by class.

Vega writes an element for every tick, label and point, each in groups of groups with transforms
and with every attribute spelled out. Here what has the same style becomes one path, a point of
a line becomes a dot (a stroke of no length with a round or square end), and the look of the
known styles stands in `charts.css`, which says what the classes mean.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

SVG = "http://www.w3.org/2000/svg"
Point = tuple[float, float]
Command = tuple[str, tuple[float, ...]]  # M, L, Z: absolute; others as they stand
Style = tuple[tuple[str, str], ...]
_TRANSLATE = re.compile(r"translate\(([-\d.e]+)[, ]+([-\d.e]+)\)")
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_LAST_NUMBER = re.compile(r"[\d.]+$")
_COLOUR = re.compile(r"var\(--chart-([1-4])\)")
_PAINT = ("fill", "stroke", "stroke-width", "stroke-dasharray")
_ANCHORS = {"middle": "m", "end": "e"}
PAPER = "var(--paper-raised)"
# What charts are drawn with, in pixels; charts.css has the widths under the names of classes.
POINT_AREA = 40  # of a point of a line; Vega's symbols are as wide as the root of their area
POINT_EDGE = 2  # the edge of a hollow point
LINE_WIDTH = 2.5


@dataclass(frozen=True)
class _Shape:
    """Some ink: `commands` are moves and lines in the picture's coordinates."""

    style: Style
    commands: tuple[Command, ...]


@dataclass(frozen=True)
class _Text:
    style: Style
    at: Point
    text: str


def compact(root: ET.Element) -> ET.Element:
    """The same picture, lighter: shapes in their order, then texts."""
    marks = list(_marks(root, (0.0, 0.0), {}))
    size = (root.get("width", "0"), root.get("height", "0"))
    made = ET.Element(
        "svg", {"class": "chart__picture", "fill": "none", "viewBox": "0 0 {} {}".format(*size)}
    )
    shapes: list[tuple[Style, list[Command]]] = []
    texts: dict[Style, list[_Text]] = {}
    for mark in marks:
        if isinstance(mark, _Text):
            texts.setdefault(mark.style, []).append(mark)
        elif shapes and shapes[-1][0] == mark.style:
            shapes[-1][1].extend(mark.commands)
        else:
            shapes.append((mark.style, list(mark.commands)))
    for style, commands in shapes:
        ET.SubElement(made, "path", {**dict(style), "d": path_data(commands)})
    for style, group in texts.items():
        many = bool(style) and len(group) > 1
        parent = ET.SubElement(made, "g", dict(style)) if many else made
        for one in group:
            x, y = (short(value) for value in one.at)
            own = {} if many else dict(style)
            ET.SubElement(parent, "text", {**own, "x": x, "y": y}).text = one.text
    return made


def _marks(element: ET.Element, at: Point, above: dict[str, str]) -> Iterator[_Shape | _Text]:
    """What an element paints, its place and its inherited paint resolved."""
    if move := _TRANSLATE.fullmatch(element.get("transform", "")):
        at = (at[0] + float(move[1]), at[1] + float(move[2]))
    own = {name: value for name in _PAINT if (value := element.get(name))}
    paint = above | own
    match element.tag.removeprefix(f"{{{SVG}}}"):
        case "g" | "svg":
            for child in element:
                yield from _marks(child, at, paint)
        case "line":
            ends = [(float(element.get(x, 0)), float(element.get(y, 0)))
                    for x, y in (("x1", "y1"), ("x2", "y2"))]  # fmt: skip
            line: list[Command] = [("M", ends[0]), ("L", ends[1])]
            yield _Shape(_style(paint | {"fill": "none"}), _moved(line, at, 1))
        case "path":
            commands = parsed(element.get("d", ""))
            if commands and not _invisible(paint, element):
                yield from _path(commands, paint, at)
        case "text" if (element.text or "").strip():
            place = (rounded(at[0]), rounded(at[1]))
            yield _Text(_text_style(element), place, (element.text or "").strip())


def _invisible(paint: dict[str, str], element: ET.Element) -> bool:
    painted = any(paint.get(name, "none") != "none" for name in ("fill", "stroke"))
    return not painted or element.get("opacity") == "0"


def _path(commands: list[Command], paint: dict[str, str], at: Point) -> Iterator[_Shape]:
    """A path; a point of a line is a dot, a hollow one a dot with a smaller dot of paper."""
    found = _dot(commands)
    fill, stroke = paint.get("fill", "none"), paint.get("stroke", "none")
    if fill == "none":
        yield _Shape(_style(paint), _moved(_drawn(commands), at, 0))
        return
    if found is None:
        # Symbols of one kind are written alike wherever they stand.
        yield _Shape(_style(paint), _moved(commands, (rounded(at[0]), rounded(at[1])), 1))
        return
    cap, width = found
    edge = float(paint.get("stroke-width", 1)) if stroke != "none" else 0
    dot = _moved([("M", (0, 0)), ("L", (0, 0))], at, 0)
    outer = stroke if edge else fill
    yield _Shape(_dot_style(outer, cap, width + edge), dot)
    if fill != outer:
        yield _Shape(_dot_style(fill, cap, width - edge), dot)


def _drawn(commands: list[Command]) -> list[Command]:
    """Without the lines of one point, which paint nothing."""
    return [
        command
        for place, command in enumerate(commands)
        if not (command[0] == "Z" and commands[place - 1][0] == "M")
        and not (
            command[0] == "M" and (place + 1 == len(commands) or commands[place + 1][0] in "MZ")
        )
    ]


def _dot(commands: list[Command]) -> tuple[str, float] | None:
    """Cap and size of a circle or square around the origin; None for any other path."""
    names = "".join(name for name, _ in commands)
    if names in ("MAA", "MAAZ") and commands[0][1][1] == 0:
        return "round", 2 * commands[0][1][0]
    corners = {abs(round(number, 2)) for _, at in commands for number in at}
    if names == "MLLLZ" and len(corners) == 1:
        return "square", 2 * abs(commands[0][1][0])
    return None


# ---- styles ----


def _style(paint: dict[str, str]) -> Style:
    """A class of charts.css for the styles that it knows, else the attributes themselves."""
    fill, stroke = paint.get("fill", "none"), paint.get("stroke", "none")
    width = paint.get("stroke-width", "1")
    line, area = _COLOUR.fullmatch(stroke), _COLOUR.fullmatch(fill)
    name = ""
    if (fill, stroke, width) == ("none", "var(--chart-grid)", "1"):
        name = "grid"
    elif (fill, stroke) == ("none", "var(--chart-break)"):
        name = "gap"
    elif line and (fill, width) == ("none", short(LINE_WIDTH)):
        name = f"c{line[1]}"
    elif area and stroke == "none":
        name = f"f{area[1]}"
    elif line and width == short(POINT_EDGE) and stroke == fill:
        name = f"f{line[1]} c{line[1]} rim"
    elif line and width == short(POINT_EDGE) and fill == PAPER:
        name = f"c{line[1]} hollow"
    if name:
        return (("class", name),)
    return tuple((kind, paint[kind]) for kind in _PAINT if kind in paint)


def _dot_style(colour: str, cap: str, width: float) -> Style:
    """Dots of charts.css come in two sizes, and one for the paper inside."""
    kind = "dot" if cap == "round" else "box"
    known, found = dots().get(short(width)), _COLOUR.fullmatch(colour)
    name = f"c{found[1]}" if found else "paper" if colour == PAPER else None
    if name and known is not None and (name == "paper") == (known == "paper"):
        return (("class", " ".join(dict.fromkeys(part for part in (name, kind, known) if part))),)
    return (
        ("stroke", colour),
        ("stroke-width", short(width)),
        ("stroke-linecap", cap),
    )


def dots() -> dict[str, str]:
    """Widths of dots → their class in charts.css: plain, with an edge, the paper inside it."""
    width = math.sqrt(POINT_AREA)
    return {
        short(width): "",
        short(width + POINT_EDGE): "edged",
        short(width - POINT_EDGE): "paper",
    }


def _text_style(text: ET.Element) -> Style:
    colour = _COLOUR.fullmatch(text.get("fill", ""))
    names = (
        f"t{colour[1]}" if colour else "",
        _ANCHORS.get(text.get("text-anchor", ""), ""),
        "strong" if text.get("font-weight") == "700" else "",
    )
    name = " ".join(filter(None, names))
    return (("class", name),) if name else ()


# ---- paths ----


def parsed(d: str) -> list[Command]:
    """The commands of a path, absolute; arcs are A with their radii and end."""
    made: list[Command] = []
    x = y = 0.0
    for name, rest in _COMMAND.findall(d):
        numbers = [float(number) for number in _NUMBER.findall(rest)]
        size = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "Z": 0}[name.upper()]
        for place in range(0, max(len(numbers), 1), size or 1):
            given = numbers[place : place + size]
            start = (x, y) if name.islower() else (0.0, 0.0)
            match name.upper():
                case "Z":
                    made.append(("Z", ()))
                    x, y = next(at for kind, at in reversed(made) if kind == "M")
                    continue
                case "H":
                    x = start[0] + given[0]
                case "V":
                    y = start[1] + given[0]
                case _:
                    x, y = start[0] + given[-2], start[1] + given[-1]
            if name.upper() == "A":
                made.append(("A", (*given[:5], x, y)))
            else:
                made.append(("M" if name.upper() == "M" and not place else "L", (x, y)))
    return made


def _moved(commands: list[Command], by: Point, digits: int) -> tuple[Command, ...]:
    """Commands at their place in the picture, rounded."""
    return tuple(
        (name, (*at[:-2], rounded(at[-2] + by[0], digits), rounded(at[-1] + by[1], digits)))
        if at
        else (name, at)
        for name, at in commands
    )


def path_data(commands: list[Command]) -> str:
    """A path's `d`: steps between places that are rounded already, so that no error adds up."""
    text, last = "", ""
    here = start = (0.0, 0.0)
    for name, at in commands:
        if name == "Z":
            text, last, here = text + "z", "z", start
            continue
        there = (at[-2], at[-1])
        step = (there[0] - here[0], there[1] - here[1])
        word, numbers = name.lower(), [*at[:-2], *step]
        if word == "l" and short(step[1]) == "0":
            word, numbers = "h", [step[0]]
        elif word == "l" and short(step[0]) == "0":
            word, numbers = "v", [step[1]]
        if not text:
            word = "M"
        added = "" if word == last != "m" else word
        for number in numbers:
            added += _after(added or text, short(number))
        text, last, here = text + added, word, there
        start = there if name == "M" else start
    return text


def _after(text: str, number: str) -> str:
    """A number as it follows a path's text: with a space where the two would read as one."""
    before = _LAST_NUMBER.search(text)
    if before is None or number[0] == "-":
        return number
    return number if number[0] == "." and "." in before[0] else f" {number}"


def rounded(number: float, digits: int = 0) -> float:
    """Halves go up: what stands at equal distances stays so."""
    scale = 10.0**digits
    return math.floor(number * scale + 0.5) / scale


def short(number: float) -> str:
    """12.30 → «12.3», 0.5 → «.5», -0.04 → «0»."""
    text = f"{number:.1f}".removesuffix(".0")
    text = re.sub(r"^(-?)0\.", r"\1.", text)
    return "0" if text in ("-0", "") else text
