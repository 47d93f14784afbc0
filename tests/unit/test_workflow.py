"""The workflow: nothing that strangers can move, and nothing of the tests in what is published."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tests.conftest import ROOT

FILE = ROOT / ".github/workflows/site.yml"
WORKFLOW: dict[Any, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]


def test_actions_go_by_commit_with_their_version() -> None:
    used = re.findall(r"uses: (.*)", FILE.read_text(encoding="utf-8"))
    assert len(used) > 8
    for one in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one


def test_no_job_keeps_credentials_or_has_more_rights_than_it_needs() -> None:
    for step in STEPS:
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False
    assert WORKFLOW["permissions"] == {"contents": "read"}
    writing = {
        name
        for name, job in WORKFLOW["jobs"].items()
        if "write" in job.get("permissions", {}).values()
    }
    assert writing == {"deploy"}
    assert len(WORKFLOW["jobs"]["deploy"]["steps"]) == 1


def test_nothing_of_the_tests_or_of_a_fork_reaches_what_is_published() -> None:
    assert "pull_request_target" not in str(WORKFLOW)
    build = WORKFLOW["jobs"]["build"]
    assert "github.event_name != 'pull_request'" in build["if"]
    for step in build["steps"]:
        assert "cache" not in str(step), step
    for step in STEPS:
        assert "github.event." not in step.get("run", "")


def test_no_package_but_one_is_built_at_set_up() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    install = re.findall(r"pip install .*", makefile)
    assert install
    assert all("--require-hashes" in line and "--only-binary :all:" in line for line in install)
    assert re.findall(r"^SOURCE := (.*)$", makefile, re.MULTILINE) == ["font-roboto"]


def test_the_container_is_based_on_a_digest_and_does_not_run_as_root() -> None:
    text = (ROOT / "deploy/Containerfile").read_text(encoding="utf-8")
    assert re.search(r"^ARG BASE=\S+:\S+@sha256:[0-9a-f]{64}$", text, re.M)
    assert re.findall(r"^FROM (.*)$", text, re.M) == ["${BASE}"]
    assert re.findall(r"^USER (\d+)$", text, re.M)[-1:] == ["101"]
