"""Jinja2 as this site uses it: autoescape, an error for every unknown name, filters.

Texts, numbers and dates are in the language that a template is given as `language`, in Kazakh
where it is given none.
"""

from __future__ import annotations

import json
import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zlib import crc32

import jinja2
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from .base import cache
from .language import formats, grammar, messages
from .language.messages import Language, group
from .model.observations import DataPoint
from .views import acts, bibliography

MACROS = Path(__file__).parent / "macros" / "functions"  # where each macro has its template
# What Markdown, HTML or the notation may take for a sign, unlike the points of a sentence.
_BEFORE_UNIT = re.compile(rf"{formats.NBSP}(?=[^\W\d]|\()")
_LETTERS = re.compile("(?:%[89a-f][0-9a-f])+", re.IGNORECASE)
_SIGN = re.compile(r"[^\w\s.,;()«»–—-]|_")


class Environment(jinja2.Environment):
    """Templates; the names of those that are asked for, also by others, are put in `asked`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.asked = set[str]()

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        """A template by its name."""
        self.asked.add(str(name))
        return super().get_template(name, parent, globals)


def environment(templates: Path, compiled_in: Path | None = None) -> Environment:
    """Jinja2 with autoescape for every template and an error for every unknown name.

    `templates` is the folder of the templates that are no macro's.
    `compiled_in` is a folder for compiled templates.
    """
    made = Environment(
        loader=jinja2.FileSystemLoader([templates, MACROS]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # each build begins with a new environment
        # What is compiled depends on the options above, which stand in this file.
        bytecode_cache=(
            compiled(compiled_in, Path(__file__).read_bytes()) if compiled_in else None
        ),
    )
    made.filters |= {
        "number": _number,
        "megabytes": _megabytes,
        "day": _day,
        "period": _period,
        "when": _when,
        "reference": bibliography.reference,
        "described": bibliography.described,
        "described_in": bibliography.described_in,
        "act_reference": acts.reference,
        "numeric": bibliography.numeric,
        "language": bibliography.language,
        "short": bibliography.short,
        "readable": _readable,
        "unit_wraps": _unit_wraps,
        "quoted": _quoted,
        "literal": _literal,
        "subtitled": grammar.subtitled,
        "wraps": _wraps,
    }
    made.globals |= {
        "TYPES": group("type"),
        "t": _t,
    }
    return made


def _spoken(context: Context) -> Language:
    """The language of the page that a template is filled in for."""
    language: Language = context.get("language", "kk")
    return language


@jinja2.pass_context
def _t(context: Context, key: str, **values: object) -> str:
    return messages.t(key, _spoken(context), **values)


@jinja2.pass_context
def _number(context: Context, value: float, digits: int | None = None) -> str:
    return formats.number(value, digits, _spoken(context))


@jinja2.pass_context
def _megabytes(context: Context, size: int) -> str:
    return formats.megabytes(size, _spoken(context))


@jinja2.pass_context
def _day(context: Context, iso: str) -> str:
    return formats.day(iso, _spoken(context))


@jinja2.pass_context
def _period(context: Context, iso: str) -> str:
    return formats.period(iso, _spoken(context))


@jinja2.pass_context
def _when(context: Context, point: DataPoint) -> str:
    return point.when_in(_spoken(context))


def _readable(url: str) -> str:
    """An address with letters in place of their bytes («%D0%90»), which are three times as long."""

    def letters(found: re.Match[str]) -> str:
        try:
            return unquote(found[0], errors="strict")
        except UnicodeDecodeError:  # in another encoding than the address of a page may be
            return found[0]

    return _LETTERS.sub(letters, url)


def _unit_wraps(text: str) -> Markup:
    """A figure whose unit may stand on a line of its own; its digits stay together.

    A unit with a slash does, too: «адам/км²».
    """
    parts = (
        Markup('<span class="whole">{}</span>').format(one) if "/" in one else escape(one)
        for one in _BEFORE_UNIT.sub(" ", text).split(" ")
    )
    return Markup(" ").join(parts)


def _quoted(text: str) -> Markup:
    """A text of front matter. Not `tojson`: YAML would take its halves of an emoji for letters."""
    return Markup(json.dumps(text, ensure_ascii=False))  # noqa: S704 - YAML is no markup


def _wraps(text: str) -> Markup:
    """A place in a source that wraps between words only, where the style lets nothing wrap.

    «4-бап» stays whole so, and remains what a reader copies and searches for. Not `<wbr>`: where
    nothing wraps, Firefox and Safari do not break there either.
    """
    return Markup("<span> </span>").join(text.split(" "))


def _literal(text: str) -> Markup:
    """A text inside Markdown that is to stay as it is: no sign in it means anything."""
    return Markup(_SIGN.sub(lambda sign: f"&#{ord(sign[0])};", text))  # noqa: S704 - all is escaped


def compiled(folder: Path, options: bytes) -> jinja2.BytecodeCache:
    """Compiled templates in a folder, by their texts and by the `options` of an environment."""
    return _Compiled(folder, f"{crc32(options):08x}")


class _Compiled(jinja2.BytecodeCache):
    def __init__(self, folder: Path, options: str) -> None:
        self.folder, self.options = folder, options

    def load_bytecode(self, bucket: Bucket) -> None:
        if content := cache.read(self.folder / f"{self.options}-{bucket.key}"):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        cache.write(self.folder / f"{self.options}-{bucket.key}", bucket.bytecode_to_string())
