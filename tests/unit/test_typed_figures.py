from __future__ import annotations

from pathlib import Path

import pytest

from datapages.content import typed_figures
from datapages.model import loader


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Халқы 435 876 адам.", ["435 876"]),
        ("Халқы 435\u00a0876 адам, үлесі 12,5%.", ["435\u00a0876", "12,5%"]),
        ("Көлемі 5171,6 млрд теңге.", ["5171,6 млрд"]),
        ("Халқы 50 мыңнан асады.", ["50 мың"]),
        ("Айналым 12345 теңге.", ["12345"]),
        ("2021 жылы, 2009–2025 жылдары, 14 облыс, 3-бап.", []),
        ("2001 жылғы 23 қаңтардағы № 148-II Заң.", []),
        ("Халқы 50 мыңнан асады [@law, 3-бап].", []),
        ("Бірінші сөйлем 50 мың. Екіншісі де 10% [@law].", []),
        ("Бір [@law].\n\nЕкі 10%.", ["10%"]),
        ("Бір [@law]. Екі 10%.", ["10%"]),
        ("Бір 10,5 [@table]. 11,5% [@table]. 11,5 мың [@table]. 2021 [@table].", []),
        ("- бір [@law]\n- екі 10%", ["10%"]),
        ('{{ value("people", 2020) }} және `12 345`, [сілтеме](a-12345.md).', []),
        ("<!-- typed: the thesis's own -->\nХалқы 50 мың.", []),
        ("## А { #a }\n\nБір <!-- typed: why -->\n\n10%\n\n## Б { #b }\n\n20%", ["20%"]),
        ("## 12 345 тақырып { #a-12345 }", []),
    ],
)
def test_typed_figures_are_found(data: Path, markdown: str, expected: list[str]) -> None:
    found = typed_figures.typed(markdown, "docs/a.md", loader.load(data))
    assert [problem.key for problem in found] == expected


def test_a_typed_figure_of_data_is_told_with_its_call_and_line(data: Path) -> None:
    people = data / "indicators/people.yml"
    people.write_text(
        people.read_text("utf-8").replace("value: 10 }", "value: 12345.6, note: а }"), "utf-8"
    )
    (problem,) = typed_figures.typed("Бір\n\nекі\nүш 12 345,6 адам", "docs/a.md", loader.load(data))
    assert (problem.file, problem.line) == ("docs/a.md", 4)
    assert 'write {{ value("people", "2020", series="official") }}' in problem.message


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Үй 1234,5 млн теңге [@table].", ["1234,5 млн"]),
        ("Үй 1,23 млрд теңге [@table, 5-бап].", ["1,23 млрд"]),
        ("Үй 1 234,49 миллион теңге [@law]: бір сан.", ["1 234,49 миллион"]),
        ("Үй 1,23 млрд теңге [@law]: басқа дереккөздің саны.", []),
        ("Үй 1,2 млрд теңге [@table]: екі таңба – кездейсоқ.", []),
        ("Үй 1,24 млрд теңге [@table], 1,23% [@table].", []),
        ("<!-- typed: why -->\nҮй 1234,5 млн теңге [@table].", []),
    ],
)
def test_a_cited_figure_that_data_has_is_typed_all_the_same(
    data: Path, markdown: str, expected: list[str]
) -> None:
    people = data / "indicators/people.yml"
    text = people.read_text("utf-8").replace("measure: tonnes", "measure: thousand-tonnes")
    people.write_text(text.replace("'2020', value: 10 }", "'2020', value: 1234490 }"), "utf-8")
    found = typed_figures.typed(markdown, "docs/a.md", loader.load(data))
    assert [problem.key for problem in found] == expected


def test_an_allowance_does_not_reach_the_reader() -> None:
    assert typed_figures.without_allowances("бір <!-- typed: why -->\nекі") == "бір\nекі"
