"""Numbers of sections, tables and pictures."""

from __future__ import annotations

import pytest

from datapages.content.notation import Call
from datapages.content.numbering import Kind, Numbering
from datapages.content.pages import SourcePage

PAGES = [
    ("index.md", '{{ table("a") }}'),
    ("1-a/index.md", "мәтін"),
    ("1-a/1-1-b.md", '## Т { #t }\n\n{{ table("a") }} {{ chart("a") }}\n\n{{ table("b") }}'),
    ("1-a/1-2-c.md", '{{ table("c") }} {{ diagram("d") }}'),
    ("2-d/2-1-e.md", '{{ table("e") }}'),
    ("1-a/1-9-s.md", '{{ table("s") }}'),
    ("k/l.md", '{{ chart("a") }} `{{ table("x") }}` {{ table("f") }}'),
]

OUTSIDE = "1-a/1-9-s.md"  # no menu lists it
KINDS: dict[str, Kind] = {"table": "table", "chart": "figure", "diagram": "figure"}


def numbers(call: Call) -> list[tuple[Kind, str]]:
    return [(KINDS[call.name], f"{call.name}-{call.arguments[0]}")]


@pytest.fixture
def read() -> Numbering:
    pages = {path: SourcePage(path, text, text, {}) for path, text in PAGES}
    return Numbering.read(pages, [path for path in pages if path != OUTSIDE], numbers)


@pytest.mark.parametrize(
    ("page", "anchor", "label"),
    [
        ("index.md", "table-a", "1-кесте"),
        ("1-a/1-1-b.md", "table-b", "1.2-кесте"),
        ("1-a/1-2-c.md", "table-c", "1.3-кесте"),
        ("1-a/1-2-c.md", "diagram-d", "1.2-сурет"),
        ("2-d/2-1-e.md", "table-e", "2.1-кесте"),
        ("k/l.md", "table-f", "1-кесте"),
        ("1-a/1-9-s.md", "table-s", "1.1-кесте"),
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
    read: Numbering, page: str, anchor: str, label: str | None
) -> None:
    assert read.of(page, anchor) == label


def test_the_labels_of_a_page_go_by_anchor(read: Numbering) -> None:
    assert read.labels("1-a/1-2-c.md") == {"table-c": "1.3-кесте", "diagram-d": "1.2-сурет"}
    assert read.labels("zhoq.md") == {}
