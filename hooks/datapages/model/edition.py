"""The day of the edition: of the commit that is built, so that a commit always builds the same."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from .catalogue import Catalogue


def day(root: Path, data: Catalogue) -> str:
    """ISO day: SOURCE_DATE_EPOCH, else the commit's; outside git, the last day data/ names."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or _commit_time(root)
    if epoch and epoch != "0":
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    changes = [change.date for change in data.changes.changes] if data.changes else []
    read = [source.accessed for source in data.sources.values() if source.accessed]
    return max(changes or read, default="2026-01-01")


def _commit_time(root: Path) -> str:
    if not (root / ".git").exists():
        return ""
    done = subprocess.run(
        ["git", "log", "-1", "--format=%ct"],  # noqa: S607 - the git of the one who builds
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()
