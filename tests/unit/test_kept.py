from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from datapages.base.cache import kept, key


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
    assert [kept(path, make), kept(path, make)] == [b"x", b"x"]
    assert made == [b"x"]
    assert [one.name for one in path.parent.iterdir()] == ["a.bin"]


def test_nothing_is_kept_without_a_place(tmp_path: Path) -> None:
    made = iter([b"1", b"2"])
    assert [kept(None, lambda: next(made)) for _ in range(2)] == [b"1", b"2"]
    assert not [*tmp_path.iterdir()]
