"""Vega-Lite specifications drawn as SVG, kept by what they are made of."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..base.cache import cached, key
from . import svg_compact


@dataclass(frozen=True)
class Size:
    """A picture for one width of screen, in CSS pixels."""

    name: str
    width: int
    height: int
    ticks: int


FONT_SIZE = 12
# Colours and letters of every chart; the page gives the variables their values. Nothing is left to
# Vega that it would measure with the fonts of the machine: no label is dropped or cut by it.
CONFIG: dict[str, Any] = {
    "aria": False,
    "font": "sans-serif",
    "view": {"stroke": None},
    "text": {"color": "currentColor"},
    "axis": {
        "labelColor": "currentColor",
        "labelFontSize": FONT_SIZE,
        "labelBound": False,
        "labelLimit": 0,
        "labelOverlap": False,
        "domainColor": "var(--chart-grid)",
        "tickColor": "var(--chart-grid)",
        "gridColor": "var(--chart-grid)",
    },
}
SIZES = (Size("narrow", 360, 260, 4), Size("wide", 720, 340, 8))
PANEL = Size("panel", 360, 230, 5)


def draw(spec: dict[str, Any], cache: Path | None) -> str:
    """The picture of a specification, as a bare `<svg>`; `cache` is a folder of earlier ones."""
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True)
    path = cache / f"{key((*_code_version(), text))}.svg" if cache else None
    return cached(path, lambda: _drawn(text).encode()).decode()


def _drawn(text: str) -> str:
    import vl_convert  # noqa: PLC0415 - two seconds of start-up that a cached build does not pay

    drawn = ET.fromstring(vl_convert.vegalite_to_svg(text, vl_version="5.21"))
    return ET.tostring(svg_compact.compact(drawn), encoding="unicode").replace(" />", "/>")


@cache
def _code_version() -> tuple[str | bytes, ...]:
    """What makes a picture of a specification: a change of any of these makes it anew."""
    sources = (Path(module).read_bytes() for module in (__file__, svg_compact.__file__))
    return version("vl-convert-python"), *sources
