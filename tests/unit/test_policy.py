from __future__ import annotations

from pathlib import Path

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


def test_every_page_bears_the_union(tmp_path: Path) -> None:
    for name in ("a", "b"):
        text = f'<meta content="{csp.PLACEHOLDER}"><script>{name}()</script>'
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    folder = BuiltFolder.read(tmp_path)
    csp.apply(folder)
    folder.save()
    heads = {path.read_text(encoding="utf-8").split("<script>")[0] for path in tmp_path.iterdir()}
    assert len(heads) == 1
    assert heads.pop().count("'sha256-") == 2
