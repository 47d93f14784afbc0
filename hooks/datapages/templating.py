"""Jinja2 as this site uses it: autoescape, an error for every unknown name, Kazakh filters."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zlib import crc32

import jinja2
from markupsafe import Markup

from .language import formats, grammar
from .language.messages import group, t
from .model import words
from .views import acts, bibliography

MACROS = Path(__file__).parent / "macros" / "functions"  # where each macro has its template
# What Markdown, HTML or the notation may take for a sign, unlike the points of a sentence.
_SIGN = re.compile(r"[^\w\s.,;()«»–—-]|_")


def environment(templates: Path, cache: Path | None = None) -> jinja2.Environment:
    """Jinja2 with autoescape for every template and an error for every unknown name.

    `templates` is the folder of the templates that are no macro's.
    `cache` is a folder for compiled templates.
    """
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([templates, MACROS]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # each build begins with a new environment
        # What is compiled depends on the options above, which stand in this file.
        bytecode_cache=compiled(cache, Path(__file__).read_bytes()) if cache else None,
    )
    made.filters |= {
        "number": formats.number,
        "day": formats.day,
        "period": formats.period,
        "reference": bibliography.reference,
        "act_reference": acts.reference,
        "numeric": bibliography.numeric,
        "quoted": _quoted,
        "literal": _literal,
        "subtitled": grammar.subtitled,
        "wraps": _wraps,
    }
    made.globals |= {
        "RANKS": words.RANKS,
        "STATUSES": words.STATUSES,
        "TYPES": group("type"),
        "t": t,
    }
    return made


def _quoted(text: str) -> Markup:
    """A text of front matter. Not `tojson`: YAML would take its halves of an emoji for letters."""
    return Markup(json.dumps(text, ensure_ascii=False))  # noqa: S704 - YAML is no markup


def _wraps(text: str) -> Markup:
    """A place in a source that wraps between words only, where the style lets nothing wrap.

    «4-бап» stays whole so, and remains what a reader copies and searches for.
    """
    return Markup(" <wbr>").join(text.split(" "))


def _literal(text: str) -> Markup:
    """A text inside Markdown that is to stay as it is: no sign in it means anything."""
    return Markup(_SIGN.sub(lambda sign: f"&#{ord(sign[0])};", text))  # noqa: S704 - all is escaped


def compiled(cache: Path, options: bytes) -> jinja2.BytecodeCache:
    """Compiled templates in a folder, by their texts and by the `options` of an environment."""
    cache.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(cache), f"{crc32(options):08x}-%s")
