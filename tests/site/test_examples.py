"""The examples on the page of downloads do what they say, against the served site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def example(language: str) -> str:
    """The code of a worked example."""
    page = (ROOT / "docs/jukteu.md").read_text(encoding="utf-8")
    (code,) = re.findall(rf"^```{language}\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)
    return str(code)


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl")
def test_curl_fetches_the_table(address: str, site: Path, tmp_path: Path) -> None:
    told = os.environ | {"SAIT": address.rstrip("/"), "no_proxy": "127.0.0.1"}
    subprocess.run(["sh", "-ec", example("sh")], cwd=tmp_path, env=told, check=True)
    assert (tmp_path / "births.csv").read_bytes() == (site / "derekter/births.csv").read_bytes()


def test_python_reads_the_table(address: str, tmp_path: Path) -> None:
    code = f"SAIT = {address.rstrip('/')!r}\n{example('python')}"
    told = os.environ | {"no_proxy": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=told,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "'8106'" in done.stdout, "births of 2024"


def test_r_asks_for_the_same_table() -> None:
    """R itself is not run: no test needs a system package for it."""
    assert 'paste0(SAIT, "/derekter/births.csv")' in example("r")
    assert 'fileEncoding = "UTF-8-BOM"' in example("r")
