"""Commands of the Makefile as they end: in a sentence, whatever they were given."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from datapages.base import command, source_files
from datapages.base.diagnostics import ContentError, Problem
from datapages.cli import make_book, notation, social_card
from datapages.exports import json_schemas
from datapages.output import host_headers, offline_copy


def ends(error: BaseException) -> int:
    def main() -> None:
        raise error

    return command.run("make x", main)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(2, "No such file or directory", "a/b"), "a/b: No such file"),
        (OSError(28, "No space left on device"), "make x: No space left on device"),
        (ValueError("one\n  two"), "make x: one two"),
        (RuntimeError("x"), "make x: x"),
        (RecursionError("maximum"), "make x: the input is nested too deep"),
        (ContentError([Problem("data/a.yml", 3, "", "wrong")]), "data/a.yml:3: wrong"),
    ],
)
def test_what_stops_a_command_is_told_in_one_line(
    error: BaseException, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert ends(error) == 1
    (line,) = capfd.readouterr().err.splitlines()
    assert said in line


def test_a_reader_that_has_read_enough_is_no_fault(capfd: pytest.CaptureFixture[str]) -> None:
    assert ends(BrokenPipeError(32, "Broken pipe")) == 0
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("main", "given", "said"),
    [
        (make_book.main, ["site"], "usage: x ROOT TARGET [STARTS …]"),
        (offline_copy.main, [], "usage: x SITE TARGET"),
        (host_headers.main, [], "usage: x SITE [ROOT] [LISTEN]"),
        (host_headers.main, ["zhoq"], "x: zhoq/_headers: No such file or directory"),
        (json_schemas.main, ["a", "b"], "usage: x FOLDER"),
        (json_schemas.main, ["zhoq"], "No such file or directory"),
        (social_card.main, ["a\x01b", "", "zhoq/a.png"], "x: character U+0001 is not allowed"),
        (offline_copy.main, ["zhoq", "zhoq.zip"], "x: zhoq/index.html: there is no such page"),
    ],
)
def test_wrong_arguments_are_told_in_one_line(
    main: object, given: list[str], said: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert callable(main)
    assert command.run("x", main, *given) == 1
    (line,) = capfd.readouterr().err.splitlines()
    assert said in line
    assert [*tmp_path.iterdir()] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_list_that_cannot_be_printed_is_told(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """On a full disk, and to a terminal without our letters."""
    with Path("/dev/full").open("w", encoding="ascii") as full, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", full)
        assert command.run("notation", notation.main) == 1
    assert capfd.readouterr().err == "notation: No space left on device\n"


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ledger.tsv"
    file.write_bytes(b"old")
    file.chmod(0o640)
    source_files.write_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        source_files.write_whole(file, b"half")
    assert file.read_bytes() == b"new"
    assert [*tmp_path.iterdir()] == [file]
