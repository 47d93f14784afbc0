from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from datapages.output import offline_copy


@pytest.mark.parametrize(
    ("written", "on_disk"),
    [
        ('<a href="../">', '<a href="../index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a class="x" href="bet/#a">', '<a class="x" href="bet/index.html#a">'),
        ('<a href="bet">', '<a href="bet/index.html">'),
        ('<a href="bet/?q=1#a">', '<a href="bet/index.html?q=1#a">'),
        ('<a xlink:href="bet/">', '<a xlink:href="bet/index.html">'),
        ('<meta content="0; url=../bet/#a">', '<meta content="0; url=../bet/index.html#a">'),
        ('<a href="data.csv">', '<a href="data.csv">'),
        ('<a href="#a">', '<a href="#a">'),
        ('<a href="https://example.org/">', '<a href="https://example.org/">'),
        ('<a href="mailto:a@example.org">', '<a href="mailto:a@example.org">'),
        ('{"features": ["navigation.instant", "toc"]}', '{"features": ["toc"]}'),
    ],
)
def test_links_to_folders_end_in_a_page(tmp_path: Path, written: str, on_disk: str) -> None:
    (tmp_path / "bet").mkdir()
    assert offline_copy.page(written, tmp_path) == on_disk


def test_the_same_site_gives_the_same_bytes_without_what_needs_a_host(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name in ("index.html", "bet/index.html", "404.html", "sw.js", "search/a.json", "a.css"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("<head></head>", encoding="utf-8")
    offline_copy.pack(site, tmp_path / "one/sait.zip")
    offline_copy.pack(site, tmp_path / "two/sait.zip")
    assert (tmp_path / "one/sait.zip").read_bytes() == (tmp_path / "two/sait.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one/sait.zip") as archive:
        own = {
            f"sait/{name}" for name in (offline_copy.FIRST, offline_copy.STYLE, offline_copy.INDEX)
        }
        assert {*archive.namelist()} - own == {
            "sait/a.css", "sait/bet/index.html", "sait/index.html",
        }  # fmt: skip
        assert b'href="../assets/copy.css"' in archive.read("sait/bet/index.html")
