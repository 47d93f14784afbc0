"""Same in, same out: another day, place, language, order of sets and cache change no byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ADDRESS, ROOT, build, build_draft, copy_project, readdress
from tests.same_as import differing

pytestmark = pytest.mark.exhaustive

ELSEWHERE = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"}
HERE = {"PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"}

# Python reads a module of this name when it starts: here it sets the clock 400 days forward.
CLOCK = """
import datetime, time
AHEAD = 400 * 86400
def shifted(tell):
    return lambda *asked: tell(*asked) if asked else tell(NOW() + AHEAD)
NOW = time.time
time.time = lambda: NOW() + AHEAD
time.gmtime, time.localtime = shifted(time.gmtime), shifted(time.localtime)
class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls): return cls.utcfromtimestamp(time.time())
    @classmethod
    def today(cls): return cls.now()
class Day(datetime.date):
    @classmethod
    def today(cls): return cls.fromtimestamp(time.time())
datetime.datetime, datetime.date = Moment, Day
"""


def test_the_whole_site_is_the_same_in_another_folder_and_environment(
    site: Path, address: str, tmp_path: Path
) -> None:
    copy = copy_project(tmp_path / "elsewhere", "addresses")  # with no git beside it
    shutil.rmtree(copy / "hooks")
    shutil.copytree(ROOT / "hooks", copy / "hooks")  # its code lies elsewhere, too
    done = build(copy, tmp_path / "site", **ELSEWHERE)
    assert done.returncode == 0, done.stderr
    readdress(tmp_path / "site", ADDRESS, address)
    assert differing(site, tmp_path / "site") == []


def test_what_the_quick_run_builds_differs_in_pictures_of_points_alone(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", "addresses")
    (project / "tests").symlink_to(ROOT / "tests")
    done = build_draft(project, tmp_path / "draft")
    assert done.returncode == 0, done.stderr
    assert build(project, tmp_path / "after").returncode == 0
    shutil.rmtree(project / ".cache/pages")
    assert build(project, tmp_path / "new").returncode == 0
    others = {name.rpartition(".")[2] for name in differing(tmp_path / "draft", tmp_path / "new")}
    assert others == {"png"}
    assert differing(tmp_path / "after", tmp_path / "new") == []  # no blank picture is kept for it


@pytest.fixture
def later(tmp_path: Path) -> str:
    """A folder for PYTHONPATH under which it is 400 days later."""
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock/sitecustomize.py").write_text(CLOCK, encoding="utf-8")
    return str(tmp_path / "clock")


def test_a_later_day_and_a_cold_cache_change_nothing(
    project: Path, tmp_path: Path, later: str
) -> None:
    shutil.rmtree(project / ".cache")
    for name, environment in {
        "cold": HERE,
        "warm": HERE,
        "later": ELSEWHERE | {"PYTHONPATH": later},
    }.items():
        done = build(project, tmp_path / name, **environment)
        assert done.returncode == 0, done.stderr
        if name == "warm":  # another machine: no cache, other times of files
            shutil.rmtree(project / ".cache")
            for path in project.rglob("*"):
                path.touch()
    assert differing(tmp_path / "cold", tmp_path / "warm") == []
    assert differing(tmp_path / "cold", tmp_path / "later") == []


def test_without_a_day_of_the_source_it_would_be_another(
    project: Path, tmp_path: Path, later: str
) -> None:
    """The clock is really moved: Material's sitemap tells the day."""
    for name, environment in {"now": {}, "later": {"PYTHONPATH": later}}.items():
        done = build(project, tmp_path / name, SOURCE_DATE_EPOCH=None, **environment)
        assert done.returncode == 0, done.stderr
    assert "sitemap.xml" in differing(tmp_path / "now", tmp_path / "later")
