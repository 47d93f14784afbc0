"""What a host has to say with each file: the same headers as `_headers` and as an nginx server.

    python -m datapages.output.host_headers site [root [port]]    prints the server block

`_headers` is what Netlify and Cloudflare Pages read. The server block is made from that file, so
that the two forms cannot say two things.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from ..base import command
from . import csp
from .folder import BuiltFolder

FILE = "_headers"
FOREVER = "public, max-age=31536000, immutable"
FRESH = "no-cache"  # kept, but asked for anew each time
NO_FRAMES = "frame-ancestors 'none'"  # only a header can say this, no page
_STYLES = "style-src 'self'"
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')


def headers(policy: str, styles: Iterable[str] = (), *, framed: bool = False) -> dict[str, str]:
    """The headers of every answer; `policy` is what the pages bear.

    `styles` are those inside of charts, which may be opened by themselves. `framed`: some pages
    may stand in a frame of another site, so that rules for the others forbid it.
    """
    allowed = " ".join((_STYLES, *map(csp.source, styles)))
    policy = policy.replace(_STYLES, allowed)
    return {
        "Content-Security-Policy": policy if framed else f"{policy}; {NO_FRAMES}",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def rules(fields: Mapping[str, str], hashed: Iterable[str], closed: Iterable[str] = ()) -> str:
    """The text of `_headers`; `hashed` are the addresses of files whose content never changes.

    A header that two rules name would be sent twice, so `/*` says nothing of caching: what no
    other rule names is asked for anew each time by both hosts. Of two policies a browser keeps
    both: what is `closed` has a second one, which forbids frames.
    """
    found: dict[str, dict[str, str]] = {"/*": dict(fields)}
    for path in closed:
        found[path] = {"Content-Security-Policy": NO_FRAMES}
    for path in ("/", "/sw.js"):
        found.setdefault(path, {})["Cache-Control"] = FRESH
    for path in hashed:  # a folder: all that is in it
        found[f"{path}*" if path.endswith("/") else path] = {"Cache-Control": FOREVER}
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in fields.items())
        for path, fields in found.items()
    )


NGINX = """\
# Serves a built site; include it in the http block (as /etc/nginx/conf.d/site.conf).
map $uri $site_caching {{
    default "{fresh}";
{hashed}}}
{frames}
server {{
    listen {listen};
    server_tokens off;
    absolute_redirect off; # /kirispe → /kirispe/, whatever stands before this server
    charset utf-8;
    include mime.types;
    types {{ text/csv csv; text/markdown md; application/manifest+json webmanifest; }}
    charset_types text/css text/csv text/javascript application/javascript text/plain text/xml;

    gzip on;
    gzip_static on; # takes file.gz where there is one
    gzip_vary on;
    gzip_proxied any;
    gzip_min_length 512;
    gzip_types text/css text/csv text/javascript application/javascript application/json
               application/xml text/xml text/plain image/svg+xml application/atom+xml;

{headers}
    location {base} {{ alias {root}/; }}
    error_page 404 {base}404.html;
}}
"""


def nginx(rules: str, base: str, root: str, listen: str = "8080") -> str:
    """A server block that says what `_headers` does.

    `base` is the site's path on its host, `root` the folder of its files.
    """
    found = _read(rules)
    hashed = [path for path, fields in found.items() if fields.get("Cache-Control") == FOREVER]
    closed = [
        path
        for path, fields in found.items()
        if path != "/*" and fields.get("Content-Security-Policy") == NO_FRAMES
    ]
    fields = [*found["/*"].items(), ("Cache-Control", "$site_caching")]
    if closed:
        fields.append(("Content-Security-Policy", "$site_frames"))
    return NGINX.format(
        fresh=FRESH,
        hashed="".join(f'    "{_place(base, path)}" "{FOREVER}";\n' for path in hashed),
        listen=listen,
        base=base,
        root=root.rstrip("/"),
        frames=_frames([_place(base, path) for path in closed]),
        headers="".join(f'    add_header {name} "{value}" always;\n' for name, value in fields),
    )


def _frames(closed: Iterable[str]) -> str:
    """What may not stand in a frame; nginx sends no header that is empty."""
    listed = "".join(f'    "{path}" "{NO_FRAMES}";\n' for path in closed)
    return f'map $uri $site_frames {{\n    default "";\n{listed}}}\n' if listed else ""


def _place(base: str, path: str) -> str:
    """An address, or a pattern for all that is in a folder, as nginx's map reads it."""
    whole = f"{base}{path.lstrip('/')}"
    return f"~^{re.escape(whole[:-1])}" if whole.endswith("*") else whole


def _read(rules: str) -> dict[str, dict[str, str]]:
    """`_headers` as a mapping: address → headers."""
    found: dict[str, dict[str, str]] = {}
    for line in rules.splitlines():
        if not line.startswith(" "):
            here = found.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            here[name] = value
    return found


def base_of(site: Path) -> str:
    """The path of a built site on its host: «/», «/kitap/»; «/» where it does not know."""
    found = _CANONICAL.search((site / "index.html").read_text(encoding="utf-8"))
    return urlsplit(found[1]).path if found else "/"


def add(folder: BuiltFolder, policy: str, styles: Iterable[str] = (), frames: str = "") -> None:
    """Add `_headers` to a built site whose pages bear this policy, and its charts these styles.

    The pages in the folder `frames` are there to stand in frames of other sites.
    """
    hashed = sorted(f"/{path}" for path in folder.hashed)
    tops = {path.partition("/")[::2] for path in folder.pages}
    inside = {f"/{top}/*" if rest else f"/{top}" for top, rest in tops if top != frames}
    closed = sorted({"/", *inside}) if frames else []
    fields = headers(policy, styles, framed=bool(frames))
    folder.write(FILE, rules(fields, hashed, closed))


def main(site: str, root: str = "/usr/share/nginx/html", listen: str = "8080") -> None:
    """Print the server block of a built site, whose files stand in `root` on the server."""
    folder = Path(site)
    rules = (folder / FILE).read_text(encoding="utf-8")
    print(nginx(rules, base_of(folder), root, listen), end="")


if __name__ == "__main__":
    sys.exit(command.run("host_headers", main, *sys.argv[1:]))
