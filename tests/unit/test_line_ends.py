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
