"""The letters of the charts: one face from a pinned package, as wide on every machine.

Pictures of a page are written in whatever sans-serif a reader has; they are laid out by this one.
In files to take away its outlines stand for the letters, so that they look the same anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any
from xml.sax.saxutils import quoteattr

_HALO = 3  # pixels of the edge around a text on a map
# Readers' faces are wider than ours: DejaVu Sans, the widest that systems call their sans-serif,
# by 14 %, its bold by 23 %.
ROOM, BOLD_ROOM = 1.15, 1.24


@dataclass(frozen=True)
class Face:
    """One weight of the face."""

    name: str

    @cached_property
    def _font(self) -> Any:
        # A fifth of a second that a page without a chart does not pay.
        from fontTools.ttLib import TTFont  # noqa: PLC0415

        return TTFont(str(files("font_roboto") / "files" / f"{self.name}.ttf"), lazy=True)

    @cached_property
    def _names(self) -> dict[int, str]:
        found: dict[int, str] = self._font.getBestCmap()
        return found

    @cached_property
    def _widths(self) -> Any:
        return self._font["hmtx"]

    @cached_property
    def units(self) -> int:
        """Units of the face to its size."""
        return int(self._font["head"].unitsPerEm)

    def glyph(self, letter: str) -> str:
        """The name of a letter's outline; that of «unknown» where the face has none."""
        return self._names.get(ord(letter), ".notdef")

    def advance(self, letter: str) -> int:
        """The width of a letter in units of the face."""
        found = self._advances.get(letter)
        if found is None:
            found = self._advances[letter] = int(self._widths[self.glyph(letter)][0])
        return found

    @cached_property
    def _advances(self) -> dict[str, int]:
        return {}

    @cache  # noqa: B019 - there are two faces
    def width(self, text: str, size: float) -> float:
        """How wide a text is, in pixels."""
        return sum(map(self.advance, text)) * size / self.units

    @cache  # noqa: B019 - there are two faces
    def outline(self, letter: str) -> str:
        """The outline of a letter as a path's `d`, in units of the face, y upwards."""
        from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415

        glyphs = self._font.getGlyphSet()
        pen = SVGPathPen(glyphs)
        glyphs[self.glyph(letter)].draw(pen)
        return str(pen.getCommands())


PLAIN, BOLD = Face("Roboto-Regular"), Face("Roboto-Bold")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text may be on a page, in pixels: with room for readers' own faces."""
    return BOLD.width(text, size) * BOLD_ROOM if bold else PLAIN.width(text, size) * ROOM


def wrap(text: str, size: float, room: float) -> list[str]:
    """Lines of a text that fit a room of so many pixels; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


class Outlines:
    """Texts of one picture as outlines: each letter is drawn once and used where it stands."""

    def __init__(self) -> None:
        self._used: dict[tuple[Face, str], str] = {}

    def write(  # noqa: PLR0913 - what a text element has
        self, text: str, x: float, y: float, size: float, *, bold: bool = False,
        anchor: str = "start", fill: str = "currentColor", halo: str = "",
    ) -> str:  # fmt: skip
        """A text at a place; its words stay in the file for those who read it aloud.

        `halo` is the colour of an edge around it, which is written before the text itself.
        """
        face = BOLD if bold else PLAIN
        wide = face.width(text, size)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        scale = size / face.units
        at, letters = 0, []
        for letter in text:
            if letter not in " \u00a0":
                id = self._used.setdefault((face, letter), f"g{len(self._used)}")
                letters.append(f'<use xlink:href="#{id}" x="{at}"/>')
            at += face.advance(letter)
        edge = f' stroke="{halo}" stroke-width="{_HALO / scale:.0f}" stroke-linejoin="round"'
        look = (
            f'aria-hidden="true"{edge}'
            if halo
            else f'role="img" aria-label={quoteattr(text)} stroke="none"'
        )
        return (
            f'<g {look} fill="{fill}"'
            f' transform="matrix({scale:.5f},0,0,{-scale:.5f},{left:.1f},{y:.1f})">'
            f"{''.join(letters)}</g>"
        )

    def definitions(self) -> str:
        """The letters that have been used."""
        paths = (
            f'<path id="{id}" d="{face.outline(letter)}"/>'
            for (face, letter), id in self._used.items()
        )
        return f"<defs>{''.join(paths)}</defs>"
