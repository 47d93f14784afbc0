"""What reads a writer's text takes a time in proportion to it: measured at 4 × and 1 ×."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from datapages.base import signs, yaml_reader
from datapages.content import forbidden_html, limits, mentions, notation, pages, typed_figures
from datapages.content.pages import SourcePage
from datapages.extensions.glossary_links import Finder
from datapages.extensions.stemming import identity_stem
from datapages.language import latin
from datapages.linking import page_head
from datapages.model.records.texts import Term
from datapages.output import csp, html_minify, line_ends, service_worker
from datapages.permalinks import anchors
from datapages.search import documents, prose_sections
from datapages.views import acts

LETTERS = 12_500  # of the shortest text
NOISE = 0.03  # seconds: what takes less tells nothing
SLOWER = 8.4  # times for four times the text: 4 is linear, 16 is quadratic

TERM = Term(id="maslihat", kk="Мәслихат", ru="маслихат", en="maslikhat", definition="Орган")
FINDER = Finder([TERM], identity_stem)


def page(text: str) -> SourcePage:
    return SourcePage("a.md", text, text, {"title": "Бет"})


def sections(text: str) -> object:
    return mentions.sections(page(text))


def forbidden(text: str) -> object:
    """Elements with a handler each, no two alike in name or value."""
    kinds = [f"<b on{number}=1 onclick={number}>" for number in range(len(text) // 20)]
    return pages.forbidden(page("".join(kinds)), "".join(kinds))


READERS: list[tuple[Callable[[str], object], tuple[str, ...]]] = [
    (
        notation.parse,
        ("~~~a\n", "```\n", "~~~\n", "` ", "{{ ", "{{ x }} ", "[@", "[@a] ", "<!--"),
    ),
    (notation.headings, ("~~~a\n", "## a { #a }\n\n", "#", "a {", "=\n\n", "<!-- ", " \n")),
    (notation.without_hidden, ("`a ", "<!-- -->", "> ```\n")),
    (sections, ("](", "<!--", "{{", "[@", "## a\n\n")),
    (typed_figures.without_allowances, (" ", "<!-- typed: ", "<!--", "\n ")),
    (lambda text: [*typed_figures._paragraphs(text)], (" ", "a\n", "- a\n", " \n", "\n")),
    (lambda text: typed_figures._HIDDEN.sub("", text), ("{{", "<!--", "](", "{ #", "<", "`a\n")),
    (typed_figures._FIGURES["kk"].findall, ("1 234 ", "1", "1,", "123 ")),
    (typed_figures._FIGURES["en"].findall, ("1,234,", "1", "1.", "123,")),
    (lambda text: [*limits.exceeded(text, "a")], ("[", "> ", "- ", "\n \n", "<", "*[", "а\n\n")),
    (lambda text: [*FINDER.find(text)], ("Мәслихат ", "мәслихат ", "мә-", "Мәслихат. ")),
    (forbidden, ("a",)),
    (forbidden_html.read, ("<p>", "<b>", "</b>", "<svg/>", "<p id=a>", "&#x", "<b a=url(>")),
    (acts._SUBPARAGRAPH.findall, ("1-", "1 ", "1, ", "1–", "1", " a 1")),
    (lambda text: pages.check(page(text)), ("!!! x\n", "&#x202e;")),
    (page_head.minutes, ("<details>", "<figure>", "</figure>")),
    (latin.to_latin, ("а", "Ә")),
    (latin.to_cyrillic, ("a", "ä")),
    (lambda text: documents._BRACKET.sub("", text), ("(", " ", "](")),
    (lambda text: [*service_worker.references(text)], ("<img ",)),
    (lambda text: [*signs.refused(text)], ("\u200b", "\x1b", "а")),
    (
        html_minify.minify,
        ("x <pre>", "x<!--", "<script", '<p title="', "<!-- -", "\n ", "<"),
    ),
    (lambda text: line_ends.bound(f"<main>{text}"), ("1", "1-", "1,", "№ ", "<h2>", " –", "А. ")),
    (
        prose_sections.sections,
        ("<p>", "<!--", '<a title="', "<pre>", "<object>", "<h2 id=a>"),
    ),
    (lambda text: [*anchors.tags(text)], ("<a ", "<p id=", '<p id="a">', "<")),
    (csp.inline_scripts, ("<script>", "<script ", "<script>a</script")),
    (lambda text: yaml_reader.parse(f"a: {text}", "a"), ("[", "- ", "a ", "{", '"', "&a ", "*a ")),
]


@pytest.mark.parametrize(
    ("read", "piece"),
    [(read, piece) for read, pieces in READERS for piece in pieces],
    ids=[f"{number}-{piece!a}" for number, (_, pieces) in enumerate(READERS) for piece in pieces],
)
def test_a_text_of_a_writer_is_read_in_linear_time(
    read: Callable[[str], object], piece: str
) -> None:
    """Three tries: on a busy machine one measurement says little."""
    text = (piece * LETTERS * 4)[: LETTERS * 4]
    for _ in range(3):
        long = _seconds(read, text)
        if long < NOISE:
            return
        short = _seconds(read, text[:LETTERS])
        if long < SLOWER * max(short, NOISE / 8):
            return
    pytest.fail(f"{piece!a} at 1 and 4 times: {short}, {long}")


def _seconds(read: Callable[[str], object], text: str) -> float:
    """Of the processor, so that other programs do not count."""
    started = time.process_time()
    read(text)
    return time.process_time() - started
