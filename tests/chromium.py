"""Chromium for the browser tests: found, got, or a plain word on how to get it.

`python -m tests.chromium` is what `make test` runs first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from search_kk import worker

HELP = """\
The browser tests need Chromium, and it could be neither found nor installed.
Install it in one of these ways, then run the tests again:
  Debian, Ubuntu   sudo apt-get install chromium   (Ubuntu: chromium-browser)
  Fedora           sudo dnf install chromium
  macOS            brew install --cask chromium
  anywhere         .venv/bin/playwright install --with-deps chromium
or say where it is: CHROMIUM=/path/to/chromium make test
"""


def find(names: Sequence[str] = worker.NAMES) -> str | None:
    """Path of a Chromium or Chrome: $CHROMIUM, the first of names on PATH, or Playwright's own."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given if Path(given).is_file() else None
    found = next(filter(None, map(shutil.which, names)), None)
    return found or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def get() -> str | None:
    """Install Chromium, first by Playwright, then (as root on Debian) by apt-get."""
    ways = [[[sys.executable, "-m", "playwright", "install", "chromium"]]]
    if _has_apt():
        ways.append([["apt-get", "update", "-q"], [*APT, "chromium"]])
    for commands in ways:
        print("Chromium is missing; trying:", *commands[-1], flush=True)
        if all(_done(command) for command in commands) and (path := find()):
            return path
    return None


def get_shell() -> None:
    """On Debian, install beside Chromium the one without a window, at half of the cost."""
    if not os.environ.get("CHROMIUM") and _has_apt() and not any(map(shutil.which, worker.SHELLS)):
        _done([*APT, worker.SHELLS[0]])


APT = ("apt-get", "install", "-q", "-y")


def _has_apt() -> bool:
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def _done(command: Sequence[str]) -> bool:
    quiet = subprocess.DEVNULL
    return subprocess.run(command, check=False, stdout=quiet).returncode == 0


def main() -> int:
    """Exit status 0 when there is a browser to test with."""
    if find() or get():
        get_shell()
    if path := find():
        print(f"Browser tests use {path}")
        return 0
    print(HELP, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
