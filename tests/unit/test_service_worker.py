from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from datapages.base.diagnostics import ContentError
from datapages.output import service_worker
from datapages.output.folder import BuiltFolder

HOME = """<link rel="stylesheet" href="assets/a.css?1"><link rel="canonical" href="index.html">
<link href="logo.svg" rel="icon"><img alt="" src="https://example.org/x.png">
<script src="assets/b.js" data-later="assets/c.js" defer></script><script>let x</script>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": HOME,
        "bet/index.html": '<img src="../bet.svg"><a href="../data.csv">',
        "404.html": "",
        "503.html": "",
        "assets/a.css": "a{}",
        "assets/b.js": "b()",
        "assets/c.js": "c()",
        "assets/javascripts/workers/a.js": "",
        "bet.svg": "<svg/>",
        "logo.svg": "<svg/>",
        "data.csv": "1",
        "search/search_index.json": "{}",
        "sw.js": 'const BUILD = "@build@"',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def fill(site: Path) -> None:
    folder = BuiltFolder.read(site)
    service_worker.fill(folder)
    folder.save()


def told(site: Path) -> dict[str, object]:
    text = (site / "sw.js").read_text(encoding="utf-8")
    found: dict[str, object] = json.loads(text.removeprefix("const BUILD = "))
    return found


def test_a_page_loads_styles_scripts_and_pictures_of_its_own_site() -> None:
    assert [*service_worker.references(HOME)] == [
        "assets/a.css", "logo.svg", "assets/b.js", "assets/c.js",
    ]  # fmt: skip


def test_the_worker_knows_the_shell_and_nothing_more(site: Path) -> None:
    fill(site)
    assert told(site)["shell"] == [
        "503.html", "assets/a.css", "assets/b.js", "assets/c.js", "logo.svg",
        "search/search_index.json",
    ]  # fmt: skip
    assert told(site)["fallback"] == "503.html"


def test_the_worker_knows_the_digest_of_scripts_that_it_takes_from_the_cache_first(
    site: Path,
) -> None:
    folder = BuiltFolder.read(site)
    folder.hashed |= {"assets/a.css", "assets/b.js", "search/1a2b3c4d/"}
    service_worker.fill(folder)
    folder.save()
    digest = b64encode(sha256(b"b()").digest()).decode()
    assert told(site)["hashed"] == {
        "assets/a.css": "",
        "assets/b.js": f"sha256-{digest}",
        "search/1a2b3c4d/": "",
    }


def test_the_version_follows_the_content_of_the_shell_alone(site: Path) -> None:
    versions = []
    for name, text in (("bet.svg", "1"), ("bet.svg", "2"), ("assets/a.css", "b{}")):
        (site / "sw.js").write_text('const BUILD = "@build@"', encoding="utf-8")
        (site / name).write_text(text, encoding="utf-8")
        fill(site)
        versions.append(told(site)["version"])
    assert versions[0] == versions[1] != versions[2]


def test_the_whole_site_is_its_pages_and_what_they_need_without_downloads(site: Path) -> None:
    fill(site)
    listed = json.loads((site / "offline.json").read_text(encoding="utf-8"))
    assert listed["files"] == [
        "503.html", "assets/a.css", "assets/b.js", "assets/c.js",
        "assets/javascripts/workers/a.js", "bet/", "bet.svg",
        "", "logo.svg", "search/search_index.json",
    ]  # fmt: skip
    assert listed["bytes"] == len(HOME.encode()) + sum(
        (site / name).stat().st_size
        for name in ("bet/index.html", "assets/a.css", "assets/b.js", "assets/c.js", "bet.svg",
                     "logo.svg",
                     "search/search_index.json")
    )  # fmt: skip


def test_a_site_without_its_worker_is_told(site: Path) -> None:
    (site / "sw.js").unlink()
    with pytest.raises(ContentError, match=r"^hooks/theme/sw.js: this file is required$"):
        fill(site)
