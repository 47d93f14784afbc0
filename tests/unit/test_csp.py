from __future__ import annotations

from pathlib import Path

import pytest

from datapages.base.diagnostics import ContentError
from datapages.output import csp
from datapages.output.folder import BuiltFolder


def test_only_scripts_that_run_need_a_hash() -> None:
    html = '<script src="a.js"></script><script>one()</script><script type="x/y">{}</script>'
    assert csp.inline_scripts(html) == {"one()"}


def test_a_hash_is_that_of_the_standard() -> None:
    # the example of the CSP Level 3 recommendation
    assert "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='" in csp.policy(
        ["alert('Hello, world.');"]
    )


META = f'<meta http-equiv="Content-Security-Policy" content="{csp.PLACEHOLDER}">'


def made(tmp_path: Path, **scripts: str) -> BuiltFolder:
    for name, inside in scripts.items():
        text = f"{META}{inside}"
        (tmp_path / f"{name.lstrip('_')}.html").write_text(text, encoding="utf-8")
    return BuiltFolder.read(tmp_path)


def test_every_page_bears_the_scripts_of_the_theme(tmp_path: Path) -> None:
    folder = made(tmp_path, _404="<script>a()</script><script>b()</script>", page="<p>")
    said = csp.apply(folder)
    assert said.count("'sha256-") == 2
    assert all(f'content="{said}"' in html for html in folder.pages.values())


@pytest.mark.parametrize(
    "script",
    ["<script>c()</script>", "<script >c()</script>", "<SCRIPT>c()</SCRIPT>",
     '<script type="module">c()</script>', "<svg><script>c()</script></svg>"],
)  # fmt: skip
def test_a_script_of_its_own_stops_the_build(tmp_path: Path, script: str) -> None:
    folder = made(tmp_path, _404="<script>a()</script>", page=f"<script>a()</script>{script}")
    with pytest.raises(ContentError, match=r"page.html: <script>c.*besides the theme's"):
        csp.apply(folder)


def test_a_page_without_a_policy_stops_the_build(tmp_path: Path) -> None:
    """As where the theme's template is away and Material's own stands for it."""
    folder = made(tmp_path, _404="", page=f"<p>{csp.PLACEHOLDER}</p>")
    folder.pages["page.html"] = folder.pages["page.html"].removeprefix(META)
    with pytest.raises(ContentError, match=r"^page.html: expected a policy"):
        csp.apply(folder)
