"""What the tests share: the stemmer, the built plugin, and node with Material's own worker."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from build import plugin_js  # noqa: E402
from kazakh_stemmer import Stemmer, default_stemmer, load, read_stems  # noqa: E402

EQUIVALENTS = {"бюджет города": "қала бюджеті", "маслихат": "мәслихат", "акимат": "әкімдік"}


@pytest.fixture(scope="session")
def stemmer() -> Stemmer:
    return default_stemmer()


@pytest.fixture(scope="session")
def stems() -> dict[str, int]:
    return read_stems((HERE.parent / "stems.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def plugin(stems: dict[str, int]) -> str:
    return plugin_js(load(), stems, EQUIVALENTS)


@pytest.fixture(scope="session")
def node() -> str:
    found = shutil.which("node")
    if found is None:
        pytest.skip("node is not installed: the JavaScript side is not tested here (the site's browser tests cover it)")
    return found


@pytest.fixture(scope="session")
def worker() -> Path:
    spec = importlib.util.find_spec("material")
    if spec is None or spec.origin is None:
        pytest.skip("mkdocs-material is not installed: its search worker cannot be run")
    return next((Path(spec.origin).parent / "templates/assets/javascripts/workers").glob("search.*.min.js"))


@pytest.fixture(scope="session")
def run_node(node: str) -> Callable[[str, object], Any]:
    """Run a script of this folder with JSON on its standard input; what it prints is JSON."""

    def run(script: str, data: object) -> Any:
        done = subprocess.run(
            [node, str(HERE / script)],
            input=json.dumps(data),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
