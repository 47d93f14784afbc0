"""Any text at all, through the places where data meets another language than HTML."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from datapages import templating
from datapages.base import signs, yaml_reader
from datapages.content import notation
from datapages.content.pages import SourcePage
from datapages.exports import feed, formats, resource
from datapages.views.cite_formats import Work, forms
from tests.conftest import ROOT
from tests.hostile.bibtex import fields
from tests.hostile.texts import HOSTILE

TEMPLATES = templating.environment(ROOT / "hooks/templates")
EXTENSIONS = ["abbr", "attr_list", "footnotes", "md_in_html", "tables", "pymdownx.superfences"]
# What the loader lets through: no control signs, no surrogates, none that turn a text around.
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")).filter(
    lambda letter: not [*signs.refused(letter)]
)
TEXTS = st.text(LETTERS, min_size=1, max_size=60).map(str.strip).filter(bool) | st.builds(
    "{}{}".format, st.sampled_from(HOSTILE), st.text(LETTERS, max_size=9)
)


def filled(source: str, text: str) -> str:
    return TEMPLATES.from_string(source).render(text=text)


@given(TEXTS)
def test_front_matter_keeps_a_text(text: str) -> None:
    page = SourcePage.read("a.md", filled("---\ntitle: {{ text | quoted }}\n---\n\nx\n", text))
    assert page.meta == {"title": text}


@given(TEXTS)
def test_a_literal_in_markdown_is_text(text: str) -> None:
    source = filled("Кесте [{{ text | literal }}](a.md) бетінде.", text)
    assert not [*notation.pieces(source)]
    html = markdown(source, extensions=EXTENSIONS)
    assert re.findall(r"<[^>]*>", html) == ["<p>", '<a href="a.md">', "</a>", "</p>"]


@given(TEXTS)
def test_a_text_of_a_csv_is_no_formula(text: str) -> None:
    field = resource.Field("a", "string", "A")
    made = formats.as_csv(resource.Resource("x", "X", (field,), ((text,),), ("a",)))
    ((_,), (cell,)) = csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""))
    cell = re.sub(r"(?<=[;\t]) (?=[=+@-])", "", cell)
    assert cell in (text, f"'{text}")
    assert not cell.startswith(formats.FORMULA)


@given(TEXTS)
def test_forms_of_citation_hold_a_title(text: str) -> None:
    made = forms(Work("k", text, "Сайт", "https://example.org/", "2026-01-01"))
    assert json.loads(made["csl-json"])[0]["title"] == text
    assert made["ris"].count("\n") == 7
    assert fields(made["bibtex"]) == ["title", "organization", "date", "year", "url", "langid"]


def test_a_title_makes_no_field_of_a_citation() -> None:
    title = "https://x}, howpublished={\\immediate\\write18{id}}, note={\nER  - \nTY  - BOOK"
    made = forms(Work("k", title, "Сайт", "https://example.org/}{", "2026-01-01"))
    assert "title = {https://x\\textbraceright{}, howpublished=\\textbraceleft{}" in made["bibtex"]
    assert "\n  url = {https://example.org/%7D%7B},\n" in made["bibtex"]
    assert len(made["bibtex"].splitlines()) == 8
    assert [line[:6] for line in made["ris"].splitlines()].count("ER  - ") == 1


def test_a_title_makes_no_heading_and_no_link_of_llms_txt() -> None:
    page = feed.Listed("a\n\n## b](//evil.example) [", "https://example.org/", "c\n- d <b> `")
    text = feed.llms(page, {"x\n# y": [page]})
    assert text.splitlines()[4:] == [
        "## x # y", "", "- [a ## b\\](//evil.example) \\[](https://example.org/): c - d \\<b> \\`"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "letter", ["\u202e", "\u2066", "\u200f", "\u2028", "\x85", "\u2800", "\uf8ff", "\ufffd"]
)
def test_signs_that_turn_or_break_a_text_are_refused(letter: str) -> None:

    for text in (f"a: x{letter}y\n", f'a: "x\\u{ord(letter):04x}y"\n'):
        (problem,) = yaml_reader.parse(text, "a.yml").problems
        assert f"U+{ord(letter):04X}" in problem.message


def test_no_text_of_the_interface_has_a_sign_that_nobody_sees() -> None:
    paths = [*(ROOT / "hooks/messages").glob("*.toml"), *(ROOT / "hooks/theme").rglob("*.html")]
    assert len(paths) > 5
    for path in paths:
        assert [*signs.refused(path.read_text(encoding="utf-8"))] == [], path
