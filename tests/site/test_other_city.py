"""The code knows nothing of Taraz: another publisher's texts and tables build with it."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from datapages.exports import shelf
from datapages.exports.shelf import Item, Kind
from datapages.language.messages import t
from tests import in_process
from tests.conftest import ROOT, build, commit_time


@pytest.mark.parametrize("code", ["linked", pytest.param("copied", marks=pytest.mark.exhaustive)])
def test_another_citys_site_builds_with_the_same_hooks(
    project: Path, tmp_path: Path, code: str
) -> None:
    if code == "copied":  # it would find nothing that lies beside the hooks of this project
        shutil.rmtree(project / "hooks")
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "hooks", project / "hooks", ignore=ignored)
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
            assert "citation_author" not in html, "Zotero takes the site's name for a person"
    worker = (tmp_path / "site/sw.js").read_text(encoding="utf-8")
    assert 'src="data:image/svg+xml,' in home, "the logo is not within the page"
    assert re.search(r'"assets/javascripts/site\.[0-9a-f]{8}\.js"', worker)
    assert (tmp_path / "site/_headers").is_file()


def test_finished_books_are_offered_only_where_a_build_is_told_of_them(
    project: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    with (project / "docs/index.md").open("a", encoding="utf-8") as home:
        home.write("\n{{ books() }}\n")
    done = in_process.build(project, site)
    assert done.returncode == 0, done.stderr
    home_page = (site / "index.html").read_text(encoding="utf-8")
    assert t("books.none") in home_page
    assert "kitap/" not in home_page

    items = (
        (Item("kitap.pdf", Kind.PDF, 3), b"PDF"),
        (Item("halyq.pdf", Kind.CHAPTER, 3, page="korset/halyq/"), b"PDF"),
    )
    shelf.put(project / "dist", day(int(commit_time())), items)
    done = in_process.build(project, site, SHELF="dist")
    assert done.returncode == 0, done.stderr
    assert 'href="kitap/kitap.pdf"' in (site / "index.html").read_text(encoding="utf-8")
    chapter = (site / "korset/halyq/index.html").read_text(encoding="utf-8")
    assert 'href="../../kitap/halyq.pdf"' in chapter
    assert {path.name for path in (site / "kitap").iterdir()} == {"kitap.pdf", "halyq.pdf"}
    assert "kitap" not in (site / "offline.json").read_text(encoding="utf-8")

    shelf.put(project / "dist", "2001-02-03", items)
    done = in_process.build(project, site, SHELF="dist")
    assert done.returncode != 0
    assert "the books are of 2001-02-03" in done.stderr
    assert "Traceback" not in done.stderr


def day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def test_the_code_names_no_place() -> None:
    paths = [one for one in (ROOT / "hooks").rglob("*") if one.suffix in {".py", ".html", ".js"}]
    assert len(paths) > 50
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"тараз|taraz|жамбыл|zhambyl", text, re.IGNORECASE), path
