"""Terms in texts: in any form, once a page, never where they would disturb."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown import markdown

from datapages.extensions import stemming
from datapages.extensions.current_page import CurrentPage, Cursor
from datapages.extensions.glossary_links import Finder, GlossaryLinks
from datapages.model.records.texts import Term
from tests.conftest import ROOT

FORMS = {"мәслихаттың": "мәслихат", "мәслихатқа": "мәслихат", "бюджетті": "бюджет",
         "бюджеттің": "бюджет", "федерациясы": "федерация"}  # fmt: skip


def page(glossary: str) -> Cursor:
    """A page from which the glossary has this address."""
    return Cursor(CurrentPage(glossary=glossary.format))


def term(kk: str, *also: str, marked: bool = True) -> Term:
    return Term(id="x" + str(abs(hash(kk)) % 999), kk=kk, ru="р", en="e", definition="Бірінші."
                " Екінші.", also=also, marked=marked)  # fmt: skip


TERMS = [term("мәслихат"), term("жергілікті бюджет", "жергілікті қазына"), term("федерация"),
         term("Құрылтай"), term("ауыл", marked=False), term("өзін-өзі басқару")]  # fmt: skip


def marked(text: str) -> list[str]:
    terms = GlossaryLinks(Finder(TERMS, lambda word: FORMS.get(word, word)), page("s/#{}"))
    html = markdown(text, extensions=["attr_list", "admonition", "md_in_html", terms])
    plain = re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", html)
    assert plain == markdown(text, extensions=["attr_list", "admonition", "md_in_html"])
    return re.findall(r'<a class="term"[^>]*>(.*?)</a>', html)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Онда мәслихаттың сөзі бар.", ["мәслихаттың"]),
        ("Мәслихатқа жергілікті бюджеттің жобасы келді.", ["Мәслихатқа", "жергілікті бюджеттің"]),
        ("мәслихат, мәслихаттың, мәслихатқа", ["мәслихат"]),
        ("жергілікті қазына", ["жергілікті қазына"]),
        ("жергілікті, бюджет", []),
        ("Ресей Федерациясы", []),
        ("Бұл елде Құрылтай бар, құрылтай жоқ.", ["Құрылтай"]),
        ("Федерация деген не?", ["Федерация"]),
        ("ауыл", []),
        ("[мәслихат](a.md)", []),
        ("`мәслихат`", []),
        ("# мәслихат", []),
        ("<div markdown data-search-exclude>\n\n<p><b>мәслихат</b></p>\n\n</div>", []),
        ("**мәслихат** және *жергілікті бюджет*", ["мәслихат", "жергілікті бюджет"]),
        ("- мәслихат\n- мәслихат", ["мәслихат"]),
        ("мәслихат\n\n## А\n\nмәслихат\n\n### Ә\n\nмәслихат", ["мәслихат"]),
        ('!!! note "мәслихат"\n\n    мәслихат', ["мәслихат"]),
        ("өзін-өзі басқару", ["өзін-өзі басқару"]),
    ],
)
def test_what_is_marked(text: str, found: list[str]) -> None:
    assert marked(text) == found


def test_the_tooltip_is_the_term_and_the_first_sentence() -> None:
    terms = GlossaryLinks(Finder(TERMS, stemming.identity_stem), page("../s/#{}"))
    html = markdown("мәслихат", extensions=[terms])
    assert (
        f'<a class="term" href="../s/#{TERMS[0].id}" title="мәслихат: Бірінші.">мәслихат</a>'
        in html
    )


def test_no_stemmer_no_failure(tmp_path: Path) -> None:
    assert stemming.load(tmp_path) is None


@pytest.mark.parametrize("form", ["мәслихаттан", "мәслихаттарға", "мәслихатымыздың"])
def test_the_stemmer_of_the_search_is_of_use(form: str) -> None:
    stem = stemming.load(ROOT / "hooks/search_kk")
    assert stem
    assert stem(form) == stem("мәслихат")
