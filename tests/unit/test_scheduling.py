"""How tests are handed to the workers of a run."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests import conftest


class Node:
    """A worker as xdist's scheduler sees it, with a clock of its own."""

    def __init__(self, name: str) -> None:
        self.gateway = SimpleNamespace(id=name)
        self.queue: list[int] = []
        self.shutting_down = False
        self.clock = 0.0

    def send_runtest_some(self, indices: list[int]) -> None:
        self.queue += indices

    def shutdown(self) -> None:
        self.shutting_down = True

    def is_ready(self) -> bool:
        """Whether it runs a test: it needs the next one, or the news that there is none."""
        return len(self.queue) > (0 if self.shutting_down else 1)


def run(pytestconfig: pytest.Config, tests: dict[str, float]) -> tuple[list[str], list[float]]:
    """What is run in its order, and when each of two workers has nothing more to do."""
    ids = sorted(tests, key=conftest.priority)
    options = SimpleNamespace(loadscopereorder=True, tx=["2*popen"])
    config: Any = SimpleNamespace(
        option=options, getvalue=lambda name: getattr(options, name), hook=pytestconfig.hook
    )
    scheduling = conftest.pytest_xdist_make_scheduler(config, None)
    nodes = [Node("gw0"), Node("gw1")]
    for node in nodes:
        scheduling.add_node(node)
        scheduling.add_node_collection(node, ids)
    scheduling.schedule()
    done = []
    while ready := [node for node in nodes if node.is_ready()]:
        node = min(ready, key=lambda one: one.clock)
        index = node.queue.pop(0)
        node.clock += tests[ids[index]]
        done.append(ids[index])
        scheduling.mark_test_complete(node, index)
    return done, [node.clock for node in nodes]


def test_no_worker_is_left_alone_with_what_is_long(
    pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = {f"tests/site/test_a.py::test_{number}": 1.0 for number in range(40)}
    several = {f"tests/unit/test_many.py::test_{number}": 1.0 for number in range(10)}
    long = {"tests/quality/test_z.py::test_long": 30.0, "tests/unit/test_z.py::test_long": 9.0}
    known = {"tests/quality/test_z.py::test_long": 30.0, "tests/unit/test_z.py": 9.0}
    monkeypatch.setattr(conftest, "SECONDS", known)
    tests = short | several | long
    done, ends = run(pytestconfig, tests)
    assert sorted(done) == sorted(tests)
    assert max(ends) - min(ends) <= 2
    units = [one.startswith("tests/unit/") for one in sorted(tests, key=conftest.priority)]
    assert units == sorted(units, reverse=True), "first what needs no site"


def test_each_long_unit_is_there() -> None:
    for unit in conftest.SECONDS:
        path = unit.partition("::")[0]
        assert (conftest.ROOT / path).is_file() or unit in {
            *conftest.GROUPS.values(),
            "firefox",
            "chromium",
        }
