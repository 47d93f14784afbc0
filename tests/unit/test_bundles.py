from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from datapages.base.diagnostics import ContentError
from datapages.output import bundles
from datapages.output.folder import BuiltFolder, hashed_name
from tests.conftest import ROOT

HEAD = '<link rel="stylesheet" href="{0}a/one.css">\n<link rel="stylesheet" href="{0}a/two.css">'
FOOT = (
    '<script src="{0}a/one.min.js"></script>\n  <script src="{0}a/two.js" defer></script>'
    '<script src="{0}a/three.js" async></script><script src="{0}a/four.js" defer></script>'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": HEAD.format("") + "<p>" + FOOT.format(""),
        "in/deep/index.html": HEAD.format("../../") + "<p>" + FOOT.format("../../"),
        "404.html": HEAD.format("/sub/") + "<p>" + FOOT.format("/sub/"),
        "gone/index.html": '<script src="../a/gone.js" defer></script>',
        "a/one.css": "p { color: red }\n/*# sourceMappingURL=one.css.map */\n",
        "a/two.css": "p { color: blue } table { color: red }",
        "a/one.min.js": "one ( )\n//# sourceMappingURL=one.min.js.map\n",
        "a/two.js": "// why\ntwo ( )\n",
        "a/three.js": "three()",
        "a/four.js": "four()",
        "a/gone.js": "gone()",
        "assets/one.css.map": "{}",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    folder = BuiltFolder.read(tmp_path)
    bundles.join(folder, [name for name in files if name.startswith("a/")], "/sub/")
    folder.save()
    return tmp_path


def _integrity(content: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


def one(site: Path, pattern: str) -> Path:
    (found,) = site.glob(pattern)
    return found


def test_every_page_links_one_sheet_and_one_script_that_knows_what_waits(site: Path) -> None:
    sheet, whole = (f"assets/stylesheets/{name}.eb7db3b0.css" for name in ("site", "whole"))
    script, later = (
        next(
            path.relative_to(site).as_posix()
            for path in site.glob("assets/*/*")
            if word in path.read_text(encoding="utf-8")
        )
        for word in ("two", "three")
    )
    for page, up in (("index.html", ""), ("in/deep/index.html", "../../"), ("404.html", "/sub/")):
        style, run = (site / page).read_text(encoding="utf-8").split("<p>")
        digests = [_integrity((site / one).read_bytes()) for one in (sheet, script, later, whole)]
        waits = f' data-style="{up}{whole}" data-style-integrity="{digests[3]}"'
        if page == "404.html":  # an error page is seldom, and has the whole sheet
            sheet, digests[0], waits = whole, digests[3], ""
        assert style == f'<link rel="stylesheet" href="{up}{sheet}" integrity="{digests[0]}">'
        assert run == (
            f'<template><script src="{up}{script}" integrity="{digests[1]}"'
            f' data-later="{up}{later}" data-integrity="{digests[2]}"{waits}></script></template>'
        )


def test_a_section_is_sent_the_rules_that_its_pages_use(tmp_path: Path) -> None:
    scripts = "assets/javascripts/"
    foot = (
        '<script src="{0}assets/javascripts/early.js" defer></script>'
        '<script src="{0}assets/javascripts/later.js"></script>'
    )
    files = {
        "index.html": HEAD.format("") + "<p>" + foot.format(""),
        "in/a/index.html": HEAD.format("../../") + "<table>" + foot.format("../../"),
        "in/b/index.html": HEAD.format("../../") + '<b class="x">' + foot.format("../../"),
        "a/one.css": "p { top: 0 } table { top: 0 } .x { top: 0 }",
        "a/two.css": ".soon { top: 0 } .late { top: 0 }",
        f"{scripts}early.js": "add('soon')",
        f"{scripts}later.js": "add('late')",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    folder = BuiltFolder.read(tmp_path)
    bundles.join(folder, [name for name in files if not name.endswith(".html")])

    def sheet(page: str) -> str:
        (path,) = re.findall(r'href="(?:../)*([^"]*)"', folder.pages[page])
        return folder.read_text(path).replace("{top:0}", " ").strip()

    assert sheet("index.html") == "p .soon"
    assert sheet("in/a/index.html") == sheet("in/b/index.html") == "table .x .soon"
    (whole,) = folder.glob("assets/stylesheets/whole.*.css")
    assert folder.read_text(whole).replace("{top:0}", " ").strip() == "p table .x .soon .late"


def test_pages_with_a_block_of_many_rules_have_a_sheet_of_their_own(tmp_path: Path) -> None:
    block = '<fieldset class="map__choice">'
    files = {
        "in/index.html": f"{HEAD.format('../')}{block}",
        "in/a/index.html": f"{HEAD.format('../../')}<p>map__choice <table>",
        "in/b/index.html": f"{HEAD.format('../../')}{block}",
        "a/one.css": "p { top: 0 } table { top: 0 } .map__choice { top: 0 }",
        "a/two.css": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    folder = BuiltFolder.read(tmp_path)
    bundles.join(folder, [name for name in files if not name.endswith(".html")])
    sheets = {
        page: folder.read_text(path).replace("{top:0}", " ").strip()
        for page, html in folder.pages.items()
        for path in re.findall(r'href="(?:../)*([^"]*)"', html)
    }
    others = {"in/index.html": ".map__choice", "in/b/index.html": ".map__choice"}
    assert sheets == {"in/a/index.html": "p table"} | others


def test_the_order_is_that_of_the_pages(site: Path) -> None:
    assert one(site, "assets/stylesheets/site.*.css").read_text() == "p{color:red}p{color:blue}\n"


def test_scripts_that_come_minified_keep_their_bytes(site: Path) -> None:
    texts = {path.read_text() for path in site.glob("assets/javascripts/*.js")}
    assert texts == {"two();\nfour()", "one ( );\nthree()", "gone()"}


def test_parts_and_source_maps_are_deleted(site: Path) -> None:
    assert [*site.glob("assets/*")]
    assert not [*site.glob("a/*"), *site.glob("assets/*.map")]


def test_a_name_tells_the_content() -> None:
    assert hashed_name("a/b.css", "x") == hashed_name("a/b.css", "x") != hashed_name("a/b.css", "y")
    assert hashed_name("a/b.css", "x").endswith(".css")


@pytest.mark.parametrize(
    "link",
    [
        '<script src="{0}a/later.js"></script>',  # of the site, but nobody names it
        '<script src="{0}../secret.js"></script>',
        '<script src="{0}a/../../secret.js"></script>',
        '<script src="{1}/secret.js" defer></script>',
        '<link rel="stylesheet" href="{0}..//secret.js">',
        '<link rel="stylesheet" href="{1}/secret.js">',
    ],
)
@pytest.mark.parametrize("beside", ["", FOOT + HEAD])
def test_nothing_else_is_read_or_deleted(tmp_path: Path, link: str, beside: str) -> None:
    site, secret = tmp_path / "site", tmp_path / "secret.js"
    known = [f"a/{name}" for name in ("one.css", "two.css", "one.min.js", "two.js", "three.js")]
    known += ["a/four.js"]
    (site / "in/a").mkdir(parents=True)
    (site / "a").mkdir()
    for name in (*known, "a/later.js"):
        (site / name).write_text("p {}" if name.endswith(".css") else "x()", encoding="utf-8")
    secret.write_text("token", encoding="utf-8")
    page = beside.format("../") + link.format("../", tmp_path.as_posix())
    (site / "in/index.html").write_text(page, encoding="utf-8")
    with pytest.raises(ContentError, match=r"in/index\.html: .*: expected only stylesheets"):
        bundles.join(BuiltFolder.read(site), known)
    assert secret.read_text() == "token"
    assert (site / "a/later.js").exists()
    assert not any("token" in path.read_text() for path in site.rglob("*") if path.is_file())


def test_scripts_that_are_fetched_by_name_are_slim_and_keep_it(tmp_path: Path) -> None:
    path = "assets/javascripts/charts.js"
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text("// why\nlet  one = `a  ${b}  c`\n", encoding="utf-8")
    (tmp_path / "index.html").write_text("<p>", encoding="utf-8")
    folder = BuiltFolder.read(tmp_path)
    bundles.join(folder, set())
    folder.save()
    assert (tmp_path / path).read_text("utf-8") == "let one=`a  ${b}  c`"


def test_no_script_nests_templates() -> None:
    """What makes scripts slim would take the blanks of the outer one for code."""
    nested = re.compile(r"\$\{[^{}`]*`")
    assert nested.search("`a ${b ? `c` : d}`")
    scripts = [*(ROOT / "hooks").rglob("*.js")]
    assert scripts
    assert [path.name for path in scripts if nested.search(path.read_text("utf-8"))] == []
