"""What a template wrote before, and how to write it anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

Check = Callable[[Path, str], None]


@pytest.fixture
def as_before(request: pytest.FixtureRequest) -> Check:
    """as_before(file, html): the file holds this HTML, or the failure says how to write it."""
    command = f"GOLDEN=write .venv/bin/python -m pytest '{request.node.nodeid}'"

    def check(file: Path, html: str) -> None:
        if os.environ.get("GOLDEN") == "write":
            file.write_text(html, encoding="utf-8")
        if not file.is_file():
            pytest.fail(f"there is no {file}; write it and read it through:\n{command}")
        wanted = file.read_text(encoding="utf-8")
        assert html == wanted, f"if this is wanted, write it anew and read the diff:\n{command}"

    return check
