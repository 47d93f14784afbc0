"""What `make measure-text` counts, on texts small enough to count by hand."""

from __future__ import annotations

from bench import text
from tests.language import texts

PAGE = """---
title: Бет 2024
---

## Тақырып 2024 { #taqyryp }

2024 жылы Таразда {{ value("births", 2024) }} бала туды [@uky-tuu]. А. И. Васильчиков 2026 ж.
1 шілдеден бері жазады. Себебі белгісіз, біз оны таппадық.

| кесте | 2024 |
|---|---|
| бір | 5 |

{{ chart("births") }}

!!! nodata "Дерек жоқ"

    - Бірінші тармақ {{ ref("table-births", "locative") }}
    - 435 876 адам
"""


def test_prose_is_counted_and_headings_tables_and_charts_are_not() -> None:
    counted = text.measure(PAGE)
    assert counted.sentences == 5
    assert counted.years_first == 1
    assert counted.citations == 1
    assert counted.reservations == 3
    assert counted.figures == 5  # 2024, the macro, 2026, 1, 435 876
    assert counted.words == 6 + 9 + 5 + 3 + 2


def test_a_rate_beyond_its_aim_is_marked() -> None:
    line = text.row("page", text.Measures(100, 10, 9, 1, 0, 4), text.AIMS)
    assert "9.0*" in line
    assert "10.0 " in line
    assert "4.0*" in line


def test_a_passage_knows_its_line_and_what_stands_for_its_macros() -> None:
    found = list(texts.of_markdown(PAGE, "docs/page.md"))
    lines = {one.line: one for one in found}
    assert lines[5].kind == "heading"
    assert lines[7].kind == "prose"
    assert "Таразда 0 бала туды." in lines[7].text
    assert lines[18].kind == "note"
    assert lines[18].text == "Бірінші тармақ кестеда"
    assert lines[7].line_at(lines[7].text.index("Себебі")) == 8


def test_texts_of_yaml_are_those_in_kazakh() -> None:
    source = "id: a\nnames: { kk: Тараз, ru: город Тараз }\nnotes:\n  - Ескертпе\n"
    assert [(one.line, one.text) for one in texts.of_yaml(source, "data/a.yml")] == [
        (2, "Тараз"),
        (4, "Ескертпе"),
    ]
