"""What a host says with each file: `_headers`, and a real nginx with the recipe of the README."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from datapages.graphics import standalone_svg
from datapages.output import csp, host_headers
from tests.browser.conftest import ready
from tests.conftest import move

NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
TYPES = Path("/etc/nginx/mime.types")
needs_nginx = pytest.mark.skipif(
    not (NGINX and TYPES.is_file()), reason="nginx is not on this machine (apt-get install nginx)"
)

MAIN = """\
{user}
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    include {folder}/site.conf;
}}
"""


@pytest.fixture(scope="module")
def port(site: Path, address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where nginx serves a copy of the built site, whose map names the new address."""
    folder = tmp_path_factory.mktemp("nginx")
    copy = folder / "site"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    move(site, copy, address, f"http://127.0.0.1:{number}/")
    shutil.copy(TYPES, folder)
    rules = (site / host_headers.FILE).read_text(encoding="utf-8")
    recipe = host_headers.nginx(rules, host_headers.base_of(site), str(copy), f"127.0.0.1:{number}")
    (folder / "site.conf").write_text(recipe, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    assert NGINX
    started = subprocess.Popen([NGINX, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    for _ in range(100):
        with socket.socket() as asked:
            if not asked.connect_ex(("127.0.0.1", number)) or started.poll() is not None:
                break
        time.sleep(0.05)
    assert started.poll() is None, (folder / "error.log").read_text(encoding="utf-8")
    yield number
    started.terminate()
    started.wait(timeout=10)


def get(port: int, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Accept-Encoding": "identity"} | headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def hashed(site: Path) -> str:
    """The address of a stylesheet with a hash in its name."""
    found = (p for p in site.rglob("*.css") if re.search(r"\.[0-9a-f]{8}\.", p.name))
    return "/" + sorted(found)[0].relative_to(site).as_posix()


def test_headers_bear_the_policy_of_the_pages(site: Path) -> None:
    text = (site / "_headers").read_text(encoding="utf-8")
    page = (site / "index.html").read_text(encoding="utf-8")
    (policy,) = re.findall(r'"Content-Security-Policy" content="([^"]+)"', page)
    styles = [standalone_svg.style(), standalone_svg.FRAME]
    said = host_headers.headers(policy, styles, framed=True)
    assert f"  Content-Security-Policy: {said['Content-Security-Policy']}\n" in text
    assert policy.replace("'self'; img", f"'self' {' '.join(map(csp.source, styles))}; img") in text
    assert f"/kirispe/*\n  Content-Security-Policy: {host_headers.NO_FRAMES}\n" in text
    assert "/kiriktiru" not in text
    assert max(map(len, text.splitlines())) < 2000  # Cloudflare Pages takes no longer lines
    assert len(re.findall(r"^/", text, re.MULTILINE)) <= 100  # … nor more rules
    assert f"\n{hashed(site)}\n  Cache-Control: {host_headers.FOREVER}\n" in text


@needs_nginx
def test_nginx_sends_the_headers_with_every_answer(site: Path, port: int) -> None:
    text = (site / "_headers").read_text(encoding="utf-8")
    said = dict(line.strip().split(": ", 1) for line in text.split("\n/")[0].splitlines()[1:])
    for path, status in (("/", 200), ("/sait-turaly", 301), ("/zhoq/bet/", 404)):
        answer = get(port, path)
        assert answer[0] == status
        for name, value in said.items():
            policies = answer[1].get_all(name) or []
            assert [one for one in policies if one != host_headers.NO_FRAMES] == [value], name


@needs_nginx
def test_nginx_lets_pictures_alone_into_frames(site: Path, port: int) -> None:
    frame = sorted(site.glob("kiriktiru/*.html"))[0].relative_to(site).as_posix()
    for path, closed in (("/", True), ("/kirispe/", True), (f"/{frame}", False)):
        policies = get(port, path)[1].get_all("Content-Security-Policy") or []
        assert (host_headers.NO_FRAMES in policies) == closed, path


@needs_nginx
def test_nginx_answers_what_is_not_there_with_the_sites_page(
    site: Path, address: str, port: int
) -> None:
    page = (site / "404.html").read_text(encoding="utf-8")
    here = f"http://127.0.0.1:{port}/"
    assert get(port, "/zhoq/bet/")[2].decode() == page.replace(address, here)
    assert get(port, "/sait-turaly")[1]["Location"] == "/sait-turaly/"


@needs_nginx
def test_nginx_lets_browsers_keep_what_never_changes(site: Path, port: int) -> None:
    assert get(port, hashed(site))[1].get_all("Cache-Control") == [host_headers.FOREVER]
    for path in ("/", "/sait-turaly/", "/sw.js", "/assets/logo.svg", "/zhoq/"):
        assert get(port, path)[1].get_all("Cache-Control") == [host_headers.FRESH], path
    tag = get(port, "/")[1]["ETag"]
    assert get(port, "/", **{"If-None-Match": tag})[0] == 304


@needs_nginx
def test_a_chart_that_is_opened_by_itself_has_its_colours(
    site: Path, port: int, browser: Browser
) -> None:
    chart = sorted(site.glob("derekter/*-comparison.svg"))[0].relative_to(site).as_posix()
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text))
    page.goto(f"http://127.0.0.1:{port}/{chart}")
    size = page.evaluate("getComputedStyle(document.querySelector('.chart__picture')).fontSize")
    assert (size, wrong) == ("12px", [])
    page.close()


@needs_nginx
def test_nginx_compresses_text(site: Path, port: int) -> None:
    table = next(site.glob("*/*.csv")).relative_to(site).as_posix()
    for path in ("/", "/sw.js", "/offline.json", hashed(site), f"/{table}", "/sitemap.xml"):
        whole, packed = get(port, path), get(port, path, **{"Accept-Encoding": "gzip"})
        assert packed[1]["Content-Encoding"] == "gzip", path
        assert packed[1]["Vary"] == "Accept-Encoding", path
        assert gzip.decompress(packed[2]) == whole[2], path
    assert get(port, f"/{table}")[1]["Content-Type"] == "text/csv; charset=utf-8"
    assert "gzip" not in (get(port, "/", **{"Accept-Encoding": "br"})[1]["Content-Encoding"] or "")


@needs_nginx
def test_nothing_that_readers_do_violates_the_policy(port: int, browser: Browser) -> None:
    """Search, palette, tables, copying, instant navigation, previews, the service worker."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    wrong: list[str] = []
    context.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    page = context.new_page()
    host = f"http://127.0.0.1:{port}/"
    page.on(
        "request", lambda asked: None if asked.url.startswith(host) else wrong.append(asked.url)
    )
    page.goto(host)
    ready(page)
    page.evaluate("window.same = true")
    page.locator("label[for^=__palette]:visible").first.click()
    page.get_by_role("textbox", name="Іздеу").click()
    page.get_by_role("textbox", name="Іздеу").fill("мәслихаттан")
    page.keyboard.press("End")
    page.locator(".md-search-result__link[href*='#']").first.click()
    page.wait_for_url("**h=*")
    page.locator("article mark").first.wait_for(state="attached")
    page.locator(".md-tabs__link", has_text="Бірліктер").click()
    page.get_by_label("Кестеден іздеу").first.fill("аб")
    page.locator("thead .sort").first.click()
    expect(page.locator("thead th").first).to_have_attribute("aria-sort", "ascending")
    assert page.evaluate("window.same"), "navigation was not instant"
    page.locator("article a[href]:visible").first.focus()
    context.close()
    assert not wrong
