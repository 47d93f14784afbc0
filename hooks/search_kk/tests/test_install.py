"""What README.md promises: `pip install` and one entry in mkdocs.yml of a stock Material site."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest

from search_kk.kazakh_stemmer import HERE
from search_kk.tests.test_browser import CONFIG, PAGE

LEFT_OUT = shutil.ignore_patterns("__pycache__", "build", "*.egg-info")


@pytest.mark.exhaustive
def test_installed_by_itself_it_searches_a_stock_site(tmp_path: Path) -> None:
    source, home, root = tmp_path / "search_kk", tmp_path / "venv", tmp_path / "stock"
    shutil.copytree(HERE, source, ignore=LEFT_OUT)  # a build leaves its files beside the source
    venv.create(home, with_pip=True)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    # Material and its kin are those of this environment; what builds the package is fetched.
    fetched = [str(python), "-m", "pip", "download", "-q", "--no-deps", "setuptools"]
    if subprocess.run(fetched, cwd=tmp_path, check=False, capture_output=True).returncode:
        pytest.skip("no package index")
    own = subprocess.check_output(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    )
    (Path(own.strip()) / "parent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["NO_MKDOCS_2_WARNING"] = "1"

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [python, "-m", *arguments], cwd=root, env=environment, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        assert not done.returncode, done.stdout + done.stderr
        return done.stdout

    files = {"mkdocs.yml": CONFIG, "equivalents.yml": "право: құқық\n", "docs/index.md": PAGE}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    run("pip", "install", "-q", "--no-deps", str(source))
    run("mkdocs", "build", "-q")
    listed = run("search_kk", "documents", "site")
    assert [json.loads(line)["location"] for line in listed.splitlines()] == [
        "",
        "#azamat",
        "#budjet",
    ]
    answer = json.loads(run("search_kk", "query", "site/search", "правами"))
    assert "#azamat" in [result["location"] for result in answer["results"]]
