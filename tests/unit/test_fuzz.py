from __future__ import annotations

import pytest

from tests.fuzz import fuzz


@pytest.mark.parametrize(
    ("rounds", "seed"), [(40, 2), pytest.param(2000, 2026, marks=pytest.mark.exhaustive)]
)
def test_damaged_real_files_are_loaded_or_refused_never_a_crash(rounds: int, seed: int) -> None:
    told = fuzz(rounds, seed)
    for folder in ("data", "addresses", "docs"):
        assert told[f"{folder}: refused"] > 0, told
    assert sum(told.values()) == rounds
    assert sum(count for name, count in told.items() if name.endswith("loaded")) > 1, told
