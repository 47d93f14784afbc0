"""Pictures of points, made of SVG files."""

from __future__ import annotations

import io


def png(svg: str, scale: float) -> bytes:
    """An SVG file without texts as a picture of points."""
    import vl_convert  # noqa: PLC0415 - two seconds of start-up that a cached build does not pay
    from PIL import Image  # noqa: PLC0415

    # A chart has fewer colours than a palette: an eighth of the bytes.
    points = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=scale))).convert("RGB")
    palette = points.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    made = io.BytesIO()
    palette.save(made, "PNG", compress_level=6)
    return made.getvalue()
