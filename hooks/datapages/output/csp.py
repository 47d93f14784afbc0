"""A strict Content-Security-Policy for a site without a server of its own.

Instant navigation keeps the policy of the first page, so every page bears the same one: it allows
the inline scripts of all pages by their hashes, and nothing from another host.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from .folder import BuiltFolder

SERVED = "default-src * data: 'unsafe-inline'"  # of a writer's own server
PLACEHOLDER = "@content-security-policy@"  # stands in hooks/theme/main.html

# Scripts with a type such as application/json are data: nothing runs them.
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline_scripts(html: str) -> set[str]:
    """The texts of scripts that a page runs and that have no address."""
    return {script for script in _INLINE.findall(html) if script}


def policy(scripts: Iterable[str]) -> str:
    """The policy that allows these inline scripts alone."""
    hashes = sorted(
        "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
        for script in scripts
    )
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *hashes)),
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'none'",
        )
    )


def apply(folder: BuiltFolder) -> str:
    """Put the policy into every page of a built site, and return it."""
    allowed = policy(set().union(*map(inline_scripts, folder.pages.values())))
    for path, html in folder.pages.items():
        folder.pages[path] = html.replace(PLACEHOLDER, allowed)
    return allowed
