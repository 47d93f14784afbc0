"""A picture as a file of its own: with its colours, title, notes, source and licence inside.

Its letters are outlines of our own face, so that it looks the same anywhere; what they say is
kept for those who have it read to them.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from xml.sax.saxutils import escape

from . import typeface
from .svg_compact import SVG
from .vega import FONT_SIZE

STYLES = Path(__file__).parents[2] / "theme" / "assets" / "stylesheets"
RULES = STYLES / "charts.css"
COLOURS, MAPS = STYLES / "site.css", STYLES / "units.css"
INK, PAPER, PALE = (
    "var(--md-default-fg-color)", "var(--paper-raised)", "var(--md-default-fg-color--light)",
)  # fmt: skip
FRAME = "body{margin:0}img{display:block;height:auto;width:100%}"  # of hooks/templates/frame.html
CARD = (1200, 630)  # of what messengers show beside a link
_EDGE = 16
_VARIABLE = re.compile(r"var\((--[a-z0-9-]+)\)")
_XLINK = "http://www.w3.org/1999/xlink"
_VIEW = re.compile(r'viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"')
_TONE = re.compile(r"\bt([1-4])\b")


@dataclass(frozen=True)
class Caption:
    """What stands around a picture; `notes` are lines below it."""

    title: str
    subtitle: str = ""
    notes: tuple[str, ...] = ()


def standalone(svg: str, caption: Caption) -> str:
    """The page's bare `<svg>` with a title above and notes below, in colours of its own."""
    size = size_of(svg)
    lines, at, whole = _laid_out(caption, size)
    outlines = typeface.Outlines()
    texts = [
        outlines.write(one.text, _EDGE, one.y, one.size, bold=one.bold, fill=coloured(one.tone))
        for one in lines
    ]
    picture = _outlined(svg, outlines)
    group = f'<g fill="none" transform="translate({_EDGE},{at:g})">{picture}</g>'
    return _file(caption, whole, outlines, [*texts, group])


def whole(caption: Caption, size: tuple[float, float]) -> tuple[int, int]:
    """Width and height of the file of a picture of this size."""
    return _laid_out(caption, size)[2]


class _Line(NamedTuple):
    text: str
    y: float
    size: int
    bold: bool
    tone: str


def _laid_out(
    caption: Caption, size: tuple[float, float]
) -> tuple[list[_Line], float, tuple[int, int]]:
    """The lines around a picture, the place of its upper edge, the size of the whole."""
    width = max(math.ceil(size[0]) + 2 * _EDGE, 420)
    room, down, lines = width - 2 * _EDGE, float(_EDGE), []
    for text, high, bold, tone in (
        (caption.title, 17, True, INK),
        (caption.subtitle, 13, False, PALE),
    ):
        for line in _lines(text, high, room, bold=bold):
            down += high * 1.3
            lines.append(_Line(line, down - 4, high, bold, tone))
    at = down + 8
    down = at + size[1]
    for note in caption.notes:
        down += 4
        for line in _lines(note, 11, room):
            down += 14
            lines.append(_Line(line, down, 11, False, PALE))
    return lines, at, (width, math.ceil(down) + _EDGE)


def card(svg: str, caption: Caption) -> str:
    """The same as large as messengers show it: title, subtitle, picture, the last of the notes."""
    outlines, edge, down, texts = typeface.Outlines(), 48, 30.0, []
    for text, size, bold, tone in (
        (caption.title, 40, True, INK),
        (caption.subtitle, 24, False, PALE),
    ):
        for line in _lines(text, size, CARD[0] - 2 * edge, bold=bold)[:3]:
            down += size * 1.25
            ink = coloured(tone)
            texts.append(outlines.write(line, edge, down - 8, size, bold=bold, fill=ink))
    for note in caption.notes[-1:]:
        texts.append(outlines.write(note, edge, CARD[1] - 22, 20, fill=coloured(PALE)))
    if not svg:  # a page that is all text
        return _file(caption, CARD, outlines, texts)
    width, height = size_of(svg)
    scale = min((CARD[0] - 2 * edge) / width, (CARD[1] - down - 58) / height)
    left = (CARD[0] - width * scale) / 2
    picture = _outlined(svg, outlines)
    move = f"translate({left:.1f},{down + 4:g}) scale({scale:.3f})"
    return _file(
        caption, CARD, outlines, [*texts, f'<g fill="none" transform="{move}">{picture}</g>']
    )


