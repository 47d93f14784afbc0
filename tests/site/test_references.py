"""Citations, links back, the glossary, and what machines read, on the built site."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from datapages.model import loader
from datapages.views import bibliography
from tests.conftest import ERROR_PAGES, ROOT

Pages = dict[str, BeautifulSoup]
CHAPTER = "1-basqaru/1-1-organdar/"
SOURCES = "derekkozder/"
OF_DATA = ("sozdik/", "1-basqaru/zan-salystyru/")  # made of data, which names its sources itself
ATOM = "{http://www.w3.org/2005/Atom}"


def article(pages: Pages, page: str) -> Tag:
    found = pages[page].find("article")
    assert isinstance(found, Tag)
    return found


def test_every_source_that_is_cited_leads_back(pages: Pages) -> None:
    cited = {
        str(link["href"]).partition("#")[2]
        for page in pages
        if page not in (SOURCES, *ERROR_PAGES)
        for link in article(pages, page).select("a.cite")
    }
    assert len(cited) > 50
    for id in cited:
        assert pages[SOURCES].find(id=id), id
        entry = pages["oqylgany/"].find(id=id)
        assert isinstance(entry, Tag)
        assert entry.select("small a"), id


def test_a_citation_names_what_it_cites_and_leads_to_the_whole_entry(pages: Pages) -> None:
    assert article(pages, CHAPTER).select_one('a.cite[href$="#zan-148"]')
    law = article(pages, CHAPTER).select_one('.page-sources a[href$="#zan-148"]')
    assert law
    assert "№\u00a0148-II Заңы" in law.get_text()
    entry = pages[SOURCES].find(id="zan-148")
    assert isinstance(entry, Tag)
    text = " ".join(entry.get_text(" ").split())
    assert "2001 жылғы 23 қаңтардағы № 148-II Заңы" in text
    assert "редакция" in text
    named = 0
    for page in pages:
        for cite in article(pages, page).select("a.cite[title]") if page not in ERROR_PAGES else ():
            assert 4 < len(str(cite["title"])) <= bibliography.SHORT, (page, cite)
            named += 1
    assert named > 10


def test_every_law_that_a_text_numbers_is_cited_on_its_page(pages: Pages) -> None:
    number = re.compile(r"№\s(\d+-[IVX]+)")
    entries = {
        numbers[-1]: str(entry["id"])
        for entry in pages[SOURCES].select(".bibliography > li")
        if (text := entry.find(["a", "span"])) and (numbers := number.findall(text.get_text()))
    }
    seen = 0
    for page in pages:
        if page in (SOURCES, *ERROR_PAGES):
            continue
        prose = [p for p in article(pages, page).select("p") if not p.find_parent("figure")]
        for named in number.findall(" ".join(p.get_text() for p in prose)):
            links = article(pages, page).select(f'a.cite[href$="#{entries.get(named, named)}"]')
            assert links or page in OF_DATA, (page, named)
            seen += 1
    assert seen > 10


def test_every_page_can_be_cited_and_says_how_its_sections_are(pages: Pages, site: Path) -> None:
    for page in pages:
        if page not in ERROR_PAGES:
            box = article(pages, page).select_one("details.cite-box")
            assert box, page
            first, *others = (term.get_text() for term in box.select("dt"))
            assert first == {"en/": "GOST", "ru/": "ГОСТ"}.get(page, "МЕМСТ")
            assert others == ["APA", "BibTeX", "RIS", "CSL-JSON"]
            title = pages[page].select_one("meta[property='og:title']")
            # What addresses.js puts the title and the address of a section for.
            address = pages[page].select_one("link[rel=canonical]")
            assert title
            assert address
            for form in box.select("dd")[:2]:
                assert str(title["content"]) in form.get_text(), page
                assert str(address["href"]) in form.get_text(), page
            for file in box.select("a[download]"):
                path = site / page / str(file["href"])
                assert re.match(
                    r"@online\{[a-z][a-z0-9-]+,\n|TY  - ELEC\n", path.read_text("utf-8")
                )
    assert "# белгісі" in article(pages, CHAPTER).select("details.cite-box")[-1].get_text()


def test_a_section_names_the_pages_that_link_to_it(pages: Pages) -> None:
    backs = [
        link
        for page in pages
        if page != SOURCES
        for link in pages[page].select("article .backlinks a")
    ]
    assert len(backs) > 10


def test_terms_are_marked_once_a_page_and_never_in_a_heading(pages: Pages) -> None:
    seen: set[str] = set()
    marked = 0
    for element in article(pages, CHAPTER).find_all(["h2", "h3", "a"]):
        if element.name != "a":
            assert not element.select("a.term")
        elif "term" in (element.get("class") or ()):
            assert element["href"] not in seen, element
            assert not element.find_parent("a")
            seen.add(str(element["href"]))
            marked += 1
    assert marked > 20


def test_the_glossary_has_an_address_an_entry(pages: Pages) -> None:
    entries = pages["sozdik/"].select(".glossary__entry")
    glossary = loader.load(ROOT / "data").glossary
    assert glossary
    assert len(entries) == len(glossary.terms) > 50
    for entry in entries:
        assert entry.get("id")
        assert entry.select_one("[lang=ru]")
        assert entry.select_one("[lang=en]")


def test_the_head_tells_machines_what_the_page_is(pages: Pages, site: Path, address: str) -> None:
    for page, soup in pages.items():
        if page in ERROR_PAGES:
            continue
        data = soup.find("script", type="application/ld+json")
        assert isinstance(data, Tag), page
        graph = json.loads(data.get_text())["@graph"]
        assert graph[0]["url"] == address + page
        assert graph[1]["@type"] == "BreadcrumbList"
        assert graph[1]["itemListElement"][0]["item"] == address
        picture = soup.find("meta", property="og:image")
        assert isinstance(picture, Tag)
        assert (site / str(picture["content"]).removeprefix(address)).is_file()
        # Zotero's translators take a page with any of them, or with og:type «article», for a
        # journal article.
        kind = soup.find("meta", property="og:type")
        assert isinstance(kind, Tag)
        assert kind["content"] == "website", page
        assert not soup.select("meta[name^=citation_]"), page
        assert soup.select_one("meta[name='dcterms.issued']"), page
    kinds = {
        page: json.loads(str(pages[page].find("script", type="application/ld+json").string))  # type: ignore[union-attr]
        for page in (CHAPTER, "korsetkishter/halyq/", SOURCES)
    }
    assert kinds[CHAPTER]["@graph"][0]["@type"] == "WebPage"
    assert kinds[SOURCES]["@graph"][0]["@type"] == "WebPage"
    assert "Dataset" in [thing["@type"] for thing in kinds["korsetkishter/halyq/"]["@graph"]]


def test_the_feed_and_llms_txt_name_pages_that_are_there(site: Path, address: str) -> None:
    feed = ET.parse(site / "ozgerister.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    links = [str(link.get("href")) for link in feed.iter(f"{ATOM}link")]
    listed = re.findall(r"\]\(([^)]+)\): ", (site / "llms.txt").read_text(encoding="utf-8"))
    assert len(listed) > 20
    for url in links + listed:
        assert url.startswith(address)
        path = site / url.removeprefix(address)
        assert path.is_file() or (path / "index.html").is_file(), url


def test_numbers_of_tables_run_through_a_chapter(pages: Pages) -> None:
    labels = [
        caption.get_text()
        for page in sorted(pages)
        if page.startswith("1-basqaru/")
        for caption in article(pages, page).select("caption b")
    ]
    assert sorted(labels) == [f"1.{place}-кесте." for place in range(1, len(labels) + 1)]


def test_cross_references_are_linked_and_declined(pages: Pages) -> None:
    texts = {link.get_text() for page in pages for link in pages[page].select("a.ref")}
    assert {"1.1-бөлім", "1.3-бөлімді", "1.2-кестеде"} <= texts
    assert (ROOT / "addresses/redirects.yml").is_file()


def test_every_link_to_another_site_says_so(pages: Pages) -> None:
    """Paper tells the address of links that have `rel`: Material rewrites the others."""
    seen = 0
    for page, soup in pages.items():
        for link in soup.select('article a[href^="http"]'):
            assert {"external", "license"} & {*(link.get("rel") or ())}, (page, link["href"])
            seen += 1
    assert seen > 100
