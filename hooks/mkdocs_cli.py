"""MkDocs' command line as `make` runs it: what stops it is told in one sentence.

MkDocs validates `mkdocs.yml` before it loads any hook, and plain `mkdocs` ends with a traceback of
its own where that fails in a way that it does not expect, as with `site_url: "https://[::1/"`.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from mkdocs.__main__ import cli

import mkdocs_errors
from mkdocs_settings import CONFIG, unreadable


def main() -> int:
    """Run MkDocs with the arguments of this process."""
    logging.getLogger("mkdocs.config").addFilter(mkdocs_errors.WithoutFrames())
    try:
        if reason := unreadable(Path(CONFIG)):
            print(f"Error: {reason}", file=sys.stderr)
            return 1
        cli(prog_name="mkdocs")
    except Exception as error:
        logging.getLogger("mkdocs").debug("", exc_info=True)
        print(f"Error: {CONFIG}: {mkdocs_errors.sentence(error)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
