"""A chart as a file of its own: with its colours, title, source and licence inside."""

from __future__ import annotations

import re
import textwrap
from xml.sax.saxutils import escape

LINE = 16  # from one line of text to the next
LETTERS = 0.15  # letters a unit of width, for a text of 12 units
COLOURS = (
    "svg{--chart-1:#0f6270;--chart-2:#a3550f;--chart-3:#6b4a9e;--chart-break:#8f8878;"
    "--chart-grid:#ddd6c6;--paper-raised:#fff;color:#23211c;background:#fff;"
    "font-family:sans-serif;font-size:12px}"
)
_VIEW = re.compile(r'viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"')


def standalone(svg: str, title: str, notes: list[str]) -> str:
    """The page's bare `<svg>` with a title above and `notes` below, in colours of its own."""
    view = _VIEW.search(svg)
    assert view, "charts.slim writes the viewBox"
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
        f"<style>{COLOURS}</style>{''.join(texts)}"
        f'<g transform="translate(0,{above})">{inner}</g></svg>\n'
    )


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
