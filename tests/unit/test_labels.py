"""Numbers of sections, tables and pictures."""

from __future__ import annotations

from collections import Counter

import pytest

from datapages.content import numbering
from datapages.content.notation import Call

PAGES = [
    ("index.md", '{{ table("a") }}'),
    ("1-a/index.md", "мәтін"),
    ("1-a/1-1-b.md", '## Т { #t }\n\n{{ table("a") }} {{ chart("a") }}\n\n{{ table("b") }}'),
    ("1-a/1-2-c.md", '{{ table("c") }} {{ diagram("d") }}'),
    ("2-d/2-1-e.md", '{{ table("e") }}'),
    ("k/l.md", '{{ chart("a") }} `{{ table("x") }}` {{ table("f") }}'),
]


def named(call: Call) -> list[tuple[str, str]]:
    return [(call.name, str(call.arguments[0]))] if call.name in numbering.WORDS else []


@pytest.fixture
def read() -> numbering.Labels:
    made = numbering.Labels()
    made.read(PAGES, named)
    return made


@pytest.mark.parametrize(
    ("page", "anchor", "label"),
    [
        ("index.md", "table-a", "1-кесте"),
        ("1-a/1-1-b.md", "table-b", "1.2-кесте"),
        ("1-a/1-2-c.md", "table-c", "1.3-кесте"),
        ("1-a/1-2-c.md", "diagram-d", "1.2-сурет"),
        ("2-d/2-1-e.md", "table-e", "2.1-кесте"),
        ("k/l.md", "table-f", "1-кесте"),
        ("1-a/1-1-b.md", "", "1.1-бөлім"),
        ("1-a/1-1-b.md", "t", "1.1-бөлім"),
        ("1-a/index.md", "", "1-тарау"),
        ("k/l.md", "", ""),
        ("k/l.md", "zhoq", None),
        ("zhoq.md", "", None),
        ("k/l.md", "table-x", None),
    ],
)
def test_each_place_has_its_label(
    read: numbering.Labels, page: str, anchor: str, label: str | None
) -> None:
    assert read.of(page, anchor) == label


def test_a_page_goes_on_counting_where_the_chapter_is(read: numbering.Labels) -> None:
    assert read.before["1-a/1-2-c.md"] == Counter({"кесте": 2, "сурет": 1})
    assert read.before["k/l.md"] == Counter()
