from __future__ import annotations

from pathlib import Path
from typing import Any

import markdown
import pytest
from mkdocs.utils import meta

from datapages.base.diagnostics import Problem
from datapages.content import notation, pages
from datapages.content.pages import SourcePage
from datapages.model import loader

DESCRIPTION = "Бұл бет тексеру үшін ғана жазылған, оның сипаттамасы да сондай"
FRONT = f"---\ntitle: Бет\ndescription: {DESCRIPTION}\n---\n\n"


def source(text: str, **changes: Any) -> SourcePage:
    """A page as MkDocs reads it; `changes` to its front matter, None leaves a key out."""
    markdown, front = meta.get_data(text)
    kept = {key: value for key, value in (front | changes).items() if value is not None}
    return SourcePage("a/b.md", text, markdown, kept)


def told(problems: list[Problem]) -> list[tuple[int, str, str]]:
    assert {problem.file for problem in problems} <= {"docs/a/b.md"}
    return [(problem.line, problem.key, problem.message) for problem in problems]


def test_a_sound_page() -> None:
    text = (
        "Кіріспе.\n\n## А { #a }\n\n### Ә { #a-2 }\n\n#### Б { #b }\n\n## В { #v }\n\nGitHub-тан.\n"
    )
    assert pages.check(source(FRONT + text)) == []
    assert pages.check(source(FRONT)) == []


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("title", None, "this key is required"),
        ("title", "", "this key is required"),
        ("title", "  ", "this key is required"),
        ("title", 2021, "this key is required"),
        ("description", None, "this key is required"),
        ("description", ["x"], "this key is required"),
        ("description", "ә" * 49, "expected 50–160 letters, got 49"),
        ("description", "ә" * 161, "expected 50–160 letters, got 161"),
        ("origin", "book", "expected thesis or open-data, got book"),
        ("origin", ["thesis"], "expected thesis or open-data, got ['thesis']"),
    ],
)
def test_a_fault_of_the_front_matter(key: str, value: object, words: str) -> None:
    assert told(pages.check(source(FRONT, **{key: value}))) == [(1, key, words)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("description", "ә" * 50),
        ("description", "ә" * 160),
        *(("origin", o) for o in pages.ORIGINS),
    ],
)
def test_what_the_front_matter_may_be(key: str, value: str) -> None:
    assert pages.check(source(FRONT, **{key: value})) == []


@pytest.mark.parametrize(
    ("text", "line", "key", "words"),
    [
        ("# Бет { #bet }", 6, "# Бет", "only first-level heading"),
        ("Бет { #bet }\n===", 6, "# Бет", "only first-level heading"),
        ("мәтін\n\n## Өкілді орган", 8, "## Өкілді орган", "{ #okildi-organ }"),
        ("##Орган", 6, "## Орган", "{ #organ }"),
        ("## Орган { #Organ }", 6, "## Орган", "{ #organ }"),
        ("## А { #a }\n\n## Ә { #a }", 8, "## Ә", "#a stands twice"),
        ("### А { #a }", 6, "### А", "level 3 follows level 1"),
        ("## А { #a }\n#### Ә { #b }", 7, "#### Ә", "level 4 follows level 2"),
        ("мәтін\n\nқaла", 8, "қaла", "Latin and Cyrillic"),
        ("Tараз", 6, "Tараз", "Latin and Cyrillic"),
        ("бір\u2028екі\x0bүш\nтiл", 7, "тiл", "Latin and Cyrillic"),
    ],
)
def test_a_fault_of_the_text_has_its_line_in_the_file(
    text: str, line: int, key: str, words: str
) -> None:
    ((at, found, message),) = told(pages.check(source(FRONT + text)))
    assert (at, found) == (line, key)
    assert words in message


@pytest.mark.parametrize("code", ["```\n# a\n### b\n```", "`# a`"])
def test_headings_in_code_are_none(code: str) -> None:
    assert pages.check(source(FRONT + code)) == []


def test_all_faults_of_a_page_are_told_at_once() -> None:
    page = source("\n\n# Бет\n\nқaла\n", title=None, origin="x")
    assert [(line, key) for line, key, _ in told(pages.check(page))] == [
        (1, "title"), (1, "description"), (1, "origin"), (3, "# Бет"), (3, "# Бет"), (5, "қaла"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{FRONT}бір\n{{{{ x }}}}\n", 7),
        (f"{FRONT}\n\n\n{{{{ x }}}}\n", 9),
        ("бір\n\n{{ x }}", 3),
        ("{{ x }}", 1),
    ],
)
def test_a_line_of_the_markdown_becomes_a_line_of_the_file(text: str, line: int) -> None:
    page = source(text)
    _, problems = notation.expand(page.body, page.pieces, page.file, lambda piece: "")
    assert [problem.line for problem in page.in_file(problems)] == [line]


def test_markdown_that_another_plugin_has_changed_keeps_its_own_lines() -> None:
    page = SourcePage("a/b.md", "---\ntitle: A\n---\nbefore", "after\n{{ x }}", {})
    assert page.in_file([Problem(page.file, 2, "", "")])[0].line == 2


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('Мәтін.\n\n<script src="../x.js"></script>\n', [(8, "<script>")]),
        ('Мәтін <SCRIPT>x()</SCRIPT>\n\n<link rel="stylesheet" href="x">\n',
         [(6, "<script>"), (8, "<link>")]),
        ("<svg><style>p {}</style></svg>\n", [(6, "<style>")]),
        ("`<script>` деген белгі\n\n<base href='/'>\n", [(8, "<base>")]),
    ],
)  # fmt: skip
def test_no_page_brings_scripts_or_styles(text: str, lines: list[tuple[int, str]]) -> None:
    page = source(FRONT + text)
    found = pages.scripts(page, markdown.markdown(page.markdown))
    assert [(problem.line, problem.key) for problem in found] == lines


def test_a_page_may_show_the_code_of_a_script() -> None:
    page = source(FRONT + "`<script>`\n\n    <style>\n\n```\n<link>\n```\n")
    assert pages.scripts(page, markdown.markdown(page.markdown)) == []


def test_a_note_of_an_unknown_kind_is_refused_with_its_line() -> None:
    text = (
        FRONT + 'Кіріспе.\n\n!!! todaay "Бүгін"\n    Мәтін.\n\n??? caution "Ескерту"\n    Мәтін.\n'
    )
    (problem,) = pages.check(source(text))
    assert (problem.line, problem.key) == (8, "!!! todaay")
    assert "expected one of today, caution, nodata, note" in problem.message
    assert pages.check(source(FRONT + "```\n!!! todaay\n```\n")) == []


def test_a_figure_typed_into_a_chapter_is_told_with_its_line(data: Path) -> None:
    catalogue = loader.load(data)
    chapter = source(FRONT + "Кіріспе.\n\nКөлемі 426 млрд теңге.\n", origin="thesis")
    assert [(one.line, one.key) for one in pages.typed(chapter, catalogue)] == [(8, "426 млрд")]
    assert pages.typed(source(FRONT + "426 млрд\n"), catalogue) == []  # no chapter
