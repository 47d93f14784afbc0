from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import CountHandler, DuplicateFilter

import mkdocs_server


class Server:
    """What a writer's server has, as far as `extend` asks."""

    mount_path = "/kitap/"

    def __init__(self) -> None:
        self.errors: list[BaseException] = []
        self.made: dict[str, str | bytes] = {}
        self.app: Any = None

    def builder(self) -> None:
        if self.errors:
            raise self.errors.pop()

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [b"the site"]

    def set_app(self, app: Any) -> None:
        self.app = app


def answer(server: Server, path: str) -> tuple[str, str]:
    environ: dict[str, Any] = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    said: list[str] = []
    body = server.app(environ, lambda status, headers: said.append(status))
    return said[0], b"".join(body).decode()


def explained() -> Server:
    server = Server()
    mkdocs_server.extend(server, lambda: server.made)  # type: ignore[arg-type]
    return server


def test_a_mistake_shows_its_reason_until_it_is_mended() -> None:
    server = explained()
    for error, reason in (
        (FileNotFoundError(2, "No such file", "data/search.yml"), "data/search.yml: No such file"),
        (Abort("Aborted with 1 warning"), "Aborted with 1 warning"),
        (RecursionError("<too> deep"), "RecursionError: &lt;too&gt; deep"),
    ):
        server.errors.append(error)
        server.builder()
        for path in ("/", "/kirispe/", "/404.html"):
            status, page = answer(server, path)
            assert status.startswith("503")
            assert reason in page
        assert answer(server, "/assets/site.css") == ("200 OK", "the site")
        assert answer(server, "/livereload/1/2") == ("200 OK", "the site")
    server.builder()
    assert answer(server, "/") == ("200 OK", "the site")


def test_settings_that_should_not_be_read_are_not() -> None:
    """MkDocs would read them anew for each build, and could take for ever."""
    server, reasons = Server(), ["mkdocs.yml:3: alias *a is not allowed", None]
    mkdocs_server.extend(server, dict, lambda: reasons.pop(0))  # type: ignore[arg-type]
    server.errors.append(AssertionError("it was built"))
    server.builder()
    assert "mkdocs.yml:3: alias *a is not allowed" in answer(server, "/")[1]
    assert server.errors.pop()
    server.builder()
    assert answer(server, "/") == ("200 OK", "the site")


@pytest.mark.parametrize(
    ("path", "file", "content", "kind"),
    [
        ("derek/a.csv", "derek/a.csv", "әкім", "text/csv; charset=utf-8"),
        ("a.png", "a.png", b"PNG", "image/png"),
        ("b%CE", "b%CE", b"x", "application/octet-stream"),
        ("eski/", "eski/index.html", "moved", "text/html; charset=utf-8"),
        ("", "index.html", "home", "text/html; charset=utf-8"),
    ],
)
def test_a_file_that_was_made_is_answered_from_memory(
    path: str, file: str, content: str | bytes, kind: str
) -> None:
    server = explained()
    assert answer(server, f"/kitap/{path}") == ("200 OK", "the site")
    server.made = {file: content}
    environ: dict[str, Any] = {"PATH_INFO": f"/kitap/{path}"}
    setup_testing_defaults(environ)
    told: list[Any] = []
    body = server.app(environ, lambda *head: told.extend(head))
    assert told == ["200 OK", [("Content-Type", kind)]]
    assert b"".join(body) == (content.encode() if isinstance(content, str) else content)
    assert answer(server, "/kitap/other/") == ("200 OK", "the site")
    server.errors.append(Abort("a mistake"))
    server.builder()
    assert answer(server, f"/kitap/{path}")[0][:3] == ("503" if "html" in kind else "200")


def test_all_that_was_told_of_a_build_is_shown() -> None:
    server = explained()

    class FailingError(Exception):
        def __init__(self) -> None:
            for name in ("a.md:3: x", "b.md:4: y"):
                logging.getLogger("mkdocs.commands.build").warning(name)

    told = mkdocs_server._Extended(server, dict)  # type: ignore[arg-type]

    def fail() -> None:
        raise FailingError

    told.builder = fail
    told.build()
    assert told.reason == "a.md:3: x\nb.md:4: y"


def test_requests_that_are_answered_meanwhile_stop_no_build() -> None:
    server = explained()
    told = mkdocs_server._Extended(server, dict)  # type: ignore[arg-type]
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    mkdocs = logging.getLogger("mkdocs")

    def asked() -> None:
        logging.getLogger("mkdocs.livereload").warning('"GET / HTTP/1.1" code 503')
        if counter.get_counts():
            raise Abort("Aborted with 1 warnings in strict mode!")

    told.builder = asked
    mkdocs.addHandler(counter)
    try:
        told.build()
        assert told.reason == ""
        mkdocs.getChild("structure").warning("a dead link")
        assert counter.get_counts() == [("WARNING", 1)]
    finally:
        mkdocs.removeHandler(counter)


