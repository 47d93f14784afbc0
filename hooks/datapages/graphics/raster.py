"""Pictures of points, made of SVG files and kept by what they are made of."""

from __future__ import annotations

import io
from importlib.metadata import version
from pathlib import Path

from ..base.cache import kept, key


def png(svg: str, scale: float, cache: Path | None) -> bytes:
    """A file of this module as a picture of points; `cache` is a folder of earlier ones."""

    def drawn() -> bytes:
        import vl_convert  # noqa: PLC0415 - two seconds of start-up that a cached build does not pay
        from PIL import Image  # noqa: PLC0415

        # A chart has fewer colours than a palette: an eighth of the bytes.
        points = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=scale))).convert("RGB")
        palette = points.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        made = io.BytesIO()
        palette.save(made, "PNG", compress_level=6)
        return made.getvalue()

    drawn_by = (version("vl-convert-python"), version("pillow"), Path(__file__).read_bytes())
    name = key((*drawn_by, str(scale), svg))
    return kept(cache / f"{name}.png" if cache else None, drawn)
