"""A whole build of a broken project ends with file and line, not with a traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
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
    (
        "docs/sanattar.md",
        b"title:",
        "search: {asked: {zhoq: [сұрақ]}}\ntitle:".encode(),
        "docs/sanattar.md: search.asked.zhoq: no section and no row of this page",
    ),
    ("docs/derekter.md", b"title", b"\xfe\xff", "docs/derekter.md:2: not UTF-8"),
    (
        "docs/birlikter.md",
        b"\n{{",
        b'\n<script src="../../secret.js"></script>\n\n{{',
        "docs/birlikter.md:6: <script>: a page brings no script",
    ),
    ("docs/sanattar.md", b"---\n", b"[" * 3000, "docs/sanattar.md:1: more than"),
    ("docs/logo.svg", b"<svg", b'<svg onload="x()"', "docs/logo.svg:1: onload=x(): a drawing"),
    ("mkdocs.yml", b"logo: logo", b"logo: zhoq", "mkdocs.yml: zhoq.svg: no such file in docs/"),
    ("mkdocs.yml", b"css: [", b"css: [{a: b}, ", "extra_css: expected paths of stylesheets"),
    ("mkdocs.yml", b"page: derekter", b"page: zhoq", "sources_page: there is no page zhoq.md in"),
    (
        "mkdocs.yml",
        b"page: derekter",
        b"page: index",
        "docs/index.md: «anyqtama» is cited and does not",
    ),
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


def told(project: Path) -> list[str]:
    """The mistakes that a build stops for, a line each, without what MkDocs puts before."""
    done = build(project, project / "site")
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    assert "Traceback" not in said
    lines = [line.removeprefix("WARNING - ") for line in said.splitlines()]
    return [line for line in lines if re.match(r"(data|docs|addresses|mkdocs)[/.]", line)]


# file, what is added to it, what is told of it; all in one round
MISTAKES: list[tuple[str, str, str]] = [
    ("data/sources.yml", "    rank: best\n", "data/sources.yml:19: sources[1].rank: key «rank» s"),
    ("data/indicators/ui.yml", "extra: 1\n", "data/indicators/ui.yml:35: extra: unknown key"),
    ("addresses/redirects.yml", "redirects: 1\n", "addresses/redirects.yml:1: redirects: expected"),
    ("docs/zhana.md", "---\ntitle: [\n---\nбір\n", "docs/zhana.md:2: not valid YAML"),
    ("docs/zhana.svg", '<svg onload="x()"/>', "docs/zhana.svg:1: onload=x(): a drawing"),
    ("docs/index.md", '\n{{ vallue("ui", 1) }}\n', "docs/index.md:14: {{ vallue("),
    ("docs/index.md", '\n{{ value("uii", 1) }}\n', "docs/index.md:16: {{ value("),
    ("docs/index.md", "\n[@zhoq]\n", "docs/index.md:18: [@zhoq]: unknown source"),
    ("docs/index.md", "\n{{ table(1) }}\n", "docs/index.md:20: {{ table(1) }}: name: expected"),
    ("docs/index.md", "\n[x](zhoq.md)\n", "docs/index.md:22: Doc file 'index.md' contains"),
    ("docs/index.md", "\n[x](korset/halyq.md#zhoq)\n", "docs/index.md:24: Doc file 'index.md' con"),
    ("docs/index.md", "\n<script></script>\n", "docs/index.md:26: <script>: a page brings"),
    ("docs/index.md", "\n#### Тақырып\n", "docs/index.md:28: #### Тақырып: level 4 follows"),
]


def test_mistakes_of_every_folder_are_told_in_one_round(project: Path) -> None:
    for name, text, _ in MISTAKES:
        path = project / name
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
    found = told(project)
    for _, _, words in MISTAKES:
        assert [line for line in found if line.startswith(words)], (words, found)
    untold = [line for line in found if not line.startswith(tuple(one[2] for one in MISTAKES))]
    expected = ("docs/index.md:28: #### Тақырып: add an address",)
    assert [line for line in untold if not line.startswith(expected)] == []


@pytest.mark.parametrize("name", ["data", "mkdocs.yml"])
def test_what_a_site_is_made_of_is_never_replaced_by_it(project: Path, name: str) -> None:
    done = build(project, project / name)
    assert done.returncode != 0
    assert "site_dir is " in done.stderr
    assert (project / "data/sources.yml").is_file()
    assert (project / "mkdocs.yml").is_file()
    assert [*project.glob(".[dm]*")] == []


DATA = sorted((ROOT / "tests/other_city/data").rglob("*.yml"))


@pytest.mark.parametrize("file", DATA, ids=[file.stem for file in DATA])
def test_pages_are_not_blamed_for_mistakes_of_data(project: Path, file: Path) -> None:
    """Calls, citations, links, tables and addresses that stand on the file."""
    name = file.relative_to(ROOT / "tests/other_city")
    with (project / name).open("a", encoding="utf-8") as damaged:
        damaged.write("zhoq: [\n")
    assert [line.partition(":")[0] for line in told(project)] == [str(name)]


def test_a_call_that_is_wrong_is_told_once(project: Path) -> None:
    """Not that its indicator is shown nowhere, nor that its addresses are lost, besides."""
    page = project / "docs/korset/halyq.md"
    text = page.read_text(encoding="utf-8")
    (project / "addresses").mkdir()
    ledger = "/korset/halyq/\ttable-ui\ttable\tabc\n/birlikter/\tzhoq\tparagraph\tabc\n"
    (project / "addresses/ledger.tsv").write_text(ledger, encoding="utf-8")
    page.write_text(
        text.replace('{{ indicator("ui") }}', '{{ indicator("ui", since=1) }}'), "utf-8"
    )
    assert [line.partition(": ")[0] for line in told(project)] == [
        "addresses/redirects.yml",  # of another page, which is sound
        "docs/korset/halyq.md:14",
    ]
