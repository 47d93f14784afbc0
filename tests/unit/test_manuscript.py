"""A page is parsed once, and what all pages say together is worked out from that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from datapages.content import notation
from datapages.content.manuscript import Manuscript
from datapages.content.notation import Call
from datapages.content.numbering import Kind
from datapages.content.pages import SourcePage


def page(path: str, text: str, *, generated: bool = False, **meta: str) -> SourcePage:
    return SourcePage(path, text, text, meta, generated)


def numbers(call: Call) -> Iterator[tuple[Kind, str]]:
    if call.name == "table":
        yield "table", f"table-{call.arguments[0]}"


def quoted(call: Call) -> str | None:
    return str(call.arguments[0]) if call.arguments else None


def test_the_body_is_without_marks_and_notes_to_the_checks_line_by_line() -> None:
    text = "а\ue0000\ue001 <!-- typed: неге -->\n<!--\ntyped: неге -->\n\n{{ f() }}\n"
    source = page("a.md", text)
    assert source.body == "а0\n\n\n\n{{ f() }}\n"
    assert [call.line for call in source.calls] == [text.count("\n", 0, text.index("{{")) + 1]


def test_pieces_and_headings_are_those_of_the_body() -> None:
    source = page("a.md", "## A { #a }\n\n{{ f() }} [@b] {{ x }}\n\n## B { #b }\n")
    assert source.pieces == notation.parse(source.body)
    assert source.pieces is source.pieces, "parsed once"
    assert [call.name for call in source.calls] == ["f"]
    above = source.heading_above(3)
    assert above is not None
    assert above.id == "a"
    assert source.heading_above(1) is None
    assert [call.name for call in replace(source, markdown="{{ g() }}").calls] == ["g"]


def test_all_pages_are_read_together() -> None:
    made = Manuscript.read(
        [
            page("b.md", '## Б { #b }\n\nТараз {{ table("x") }}', title="Бе", origin="thesis"),
            page("a.md", '{{ value("x", 1) }}', title="А"),
            page("u.md", '{{ table("x") }} {{ table("y") }}', generated=True, title="У"),
        ],
        {"a.md": None, "b.md": "Мәзірдегі аты", "u.md": None, "zhoq.md": "Жоқ"},
        numbers,
        quoted,
    )
    assert made.menu == ("a.md", "b.md")
    assert made.titles["a.md"] == "А"
    assert made.titles["b.md"] == "Мәзірдегі аты"
    assert [quote.page for quote in made.quotes["x"]] == ["b.md", "a.md"], "no generated page"
    assert [(section.page, section.anchor) for section in made.sections] == [
        ("b.md", ""),
        ("b.md", "b"),
    ]
    assert made.numbering.labels("u.md") == {"table-x": "1-кесте", "table-y": "2-кесте"}
