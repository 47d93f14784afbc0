from __future__ import annotations

from pathlib import Path

import pytest

from datapages.output.folder import BuiltFolder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("index.html", "a/index.html", "a/b/x.js", "a/x.js", "a-b/x.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def test_nothing_is_written_before_it_is_saved(root: Path) -> None:
    folder = BuiltFolder.read(root)
    folder.pages["index.html"] += "!"
    folder.write("new/y.txt", "ә")
    folder.delete("a/x.js")
    assert (root / "index.html").read_text() == "index.html"
    assert (root / "a/x.js").exists()
    assert not (root / "new").exists()
    folder.save()
    assert (root / "index.html").read_text() == "index.html!"
    assert (root / "new/y.txt").read_text(encoding="utf-8") == "ә"
    assert not (root / "a/x.js").exists()
    assert BuiltFolder.read(root).paths == folder.paths


def test_paths_go_folder_by_folder_and_patterns_stay_in_one(root: Path) -> None:
    folder = BuiltFolder.read(root)
    assert folder.paths == ["a/b/x.js", "a/index.html", "a/x.js", "a-b/x.js", "index.html"]
    assert folder.glob("a/*.js") == ["a/x.js"]
    assert folder.glob("a/*/*.js") == ["a/b/x.js"]


def test_a_file_is_read_as_it_will_be_saved(root: Path) -> None:
    folder = BuiltFolder.read(root)
    folder.pages["index.html"] = "new"
    folder.write("a/x.js", "x()")
    name = folder.add_hashed("a/z.js", "z()")
    assert folder.read_text("index.html") == "new"
    assert folder.read_text("a/x.js") == "x()"
    assert folder.read_bytes(name) == b"z()"
    folder.delete("a/x.js")
    with pytest.raises(KeyError):
        folder.read_bytes("a/x.js")
