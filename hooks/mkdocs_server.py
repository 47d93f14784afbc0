"""A writer's server that shows on the page why it cannot be built, and has made files in memory.

MkDocs' own server lets a browser wait until the mistake is mended, and tells it in the console
alone, with a traceback for whatever is none of its own errors. It also stops to look at a folder
that was away for a moment, as when data/ is moved aside and back. And it writes every file anew at
each change: of two thousand tables and pictures to take away, one is looked at perhaps.
"""

from __future__ import annotations

import html
import logging
import mimetypes
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from mkdocs.exceptions import ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import DuplicateFilter
from watchdog.observers.polling import PollingObserverVFS

import mkdocs_errors

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("mkdocs.hooks.server")

Made = Callable[[], Mapping[str, str | bytes]]  # files by their paths in the site
Refused = Callable[[], str | None]  # why the settings should not even be read

PAGE = """\
<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<title>The site cannot be built</title>
<h1>The site cannot be built</h1>
<pre style="white-space: pre-wrap">{reason}</pre>
<p>This page goes on when the mistake is mended.
</html>
"""


# Seconds from one look at the files to the next, as MkDocs has it.
INTERVAL = 0.5


def watch_lasting(server: LiveReloadServer, interval: float = INTERVAL) -> None:
    """Let a server notice changes of what it watches also after that was away or was a folder.

    Paths watched before and after this call are kept watched until the server ends.
    """
    # Not those of the observer: watchdog watches the folder of a file.
    paths = list(server._watched_paths)
    for path in paths:
        server.unwatch(path)
    observer = PollingObserverVFS(_state, _listed, polling_interval=interval)
    server.observer = observer  # type: ignore[assignment]  # all that is used is of BaseObserver
    for path in paths:
        server.watch(path)


def _state(path: str) -> os.stat_result:
    """The state of a file as watchdog compares it; that of an empty folder where there is none.

    watchdog leaves a watched folder for good once it is missing or cannot be looked at, and takes a
    file for the folder that stood there before where the system gave both the same number (MkDocs
    ignores changes of folders): those of folders are therefore negative.
    """
    try:
        state = os.stat(path)
    except OSError:
        return os.stat_result((stat.S_IFDIR, *[0] * 9))
    if stat.S_ISDIR(state.st_mode):
        return os.stat_result((state.st_mode, -1 - state.st_ino, *state[2:10]))
    return state


def _listed(path: str | None) -> Iterator[os.DirEntry[str]]:
    """What is in a folder; nothing where it cannot be read."""
    try:
        return os.scandir(path or ".")
    except OSError:
        return iter(())


def extend(server: LiveReloadServer, made: Made, refused: Refused = lambda: None) -> None:
    """Let a server go on after a build that failed, and say why on each page.

    `made` gives the files that the last build has made and not written; `refused` is asked
    before each build.
    """
    requests = logging.getLogger("mkdocs.livereload")
    requests.removeFilter(_no_warning)
    requests.addFilter(_no_warning)
    extended = _Extended(server, made, refused)
    server.builder = extended.build
    server.set_app(extended.answer)


def _no_warning(record: logging.LogRecord) -> bool:
    """Let no request count as a warning: one that is answered meanwhile would stop a strict build.

    The page with the reason asks again each second, so that a mended site would never come.
    """
    if record.levelno == logging.WARNING:
        record.levelno, record.levelname = logging.INFO, "INFO"
    return True


class _Extended:
    """A server's own builder and application, and the reason why the last build failed."""

    def __init__(
        self, server: LiveReloadServer, made: Made, refused: Refused = lambda: None
    ) -> None:
        self.made, self.refused, self.mount_path = made, refused, server.mount_path
        self.builder = server.builder
        self.app: WSGIApplication = server.serve_request
        self.reason = ""

    def build(self) -> None:
        """Build; what was wrong is noted and logged, not raised."""
        for one in logging.getLogger("mkdocs.commands.build").filters:
            if isinstance(one, DuplicateFilter):  # it lets each message through once a process
                one.msgs.clear()
        heard = _Heard()
        logging.getLogger("mkdocs").addHandler(heard)
        try:
            self._build()
            self.reason = ""
        except (Exception, SystemExit) as error:
            self.reason = "\n".join(heard.messages) or mkdocs_errors.sentence(error)
            if not heard.messages:
                log.error(self.reason)  # noqa: TRY400 - a traceback says nothing to a writer
        finally:
            logging.getLogger("mkdocs").removeHandler(heard)

    def _build(self) -> None:
        if reason := self.refused():
            raise ConfigurationError(reason)
        self.builder()

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """What the server answers; a page of its own while there is a reason."""
        path = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "replace")
        file = f"{path}index.html" if path.endswith("/") else path
        if not self.reason or not file.endswith(".html"):
            content = self.made().get(file.removeprefix(self.mount_path))
            if content is None:
                return self.app(environ, start_response)
            kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
            charset = "; charset=utf-8" if isinstance(content, str) else ""
            start_response("200 OK", [("Content-Type", f"{kind}{charset}")])
            return [content.encode() if isinstance(content, str) else content]
        page = PAGE.format(reason=html.escape(self.reason)).encode()
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        start_response("503 Service Unavailable", headers)
        return [page]


class _Heard(logging.Handler):
    """Warnings and errors of one build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
