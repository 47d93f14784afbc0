"""Jinja2, as the templates of books want it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from . import tree


@cache
def environment() -> jinja2.Environment:
    """Jinja2 with autoescape, also of XML, and an error for every unknown name."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["html"] = lambda element: Markup(tree.html(element))  # noqa: S704 - escaped there
    made.filters["xml"] = lambda element: Markup(tree.xml(element))  # noqa: S704 - escaped there
    return made
