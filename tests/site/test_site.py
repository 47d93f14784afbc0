"""The built site as a whole: pages, links, fragments, names, hosts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from tests import in_process
from tests.conftest import ERROR_PAGES, ROOT

Pages = dict[str, BeautifulSoup]
Places = dict[str, dict[str, Tag]]

CHAPTERS = ["kirispe/", "1-basqaru/1-1-organdar/"]

LANGUAGES = {"en/": "en", "ru/": "ru"}  # of pages that are not in Kazakh


def test_every_page_tells_its_language_and_is_named(pages: Pages) -> None:
    titles = [str(soup.title.string) for soup in pages.values() if soup.title]
    assert len(set(titles)) == len(titles) == len(pages)
    for page, soup in pages.items():
        assert soup.html is not None
        assert soup.html["lang"] == LANGUAGES.get(page, "kk"), page
        assert len(soup.find_all("h1")) == 1, page
        if page not in ERROR_PAGES:
            description = soup.find("meta", attrs={"name": "description"})
            assert isinstance(description, Tag), page
            assert soup.find("link", rel="canonical"), page


def test_ids_are_unique_ascii_and_every_heading_has_one(pages: Pages) -> None:
    for page, soup in pages.items():
        ids = [str(element["id"]) for element in soup.find_all(id=True)]
        assert len(ids) == len(set(ids)), (page, {id for id in ids if ids.count(id) > 1})
        article = soup.find("article")
        assert isinstance(article, Tag)
        for heading in article.find_all(["h2", "h3", "h4", "h5", "h6"]):
            assert re.fullmatch(r"[a-z0-9-]+", str(heading.get("id", ""))), (page, heading.text)


def test_pages_of_errors_are_not_for_search_engines(pages: Pages) -> None:
    hidden = {at for at, page in pages.items() if page.select('meta[name="robots"]')}
    assert "" not in hidden
    for at in ERROR_PAGES:
        assert pages[at].select('head meta[name="robots"][content="noindex"]')


def test_nothing_is_loaded_from_another_host(pages: Pages, site: Path) -> None:
    loading = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}
    for page, soup in pages.items():
        loaded = [
            element.get(attribute)
            for name, attribute in loading.items()
            for element in soup.find_all(name)
        ] + [
            element["href"]
            for element in soup.find_all("link", rel=True)
            if not {"alternate", "canonical", "prev", "next"} & set(element["rel"])
        ]
        assert sum(map(bool, loaded)) > 2, page
        outside = [one for one in loaded if one and not str(one).startswith("data:image/")]
        assert not [one for one in outside if "//" in str(one)], page
    sheets = [*site.rglob("*.css")]
    assert sheets
    for sheet in sheets:
        assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", sheet.read_text("utf-8")), sheet


def test_data_leaves_no_style_attribute(pages: Pages) -> None:
    for page, soup in pages.items():
        article = soup.find("article")
        assert isinstance(article, Tag)
        assert not article.find_all(style=True), page


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_retold_chapter_says_where_its_text_comes_from(pages: Pages, page: str) -> None:
    badge = pages[page].find(class_="badge")
    assert isinstance(badge, Tag)
    assert badge.get_text(strip=True) == "Диплом мәтіні бойынша"
    assert pages[page].find(class_="today"), "notes on today's law"


def test_tables_have_headers_and_captions_and_charts_have_texts(
    pages: Pages, places: Places
) -> None:
    seen = 0
    for page, soup in pages.items():
        for table in soup.select("figure table"):
            seen += 1
            assert table.caption, page
            assert table.caption.get_text(strip=True), page
            assert all(head.get("scope") in ("col", "row") for head in table.find_all("th")), page
        for chart in soup.select("figure.chart"):
            frame = chart.select_one("[role=img], ul.lines")
            assert frame, page
            for name in ("aria-labelledby", "aria-describedby"):
                for id in str(frame[name]).split():
                    assert places[page][id].get_text(strip=True), (page, name)
            assert chart.select_one("table") or chart.select_one(".chart__data a"), page
        for figure in soup.select("figure.data-table, figure.chart"):
            assert figure.select_one(".data-sources a"), (page, "sources")
    assert seen >= 5


def test_chapters_name_every_claim_of_the_thesis(places: Places) -> None:
    """tests/site/claims.tsv says under which heading each claim of the source is told."""
    rows = [line.split("\t") for line in (ROOT / "tests/site/claims.tsv").read_text().splitlines()]
    assert len(rows) == len({claim for claim, *_ in rows}) == 220
    for claim, page, anchor in rows:
        assert anchor in places[page], claim
    known = ROOT.parent / "shared/source/claims.yml"
    if known.is_file():
        claims = yaml.safe_load(known.read_text(encoding="utf-8"))["claims"]
        assert [claim["id"] for claim in claims] == [claim for claim, *_ in rows]


def test_licences_are_said_on_every_page(pages: Pages) -> None:
    for page, soup in pages.items():
        footer = soup.find("footer")
        assert isinstance(footer, Tag), page
        for licence in ("CC BY 4.0", "MIT", "ODbL"):
            assert licence in footer.get_text(), page


def test_schemas_are_published(site: Path) -> None:
    schemas = [*(ROOT / "data/schemas").iterdir()]
    assert schemas
    for schema in schemas:
        assert (site / "schemas" / schema.name).read_bytes() == schema.read_bytes()


FAULTS = {
    "unknown table": ("docs/birlikter.md", '\n{{ table("zhoq") }}\n', "there is no table «zhoq»"),
    "unknown period": ("docs/birlikter.md", '\n{{ value("adamdar", 1800) }}\n', "«1800»"),
    "mixed letters": ("docs/birlikter.md", "\nәкiмдік\n", "Latin and Cyrillic"),
}
# Those that test_broken.py makes together with others in one round.
TOGETHER = {
    "dead link": ("docs/birlikter.md", "\n[x](zhoq.md)\n", "zhoq.md"),
    "lost anchor": ("docs/birlikter.md", "\n[x](index.md#zhoq)\n", "#zhoq"),
    "heading without an id": ("docs/birlikter.md", "\n## Жаңа тақырып\n", "{ #jana-taqyryp }"),
    "unknown source": ("docs/birlikter.md", "\nсөз [@zhoq, 1-бап]\n", "unknown source «zhoq»"),
    "broken data": ("data/sources.yml", "\n  - id: 12\n", "sources["),
}


@pytest.mark.parametrize(
    "fault", [*FAULTS, *(pytest.param(one, marks=pytest.mark.exhaustive) for one in TOGETHER)]
)
def test_a_fault_stops_the_build_with_its_place(project: Path, fault: str) -> None:
    file, addition, expected = (FAULTS | TOGETHER)[fault]
    path = project / file
    path.write_text(path.read_text(encoding="utf-8") + addition, encoding="utf-8")
    done = in_process.build(project, project / "site")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "Traceback" not in said
    assert Path(file).name in said
    assert expected in said


def test_all_faults_of_a_build_are_said_at_once(project: Path) -> None:
    for name in ("birlikter", "sanattar"):
        path = project / f"docs/{name}.md"
        path.write_text(path.read_text(encoding="utf-8") + "\n[@a] [@b]\n", encoding="utf-8")
    done = in_process.build(project, project / "site")
    assert len(re.findall(r"docs/(?:birlikter|sanattar)\.md:\d+: \[@[ab]\]", done.stderr)) == 4
