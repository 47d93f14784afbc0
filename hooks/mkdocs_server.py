"""A writer's server that shows on the page why it cannot be built.

MkDocs' own server lets a browser wait until the mistake is mended, and tells it in the console
alone, with a traceback for whatever is none of its own errors.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import DuplicateFilter

import mkdocs_errors

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("mkdocs.hooks.server")

PAGE = """\
<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<title>The site cannot be built</title>
<h1>The site cannot be built</h1>
<pre style="white-space: pre-wrap">{reason}</pre>
<p>This page goes on when the mistake is mended.
</html>
"""


def explain(server: LiveReloadServer) -> None:
    """Let a server go on after a build that failed, and say why on each page."""
    requests = logging.getLogger("mkdocs.livereload")
    requests.removeFilter(_no_warning)
    requests.addFilter(_no_warning)
    told = _Explained(server)
    server.builder = told.build
    server.set_app(told.answer)


def _no_warning(record: logging.LogRecord) -> bool:
    """Let no request count as a warning: one that is answered meanwhile would stop a strict build.

    The page with the reason asks again each second, so that a mended site would never come.
    """
    if record.levelno == logging.WARNING:
        record.levelno, record.levelname = logging.INFO, "INFO"
    return True


class _Explained:
    """A server's own builder and application, and the reason why the last build failed."""

    def __init__(self, server: LiveReloadServer) -> None:
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
            self.builder()
            self.reason = ""
        except (Exception, SystemExit) as error:
            self.reason = "\n".join(heard.messages) or mkdocs_errors.sentence(error)
            if not heard.messages:
                log.error(self.reason)  # noqa: TRY400 - a traceback says nothing to a writer
        finally:
            logging.getLogger("mkdocs").removeHandler(heard)

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """What the server answers; a page of its own while there is a reason."""
        name = str(environ["PATH_INFO"]).rpartition("/")[2]
        if not self.reason or (name and not name.endswith(".html")):
            return self.app(environ, start_response)
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
