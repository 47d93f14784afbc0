"""A whole build of a broken project ends with file and line, not with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.in_process import build

# file, bytes to change, what to put there, what the output says
FAULTS: list[tuple[str, bytes, bytes, str]] = [
    ("data/sources.yml", b"rank: weak", b"rank: best", "data/sources.yml:16: sources[1].rank: "),
    ("data/sources.yml", b"- id: bet", b"- id: [[[", "data/sources.yml:12: not valid YAML"),
    ("data/units/birlikter.yml", "Үлгі ел".encode(), b"\xff\xfe", "birlikter.yml:9: not UTF-8"),
    ("docs/index.md", b"2001) }}", b"1801) }}", "docs/index.md:6: {{ value("),
    ("docs/index.md", b"title: ", b"title: [", "docs/index.md:3: not valid YAML"),
    ("docs/index.md", b"]. {{", b"]. \xee\x80\x80 {{", "docs/index.md:6: character U+E000"),
    ("docs/index.md", b"]. {{", b"]. [x](zhoq.md) {{", "docs/index.md:6: Doc file 'index.md' con"),
    ("docs/index.md", b"]. {{", b"]. [x](korset/halyq.md#zhoq) {{", "docs/index.md:6: Doc file"),
    ("docs/derekter.md", b"title", b"\xfe\xff", "docs/derekter.md:2: not UTF-8"),
    (
        "docs/birlikter.md",
        b"\n{{",
        b'\n<script src="../../secret.js"></script>\n\n{{',
        "docs/birlikter.md:6: <script>: a page brings no script",
    ),
    ("docs/sanattar.md", b"---\n", b"[" * 3000, "docs/sanattar.md:1: more than"),
    ("docs/logo.svg", b"<svg", b'<svg onload="x()"', "docs/logo.svg:1: onload=x(): a drawing"),
    ("hooks/theme/main.html", b"{% block", b"{% zhoq", "The build stopped: "),
]


@pytest.mark.parametrize("fault", FAULTS, ids=[fault[3] for fault in FAULTS])
def test_a_broken_project_is_refused_with_file_and_line(
    project: Path, fault: tuple[str, bytes, bytes, str]
) -> None:
    name, old, new, words = fault
    secret = project.parent / "secret.js"
    secret.write_text("token", encoding="utf-8")
    path = project / name
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))
    done = build(project, project / "site")
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    assert "Traceback" not in said
    assert words in said
    assert secret.read_text(encoding="utf-8") == "token"
