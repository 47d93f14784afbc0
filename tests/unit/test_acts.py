from __future__ import annotations

from typing import Any

import pytest

from datapages.model.records.sources import Source
from datapages.views import acts

LAW: dict[str, Any] = {
    "id": "x",
    "type": "legislation",
    "title": "Қазақстан Республикасының әкімшілік-аумақтық құрылысы туралы",
    "act": "Қазақстан Республикасының … Конституциялық заңы",
    "number": "№ 300-VIII",
    "issued": "2026-06-05",
    "url": None,
    "rank": "official",
}
CHECKED = "2026-07-14"
IN_FORCE = {"state": "in-force", "since": "2026-07-01", "checked": CHECKED}


@pytest.mark.parametrize(
    ("given", "place", "expected"),
    [
        (
            {"force": IN_FORCE},
            "1-бап, 11-тармақша",
            "ҚР 05.06.2026 № 300-VIII Конституциялық заңы, 1-бап, 11) тармақша (01.07.2026 бастап)",
        ),
        (
            {"force": {"state": "in-force", "checked": CHECKED}},
            "8-бап, 1-1-тармақ",
            "ҚР 05.06.2026 № 300-VIII Конституциялық заңы, 8-бап, 1-1-тармақ",
        ),
        (
            {"force": {"state": "repealed", "since": "2026-07-01", "checked": CHECKED}},
            "1-бап, 8, 9-1 және 11-тармақшалар; 3–5-тармақшалар",
            "ҚР 05.06.2026 № 300-VIII Конституциялық заңы,"
            " 1-бап, 8), 9-1) және 11) тармақшалар; 3)–5) тармақшалар (01.07.2026 күшін жойған)",
        ),
        (
            {"force": {"state": "in-force", "checked": CHECKED}, "edition": "2026 ж. редакция"},
            "8-бап",
            "ҚР 05.06.2026 № 300-VIII Конституциялық заңы, 8-бап (2026 ж. редакция)",
        ),
        (
            {"force": {"state": "in-force", "checked": CHECKED}, "edition": "2007 ж., 2026 ж."},
            "8-бап",
            "ҚР 05.06.2026 № 300-VIII Конституциялық заңы, 8-бап",
        ),
        (
            {"force": {"state": "expired", "until": "2028-12-31", "checked": CHECKED}},
            "1-бап",
            "ҚР 05.06.2026 № 300-VIII Конституциялық заңы, 1-бап (31.12.2028 дейін қолданылған)",
        ),
        (
            {"force": {"state": "repealed", "checked": CHECKED}},
            "",
            "ҚР 05.06.2026 № 300-VIII Конституциялық заңы (күшін жойған)",
        ),
        (
            {"title": "Қазақстан Республикасының Конституциясы", "act": None, "number": None},
            "89-бап",
            "ҚР 05.06.2026 Конституциясы, 89-бап",
        ),
        ({"title": "Шешім", "act": None}, "", "Шешім: 05.06.2026 № 300-VIII"),
        ({"type": "book"}, "", ""),
    ],
)
def test_how_lawyers_refer_to_an_act(given: dict[str, Any], place: str, expected: str) -> None:
    source = Source.model_validate(LAW | given)
    assert acts.reference(source, place).replace("\u00a0", " ") == expected
