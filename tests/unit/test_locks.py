"""The locks in requirements/ hold what pyproject.toml asks for, in the versions of a build."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# What each lock is made of besides the packages of a build (the Makefile's `lock`).
LOCKS = {
    "site": [],
    "book": ["book"],
    "dev": ["dev", "book"],
    "audit": ["audit"],
    "bench": ["bench"],
}


def pins(lock: str) -> dict[str, str]:
    """Packages of a lock: their names and versions."""
    text = (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9][\w.-]*)==([^\s;]+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_is_asked_for(lock: str) -> None:
    asked = [*PROJECT["dependencies"]]
    for extra in LOCKS[lock]:
        asked += PROJECT["optional-dependencies"][extra]
    names = {re.split(r"[\[=<>~;! ]", one)[0].lower().replace("_", "-") for one in asked}
    assert names
    assert not names - set(pins(lock)), "make lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_the_versions_of_a_build(lock: str) -> None:
    site, own = pins("site"), pins(lock)
    assert len(site) > 20
    assert {name: own.get(name) for name in site} == site, "make lock"
