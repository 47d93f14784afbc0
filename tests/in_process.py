"""A build inside this process: what a small site costs without starting Python and its libraries.

For tests that need only its outcome: `tests.conftest.build` runs the command itself.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from contextlib import chdir
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from unittest import mock

import click
import jinja2
from mkdocs.commands import build as command
from mkdocs.config import load_config
from mkdocs.config.config_options import Hooks
from mkdocs.exceptions import ConfigurationError

import mkdocs_adapter
import mkdocs_server
from datapages.graphics import studio
from tests.conftest import ADDRESS, environment_of
from tests.draft import Here

# A project's events.py is run from the project; what it imports is this process's own code.
OWN = (mkdocs_adapter, mkdocs_server)


_compile = jinja2.Environment.compile
_compiled: dict[tuple[object, ...], Any] = {}


def _compile_once(env: jinja2.Environment, source: Any, name: Any = None, *more: Any) -> Any:
    """A template as this process compiled it for an earlier project, where its text is the same.

    A project keeps those of its own folder, and compiling takes most of a small site's build.
    """
    if not isinstance(source, str):
        return _compile(env, source, name, *more)
    key = (type(env), *sorted(env.extensions), *sorted(env.filters), str(env.autoescape), name)
    if (whole := (*key, source)) not in _compiled:
        _compiled[whole] = _compile(env, source, name, *more)
    return _compiled[whole]


_list_templates = jinja2.FileSystemLoader.list_templates


@cache
def _of_package(folder: str) -> frozenset[str]:
    """Files of an installed theme without the hidden ones, which MkDocs leaves out itself: 13,000
    icons of Material.
    """
    names = _list_templates(jinja2.FileSystemLoader(folder))
    return frozenset(name for name in names if not name.startswith("."))


def _list_once(loader: jinja2.FileSystemLoader) -> list[str]:
    """The files of a theme: those of a package are listed once, a project's own anew."""
    names = (
        name
        for folder in loader.searchpath
        for name in (
            _of_package(folder)
            if Path(folder).is_relative_to(sys.prefix)
            else _list_templates(jinja2.FileSystemLoader(folder))
        )
    )
    return sorted(set(names))


class _Log(logging.Handler):
    """Keeps what a build says, as its command would print it."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} - {record.getMessage()}")


def build(project: Path, site: Path, **environment: str | None) -> CompletedProcess[str]:
    """`mkdocs build --strict` of a project: how it ended, and what it said as `stderr`."""
    said, logger = _Log(), logging.getLogger("mkdocs")
    level = logger.level
    logger.addHandler(said)
    logger.setLevel(logging.INFO)
    try:
        with (
            chdir(project),
            mock.patch.dict(os.environ, environment_of(ADDRESS, **environment), clear=True),
            mock.patch.object(jinja2.Environment, "compile", _compile_once),
            mock.patch.object(jinja2.FileSystemLoader, "list_templates", _list_once),
            mock.patch.object(studio, "_pool", Here),
        ):
            code = _build(site)
    except (click.ClickException, ConfigurationError) as error:
        code = 1
        said.lines.append(str(error))
    except Exception:  # what the command would end with, too: the test looks for it
        code = 1
        said.lines.append(traceback.format_exc())
    finally:
        logger.removeHandler(said)
        logger.setLevel(level)
    return CompletedProcess([], code, "", "\n".join(said.lines))


def _build(site: Path) -> int:
    """What the command does with its arguments."""
    Hooks._load_hook.cache_clear()  # a process of its own would know nothing of earlier builds
    config = load_config(site_dir=str(site), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        command.build(config)
    finally:
        config.plugins.on_shutdown()
    return 0
