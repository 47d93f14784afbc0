"""A long list of mistakes is cut where it is printed; none is lost to who counts them."""

from __future__ import annotations

from datapages.base.diagnostics import LONGEST, MOST, ContentError, Problem


def test_the_first_problems_are_told_and_the_others_counted() -> None:
    error = ContentError([Problem("a.md", line, "", "wrong") for line in range(60_000, 0, -1)])
    lines = str(error).splitlines()
    assert len(lines) == MOST + 1
    assert lines[0] == "a.md:1: wrong"
    assert lines[-1] == f"… and {60_000 - MOST} more"
    assert len(error.problems) == 60_000
    assert str(ContentError([Problem("a.md", 1, "", "wrong")])) == "a.md:1: wrong"


def test_a_problem_quotes_no_whole_file() -> None:
    assert len(str(Problem("a.md", 1, "x" * 1_000_000, "wrong"))) == LONGEST + 1
