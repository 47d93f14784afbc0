"""MkDocs' command line as `make` runs it: what stops it is told in one sentence.

MkDocs validates `mkdocs.yml` before it loads any hook, and plain `mkdocs` ends with a traceback of
its own where that fails in a way that it does not expect, as with `site_url: "https://[::1/"`.
"""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.__main__ import cli
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load

import mkdocs_errors

CONFIG = "mkdocs.yml"
ADDRESSES = ("site_url", "repo_url")  # what MkDocs divides as an address


def unreadable(config: Path) -> str | None:
    """What is wrong with an address in mkdocs.yml that MkDocs would stumble over; None if nothing.

    What else is wrong with the file, MkDocs says.
    """
    written: object = None
    with suppress(OSError, MkDocsException), config.open("rb") as file:
        written = yaml_load(file)
    settings = written if isinstance(written, dict) else {}
    for name in ADDRESSES:
        url = settings.get(name)
        try:
            _ = urlsplit(url if isinstance(url, str) else "").port
        except ValueError as error:
            return f"{name} is {url!a}: {error}"
    return None


def main() -> int:
    """Run MkDocs with the arguments of this process."""
    try:
        if reason := unreadable(Path(CONFIG)):
            print(f"Error: {CONFIG}: {reason}", file=sys.stderr)
            return 1
        cli(prog_name="mkdocs")
    except Exception as error:
        logging.getLogger("mkdocs").debug("", exc_info=True)
        print(f"Error: {CONFIG}: {mkdocs_errors.sentence(error)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
