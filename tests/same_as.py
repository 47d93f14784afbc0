"""Compare the site that the working tree builds with the one that a commit builds, byte by byte.

`make check-same-as REV=main` tells whether a change of the code changes what is published. Both
sides are built with the same packages, SOURCE_DATE_EPOCH and SITE_URL: the whole site, and the
other city. The commit's build is kept in .cache/same_as/<commit>, so that a second comparison
costs only the working tree's build.

Drawn charts come from .cache/charts on both sides. `COLD=1` makes the working tree draw its own
anew: needed when the code that draws has changed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

from tests.conftest import ROOT, build

KEPT = ROOT / ".cache/same_as"
CHARTS = ROOT / ".cache/charts"
URL = "http://127.0.0.1:8000/"
SITES = ("site", "other_city")
SHOWN = 100  # characters of a differing line


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a built site by its path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def differing(one: Path, other: Path) -> list[str]:
    """Paths of the files that only one of two sites has, or that differ in a byte."""
    first, second = contents(one), contents(other)
    assert min(len(first), len(second)) > 30, "a site of so few files was hardly built"
    return sorted(name for name in first | second if first.get(name) != second.get(name))


def shared(one: Sequence[object], other: Sequence[object]) -> int:
    """How many items two sequences begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def first_difference(one: bytes, other: bytes) -> str:
    """The first line that differs between two texts, cut around the difference."""
    try:
        lines = one.decode().splitlines(True), other.decode().splitlines(True)
    except UnicodeDecodeError:
        return f"    {len(one)} bytes, now {len(other)}"
    number = shared(*lines)
    before, now = (side[number] if number < len(side) else "" for side in lines)
    start = max(shared(before, now) - SHOWN // 2, 0)
    was, is_now = (repr(line[start : start + SHOWN])[1:-1] for line in (before, now))
    return f"    line {number + 1}, character {start + 1}:\n    - {was}\n    + {is_now}"


def report(before: Path, now: Path) -> list[str]:
    """A paragraph for each file that differs."""

    def told(name: str) -> str:
        if not (before / name).is_file():
            return f"{now.name}/{name}: only the working tree writes it"
        if not (now / name).is_file():
            return f"{now.name}/{name}: the working tree does not write it"
        difference = first_difference((before / name).read_bytes(), (now / name).read_bytes())
        return f"{now.name}/{name}:\n{difference}"

    return [told(name) for name in differing(before, now)]


def git(*arguments: str) -> str:
    """What a git command prints; it must succeed."""
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr.strip())
    return done.stdout.strip()


@contextmanager
def worktree(commit: str) -> Iterator[Path]:
    """The files of a commit, for the time of a build."""
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        tree = Path(folder) / "tree"
        git("worktree", "add", "--quiet", "--detach", str(tree), commit)
        try:
            yield tree
        finally:
            git("worktree", "remove", "--force", str(tree))


def copy_parts(tree: Path, project: Path, site: str) -> None:
    """Copy what one of the two sites is made from."""
    ignored = shutil.ignore_patterns("__pycache__")
    if site == "other_city":
        shutil.copytree(tree / "tests/other_city", project)
        shutil.copytree(tree / "hooks", project / "hooks", ignore=ignored)
        return
    project.mkdir()
    shutil.copy(tree / "mkdocs.yml", project)
    for folder in ("docs", "data", "addresses", "hooks"):
        shutil.copytree(tree / folder, project / folder, ignore=ignored)


def build_sites(tree: Path, folder: Path, epoch: str, *, charts: bool) -> None:
    """Build both sites of a tree into a folder, from copies, with the charts kept or drawn."""
    with tempfile.TemporaryDirectory(dir=KEPT) as copies:
        for site in SITES:
            project = Path(copies) / site
            copy_parts(tree, project, site)
            if charts:
                (project / ".cache").mkdir()
                (project / ".cache/charts").symlink_to(CHARTS)
            done = build(
                project,
                folder / site,
                URL,
                SOURCE_DATE_EPOCH=epoch,
                PYTHONPATH=str(project / "hooks"),
                LEDGER="read",
            )
            if done.returncode:
                sys.exit(f"{tree}: {site} was not built:\n{done.stdout}{done.stderr}")


def kept(commit: str, epoch: str) -> Path:
    """Where the sites of a commit are; they are built if they are not there yet."""
    folder = KEPT / commit
    if not folder.is_dir():
        with worktree(commit) as tree, tempfile.TemporaryDirectory(dir=KEPT) as new:
            sites = Path(new) / commit
            build_sites(tree, sites, epoch, charts=True)
            if not folder.is_dir():  # another run may have been faster
                sites.rename(folder)
    return folder


def main(revision: str) -> int:
    """Print what differs from the commit; exit status 1 if anything does."""
    for folder in (KEPT, CHARTS):
        folder.mkdir(parents=True, exist_ok=True)
    commit = git("rev-parse", "--verify", f"{revision}^{{commit}}")
    epoch = git("log", "-1", "--format=%ct", commit)
    before = kept(commit, epoch)
    with tempfile.TemporaryDirectory(dir=KEPT) as now:
        build_sites(ROOT, Path(now), epoch, charts=not os.environ.get("COLD"))
        different = [line for site in SITES for line in report(before / site, Path(now) / site)]
        files = sum(len(contents(Path(now) / site)) for site in SITES)
    print("\n".join(different))
    verdict = f"{len(different)} of them differ" if different else "every byte the same"
    print(f"{files} files compared with {revision} ({commit[:9]}): {verdict}")
    return 1 if different else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1]:
        sys.exit("which commit? make check-same-as REV=main")
    sys.exit(main(sys.argv[1]))
