"""What is wrong with the content: collected, and reported all at once."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 200  # problems that are printed; the others are counted
LONGEST = 2_000  # letters of one: what it quotes may be a whole file


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a file, told so that a writer can mend it.

    `line` counts from 1 (0: the file as a whole); `key` is the path inside a YAML file
    (`units[3].kato`) or the piece of notation in a Markdown file; `message` says what was
    found and what was expected.
    """

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        text = f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"
        line = " ".join(text.split())  # one line, whatever stood in the file
        return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


class ContentError(Exception):
    """Raised with every problem of a run; its text is one line a problem, for the first `MOST`."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        lines = [str(problem) for problem in self.problems[:MOST]]
        if more := len(self.problems) - len(lines):
            lines.append(f"… and {more} more")
        super().__init__("\n".join(lines))
