"""Files of docs/ that are published as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from datapages.content import static_files

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>'


def told(folder: Path, name: str, text: str = "x") -> list[tuple[int, str]]:
    path = folder / "file"
    path.write_text(text, encoding="utf-8")
    return [(problem.line, problem.key) for problem in static_files.check(path, f"docs/{name}")]


@pytest.mark.parametrize(
    "name",
    ["sw.js", "a/B.JS", "x.html", "x.xhtml", "x.xml", "x.svgz", "_headers", "a/_redirects",
     "_worker.js", "x.css", "x.xsl"],
)  # fmt: skip
def test_what_a_browser_runs_or_a_host_obeys_is_refused(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, name) == [(0, "")]


@pytest.mark.parametrize("name", ["x.png", "CNAME", "x.csv", "robots.txt", "x.pdf", "x.xlsx"])
def test_what_is_only_shown_or_read_is_published(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, name, "<script>") == []


@pytest.mark.parametrize(
    ("inside", "key"),
    [
        ("<script>x()</script>", "<script>"),
        ("<SCRIPT/>", "<SCRIPT>"),
        ('<x:script xmlns:x="http://www.w3.org/1999/xhtml">x()</x:script>', "<x:script>"),
        ("<g onload='x()'/>", "onload=x()"),
        ("<foreignObject><p>x</p></foreignObject>", "<foreignObject>"),
        ('<use href="https://b.example/x.svg#y"/>', "href=https://b.example/x.svg#y"),
        ('<use xlink:href="javascript:x()"/>', "xlink:href=javascript:x()"),
        ('<a href="#x">x</a>', "<a>"),
        ('<set attributeName="href" to="javascript:x()"/>', "<set>"),
        ('<?xml-stylesheet href="x.xsl"?>', "<?xml-stylesheet"),
        ('<g a="b">', ""),
        ("&x;", ""),
    ],
)
def test_a_drawing_that_runs_or_leads_away_is_refused(
    tmp_path: Path, inside: str, key: str
) -> None:
    assert (2, key) in told(tmp_path, "x.svg", SVG.format(f"\n{inside}"))


def test_a_drawing_of_another_encoding_is_refused(tmp_path: Path) -> None:
    (first,) = told(tmp_path, "x.svg", '<?xml version="1.0" encoding="utf-7"?>' + SVG.format(""))
    assert first[1] == "encoding=utf-7"
    path = tmp_path / "x.svg"
    path.write_bytes(SVG.format("").encode("utf-16"))
    (problem,) = static_files.check(path, "docs/x.svg")
    assert "not UTF-8" in problem.message


def test_a_drawing_that_only_draws_is_published(tmp_path: Path) -> None:
    drawing = (
        "<title>а</title><style>path { fill: #000 }</style><defs><path id='b' d='M0 0'/></defs>"
        '<use href="#b"/><image href="data:image/png;base64,AAAA"/>'
    )
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + SVG.format(drawing)
    assert told(tmp_path, "x.svg", text) == []


def test_a_drawing_that_defines_entities_is_refused(tmp_path: Path) -> None:
    text = '<!DOCTYPE svg [<!ENTITY x "y">]>\n' + SVG.format("&x;")
    assert told(tmp_path, "x.svg", text) == [(1, "")]


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<![CDATA[", "<?", '<a b="', "</", "&", "<g>"])
def test_a_drawing_of_nonsense_takes_no_time(tmp_path: Path, piece: str) -> None:
    assert told(tmp_path, "x.svg", SVG.format(f"\n{piece * 500_000}"))
