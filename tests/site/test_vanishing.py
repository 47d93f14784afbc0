"""Files that are deleted in the middle of a build: one sentence, and the finished site stays."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from mkdocs.plugins import PluginCollection

from tests.in_process import build

# Before which event of MkDocs what is deleted.
DELETED = [
    ("config", "docs"),
    ("config", "data"),
    ("files", "docs/index.md"),
    ("files", "docs/logo.svg"),
    ("nav", "docs/korset"),
    ("nav", "hooks/templates"),
    ("page_markdown", "docs"),
    ("page_markdown", "hooks/theme"),
    ("env", "docs/logo.svg"),
    ("page_context", "hooks/templates"),
    ("page_context", ".cache"),
]


@pytest.mark.parametrize(("event", "name"), DELETED, ids=[f"{e}-{n}" for e, n in DELETED])
def test_what_is_deleted_meanwhile_is_told_in_a_sentence(
    project: Path, event: str, name: str
) -> None:
    run, path = PluginCollection.run_event, project / name
    (project / "site").mkdir()
    (project / "site/index.html").write_text("finished", encoding="utf-8")

    def deleting(self: PluginCollection, at: str, *given: Any, **options: Any) -> Any:
        if at == event and path.exists():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return run(self, at, *given, **options)

    with mock.patch.object(PluginCollection, "run_event", deleting):
        done = build(project, project / "site")
    assert "Traceback" not in done.stderr
    if name == ".cache":
        assert done.returncode == 0, done.stderr
    else:
        assert done.returncode != 0
        assert name.partition("/")[0] in done.stderr
        assert (project / "site/index.html").read_text(encoding="utf-8") == "finished"
    assert [path.name for path in project.glob(".site*")] == []


@pytest.mark.parametrize("name", ["", "assets", "korset", "korset/halyq/index.html"])
def test_a_site_of_which_something_was_deleted_meanwhile_is_not_published(
    project: Path, name: str
) -> None:
    run = PluginCollection.run_event

    def deleting(self: PluginCollection, at: str, *given: Any, **options: Any) -> Any:
        if at == "post_build":
            for folder in project.glob(".site.*"):
                path = folder / name
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        return run(self, at, *given, **options)

    (project / "site").mkdir()
    (project / "site/index.html").write_text("finished", encoding="utf-8")
    with mock.patch.object(PluginCollection, "run_event", deleting):
        done = build(project, project / "site")
    assert done.returncode != 0
    assert "deleted while the site was built: build it anew" in done.stderr
    assert (project / "site/index.html").read_text(encoding="utf-8") == "finished"
    assert [path.name for path in project.glob(".site*")] == []


def test_a_site_that_cannot_take_its_place_leaves_nothing_behind(project: Path) -> None:
    """As where site/ is on another disk, which is full or may not be written."""
    full = OSError(28, "No space left on device", str(project / "site"))
    with mock.patch("datapages.output.staging.publish", side_effect=full):
        done = build(project, project / "site")
    assert done.returncode != 0
    assert "/site: No space left on device" in done.stderr
    assert [path.name for path in project.glob(".site*")] == []
