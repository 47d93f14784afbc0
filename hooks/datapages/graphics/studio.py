"""Pictures to take away, drawn by other processes while the pages are written.

A picture is kept by all that it is made of; what is kept already needs no process.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..base import workers
from ..base.cache import key, read, write
from . import raster, standalone_svg, svg_compact, typeface, vega
from .standalone_svg import Caption

SCALE = 2  # points of a PNG to a pixel
_TALLEST = 640  # drawing, in pixels, whose letters can be read on a card


@dataclass(frozen=True)
class Sheet:
    """A drawing, as a bare `<svg>` or as a Vega-Lite specification, and what stands around it."""

    drawing: str | Mapping[str, Any]
    caption: Caption

    def svg(self, folder: Path | None) -> str:
        """The drawing as a bare `<svg>`."""
        if isinstance(self.drawing, str):
            return self.drawing
        return vega.draw(dict(self.drawing), folder)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the whole picture."""
        return standalone_svg.whole(self.caption, self._drawn_size)

    @property
    def reads_on_a_card(self) -> bool:
        """Whether it is not so high that a card would shrink its letters away."""
        return self._drawn_size[1] <= _TALLEST

    @property
    def _drawn_size(self) -> tuple[float, float]:
        if isinstance(self.drawing, str):
            return standalone_svg.size_of(self.drawing)
        around = self.drawing["padding"]
        return (
            self.drawing["width"] + around["left"] + around["right"],
            self.drawing["height"] + around["top"] + around["bottom"],
        )


Files = dict[str, bytes]  # by suffix


def files(sheet: Sheet, folder: Path | None) -> Future[Files]:
    """The picture as SVG and PNG; `folder` keeps earlier ones."""
    return _cached(_files, (".svg", ".png"), sheet, folder)


def card(sheet: Sheet, folder: Path | None) -> Future[Files]:
    """The picture as messengers show it beside a link, as PNG."""
    return _cached(_card, (".png",), sheet, folder)


def drawn(made: Files) -> Future[Files]:
    """A picture that needs no drawing any more."""
    done: Future[Files] = Future()
    done.set_result(made)
    return done


def _files(sheet: Sheet, folder: Path | None) -> Files:
    whole = standalone_svg.standalone(sheet.svg(folder), sheet.caption)
    return {".svg": whole.encode(), ".png": raster.png(whole, SCALE)}


def _card(sheet: Sheet, folder: Path | None) -> Files:
    return {".png": raster.png(standalone_svg.card(sheet.svg(folder), sheet.caption), 1)}


def _cached(
    draw: Callable[[Sheet, Path | None], Files],
    kinds: tuple[str, ...],
    sheet: Sheet,
    folder: Path | None,
) -> Future[Files]:
    if folder is None:
        return _pool().submit(draw, sheet, folder)
    drawing = sheet.drawing
    text = drawing if isinstance(drawing, str) else json.dumps(drawing, sort_keys=True)
    caption = (sheet.caption.title, sheet.caption.subtitle, *sheet.caption.notes)
    name = folder / key((draw.__name__, *_code_version(), text, *caption))
    known = {kind: read(name.with_suffix(kind)) for kind in kinds}
    found = {kind: content for kind, content in known.items() if content is not None}
    if len(found) == len(kinds):
        return drawn(found)
    return _pool().submit(_draw_and_write, draw, sheet, folder, name)


def _draw_and_write(
    draw: Callable[[Sheet, Path | None], Files], sheet: Sheet, folder: Path, name: Path
) -> Files:
    made = draw(sheet, folder)
    for kind, content in made.items():
        write(name.with_suffix(kind), content)
    return made


@cache
def _pool() -> ProcessPoolExecutor:
    # What is spawned looks for this package where its parent does; a builder may have found it
    # by a path that is gone by now.
    here = str(Path(__file__).parents[2])
    if here not in sys.path:
        sys.path.append(here)
    # Not forked: Vega's engine has threads of its own.
    return workers.pool(multiprocessing.get_context("spawn"))


@cache
def _code_version() -> tuple[str | bytes, ...]:
    """What makes a picture of a sheet: a change of any of these makes it anew."""
    modules = (raster, standalone_svg, svg_compact, typeface, vega)
    sources = (Path(str(module.__file__)).read_bytes() for module in modules)
    versions = map(version, ("vl-convert-python", "pillow", "fonttools", "font-roboto"))
    return (
        *versions,
        *sources,
        standalone_svg.style(),
        repr(sorted(standalone_svg.colours().items())),
    )
