"""Rows of tables as the search reads them."""

from __future__ import annotations

from datapages import search

TABLE = """
<p>Кіріспе</p>
<table><caption>Тақырып</caption>
<thead><tr><th scope="col" data-kind="text"><span>Атауы</span></th>
<th scope="col" data-kind="code">КАТО</th><th scope="col" data-kind="number">Аумағы, км²</th>
<th scope="col" data-kind="number">Халқы <a href="../d/#x">[1]</a></th>
<th scope="col" data-kind="source">Дереккөз</th></tr></thead>
<tbody>
<tr id="units-a"><th scope="row">Көл ауданы</th><td>100000000</td>
<td>1\u00a0200<sup><a href="#n">1</a></sup><small>шамамен</small></td>
<td class="is-number is-missing">дерек жоқ</td><td>[3]</td></tr>
<tr><th scope="row">Адресі жоқ</th><td>1</td></tr>
<tr id="units-b"><th scope="row">Тау &amp; дала</th><td>200000000</td><td>–</td>
<td>5</td><td>[4]</td></tr>
</tbody></table>
"""


def test_rows_with_an_address_are_read_cell_by_cell() -> None:
    first, second = search.rows(TABLE)
    assert (first.id, first.title) == ("units-a", "Көл ауданы")
    assert first.cells == [("КАТО", "100000000"), ("Аумағы, км²", "1\u00a0200 шамамен")]
    assert second.cells == [("КАТО", "200000000"), ("Халқы", "5")]
