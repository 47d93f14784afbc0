"""`make picture`: the site's picture for links in messengers, docs/assets/site.png.

Drawn once from the name of the site and committed; the font must have the Kazakh letters.
"""

from __future__ import annotations

import sys
from pathlib import Path

import vl_convert
from jinja2 import Environment

from ..base import command, signs, source_files

WIDTH = 28  # letters of a line
_DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">
<rect width="1200" height="630" fill="#fcfaf5"/>
<rect width="1200" height="26" fill="#14505a"/>
<rect y="604" width="1200" height="26" fill="#14505a"/>
<g fill="none" stroke="#14505a" stroke-width="4" opacity=".35">
<path d="M940 604v-100a105 105 0 0 1 210 0v100M980 604v-95a65 65 0 0 1 130 0v95"/>
<path d="M1045 399v-48"/>
</g>
<g font-family="DejaVu Serif, Noto Serif, serif" fill="#23211c">
{% for line in lines %}
<text x="90" y="{{ 210 + 92 * loop.index0 }}" font-size="62" font-weight="700">{{ line }}</text>
{% endfor %}
<text x="90" y="{{ 230 + 92 * lines | length }}" font-size="30" fill="#575349">{{ note }}</text>
</g>
</svg>
"""


def drawing(name: str, note: str) -> str:
    """The picture as SVG: the name in a few lines, a note below."""
    lines = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        lines[-1:] = [joined] if len(joined) <= WIDTH else [lines[-1], word]
    return Environment(autoescape=True).from_string(_DRAWING).render(lines=lines, note=note)


def main(name: str, note: str, path: str) -> None:
    """Write the PNG."""
    for _, letter in signs.refused(name + note):
        raise ValueError(f"character U+{ord(letter):04X} is not allowed")
    source_files.write_whole(Path(path), vl_convert.svg_to_png(drawing(name, note)))


if __name__ == "__main__":
    sys.exit(command.run("social_card", main, *sys.argv[1:]))
