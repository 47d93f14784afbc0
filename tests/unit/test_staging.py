from __future__ import annotations

import os
from pathlib import Path

import pytest

from datapages.output import staging


def filled(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(text, encoding="utf-8")


def test_the_finished_site_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    filled(site, "old")
    (site / "gone.html").touch()
    folder = staging.begin(site)
    filled(folder, "new")
    assert (site / "index.html").read_text() == "old"
    staging.publish(folder, site)
    assert [path.name for path in site.iterdir()] == ["index.html"]
    assert (site / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_first_build_needs_no_site(tmp_path: Path) -> None:
    folder = staging.begin(tmp_path / "deep/site")
    filled(folder, "new")
    staging.publish(folder, tmp_path / "deep/site")
    assert (tmp_path / "deep/site/index.html").read_text() == "new"


def test_what_killed_builds_left_is_removed_and_other_builds_are_not(tmp_path: Path) -> None:
    site = tmp_path / "site"
    dead, alive = tmp_path / ".site.999999999", tmp_path / f".site.{os.getppid()}"
    dead.mkdir()
    alive.mkdir()
    staging.begin(site)
    assert not dead.exists()
    assert alive.exists()


def test_a_site_that_cannot_be_renamed_gets_the_new_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    filled(site, "old")
    (site / "a").mkdir()
    folder = staging.begin(site)
    filled(folder, "new")

    def refuse(self: Path, target: Path) -> None:
        raise OSError("busy")

    monkeypatch.setattr(Path, "rename", refuse)
    staging.publish(folder, site)
    assert [path.name for path in site.iterdir()] == ["index.html"]
    assert (site / "index.html").read_text() == "new"
