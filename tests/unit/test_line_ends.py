"""A day stays with its month."""

from __future__ import annotations

import pytest

from datapages.output.line_ends import bound


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<p>2026 жылғы 1 шілдеде, 15 қарашаға дейін</p>", ["1_шілдеде", "15_қарашаға"]),
        ("<p>с 1 июля и до 23 ноября</p>", ["1_июля", "23_ноября"]),
        ("<p>2026 шілде, 160 қазан, 5 аудан</p>", []),
    ],
)
def test_no_line_ends_between_a_day_and_its_month(text: str, kept: list[str]) -> None:
    made = bound(text).replace("\u00a0", "_")
    assert made.replace("_", " ") == text
    assert [word for word in made.replace(",", "").replace("<", " ").split() if "_" in word] == kept


@pytest.mark.parametrize(
    ("text", "bound_text"),
    [
        ("Оны № 148-II Заң реттейді", 'Оны <span class="nb">№_148-II</span> Заң реттейді'),
        ("Заң № 33 болды", "Заң №_33 болды"),
        ("Ол 1.1-бөлімде, 13–15-баптарда", '1.1-бөлімде</span>, <span class="nb">13–15-баптарда'),
        ("осы 36-1-баппен 3,1%-ға", '36-1-баппен</span> <span class="nb">3,1%-ға</span>'),
        ("Облыс – ресми, <b>аймақ</b> – облыс", "Облыс_– ресми, <b>аймақ</b>_– облыс"),
        ("айналымы 210,5 млрд теңге, 5 мың адам", "210,5_млрд теңге, 5_мың адам"),
        ("1-бап, 11) тармақша", "11)_тармақша"),
        ('Осы <a href="#a">1.1-бөлімде</a>', '"#a"><span class="nb">1.1-бөлімде</span></a>'),
        (
            "<table><td>50 адам<small>олар; 3-бап</small></table>",
            '<span class="nb">3-бап</span></small>',
        ),
        ("оны А. Н. Дементьев айтты. Ол", "А._Н._Дементьев айтты. Ол"),
    ],
)
def test_what_is_read_as_one_is_not_torn(text: str, bound_text: str) -> None:
    assert bound_text in bound(f"<main><p>{text}</p></main>").replace("\u00a0", "_")


@pytest.mark.parametrize(
    "kept",
    [
        "<p>2-бап",  # nothing stands before it
        '<a class="cite" href="#a">[9, 1-бап]</a>',
        '<a title="1-бап 3-бап" href="/a-1-бап">x</a>',
        "<option>Ол 1-бап</option>",
        "<li>Заң <small>Оқылғаны: 1-бап</small>",
        "<p>өзін-өзі, 2011–2023 жылдары, PM10-25, a-1-b, +7-701-1",
        "<td>–</td><td> – </td>",
        "<script>let a = 1 – 2, b = '3-бап'</script>",
        "<li>Тараз. – Алматы: Ғылым. – 2004",
        "<pre>№ 5 – 3-бап</pre>",
    ],
)
def test_nothing_else_is_changed(kept: str) -> None:
    html = f"<title>Бет – 1-бап</title><main>{kept}</main>"
    made = bound(html).replace("\u00a0", " ")
    assert made == html
