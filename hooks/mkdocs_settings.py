"""What is wrong with mkdocs.yml that MkDocs would stumble over before it loads any hook."""

from __future__ import annotations

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
ADDRESSES = ("site_url", "repo_url")  # what MkDocs divides as an address


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
    problems = problems or [*_addresses(config)]
    return str(ContentError(problems)) if problems else None


def _addresses(config: Path) -> Iterator[Problem]:
    settings: object = None
    with suppress(OSError, MkDocsException), config.open("rb") as file:
        settings = yaml_load(file)
    for name in ADDRESSES:
        url = settings.get(name) if isinstance(settings, dict) else None
        try:
            _ = urlsplit(url if isinstance(url, str) else "").port
        except ValueError as error:
            yield Problem(config.name, 0, "", f"{name} is {url!a}: {error}")
