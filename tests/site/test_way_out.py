"""Another builder makes the same site. It may fail: nothing here depends on that builder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import way_out


@pytest.mark.exhaustive
@pytest.mark.xfail(strict=False, reason="a way out that is watched, not kept")
def test_properdocs_builds_the_same_site(project: Path, tmp_path: Path) -> None:
    if why := way_out.install():
        pytest.skip(f"ProperDocs cannot be installed: {why}")
    assert way_out.differences(project, tmp_path) == []
