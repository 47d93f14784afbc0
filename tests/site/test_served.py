"""What a writer's server answers while it builds again and again."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from mkdocs.commands import build as command
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from tests.conftest import environment_of

URL = "http://127.0.0.1/"


def answer(server: LiveReloadServer, path: str) -> tuple[str, bytes]:
    environ: dict[str, Any] = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    told: list[str] = []
    app = server.get_app()
    assert app is not None
    body = app(environ, lambda status, headers, *_: told.append(status))  # type: ignore[arg-type]
    return told[0], b"".join(body)


def test_files_that_are_made_are_answered_without_being_written_at_each_change(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    for name, value in environment_of(URL).items():
        monkeypatch.setenv(name, value)
    site = tmp_path / "served"

    def config() -> MkDocsConfig:
        return load_config(site_dir=str(site))

    def build() -> None:
        command.build(config(), serve_url=URL)

    first = config()
    first.plugins.on_startup(command="serve", dirty=False)
    build()
    made = "fail/adamdar.csv", "fail/adamdar.xlsx", "silteme.bib"
    whole = {f"/{name}": (site / name).read_bytes() for name in made}
    server = LiveReloadServer(build, "127.0.0.1", 0, str(site))
    first.plugins.on_serve(server, config=first, builder=build)
    for old, new in (("101500", "101600"), ("101600", "101500")):
        data = project / "data/indicators/adamdar.yml"
        data.write_text(data.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        server.builder()
        assert not any((site / name).exists() for name in made)
        status, table = answer(server, f"/{made[0]}")
        assert (status, new.encode() in table) == ("200 OK", True)
        status, page = answer(server, "/korset/halyq/")
        assert (status, b"</html>" in page) == ("200 OK", True)
    assert {path: answer(server, path)[1] for path in whole} == whole
    assert answer(server, "/fail/joq.csv")[0].startswith("404")
