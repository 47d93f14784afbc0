from __future__ import annotations

import http.server
import shutil
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from datapages.cli import check_links
from datapages.cli.check_links import Answer, Link
from tests.conftest import ROOT


class _Host(http.server.BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.answer()

    def do_HEAD(self) -> None:
        self.answer()

    def answer(self) -> None:
        name = self.path.strip("/")
        if name == "slow":
            time.sleep(1.5)
        if name == "cut":
            self.connection.close()
            return
        codes = {"moved": 301, "inside": 302, "gone": 404, "wall": 403, "broken": 500}
        code = codes.get(name, 200)
        if name == "nohead" and self.command == "HEAD":
            code = 405
        self.send_response(code)
        if code in (301, 302):
            self.send_header("Location", "/good" if code == 301 else "http://localhost/")
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A host of others, which stands on this machine."""
    monkeypatch.setattr(check_links, "is_public", lambda name: name == "127.0.0.1")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("good", "ok", 200),
        ("good#part", "ok", 200),
        ("nohead", "ok", 200),  # asked with GET
        ("қ", "ok", 200),
        ("moved", "moved", 200),
        ("gone", "dead", 404),
        ("wall", "refused", 403),
        ("broken", "dead", 500),
        ("slow", "dead", 0),
        ("cut", "dead", 0),
        ("inside", "dead", 0),
    ],
)
def test_a_link_is_told_by_its_answer(host: str, path: str, state: str, status: int) -> None:
    told = check_links.ask(host + path, timeout=0.5)
    assert (told.state, told.status) == (state, status), told
    if state == "moved":
        assert told.detail == f"{host}good"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://[::1/", "no address"),
        ("http://a..b/", "no address"),
        ("http://127.0.0.1:9/", "no host of the public network"),
        ("http://localhost/", "no host of the public network"),
        ("http://[::1]/", "no host of the public network"),
        ("http://10.0.0.1/", "no host of the public network"),
        ("http://169.254.169.254/latest", "no host of the public network"),
    ],
)
def test_what_is_no_host_of_others_is_not_asked(url: str, words: str) -> None:
    told = check_links.ask(url, timeout=0.5)
    assert told.state == "dead"
    assert words in told.detail
    assert [link for link, _ in check_links.check([Link(url, "x")], 0, lambda url: told)]


def test_links_of_one_host_are_asked_one_after_another() -> None:
    now: list[str] = []
    most: dict[str, int] = {}

    def ask(url: str) -> Answer:
        name = url.split("/")[2]
        now.append(name)
        most[name] = max(most.get(name, 0), now.count(name))
        time.sleep(0.02)
        now.remove(name)
        return Answer("ok", 200, 0)

    found = [Link(f"https://{name}/{i}", "x") for i in range(4) for name in ("a", "b")]
    told = [*check_links.check(found, pause=0, asked=ask)]
    assert {link for link, _ in told} == {*found}
    assert most == {"a": 1, "b": 1}


def test_every_source_with_an_address_is_listed_with_its_day() -> None:
    all = check_links.links(ROOT / "data", ROOT / "docs", ROOT / "mkdocs.yml")
    found = {link.url: link for link in all}
    assert len(found) > 50
    assert found["https://adilet.zan.kz/kaz/docs/K950001000_"].accessed == "2026-11-22"
    assert found["https://creativecommons.org/licenses/by/4.0/deed.kk"].named == "mkdocs.yml"


def test_the_command_writes_a_report_and_fails_for_a_dead_link(
    tmp_path: Path, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT / "tests/other_city", project)
    sources = project / "data/sources.yml"
    for path, code in (("gone", 1), ("good", 0)):
        text = sources.read_text(encoding="utf-8")
        sources.write_text(
            text.replace("https://example.org/a?b=1&c=2", f"{host}gone").replace("gone", path),
            "utf-8",
        )
        (project / "mkdocs.yml").write_text("", encoding="utf-8")
        asked = partial(check_links.main, [str(project), "--pause", "0"])
        assert asked() == code
        report = (project / ".cache/links.tsv").read_text(encoding="utf-8")
        assert f"{host}{path}\tbet\t2026-01-02" in report
    assert "1 dead" in capsys.readouterr().out
