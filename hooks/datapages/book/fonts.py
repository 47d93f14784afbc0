"""The book's faces, from pinned packages: PT Serif for reading, PT Sans for tables and notes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

_PACKAGES = ("fontpkg_pt_serif", "fontpkg_pt_sans")


@cache
def rules() -> str:
    """`@font-face` for every face."""
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight};'
        f' src: url("{path.as_uri()}"); }}\n'
        for family, style, weight, path in _faces()
    )


def _faces() -> Iterator[tuple[str, str, int, Path]]:
    for package in _PACKAGES:
        root = Path(str(files(package)))
        metadata = json.loads((root / "metadata.json").read_text("utf-8"))
        for face in metadata["files"]:
            yield metadata["family"], face["style"], face["weight"], root / face["path"]


def unknown(text: str) -> str:
    """The letters of a text that a face lacks: another machine would set them in another one."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to load

    used = {ord(letter) for letter in text if not letter.isspace()}
    known = (TTFont(str(path)).getBestCmap().keys() for *_, path in _faces())
    lacking = set[int]().union(*(used - letters for letters in known))
    return "".join(map(chr, sorted(lacking)))
