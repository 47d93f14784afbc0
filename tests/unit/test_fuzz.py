from __future__ import annotations

import pytest

from tests import fuzz_numbers
from tests.fuzz import fuzz


@pytest.mark.parametrize(
    ("rounds", "seed"), [(25, 2), pytest.param(2000, 2026, marks=pytest.mark.exhaustive)]
)
def test_damaged_real_files_are_loaded_or_refused_never_a_crash(rounds: int, seed: int) -> None:
    told = fuzz(rounds, seed)
    for folder in ("data", "addresses", "docs"):
        assert told[f"{folder}: refused"] > 0, told
    assert sum(told.values()) == rounds
    assert sum(count for name, count in told.items() if name.endswith("loaded")) > 1, told


@pytest.mark.parametrize(
    ("rounds", "seed"), [(60, 3), pytest.param(1500, 2026, marks=pytest.mark.exhaustive)]
)
def test_numbers_of_any_size_sign_and_form_are_refused_or_shown(rounds: int, seed: int) -> None:
    told = fuzz_numbers.fuzz(rounds, seed)
    assert not told.faults
    assert told.counts.total() == rounds
    assert told.counts["refused"] > rounds / 2
    assert told.counts["loaded right"] > rounds / 50
