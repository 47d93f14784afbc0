"""The code knows nothing of Taraz: another publisher's texts and tables build with it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.conftest import ROOT, build


def test_another_citys_site_builds_with_the_same_hooks(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT / "tests/other_city", project)
    shutil.copytree(ROOT / "hooks", project / "hooks")
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "101\u00a0500\u00a0адам" in home
    assert 'href="korset/halyq/#adamdar-2001"' in home
    worker = (tmp_path / "site/sw.js").read_text(encoding="utf-8")
    assert '"logo.svg"' in worker
    assert re.search(r'"assets/javascripts/site\.[0-9a-f]{8}\.js"', worker)
    assert (tmp_path / "site/_headers").is_file()


def test_the_code_names_no_place() -> None:
    paths = [one for one in (ROOT / "hooks").rglob("*") if one.suffix in {".py", ".html", ".js"}]
    assert len(paths) > 50
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"тараз|taraz|жамбыл|zhambyl", text, re.IGNORECASE), path