def _file(
    caption: Caption, size: tuple[float, float], outlines: typeface.Outlines, parts: Iterable[str]
) -> str:
    width, height = size
    description = " ".join((caption.subtitle, *caption.notes)).strip()
    return (
        f'<svg xmlns="{SVG}" xmlns:xlink="{_XLINK}" width="{width:g}" height="{height:g}"'
        f' viewBox="0 0 {width:g} {height:g}" role="img"><title>{escape(caption.title)}</title>'
        f"<desc>{escape(description)}</desc><style>{style()}</style>{outlines.definitions()}"
        f'<rect width="100%" height="100%" fill="{coloured(PAPER)}"/>{"".join(parts)}</svg>\n'
    )


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of a bare `<svg>`."""
    view = _VIEW.search(svg)
    assert view, "svg_compact.compact writes the viewBox"
    return float(view[1]), float(view[2])


def _lines(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    lines: list[str] = []
    for word in text.split(" ") if text else ():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and (typeface.BOLD if bold else typeface.PLAIN).width(joined, size) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _outlined(svg: str, outlines: typeface.Outlines) -> str:
    """The inside of a bare `<svg>` with outlines for its texts."""
    root = ET.fromstring(svg)
    return f'<g class="chart__picture">{"".join(_parts(root, outlines, ""))}</g>'


def _parts(parent: ET.Element, outlines: typeface.Outlines, above: str) -> Iterable[str]:
    for element in parent:
        names = f"{above} {element.get('class', '')}"
        if element.tag == "text":
            tone = _TONE.search(names)
            words = names.split()
            anchor = "middle" if "m" in words else "end" if "e" in words else "start"
            halo = coloured(element.get("stroke", ""))
            for edge in (halo, "") if halo else ("",):
                yield outlines.write(
                    element.text or "", float(element.get("x", 0)), float(element.get("y", 0)),
                    FONT_SIZE, bold="strong" in words, anchor=anchor, halo=edge,
                    fill=coloured(f"var(--chart-{tone[1]})" if tone else INK),
                )  # fmt: skip
        elif element.tag == "g":
            given = {name: value for name, value in element.items() if name != "class"}
            opened = "".join(
                f' {name}="{coloured(escape(value))}"' for name, value in given.items()
            )
            yield f"<g{opened}>{''.join(_parts(element, outlines, names))}</g>"
        else:
            yield coloured(ET.tostring(element, encoding="unicode"))


@cache
def style() -> str:
    """The rules that the pages draw charts by; not every reader of SVG knows variables.

    All pictures have this one style, which hosts are told to allow.
    """
    drawn = RULES.read_text("utf-8").partition("/* Around them")[0]
    rules = re.sub(r"/\*.*?\*/|\s*\n\s*", "", drawn, flags=re.DOTALL)
    return coloured(rules)


@cache
def colours(*, dark: bool = False) -> Mapping[str, str]:
    """The variables of the site's stylesheets, as a scheme has them: the light one stands first."""
    sheets = COLOURS.read_text("utf-8") + MAPS.read_text("utf-8")
    variables = re.findall(r"(--[a-z0-9-]+):\s*([^;]+);", sheets)
    found = dict(variables if dark else reversed(variables))
    return MappingProxyType(
        {
            name: _VARIABLE.sub(lambda match: found.get(match[1], match[0]), value)
            for name, value in found.items()
        }
    )


def coloured(text: str, *, dark: bool = False) -> str:
    """Colours in place of the variables of rules or attributes."""
    known = colours(dark=dark)
    return _VARIABLE.sub(lambda match: known.get(match[1], match[0]), text)


def rows(lines: list[tuple[str, tuple[str, ...]]], size: tuple[int, int]) -> str:
    """Small lines one below another, each with its text: (text, polylines)."""
    width, height = size
    drawn = "".join(
        f'<g transform="translate(8,{place * (height + 6)})" fill="none" stroke="var(--chart-1)">'
        + "".join(f'<polyline points="{points}"/>' for points in polylines)
        + f'<text x="{width + 10}" y="{height / 2 + 4:g}">{escape(text)}</text></g>'
        for place, (text, polylines) in enumerate(lines)
    )
    widest = max(typeface.width(text, FONT_SIZE) for text, _ in lines)
    across = max(420, round(width + 26 + widest))
    return f'<svg viewBox="0 0 {across} {len(lines) * (height + 6)}">{drawn}</svg>'
