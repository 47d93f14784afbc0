from __future__ import annotations

from pathlib import Path

from datapages.output import csp, host_headers
from datapages.output.folder import BuiltFolder

PAGE = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    '<link rel="canonical" href="https://example.org/kitap/">'
)


def test_both_forms_say_the_same_headers() -> None:
    said = host_headers.headers("default-src 'none'")
    netlify = host_headers.rules(said, ["/a/site.0123abcd.js"])
    nginx = host_headers.nginx(netlify, "/kitap/", "/srv")
    assert f'    "/kitap/a/site.0123abcd.js" "{host_headers.FOREVER}";\n' in nginx
    for name, value in said.items():
        assert f"  {name}: {value}\n" in netlify
        assert f'add_header {name} "{value}" always;' in nginx


def test_a_chart_may_have_its_style_where_it_is_opened_by_itself() -> None:
    said = host_headers.headers("default-src 'none'; style-src 'self'; x", ["svg{}"])
    assert f"; style-src 'self' {csp.source('svg{}')}; x" in said["Content-Security-Policy"]


def test_only_a_header_can_forbid_frames() -> None:
    said = host_headers.headers("default-src 'none'")["Content-Security-Policy"]
    assert said == "default-src 'none'; frame-ancestors 'none'"


def test_pictures_may_stand_in_frames_of_other_sites_and_nothing_else(tmp_path: Path) -> None:
    for name in ("index.html", "kirispe/index.html", "kiriktiru/a.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    folder = BuiltFolder.read(tmp_path)
    host_headers.add(folder, "default-src 'none'", frames="kiriktiru")
    text = folder.read_text(host_headers.FILE)
    rules = {block.partition("\n")[0]: block for block in text.split("\n/")}
    assert "frame-ancestors" not in rules["/*"]
    closed = {path for path, rule in rules.items() if host_headers.NO_FRAMES in rule}
    assert closed == {"", "index.html", "kirispe/*"}
    nginx = host_headers.nginx(text, "/kitap/", "/srv")
    assert f'    "~^/kitap/kirispe/" "{host_headers.NO_FRAMES}";\n' in nginx
    assert "kiriktiru" not in nginx
    assert 'add_header Content-Security-Policy "$site_frames" always;' in nginx


def test_files_with_a_hash_are_kept_for_good_and_no_rule_says_a_header_twice(
    tmp_path: Path,
) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    for name in ("tizim.20250101.csv", "f.deadbeef01.js", "site.css"):
        (tmp_path / name).write_text("", encoding="utf-8")
    folder = BuiltFolder.read(tmp_path)
    name = folder.add_hashed("site.css", "p{}")
    host_headers.add(folder, "default-src 'none'")
    folder.save()
    text = (tmp_path / "_headers").read_text(encoding="utf-8")
    assert text.count("immutable") == 1
    assert f"/{name}\n  Cache-Control: public, max-age=31536000, immutable\n" in text
    assert "Cache-Control" not in text.split("\n/")[0]


def test_a_site_below_a_sub_path_is_served_there(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    assert host_headers.base_of(tmp_path) == "/kitap/"
    text = host_headers.nginx(host_headers.rules({}, []), "/kitap/", "/srv/site/")
    assert "location /kitap/ { alias /srv/site/; }" in text
    assert "error_page 404 /kitap/404.html;" in text
