from __future__ import annotations

import pytest

from datapages.content import mentions
from datapages.content.notation import Call
from datapages.content.pages import SourcePage
from datapages.model.records.units import Names, Unit, UnitKind


def unit(kk: str, kind: UnitKind) -> Unit:
    return Unit(id="x", kato=None, kind=kind, names=Names(kk=kk, ru=kk), source="law")


@pytest.mark.parametrize(
    ("name", "kind", "text", "speaks"),
    [
        ("Шу ауданы", "district", "Шу ауданының орталығы", True),
        ("Шу ауданы", "district", "Талас, Шу және Мерке аудандарында", True),
        ("Тұрар Рысқұлов ауданы", "district", "Тұрар Рысқұлов, Шу аудандары", True),
        ("Шу ауданы", "district", "Шу өзені мен Мерке ауданы", False),
        ("Шу ауданы", "district", "Кішу ауданы", False),
        ("Жамбыл облысы", "oblast", "Жамбыл облысында", True),
        ("Жамбыл облысы", "oblast", "Жамбыл ауданында", False),
        ("Алматы қаласы", "republican-city", "Алматыда", True),
        ("Алматы қаласы", "republican-city", "Алматы қаласының", True),
        ("Алматы қаласы", "republican-city", "Алматы облысында", False),
        ("Қазыбек би атындағы аудан", "city-district", "Қазыбек би атындағы аудан", True),
    ],
)
def test_a_unit_is_known_by_its_name_in_any_case(
    name: str, kind: UnitKind, text: str, speaks: bool
) -> None:
    section = mentions.Section("a.md", "А", "", "", text)
    assert bool(mentions.sections_naming(unit(name, kind), [section])) is speaks


def test_sections_follow_headings_and_pass_over_notation() -> None:
    text = 'Бірінші.\n\n## Екінші { #ekinshi }\n\nАлматы {{ value("almaty", 1) }} [@Алматы, 5]\n'
    page = SourcePage("a.md", text, text, {"title": "Бет"})
    first, second = mentions.sections(page)
    assert (first.heading, first.anchor, first.text.strip()) == ("", "", "Бірінші.")
    assert (second.heading, second.anchor) == ("Екінші", "ekinshi")
    assert second.text.count("Алматы") == 1
    assert "value" not in second.text


def test_quotes_are_told_by_their_sections_each_once() -> None:
    text = (
        '{{ value("a", 1) }}\n\n## Т { #t }\n\n{{ value("a", 1) }} {{ value("a", 2) }} {{ x() }}\n'
    )
    page = SourcePage("a.md", text, text, {"title": "Бет"})

    def quoted(call: Call) -> str | None:
        return str(call.arguments[0]) if call.name == "value" else None

    found = mentions.quotes([page], quoted)
    assert [(quote.anchor, quote.heading) for quote in found.pop("a")] == [("", ""), ("t", "Т")]
    assert not found