def test_a_mistake_that_comes_again_is_told_again() -> None:
    builds = logging.getLogger("mkdocs.commands.build")
    once = DuplicateFilter()  # as MkDocs' command line has it
    told = mkdocs_server._Extended(Server(), dict)  # type: ignore[arg-type]

    def fail() -> None:
        builds.error("a.md:3: x")
        raise Abort("Aborted with a BuildError!")

    told.builder = fail
    builds.addFilter(once)
    try:
        for _ in range(2):
            told.build()
            assert told.reason == "a.md:3: x"
    finally:
        builds.removeFilter(once)


class Watched:
    """A real server that watches docs/ and data/ of a folder, and counts its builds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("docs/a.md", "data/units/b.yml"):
            (folder / name).parent.mkdir(parents=True)
            (folder / name).write_text("1", encoding="utf-8")
        self.built = threading.Event()
        self.server = LiveReloadServer(self.built.set, "127.0.0.1", 0, str(folder))
        self.server.build_delay = 0.02
        (folder / "mkdocs.yml").write_text("1", encoding="utf-8")
        self.server.watch(str(folder / "docs"))  # as MkDocs does before it asks the hooks
        self.server.watch(str(folder / "mkdocs.yml"))
        mkdocs_server.watch_lasting(self.server, interval=0.02)
        self.server.watch(str(folder / "data"))
        self.thread = threading.Thread(target=self.server.serve)

    def noticed(self, change: Callable[[], object]) -> bool:
        """Whether a change brings a build; later builds of the same change are awaited."""
        self.built.clear()
        change()
        done = self.built.wait(5)
        while self.built.wait(0.3):
            self.built.clear()
        return done


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    watched = Watched(tmp_path)
    watched.thread.start()
    while watched.built.wait(0.3):  # until the folders were looked at for the first time
        watched.built.clear()
    yield watched
    watched.server.shutdown(wait=True)
    watched.thread.join()


@pytest.mark.parametrize(("folder", "file"), [("docs", "a.md"), ("data", "units/b.yml")])
def test_a_watched_folder_that_was_away_is_watched_again(
    watched: Watched, folder: str, file: str
) -> None:
    root, aside = watched.folder / folder, watched.folder / "aside"
    assert watched.noticed(lambda: root.rename(aside)), "the old pages would stay"
    assert watched.noticed(lambda: aside.rename(root))
    assert watched.noticed(lambda: (root / file).write_text("later", encoding="utf-8"))


@pytest.mark.parametrize("folder", ["docs", "data"])
def test_a_watched_folder_that_could_not_be_looked_at_is_watched_again(
    watched: Watched, folder: str
) -> None:
    root, aside = watched.folder / folder, watched.folder / "aside"

    def loop() -> None:
        root.rename(aside)
        root.symlink_to(root)

    def back() -> None:
        root.unlink()
        aside.rename(root)

    assert watched.noticed(loop)
    assert watched.noticed(back)


def test_a_watched_folder_that_could_not_be_read_is_watched_again(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, closed = os.scandir, str(watched.folder / "data")

    def refuse(path: Any) -> Any:
        if str(path) == closed:
            raise PermissionError(13, "Permission denied", path)
        return known(path)

    monkeypatch.setattr(os, "scandir", refuse)
    watched.noticed(lambda: None)
    monkeypatch.undo()
    assert watched.noticed((watched.folder / "data/c.yml").touch)


def test_a_watched_file_that_was_away_is_watched_again(watched: Watched) -> None:
    file, aside = watched.folder / "mkdocs.yml", watched.folder / "aside.yml"
    assert watched.noticed(lambda: file.rename(aside))
    assert watched.noticed(lambda: aside.rename(file))
    assert watched.noticed(lambda: file.write_text("later", encoding="utf-8"))


def test_a_file_in_place_of_a_folder_is_noticed(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the file system gives it the number that the folder had."""
    place, known = watched.folder / "data/units/b.yml", os.stat

    def same_number(path: Any, **options: Any) -> os.stat_result:
        found = known(path, **options)
        if str(path) != str(place):
            return found
        return os.stat_result((found.st_mode, 7, *found[2:10]))

    monkeypatch.setattr(os, "stat", same_number)
    watched.noticed(lambda: None)

    def folder() -> None:
        place.unlink()
        place.mkdir()

    def file() -> None:
        place.rmdir()
        place.write_text("mended", encoding="utf-8")

    assert watched.noticed(folder)
    assert watched.noticed(file)
