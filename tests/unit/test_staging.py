from __future__ import annotations

import os
import shutil
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


def test_where_there_is_no_room_the_old_site_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    filled(site, "old")
    folder = staging.begin(site)
    filled(folder, "new")

    def busy(self: Path, target: Path) -> None:
        raise OSError("busy")

    def full(source: str, target: str, **options: object) -> None:
        Path(target).write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device", target)

    monkeypatch.setattr(Path, "rename", busy)
    monkeypatch.setattr(shutil, "copy2", full)
    monkeypatch.setattr(shutil.copytree, "__defaults__", (False, None, full, False, False))
    with pytest.raises(OSError, match="No space left"):
        staging.publish(folder, site)
    assert [path.name for path in site.iterdir()] == ["index.html"]
    assert (site / "index.html").read_text() == "old"


def test_a_new_site_that_cannot_take_its_place_gives_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    filled(site, "old")
    folder = staging.begin(site)
    filled(folder, "new")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == folder:
            raise OSError("busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="busy"):
        staging.publish(folder, site)
    assert (site / "index.html").read_text() == "old"


def test_a_site_that_was_moved_aside_by_a_killed_build_is_put_back(tmp_path: Path) -> None:
    site, aside = tmp_path / "site", tmp_path / ".site.old.999999999"
    filled(aside, "old")
    staging.begin(site)
    assert (site / "index.html").read_text() == "old"
    assert not aside.exists()


@pytest.mark.parametrize("busy", [False, True])
def test_hidden_files_of_a_site_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, busy: bool
) -> None:
    """A branch that is published is a folder with a `.git`; MkDocs deletes nothing hidden."""
    site = tmp_path / "site"
    filled(site, "old")
    filled(site / ".git", "history")
    filled(site / ".new.999999999", "left by a build that was killed")
    (site / ".nojekyll").write_text("old", encoding="utf-8")
    folder = staging.begin(site)
    filled(folder, "new")
    (folder / ".nojekyll").write_text("new", encoding="utf-8")
    if busy:
        monkeypatch.setattr(Path, "rename", lambda *paths: (_ for _ in ()).throw(OSError("busy")))
    staging.publish(folder, site)
    assert {path.name for path in site.iterdir()} == {".git", ".nojekyll", "index.html"}
    texts = [site / ".git/index.html", site / ".nojekyll", site / "index.html"]
    assert [path.read_text() for path in texts] == ["history", "new", "new"]


def test_hidden_files_of_a_site_outlive_a_build_that_was_killed(tmp_path: Path) -> None:
    """Between the new site's taking its place and the old one's being removed."""
    site, aside = tmp_path / "site", tmp_path / ".site.old.999999999"
    filled(site, "new")
    filled(aside, "old")
    filled(aside / ".git", "history")
    staging.begin(site)
    assert (site / ".git/index.html").read_text() == "history"
    assert (site / "index.html").read_text() == "new"
    assert not aside.exists()


def test_only_a_site_is_replaced(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert staging.replaceable(site), "nothing is there"
    site.mkdir()
    (site / ".nojekyll").touch()
    (site / "lost+found").mkdir()
    assert staging.replaceable(site), "as good as nothing"
    (site / "sources.yml").touch()
    assert not staging.replaceable(site), "somebody's files"
    filled(site, "old")
    assert staging.replaceable(site)
    assert not staging.replaceable(site / "sources.yml")
    link = tmp_path / "link"
    link.symlink_to("nowhere")
    assert not staging.replaceable(link)
