from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any
from wsgiref.util import setup_testing_defaults

from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler, DuplicateFilter

import mkdocs_server


class Server:
    """What a writer's server has, as far as `explain` asks."""

    def __init__(self) -> None:
        self.errors: list[BaseException] = []
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
    mkdocs_server.explain(server)  # type: ignore[arg-type]
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


def test_all_that_was_told_of_a_build_is_shown() -> None:
    server = explained()

    class FailingError(Exception):
        def __init__(self) -> None:
            for name in ("a.md:3: x", "b.md:4: y"):
                logging.getLogger("mkdocs.commands.build").warning(name)

    told = mkdocs_server._Explained(server)  # type: ignore[arg-type]

    def fail() -> None:
        raise FailingError

    told.builder = fail
    told.build()
    assert told.reason == "a.md:3: x\nb.md:4: y"


def test_requests_that_are_answered_meanwhile_stop_no_build() -> None:
    server = explained()
    told = mkdocs_server._Explained(server)  # type: ignore[arg-type]
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
    told = mkdocs_server._Explained(Server())  # type: ignore[arg-type]

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
