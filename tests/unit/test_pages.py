from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import markdown
import pytest

from datapages.base.diagnostics import ContentError, Problem
from datapages.content import front_matter, notation, pages
from datapages.content.pages import SourcePage
from datapages.model import loader

DESCRIPTION = "Бұл бет тексеру үшін ғана жазылған, оның сипаттамасы да сондай"
FRONT = f"---\ntitle: Бет\ndescription: {DESCRIPTION}\n---\n\n"


def source(text: str) -> SourcePage:
    return SourcePage.read("a/b.md", text)


def with_front(**changes: Any) -> SourcePage:
    """A page without a text; None leaves a key of its front matter out."""
    front = {"title": "Бет", "description": DESCRIPTION} | changes
    lines = [f"{key}: {json.dumps(value)}" for key, value in front.items() if value is not None]
    return source("\n".join(["---", *lines, "---", ""]))


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
        ("title", "", "expected at least 1 character"),
        ("title", "  ", "expected text that fits"),
        ("title", "a\nER  - ", "expected text that fits"),
        ("title", 2021, "expected text, got «2021»"),
        ("description", None, "this key is required"),
        ("description", ["x"], "expected text, got a list"),
        ("description", "ә" * 49, "expected 50–160 letters, not 49"),
        ("description", "ә" * 161, "expected 50–160 letters, not 161"),
        ("origin", "book", "expected 'thesis' or 'open-data', got «book»"),
        ("origin", ["thesis"], "got a list"),
        ("search", 5, "expected a mapping, got «5»"),
        ("search", {"boost": "2020-01-01"}, "expected a number"),
        ("search", {"boost": -1}, "greater than 0"),
        ("hide", 5, "expected a list"),
        ("template", "../../etc/passwd", "unknown key"),
        ("icon", "../../etc/passwd", "unknown key"),
    ],
)
def test_a_fault_of_the_front_matter(key: str, value: object, words: str) -> None:
    page = with_front(**{key: value})
    ((line, where, message),) = told(pages.check(page))
    assert line in (1, 2, 3, 4)
    assert where.split(".")[0] == key
    assert words in message
    assert key not in page.meta  # and nothing later stumbles over it


BOMB = "".join(
    f"{new}: &{new} [{', '.join([f'*{old}' if old else 'x'] * 10)}]\n"
    for old, new in zip(["", *"abcdefgh"], "abcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (f"{BOMB}title: *i\n", "anchor &a is not allowed"),
        ("title: &x [*x]\n", "anchor &x"),
        ("title: !!python/object/apply:os.system [ls]\n", "tag"),
        ("title: Бет\ntitle: Бет\n", "stands twice"),
        ("title: Бет\nsearch: {boost: .inf}\n", ".inf"),
        ("title: Бет\nsearch: {boost: .nan}\n", ".nan"),
        ('title: "a\\0b"\n', "U+0000"),
        ('title: "a\\u202eb"\n', "U+202E"),
        ("title: a\u202eb\n", "U+202E"),
        ("title: [\n", "not valid YAML"),
        ("title: Сұрақ # 1\n", "«#» ends the text here"),
    ],
)
def test_front_matter_is_read_as_strictly_as_data(lines: str, words: str) -> None:
    problems = pages.check(source(f"---\n{lines}---\n"))
    told = [problem for problem in problems if words in str(problem)]
    assert told
    assert told[0].line >= 2


@pytest.mark.parametrize("title", ['"Сұрақ # 1"', "C#", "'а # б' # түсініктеме"])
def test_a_number_sign_may_stand_in_a_title(title: str) -> None:
    keys, problems = front_matter.read(f"title: {title}\ndescription: {'а' * 60}\n", "a.md")
    assert problems == []
    assert keys["title"] in title


