"""Chromium for the browser tests: found, got, or a plain word on how to get it.

`python -m tests.chromium` is what `make test` runs first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from search_kk.worker import NAMES

HELP = """\
The browser tests need Chromium, and it could be neither found nor installed.
Install it in one of these ways, then run the tests again:
  Debian, Ubuntu   sudo apt-get install chromium   (Ubuntu: chromium-browser)
  Fedora           sudo dnf install chromium
  macOS            brew install --cask chromium
  anywhere         .venv/bin/playwright install --with-deps chromium
or say where it is: CHROMIUM=/path/to/chromium make test
"""


def find() -> str | None:
    """Path of a Chromium or Chrome: $CHROMIUM, one on PATH, or Playwright's own."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given if Path(given).is_file() else None
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def get() -> str | None:
    """Install Chromium, first by Playwright, then (as root on Debian) by apt-get."""
    ways = [[[sys.executable, "-m", "playwright", "install", "chromium"]]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        ways.append([["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "chromium"]])
    for commands in ways:
        print("Chromium is missing; trying:", *commands[-1], flush=True)
        done = all(
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0
            for command in commands
        )
        if done and (path := find()):
            return path
    return None


def main() -> int:
    """Exit status 0 when there is a browser to test with."""
    if path := find() or get():
        print(f"Browser tests use {path}")
        return 0
    print(HELP, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
