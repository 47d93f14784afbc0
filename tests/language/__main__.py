"""`python -m tests.language [path …]`: list the language errors that the checks find."""

from __future__ import annotations

import sys

from tests.language import checks, texts


def main(paths: list[str]) -> int:
    """Print a line a finding; the status is 1 where there are any."""
    passages = (
        passage
        for passage in texts.passages()
        if not paths or passage.file.startswith(tuple(paths))
    )
    found = checks.findings(checks.load(), passages)
    print("\n".join(map(str, found)))
    print(f"{len(found)} found", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
