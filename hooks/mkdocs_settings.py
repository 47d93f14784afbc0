"""What is wrong with mkdocs.yml that MkDocs would stumble over before it loads any hook."""

from __future__ import annotations

import os
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
HOOKS = "hooks/events.py"
_RUNS = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
_SHAPES: dict[str, tuple[type, ...]] = {
    "name": (str,),
    "custom_dir": (str,),
    "logo": (str,),
    "favicon": (str,),
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
        text = read_text(config, config.name)
        problems = [*yaml_reader.unfit(text, config.name)]
    except ContentError as error:
        return str(error)
    problems = problems or [*_unfit(config, text)]
    return str(ContentError(problems)) if problems else None


_VARIABLE = re.compile(r"!ENV\s*\[?\s*([A-Za-z_]\w*)")


def _unfit(config: Path, text: str) -> Iterator[Problem]:
    """What MkDocs or a theme would stumble over, in values that are read as MkDocs reads them."""
    settings: object = None
    try:
        with suppress(OSError, MkDocsException), config.open("rb") as file:
            settings = yaml_load(file)
    except (TypeError, RecursionError):
        yield Problem(config.name, 0, "INHERIT", "expected the path of another file of settings")
    except ValueError as error:  # what looks like a day or a number, and is none: 2024-13-45
        known = sorted(name for name in _VARIABLE.findall(text) if os.environ.get(name))
        given = "".join(f", {name} is {os.environ[name][:80]!a}" for name in known)
        message = f"a value that looks like a day or a number is none{given}: {error}"
        yield Problem(config.name, 0, "", message)
    if not isinstance(settings, dict):
        return
    for name, value in texts(settings):
        try:
            _ = urlsplit(value).port
        except ValueError as error:
            yield Problem(config.name, 0, "", f"{name} is {value[:80]!a}: {error}")
        if "\0" in value:
            yield Problem(config.name, 0, name, "character U+0000 is not allowed")
        if name.startswith("nav") and _RUNS.match(value):
            yield Problem(config.name, 0, name, "expected a page or an address that runs nothing")
    for name, title in _titles(settings.get("nav")):
        if not isinstance(title, str):
            yield Problem(config.name, 0, name, f"{title}: expected a name: put it in quotes")
    yield from _unhooked(config, settings)
    yield from _misshapen(config, settings, settings.get("theme"))


def _unhooked(config: Path, settings: dict[str, object]) -> Iterator[Problem]:
    """Settings of ours without what reads them: a build of bare Markdown, and no word of it."""
    extra, hooks = settings.get("extra"), settings.get("hooks") or []
    ours = isinstance(extra, dict) and "datapages" in extra
    if ours and isinstance(hooks, list) and not any(str(one).endswith(HOOKS) for one in hooks):
        message = f"expected {HOOKS} among them: nothing else reads extra.datapages"
        yield Problem(config.name, 0, "hooks", message)


def _misshapen(config: Path, settings: dict[str, object], theme: object) -> Iterator[Problem]:
    """Settings of another kind than MkDocs or a theme takes them for."""
    static = theme.get("static_templates") if isinstance(theme, dict) else None
    for name, listed in (
        ("extra_templates", settings.get("extra_templates")),
        ("theme.static_templates", static),
    ):
        if not all(isinstance(one, str) for one in (listed if isinstance(listed, list) else ())):
            yield Problem(config.name, 0, name, "expected a list of texts")
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
