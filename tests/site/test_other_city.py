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
    for page in (tmp_path / "site").rglob("index.html"):
        html = page.read_text(encoding="utf-8")
        if "data-moved-all" not in html:
            path = page.parent.relative_to(tmp_path / "site").as_posix()
            source = "index" if path == "." else path
            edit = f'href="https://github.com/ulgi/qala/edit/main/docs/{source}.md"'
            assert edit in html.replace("=https", '="https').replace(".md>", '.md">'), page
            assert "data-md-component=source" not in html.replace('"', ""), "it asks another host"
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
