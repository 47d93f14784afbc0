"""What is wrong with mkdocs.yml that MkDocs would stumble over before it loads any hook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load

from datapages.base import yaml_reader
from datapages.base.diagnostics import ContentError, Problem
from datapages.base.source_files import read_text

CONFIG = "mkdocs.yml"
_RUNS = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
_SHAPES: dict[str, tuple[type, ...]] = {
    "language": (str,),
    "features": (list,),
    "static_templates": (list,),
    "palette": (list, dict),
}
_CALLED: dict[type, str] = {str: "a text", list: "a list", dict: "a mapping"}


def unreadable(config: Path) -> str | None:
    """Why MkDocs should not read a file of settings; None where it may.

    What else is wrong with the file, or that there is none, MkDocs says.
    """
    if not (config.exists() or config.is_symlink()):
        return None
    try:
        problems = [*yaml_reader.unfit(read_text(config, config.name), config.name)]
    except ContentError as error:
        return str(error)
    problems = problems or [*_unfit(config)]
    return str(ContentError(problems)) if problems else None


def _unfit(config: Path) -> Iterator[Problem]:
    """What MkDocs or a theme would stumble over, in values that are read as MkDocs reads them."""
    settings: object = None
    try:
        with suppress(OSError, MkDocsException), config.open("rb") as file:
            settings = yaml_load(file)
    except (TypeError, RecursionError):
        yield Problem(config.name, 0, "INHERIT", "expected the path of another file of settings")
    if not isinstance(settings, dict):
        return
    for name, text in texts(settings):
        try:
            _ = urlsplit(text).port
        except ValueError as error:
            yield Problem(config.name, 0, "", f"{name} is {text[:80]!a}: {error}")
        if "\0" in text:
            yield Problem(config.name, 0, name, "character U+0000 is not allowed")
        if name.startswith("nav") and _RUNS.match(text):
            yield Problem(config.name, 0, name, "expected a page or an address that runs nothing")
    for name, title in _titles(settings.get("nav")):
        if not isinstance(title, str):
            yield Problem(config.name, 0, name, f"{title}: expected a name: put it in quotes")
    templates = settings.get("extra_templates")
    if not all(isinstance(one, str) for one in (templates if isinstance(templates, list) else ())):
        yield Problem(config.name, 0, "extra_templates", "expected a list of texts")
    theme = settings.get("theme")
    for name, shapes in _SHAPES.items():
        value = theme.get(name) if isinstance(theme, dict) else None
        if value is not None and not isinstance(value, shapes):
            wanted = " or ".join(_CALLED[shape] for shape in shapes)
            yield Problem(config.name, 0, f"theme.{name}", f"expected {wanted}")


def texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a setting with the name of its place, however deep."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from texts(inner, f"{name}[{place}]")


def _titles(nav: object, name: str = "nav") -> Iterator[tuple[str, object]]:
    """The names in a menu, which YAML may have read as a number or a date."""
    for place, item in enumerate(nav if isinstance(nav, list) else ()):
        for title, inner in item.items() if isinstance(item, dict) else ():
            yield f"{name}[{place}]", title
            yield from _titles(inner, f"{name}[{place}].{title}")
