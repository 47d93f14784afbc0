from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from datapages.cli import check_data
from datapages.model import loader
from tests.conftest import ROOT
from tests.unit.conftest import SOUND


def run(data: Path, docs: Path) -> int:
    return check_data.main(["--data", str(data), "--docs", str(docs)])


def test_sound_data_is_counted(data: Path, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, docs) == 0
    told = capsys.readouterr()
    sources = SOUND["sources.yml"].count("- id:")
    assert told.out.startswith(f"{len(SOUND)} files are sound: {sources} sources, ")
    assert told.err == ""


def test_each_fault_is_a_line_and_the_last_line_counts_them(
    data: Path, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faulty = SOUND["sources.yml"].replace("rank: secondary", 'rank: best\n    "a\\nb": 1')
    (data / "sources.yml").write_text(faulty, encoding="utf-8")
    (docs / "birlik.md").unlink()
    assert run(data, docs) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "data/sources.yml:21: sources[2].rank: expected 'official', 'secondary' or 'weak',"
        " got «best» (text)",
        "data/sources.yml:22: sources[2].a b: unknown key",
        "data/units/regions.yml:3: page: there is no page docs/birlik.md",
        f"3 problems in {data}/",
    ]


@pytest.mark.parametrize("missing", ["", "sources.yml"])
def test_data_that_is_not_there_is_a_fault_not_a_crash(
    tmp_path: Path, docs: Path, missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sources.yml").touch()
    assert run(tmp_path / "nowhere" / missing, docs) == 1
    assert "this file is required" in capsys.readouterr().err


def test_an_unknown_option_is_told_with_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        check_data.main(["--date", "x"])
    assert left.value.code == 2
    assert "usage: check-data" in capsys.readouterr().err


def command(
    *arguments: str, stdout: int = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "datapages.cli.check_data", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "hooks"} | environment,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


def test_the_projects_own_data_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ROOT / "data", ROOT / "docs") == 0
    told = capsys.readouterr()
    assert "files are sound" in told.out
    assert told.err == ""


@pytest.mark.exhaustive
def test_the_command_checks_the_projects_own_data_where_nothing_is_named() -> None:
    done = command()
    assert (done.returncode, done.stderr) == (0, "")
    assert "files are sound" in done.stdout


def test_the_command_prints_no_traceback_even_on_an_ascii_terminal(data: Path, docs: Path) -> None:
    for name in SOUND:
        (data / name).write_bytes('Қала: "\\ud800'.encode() + b"\xff")
    done = command("--data", str(data), "--docs", str(docs), PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1] == f"{len(SOUND)} problems in {data}/"


def test_what_is_old_is_told_beside(data: Path, docs: Path) -> None:
    found = loader.load(data)
    lines = check_data.old(found, date(2027, 2, 1))
    assert lines == [
        "old: 2 series end more than 2 years ago",
        "  people/official ends in 2021-02",
        "  people/census ends in 2009",
        "old: 1 sources were not read for a year",
        "  press was read on 2026-01-01",
    ]
    assert check_data.old(found, date(2023, 2, 1))[0].startswith("old: 1 series")


def test_who_reads_no_more_gets_no_traceback(data: Path, docs: Path) -> None:
    """As `… | head -1`, which may end before all is written."""
    reading, writing = os.pipe()
    os.close(reading)
    done = command("--data", str(data), "--docs", str(docs), stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