def test_the_search_takes_a_finite_weight() -> None:
    page = with_front(search={"boost": 2, "exclude": False})
    assert page.meta["search"] == {"boost": 2, "exclude": False}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("а" * 20_001, 1, "at most 20000 letters"),
        ("а <b\n\n" * 51, 101, "more than 50 tags or comments of this page have no end"),
        ("<!--\n\n" * 51, 101, "more than 50 tags or comments of this page have no end"),
        ("а\n\n" * 170_000, 0, "at most 500000 letters"),
        ("а\n\n" + "[" * 51, 3, "«[» are open"),
        ("а\n\n" + "![a](b" * 51, 3, "are open"),
        ("<a " * 51, 1, "«<» are open"),
        ("1. " * 60, 1, "nested deeper"),
        ("а\n" + ">" * 60, 2, "nested deeper"),
        ("*[a]: b\n\n" * 201, 0, "200 abbreviations"),
        ("а[^1]\n\n" * 500 + "[^1]: b", 0, "500 marks and texts of footnotes"),
        ("а\n\n[x](http://[::1/x)", 3, "no address: Invalid IPv6 URL"),
        ('а\n<a href="http://a\u2100b/">x</a>', 2, "no address"),
    ],
)
def test_what_would_take_markdown_too_long_is_refused(text: str, line: int, words: str) -> None:
    with pytest.raises(ContentError, match=re.escape(words)) as refused:
        source(text)
    assert refused.value.problems[0].line == line


def test_long_texts_and_code_are_no_fault() -> None:
    source("Сөйлем [сілтеме](a.md) және `[[[`.\n" * 400)
    source("```\n" + " " * 80 + "[" * 80 + "\n```\n")
    source("```\n" + "[^1]\n" * 501 + "```\n" + "а[^1]\n\n" * 499 + "[^1]: b")


@pytest.mark.parametrize(
    "sign",
    ["\u00ad", "\u200b", "\u202e", "\u2060", "\u2066", "\ufe0f", "\uffff", "\x1b", "\x00"],
)  # fmt: skip
def test_signs_that_nobody_sees_are_refused_in_prose(sign: str) -> None:
    found = told(pages.check(source(f"{FRONT}бір\n\nек{sign}і\n")))
    assert found == [(8, "", f"character U+{ord(sign):04X} is not allowed")]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("description", "ә" * 50),
        ("description", "ә" * 160),
        ("origin", "thesis"),
        ("origin", "open-data"),
        ("hide", ["toc"]),
    ],
)
def test_what_the_front_matter_may_be(key: str, value: str) -> None:
    assert pages.check(with_front(**{key: value})) == []


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
        ("бір\nəнші", 7, "əнші", "Latin and Cyrillic"),  # ə of the Latin alphabet
        ("жаңа аи\u0306мақ", 6, "аи\u0306мақ", "in two signs: write «аймақ»"),
    ],
)
def test_a_fault_of_the_text_has_its_line_in_the_file(
    text: str, line: int, key: str, words: str
) -> None:
    ((at, found, message),) = told(pages.check(source(FRONT + text)))
    assert (at, found) == (line, key)
    assert words in message


def test_letters_of_the_front_matter_are_checked() -> None:
    page = source(FRONT.replace("Бет", "Қaла"))
    assert told(pages.check(page)) == [(2, "Қaла", "Latin and Cyrillic letters in one word")]


@pytest.mark.parametrize("text", ["COVID-19-дан кейін", "V24GA мен `\\bсан`", "é о\u0301 ё й"])
def test_sound_letters_are_let_through(text: str) -> None:
    assert pages.check(source(FRONT + text)) == []


@pytest.mark.parametrize("code", ["```\n# a\n### b\n```", "`# a`"])
def test_headings_in_code_are_none(code: str) -> None:
    assert pages.check(source(FRONT + code)) == []


