"""A chart as a file of its own: with its colours, title, source and licence inside."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

LINE = 16  # from one line of text to the next
LETTERS = 0.15  # letters a unit of width, for a text of 12 units
STYLES = Path(__file__).parents[2] / "theme" / "assets" / "stylesheets"
RULES = STYLES / "charts.css"
COLOURS = STYLES / "site.css"
INK, PAPER = "var(--md-default-fg-color)", "var(--paper-raised)"
_VARIABLE = re.compile(r"var\((--[a-z0-9-]+)\)")
_TAG = re.compile(r"<[^<>]*>")
_VIEW = re.compile(r'viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"')


def standalone(svg: str, title: str, notes: list[str]) -> str:
    """The page's bare `<svg>` with a title above and `notes` below, in colours of its own."""
    view = _VIEW.search(svg)
    assert view, "svg_compact.compact writes the viewBox"
    width, height = float(view[1]), float(view[2])
    head = textwrap.wrap(title, int(width * LETTERS))
    foot = [line for note in notes for line in textwrap.wrap(note, int(width * LETTERS))]
    above = LINE * len(head) + 8
    whole = above + height + LINE * len(foot) + 8
    texts = [_text(line, LINE * (place + 1), "bold") for place, line in enumerate(head)]
    texts += [_text(line, above + height + LINE * (place + 1)) for place, line in enumerate(foot)]
    inner = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{whole:g}"'
        f' viewBox="0 0 {width:g} {whole:g}" role="img"><title>{escape(title)}</title>'
        f"<style>{style()}</style>{''.join(texts)}"
        f'<g class="chart__picture" fill="none" transform="translate(0,{above})">'
        f"{_TAG.sub(lambda tag: _coloured(tag[0]), inner)}</g></svg>\n"
    )


@cache
def style() -> str:
    """The rules that the pages draw charts by; not every reader of SVG knows variables.

    All charts have this one style, which hosts are told to allow.
    """
    rules = re.sub(r"/\*.*?\*/|\s*\n\s*", "", RULES.read_text("utf-8"), flags=re.DOTALL)
    page = f"svg{{color:{INK};background:{PAPER};font:12px sans-serif}}"
    return _coloured(page + rules)


@cache
def colours() -> Mapping[str, str]:
    """The variables of the site's stylesheet, as the light scheme has them: it stands first."""
    variables = re.findall(r"(--[a-z0-9-]+):\s*([^;]+);", COLOURS.read_text("utf-8"))
    return MappingProxyType(dict(reversed(variables)))


def _coloured(text: str) -> str:
    """Colours in place of the variables of rules or attributes."""
    return _VARIABLE.sub(lambda match: colours().get(match[1], match[0]), text)


def rows(lines: list[tuple[str, tuple[str, ...]]], size: tuple[int, int]) -> str:
    """Small lines one below another, each with its text: (text, polylines)."""
    width, height = size
    drawn = "".join(
        f'<g transform="translate(8,{place * (height + 6)})" fill="none" stroke="var(--chart-1)">'
        + "".join(f'<polyline points="{points}"/>' for points in polylines)
        + f'<text x="{width + 10}" y="{height / 2 + 4:g}" stroke="none" fill="currentColor">'
        + f"{escape(text)}</text></g>"
        for place, (text, polylines) in enumerate(lines)
    )
    return f'<svg viewBox="0 0 420 {len(lines) * (height + 6)}">{drawn}</svg>'


def _text(line: str, y: float, weight: str = "normal") -> str:
    return f'<text x="8" y="{y:g}" font-weight="{weight}" fill="currentColor">{escape(line)}</text>'
