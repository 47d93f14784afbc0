"""A strict Content-Security-Policy for a site without a server of its own.

Instant navigation keeps the policy of the first page, so every page bears the same one: it allows
the inline scripts of the theme by their hashes, and nothing from another host.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from ..base.diagnostics import ContentError, Problem
from .folder import BuiltFolder

SERVED = "default-src * data: 'unsafe-inline'"  # of a writer's own server
ERROR_PAGE = "404.html"
_BEARS = re.compile(r"<meta [^<>]*Content-Security-Policy")
PLACEHOLDER = "@content-security-policy@"  # stands in hooks/theme/main.html

# Scripts with a type such as application/json are data: nothing runs them.
_OPENS = re.compile("<script", re.IGNORECASE)
_CLOSES = re.compile("</script", re.IGNORECASE)
_RUNS = "module|importmap|speculationrules|(text|application)/(x-)?(java|ecma)script"
_DATA = re.compile(rf"""\ssrc=|\stype=["']?(?!({_RUNS})?["'\s>])""", re.IGNORECASE)


def inline_scripts(html: str) -> set[str]:
    """The texts of scripts that a page runs and that have no address."""
    found, at = set(), 0
    while opening := _OPENS.search(html, at):
        start = html.find(">", opening.end()) + 1
        closing = _CLOSES.search(html, start) if start else None
        if closing is None:  # a browser runs nothing that is not closed
            break
        script, at = html[start : closing.start()], closing.end()
        if script and not _DATA.search(html[opening.end() : start]):
            found.add(script)
    return found


def source(text: str) -> str:
    """What a policy calls an inline script or style by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(scripts: Iterable[str]) -> str:
    """The policy that allows these inline scripts alone."""
    hashes = sorted(map(source, scripts))
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *hashes)),
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'self'",
            "form-action 'none'",
        )
    )


def apply(folder: BuiltFolder) -> str:
    """Put the policy into every page of a built site, and return it.

    Allowed are the inline scripts of the theme, which are those of the error page: it has no text
    of a writer. ContentError where any other page has one more, or bears no policy.
    """
    known = inline_scripts(folder.pages[ERROR_PAGE])
    problems = [
        Problem(path, 0, f"<script>{script[:60]}", "expected no inline script besides the theme's")
        for path, html in folder.pages.items()
        for script in sorted(inline_scripts(html) - known)
    ]
    problems += [
        Problem(path, 0, "", "expected a policy: hooks/theme/main.html writes its mark")
        for path, html in folder.pages.items()
        if not _BEARS.search(html)
    ]
    if problems:
        raise ContentError(problems)
    allowed = policy(known)
    for path, html in folder.pages.items():
        folder.pages[path] = html.replace(PLACEHOLDER, allowed)
    return allowed