def test_all_faults_of_a_page_are_told_at_once() -> None:
    page = source("---\norigin: x\n---\n\n# Бет\n\nқaла\n")
    assert [(line, key) for line, key, _ in told(pages.check(page))] == [
        (1, "title"), (1, "description"), (2, "origin"), (5, "# Бет"), (5, "# Бет"), (7, "қaла"),
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
    found = pages.forbidden(page, markdown.markdown(page.markdown))
    assert [(problem.line, problem.key) for problem in found] == lines


REFUSED_HTML = [
    ("[a](javascript:alert%281%29)", "javascript:alert%281%29", 6),
    ("[a](data:text/html,x)", "data:text/html,x", 6),
    ('<a href="java&#115;cript:x">x</a>', "javascript:x", 0),
    ('<a href=" &#1;java\tscript:x">x</a>', "java script:x", 0),
    ("![a](https://b.example/x.png)", "https://b.example/x.png", 6),
    ("![a](//b.example/x.png)", "//b.example/x.png", 6),
    ("<img src='/\\b.example/x.png'>", "/\\b.example/x.png", 6),
    ('<img src="data:text/html,x">', "data:text/html,x", 6),
    ('<img srcset="https://b.example/x 2x" src="x">', "https://b.example/x 2x", 6),
    ('x\n{: onclick="y" }', "onclick=y", 7),
    ('x\n{: style="y" }', "style=y", 7),
    ("![a](x.svg){: name=querySelector }", "name=querySelector", 6),
    ("<svg onload=y></svg>", "onload=y", 6),
    ("<details ontoggle=y open>x</details>", "ontoggle=y", 6),
    ('<button formaction="y">x</button>', "formaction=y", 6),
    ("a <i\nonclick=y>b</i>", "onclick=y", 7),
    ("<math href='javascript:y'>x</math>", "javascript:y", 6),
    ("<svg><a xlink:href='javascript:y'><text>x</text></a></svg>", "javascript:y", 6),
    ('<meta http-equiv="refresh" content="0;url=//b.example">', "<meta>", 6),
    ("<form action='/x'></form>", "<form>", 6),
    ("<iframe src='x'></iframe>", "<iframe>", 6),
    ("<object data='x'></object>", "<object>", 6),
    ("<svg><foreignObject>x</foreignObject></svg>", "<foreignobject>", 6),
    ("<math><annotation-xml>x</annotation-xml></math>", "<annotation-xml>", 6),
    ("<textarea>", "<textarea>", 6),
    ("<bdo dir=rtl>а</bdo>", "<bdo>", 6),
    ("<plaintext>", "<plaintext>", 6),
    ("<!--><b>-->", "<!--><b>", 6),
    ("<![CDATA[x><b>]]>", "<![CDATA[x><b>", 6),
    ("<?php x ?>", "<?php x ?", 6),
    ("<javascript:alert>", "<javascript:alert", 6),
    ('<img srcset="a.png, https://b.example/x 2x">', "a.png, https://b.example/x 2x", 6),
    ("<svg><image href='//b.example/x.png'/></svg>", "//b.example/x.png", 6),
    ("<svg><use xlink:href='https://b.example/x.svg#a'/></svg>", "https://b.example/x.svg#a", 6),
    ("<svg><path fill='url( //b.example/x.svg#a)'/></svg>", "url( //b.example/x.svg#a)", 6),
    ("<a attributionsrc='//b.example/' href='x'>x</a>", "attributionsrc=//b.example/", 6),
    ("<p dir=' RTL'>10 – 20</p>", "dir= RTL", 6),
    ("<div data-md-component='search'></div>", "data-md-component=search", 6),
    ("<a accesskey=s href='x'>x</a>", "accesskey=s", 6),
    ("x</div></article>", "</article>", 6),
    ("<div><svg><g></svg></div>", "<g>", 6),
    ("<table><tr><td>x", "<table>", 6),
    ("<div/>", "<div>", 6),
    ("x <b>y", "<b>", 6),
    ('<div>\n<a title="', '<a title="', 7),
    ("<div><a onclick=x()", "<a onclick=x()", 6),
    # What browsers and Python's reader take for different tags.
    ("<div>\n<p ='<img =\"</p>\n</div>", "<p ='<img =\"</p>", 7),
    ("<p a='b'c>x</p>", "<p a='b'c>", 6),
    ("<b>x</b title='>'>", "</b title='", 6),
]


@pytest.mark.parametrize(
    ("text", "key", "line"), REFUSED_HTML, ids=[one[1] for one in REFUSED_HTML]
)
def test_html_that_does_more_than_show_is_refused(text: str, key: str, line: int) -> None:
    page = source(f"{FRONT}{text}\n")
    html = markdown.markdown(page.markdown, extensions=["attr_list"])
    found = [(problem.key, problem.line) for problem in pages.forbidden(page, html)]
    assert any(told.startswith(key) and at == line for told, at in found), found


@pytest.mark.parametrize(
    "entity",
    [
        "&#x202e;",
        "&#8203;",
        "&rlm;",
        "&shy;",
        "&#X2066",
        "&#xFE0F;",
        "&#0;",
        "&#xD800;",
        "&#x110000;",
        "&#xF8FF;",
    ],
)
def test_an_entity_of_a_sign_that_nobody_sees_is_refused(entity: str) -> None:
    page = source(f"{FRONT}Бір.\n\nа{entity}б\n")
    letter = f"U+{ord(unescape(entity)):04X}"
    assert (8, "", f"character {letter} is not allowed") in told(pages.check(page))
    shown = source(f"{FRONT}Бір.\n\n`{entity}` &nbsp; &amp; &#8211; AT&T\n")
    assert pages.check(shown) == []


@pytest.mark.parametrize("entity", ["&#1;", "&#xFFFF;", "&#xfdd0", "&#x1FFFE;"])
def test_an_entity_of_no_character_is_refused(entity: str) -> None:
    page = source(f"{FRONT}Бір.\n\nа{entity} б\n")
    assert (8, entity, "no character") in told(pages.check(page))


def test_html_that_shows_something_may_stand_on_a_page() -> None:
    text = """[a](index.md) [b](https://b.example/) <c@d.example> [e](tel:+77) ![f](f.svg)
![g](data:image/png;base64,AAAA) <!-- [x](javascript:y) -->

<button type="button" class="h" data-on="x">i</button> <svg viewBox="0 0 1 1"><path d="M0 0"/></svg>

| a |
|--:|
| 1 |
"""
    page = source(FRONT + text)
    html = markdown.markdown(page.markdown, extensions=["attr_list"])
    assert pages.forbidden(page, html) == []


def test_no_id_stands_twice_or_is_the_themes() -> None:
    page = source(FRONT + 'Мәтін.\n\n## А { #value-1 }\n\n<p id="__config">x</p>\n')
    html = '<h2 id="value-1">А</h2><p id="__config">x</p>'
    found = told(pages.forbidden(page, html, f'{html}<a class="value" id="value-1"></a>'))
    assert found == [
        (10, "#__config", "it belongs to the theme"),
        (8, "", "#value-1 stands twice"),
    ]


@pytest.mark.parametrize(
    "tag",
    ["<p id='__config'>", "<p id=__config>", '<p ID = "__config">', "<p title='>' id=__config>",
     '<p id="&#95;_config">', '<p/id="document$">', "<p id=copyText>", "<p id='қала'>"],
)  # fmt: skip
def test_no_id_is_one_that_scripts_ask_for_however_it_is_written(tag: str) -> None:
    page = source(f"{FRONT}{tag}x</p>\n")
    found = pages.forbidden(page, markdown.markdown(page.markdown))
    assert [problem for problem in found if problem.key.startswith("#")]


@pytest.mark.parametrize(
    "ids", ["[^1]\n\n[^1]: y", "## A { #a-1 }", "<b id='x-1'>a</b> <b id=x-2>b</b>"]
)
def test_an_id_of_plain_letters_and_those_of_footnotes_stand(ids: str) -> None:
    page = source(f"{FRONT}x {ids}\n")
    html = markdown.markdown(page.markdown, extensions=["footnotes", "attr_list"])
    assert pages.forbidden(page, html, html) == []


def test_a_page_may_show_the_code_of_a_script() -> None:
    page = source(FRONT + "`<script>`\n\n    <style>\n\n```\n<link>\n```\n")
    assert pages.forbidden(page, markdown.markdown(page.markdown)) == []


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
    chapter = source(
        FRONT.replace("title:", "origin: thesis\ntitle:") + "Кіріспе.\n\nКөлемі 426 млрд теңге.\n"
    )
    assert [(one.line, one.key) for one in pages.typed(chapter, catalogue)] == [(9, "426 млрд")]
    assert pages.typed(source(FRONT + "426 млрд\n"), catalogue) == []  # no chapter
