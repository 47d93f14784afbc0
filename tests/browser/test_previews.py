"""Previews of links: terms, citations, sections and rows."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open

CHAPTER = "1-basqaru/1-1-organdar/"


def test_a_term_shows_its_meaning_under_the_pointer(visit: Open) -> None:
    page = visit(CHAPTER)
    term = page.locator("article a.term").first
    meaning = term.get_attribute("title")
    term.hover()
    expect(page.locator("#__preview")).to_have_text(str(meaning))
    page.keyboard.press("Escape")
    expect(page.locator("#__preview")).to_be_hidden()


def test_a_later_use_of_a_term_shows_what_the_first_says(visit: Open) -> None:
    page = visit(CHAPTER)
    later = page.locator("article a.term:not([title]):visible").first
    href = later.get_attribute("href")
    meaning = page.locator(f'article a.term[href="{href}"][title]').get_attribute("title")
    later.hover()
    expect(page.locator("#__preview")).to_have_text(str(meaning))


def test_a_citation_shows_the_whole_entry(visit: Open) -> None:
    page = visit(CHAPTER)
    cite = page.locator("article p > a.cite[title*='148-II']").first
    name = str(cite.get_attribute("title"))
    assert len(name) <= 60
    cite.hover()
    expect(page.locator("#__preview")).to_contain_text("2001 жылғы 23 қаңтардағы")


def test_a_link_to_a_section_of_another_page_shows_its_beginning(visit: Open) -> None:
    page = visit("1-basqaru/")
    page.locator("article a.ref").first.hover()
    expect(page.locator("#__preview")).to_contain_text("1.1.")


def test_a_preview_comes_with_the_focus_and_is_named(visit: Open) -> None:
    page = visit(CHAPTER)
    page.locator("#maslihat .headerlink").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#__preview")).to_be_visible()
    expect(page.locator("[aria-describedby=__preview]")).to_have_count(1)


def test_a_link_to_a_row_shows_the_row_under_its_head(visit: Open) -> None:
    page = visit("kirispe/")
    page.get_by_role("button", name="435\u00a0876\u00a0адам").click()
    page.get_by_role("link", name="Кестедегі жолы").hover()
    expect(page.locator("#__preview th[scope=row]")).to_contain_text("2025")
