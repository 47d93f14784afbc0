"""Builds that are killed at any moment, and two of one project at once."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ADDRESS, build, commit_time

LEDGER = "    data: data\n    addresses: addresses\n    ledger: write\n"


def start(project: Path) -> subprocess.Popen[bytes]:
    asked = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": ADDRESS, "SOURCE_DATE_EPOCH": commit_time()}
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", project / "site"],
        cwd=project,
        env=os.environ | asked,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def digest(*folders: Path) -> str:
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    assert paths
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


@pytest.mark.exhaustive
def test_a_killed_build_leaves_the_finished_site_and_the_next_one_is_right(project: Path) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert "    data: data\n" in text
    config.write_text(text.replace("    data: data\n", LEDGER), encoding="utf-8")
    (project / "addresses").mkdir()
    results = (project / "site", project / "addresses")
    began = time.monotonic()
    done = build(project, project / "site")
    took = time.monotonic() - began
    assert done.returncode == 0, done.stderr
    whole = digest(*results)
    chance = random.Random(2026)  # noqa: S311 - moments, no secrets
    for _ in range(8):
        started = start(project)
        time.sleep(chance.random() * took)
        started.kill()
        started.wait()
        assert digest(*results) == whole
    together = [start(project), start(project)]
    assert [one.wait() for one in together] == [0, 0]
    assert digest(*results) == whole
    assert [path.name for path in project.glob(".site*")] == []
