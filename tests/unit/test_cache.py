from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapages.base.cache import cached, key
from datapages.templating import environment


@given(st.lists(st.binary(), max_size=3), st.lists(st.binary(), max_size=3))
def test_a_key_tells_its_parts_apart(one: list[bytes], other: list[bytes]) -> None:
    assert (key(one) == key(other)) == (one == other)


def test_a_text_is_its_bytes() -> None:
    assert key(["әкім"]) == key(["әкім".encode()])


def test_a_thing_is_made_once(tmp_path: Path) -> None:
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"x")
        return b"x"

    path = tmp_path / "deep" / "a.bin"
    assert [cached(path, make), cached(path, make)] == [b"x", b"x"]
    assert made == [b"x"]
    assert [one.name for one in path.parent.iterdir()] == ["a.bin.kept"]


def test_nothing_is_kept_without_a_place(tmp_path: Path) -> None:
    made = iter([b"1", b"2"])
    assert [cached(None, lambda: next(made)) for _ in range(2)] == [b"1", b"2"]
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("broken", [b"", b"12", b"\xff\xfe", b"0" * 64 + b"\nwhole"])
def test_a_file_that_was_cut_or_changed_is_made_anew(tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "a.svg"
    cached(path, lambda: b"whole")
    (file,) = tmp_path.iterdir()
    sound = file.read_bytes()
    for content in (broken, sound[:-1], sound[:20], b"0" + sound[1:]):
        file.write_bytes(content)
        assert cached(path, lambda: b"whole") == b"whole"
        assert file.read_bytes() == sound


def test_a_folder_that_cannot_be_used_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "a.svg.kept").mkdir()  # no file can take this name
    for path in (tmp_path / "file/deep/a.svg", tmp_path / "a.svg"):
        assert [cached(path, lambda: b"x") for _ in range(2)] == [b"x", b"x"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.svg.kept", "file"]


def test_compiled_templates_that_were_cut_are_compiled_anew(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{{ x }}", encoding="utf-8")
    for where in (tmp_path / "compiled", tmp_path / "a.html/no-folder"):
        for _ in range(3):
            made = environment(tmp_path, where).get_template("a.html").render(x="<")
            assert made == "&lt;"
            for file in where.glob("*"):
                file.write_bytes(file.read_bytes()[:-9])
