"""The ledger against the built site: nothing published is lost, nothing new is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from datapages.permalinks import anchors
from datapages.permalinks.ledger import Ledger
from tests.conftest import ERROR_PAGES, ROOT, build, copy_project

CHAPTER = "docs/1-basqaru/1-1-organdar.md"
Pages = dict[str, BeautifulSoup]


def ledger() -> Ledger:
    return Ledger.parse((ROOT / "addresses/ledger.tsv").read_text(encoding="utf-8"))


def test_the_ledger_holds_every_address_of_the_site(pages: Pages, site: Path) -> None:
    known = {page: set(entries) for page, entries in ledger().pages.items()}
    missing = []
    for page in pages:
        if page in ERROR_PAGES:
            continue
        html = (site / page / "index.html").read_text(encoding="utf-8")
        article = html[html.index("<article") : html.index("</article>")]
        ids = {"", *(entry.id for entry in anchors.addresses(article))}
        missing += [f"/{page}#{id}" for id in ids - known.get(f"/{page}", set())]
    assert not missing, f"run `make ledger` and commit addresses/: {missing[:20]}"


def test_the_blocks_of_the_chapters_have_addresses(pages: Pages) -> None:
    chapter = pages["1-basqaru/1-1-organdar/"].find("article")
    assert isinstance(chapter, Tag)
    seen = 0
    for block in chapter.select("p, li, .admonition"):
        inside = block.find_parent(["li", "details", "figure"]) or block.find_parent(class_="value")
        furniture = {"head-facts", "official-title", "admonition-title", "paper-address"} & set(
            block.get("class") or ()
        )
        if inside is None and not furniture and block.get_text(strip=True):
            assert re.fullmatch(r"[a-z0-9-]+-\d+", str(block.get("id"))), str(block)[:100]
            seen += 1
    assert seen > 20


def test_a_lost_address_stops_the_build_and_says_what_to_add(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", "addresses")
    path = project / CHAPTER
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{ #aumaq-ne-ushin-bolinedi }", "{ #bolinis }"), encoding="utf-8")
    done = build(project, project / "site")
    assert done.returncode != 0
    page = "/1-basqaru/1-1-organdar/"
    line = f'- {{from: "{page}#aumaq-ne-ushin-bolinedi", to: "{page}#bolinis"}}'
    assert line in done.stderr
    assert done.stderr.count("is lost") == 1, "its paragraphs keep their numbers"


def test_what_the_error_says_to_add_is_enough(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", "addresses")
    path = project / CHAPTER
    text = path.read_text(encoding="utf-8")
    paragraph = next(p for p in text.split("\n\n") if p.startswith("Аумақты бөлу мемлекетке"))
    path.write_text(text.replace(paragraph + "\n\n", ""), encoding="utf-8")
    done = build(project, project / "site")
    said = re.findall(r"- \{from: [^}]+\}", done.stderr)
    assert len(said) == 1
    redirects = project / "addresses/redirects.yml"
    known = redirects.read_text(encoding="utf-8").replace("redirects: []", "redirects:")
    redirects.write_text(f"{known}  {said[0]}\n", encoding="utf-8")
    assert build(project, project / "site").returncode == 0
    page = (project / "site/1-basqaru/1-1-organdar/index.html").read_text(encoding="utf-8")
    assert '<span class="moved" id="aumaq-ne-ushin-bolinedi-1"></span>' in page


@pytest.mark.parametrize("fault", ["[x](zhoq.md)", "[@zhoq]", ""])
def test_only_a_build_that_succeeds_writes_the_ledger(project: Path, fault: str) -> None:
    """The first fault is a warning, which fails a strict build at its very end."""
    settings, page = project / "mkdocs.yml", project / "docs/birlikter.md"
    told = settings.read_text("utf-8")
    asked = "    data: data\n    addresses: addresses\n    ledger: write\n"
    settings.write_text(told.replace("    data: data\n", asked), "utf-8")
    page.write_text(f"{page.read_text('utf-8')}\n{fault}\n", "utf-8")
    done = build(project, project / "site")
    assert (done.returncode == 0) is (fault == ""), done.stderr
    assert (project / "addresses/ledger.tsv").is_file() is (fault == "")
