"""What the guides tell to run is there."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

GUIDES = ("README.md", "CONTRIBUTING.md", "hooks/README.md", "deploy/README.md")
COMMANDS = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_and_tests_that_a_guide_names_exist(guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    paths = re.findall(r"\btests(?:/[\w.-]*\w)+", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []
    asked = {name for code in re.findall(r"`[^`\n]*`", text)
             for name in re.findall(r"\bmake ([a-z-]+)", code)}  # fmt: skip
    assert asked
    assert asked <= set(COMMANDS)
