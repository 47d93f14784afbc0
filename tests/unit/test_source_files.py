from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from datapages.base import source_files
from datapages.base.diagnostics import ContentError


def test_a_sound_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "1-a/b.md").parent.mkdir()
    (tmp_path / "1-a/b.md").write_bytes("\r\nбір\rекі".encode())
    (tmp_path / ".#b.md").symlink_to("an-editor@host")  # MkDocs publishes no hidden file
    assert source_files.check(tmp_path, tmp_path / "none") == []
    assert source_files.read_text(tmp_path / "1-a/b.md", "b") == "\nбір\nекі"


LINKS: list[tuple[str, Callable[[Path], object]]] = [
    ("to a file", lambda path: path.symlink_to("/etc/passwd")),
    ("to a folder", lambda path: path.symlink_to(path.parent.parent)),
    ("to itself", lambda path: path.symlink_to(path.name)),
    ("to nothing", lambda path: path.symlink_to("nowhere")),
    ("to a device", lambda path: path.symlink_to("/dev/zero")),
    ("a pipe", os.mkfifo),
]


@pytest.mark.parametrize("make", [make for _, make in LINKS], ids=[name for name, _ in LINKS])
def test_nothing_is_read_by_way_of_a_link_or_a_device(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    path = tmp_path / "data/units/zero.yml"
    path.parent.mkdir(parents=True)
    make(path)
    (problem,) = source_files.check(tmp_path / "data")
    assert str(problem) == (
        "data/units/zero.yml: cannot be read: expected a plain file, no link and no device"
    )
    with pytest.raises(ContentError, match="no link and no device"):
        source_files.read_text(path, "data/units/zero.yml")


@pytest.mark.parametrize("name", [".l", ".editor/.l", ".editor/l"])
def test_no_hidden_link_leads_to_a_folder(tmp_path: Path, name: str) -> None:
    """MkDocs goes through all of it, though it publishes nothing hidden: `/` has no end."""
    path = tmp_path / "docs" / name
    path.parent.mkdir(parents=True)
    (path.parent / ".#b.md").symlink_to("an-editor@host")
    path.symlink_to("/")
    (problem,) = source_files.check(tmp_path / "docs")
    assert problem.message == "cannot be read: expected a plain file, no link and no device"


def test_the_folder_itself_is_no_link(tmp_path: Path) -> None:
    (tmp_path / "docs").symlink_to("/etc")
    assert [problem.file for problem in source_files.check(tmp_path / "docs")] == ["docs"]


@pytest.mark.parametrize(
    "name",
    ["f.deadbeef01.js\n  X-Evil: 1", "a b.md", "a'b.md", 'a"b', "a%20b", "a#b", "a?b", "a\\..\\b",
     "a;b", "a~", "#a#", "-a", "ә.md", "a\u202eb"],
)  # fmt: skip
def test_a_name_that_no_host_takes_as_it_stands_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("", encoding="utf-8")
    (problem,) = source_files.check(tmp_path)
    assert "expected a name of the letters a-z" in problem.message
    assert str(problem).isascii()
    assert "\n" not in str(problem)


def test_a_huge_file_is_refused_with_its_limit(tmp_path: Path) -> None:
    with (tmp_path / "a.yml").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ContentError, match="expected at most 10 MB"):
        source_files.read_text(tmp_path / "a.yml", "a.yml")
