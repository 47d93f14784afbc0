"""The ledger against the built site: nothing published is lost, nothing new is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from datapages.permalinks import anchors
from datapages.permalinks.ledger import Ledger
from tests.conftest import ERROR_PAGES, ROOT
from tests.in_process import build

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


def keep_ledger(project: Path, writing: str) -> None:
    """Let a build of the small site keep a ledger: `writing` is «ledger: write», or nothing."""
    settings = project / "mkdocs.yml"
    told = re.sub(r"(    data: data\n)(?:    addresses: .*\n(?:    ledger: .*\n)?)?", r"\1",
                  settings.read_text("utf-8"))  # fmt: skip
    asked = f"    data: data\n    addresses: addresses\n{writing}"
    settings.write_text(told.replace("    data: data\n", asked), "utf-8")


WRITE = "    ledger: write\n"


def test_a_lost_address_stops_the_build_and_says_what_to_add(project: Path) -> None:
    keep_ledger(project, WRITE)
    path = project / "docs/index.md"
    path.write_text(f"{path.read_text('utf-8')}\n## Бөлім {{ #bolim }}\n\nБір абзац.\n", "utf-8")
    assert build(project, project / "site").returncode == 0
    assert "\n/\tbolim-1\t" in (project / "addresses/ledger.tsv").read_text("utf-8")
    keep_ledger(project, "")
    path.write_text(path.read_text("utf-8").replace("{ #bolim }", "{ #bolinis }"), "utf-8")
    done = build(project, project / "site")
    assert done.returncode != 0
    assert '- {from: "/#bolim", to: "/#bolinis"}' in done.stderr, done.stderr
    assert done.stderr.count("is lost") == 1, "its paragraphs keep their numbers"


def test_what_the_error_says_to_add_is_enough(project: Path) -> None:
    keep_ledger(project, WRITE)
    path = project / "docs/index.md"
    text, more = path.read_text("utf-8"), "\nАлдымен жазылған абзац.\n\nКейінгі абзац.\n"
    path.write_text(text + more, "utf-8")
    (project / "addresses").mkdir()
    redirects = project / "addresses/redirects.yml"
    redirects.write_text("redirects: []\n", "utf-8")
    assert build(project, project / "site").returncode == 0
    keep_ledger(project, "")
    path.write_text(text + more.replace("Алдымен жазылған абзац.\n\n", ""), "utf-8")
    done = build(project, project / "site")
    said = re.findall(r"- \{from: [^}]+\}", done.stderr)
    assert len(said) == 1, done.stderr
    redirects.write_text(f"redirects:\n  {said[0]}\n", "utf-8")
    done = build(project, project / "site")
    assert done.returncode == 0, done.stderr
    page = (project / "site/index.html").read_text("utf-8")
    assert re.search(r'<span class="?moved"? id="?sandar-\d"?></span>', page)


@pytest.mark.parametrize("fault", ["[x](zhoq.md)", "[@zhoq]", ""])
def test_only_a_build_that_succeeds_writes_the_ledger(project: Path, fault: str) -> None:
    """The first fault is a warning, which fails a strict build at its very end."""
    keep_ledger(project, WRITE)
    page = project / "docs/birlikter.md"
    page.write_text(f"{page.read_text('utf-8')}\n{fault}\n", "utf-8")
    done = build(project, project / "site")
    assert (done.returncode == 0) is (fault == ""), done.stderr
    assert (project / "addresses/ledger.tsv").is_file() is (fault == "")
