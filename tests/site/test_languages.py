"""The pages in English and Russian: marked, linked, sourced, listed and found as what they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from search_kk import node
from tests.conftest import ERROR_PAGES
from tests.search.conftest import engine  # noqa: F401 - a fixture

Pages = dict[str, BeautifulSoup]
LANGUAGES = ("en", "ru")
# Letters by which a text is known not to be in the language of its page.
FOREIGN = {"en": "[а-яәғқңөұүһі]", "ru": "[әғқңөұүһі]"}
ATTRIBUTES = ("title", "aria-label", "placeholder", "alt")


def language_of(element: Tag | None) -> str:
    """The language that a browser takes an element to be in."""
    while element is not None and not element.get("lang"):
        element = element.parent
    return str(element["lang"]) if element is not None else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_passes_for_what_it_is_not(pages: Pages, language: str) -> None:
    foreign = re.compile(FOREIGN[language], re.IGNORECASE)
    body = BeautifulSoup(str(pages[f"{language}/"].body), "html.parser").body
    assert body is not None
    for box in body.select(".cite-box dd"):  # copied as a whole, with the name of the site
        box.decompose()
    for text in body.find_all(string=foreign):
        if type(text) is NavigableString and text.parent and text.parent.name != "script":
            assert language_of(text.parent) != language, text
    for element in body.find_all(True):
        for name in ATTRIBUTES:
            if foreign.search(str(element.get(name, ""))):
                assert language_of(element) != language, element


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_bear_figures_with_their_sources(pages: Pages, language: str) -> None:
    findings = pages[f"{language}/"].select("#findings ~ ol")[0].find_all("li", recursive=False)
    assert len(findings) >= 15
    for finding in findings:
        assert finding.select(".value__source a[href*='derekkozder/#']"), finding
    own = {value.get_text() for value in pages["en/"].select("ol .value__figure")}
    assert all("," not in text or re.search(r"\d,\d{3}", text) for text in own), "English commas"


def test_both_pages_tell_the_same(pages: Pages) -> None:
    def shape(page: str) -> list[list[str]]:
        items = pages[page].select("#findings ~ ol")[0].find_all("li", recursive=False)
        rows = [item.select(".value__source > a:last-child") for item in items]
        return [[str(link["href"]) for link in found] for found in rows]

    assert shape("en/") == shape("ru/")
    for part in ("h2", ".captions li", "#glossary ~ ul > li"):
        assert len(pages["en/"].select(part)) == len(pages["ru/"].select(part)) > 5, part


def test_pages_of_a_kind_name_each_other_in_their_heads(pages: Pages) -> None:
    heads = [
        {str(link["hreflang"]): str(link["href"]) for link in pages[page].select("link[hreflang]")}
        for page in ("", "en/", "ru/")
    ]
    assert heads[0] == heads[1] == heads[2]
    assert set(heads[0]) == {"kk", "ru", "en", "x-default"}
    assert heads[0]["x-default"] == heads[0]["kk"]
    assert not pages["kirispe/"].select("link[hreflang]")


def test_every_page_leads_to_them_from_its_head_and_foot(pages: Pages) -> None:
    for page, soup in pages.items():
        own = page.strip("/") if page.strip("/") in LANGUAGES else "kk"
        for place in (".md-header", ".md-footer"):
            links = soup.select(f"{place} a[hreflang]")
            wanted = {"kk", *LANGUAGES} - {own} if own != "kk" else set(LANGUAGES)
            assert {str(link["hreflang"]) for link in links} == wanted, (page, place)
            for link in links:
                assert link["lang"] == link["hreflang"]
                assert link["target"] == "_self", "the header is not that of the page to come"
    assert all(page in pages for page in ERROR_PAGES)


def test_lists_know_them(pages: Pages, site: Path) -> None:
    listed = (site / "llms.txt").read_text("utf-8")
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    for language in LANGUAGES:
        assert f"/{language}/)" in listed
        assert f"/{language}/</loc>" in sitemap
        assert not pages["taraular/"].select(f"article a[href*='/{language}/']")
    assert not pages["korsetkishter/halyq/"].select("article .backlinks a[href*='/en/']")


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("local government Kazakhstan", "en/"),
        ("economy of Taraz in English", "en/"),
        ("maslikhat glossary", "en/"),
        ("how to get the data", "en/"),
        ("экономика города Тараз", "ru/"),
        ("словарь местных органов", "ru/"),
        ("как ссылаться", "ru/"),
    ],
)
def test_the_search_finds_them_in_their_language(
    engine: node.Engine,  # noqa: F811
    query: str,
    page: str,
) -> None:
    found = [str(one["location"]) for one in engine.ask(query)["results"][:5]]
    assert any(location.startswith(page) for location in found), found


@pytest.mark.parametrize(
    "query", ["Тараз", "мәслихат", "маслихат", "әкім", "Тараз халқы", "бюджет"]
)
def test_who_asks_in_kazakh_is_answered_in_kazakh(
    engine: node.Engine,  # noqa: F811
    query: str,
) -> None:
    found = [str(one["location"]) for one in engine.ask(query)["results"][:5]]
    assert found
    assert not [location for location in found if location.startswith(("en/", "ru/"))], found
