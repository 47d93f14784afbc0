from __future__ import annotations

from tests.fuzz import fuzz


def test_damaged_real_files_are_loaded_or_refused_never_a_crash() -> None:
    """A share of `make fuzz`, which does 2,000."""
    told = fuzz(rounds=120, seed=1)
    for folder in ("data", "addresses", "docs"):
        assert told[f"{folder}: refused"] > 0, told
    assert sum(told.values()) == 120
    assert sum(count for name, count in told.items() if name.endswith("loaded")) > 1, told
