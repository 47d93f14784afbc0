"""What a host has to say with each file: the same headers as `_headers` and as an nginx server.

    python -m datapages.hosting site [root [port]]    prints the server block for a built site

`_headers` is what Netlify and Cloudflare Pages read. Both forms take the policy that the pages of
the site bear, so that they cannot say two things.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

FILE = "_headers"
HASHED = r"\.[0-9a-f]{8,}\."  # in a name: the content never changes
FOREVER = "public, max-age=31536000, immutable"
FRESH = "no-cache"  # kept, but asked for anew each time

_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')


def headers(policy: str) -> dict[str, str]:
    """The headers of every answer; `policy` is what the pages bear."""
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",  # a page cannot say this
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def rules(policy: str, hashed: list[str]) -> str:
    """The text of `_headers`; `hashed` are the addresses of files with a hash in their names.

    A header that two rules name would be sent twice, so `/*` says nothing of caching: what no
    other rule names is asked for anew each time by both hosts.
    """
    found: dict[str, Mapping[str, str]] = {"/*": headers(policy)}
    for path in ("/", "/sw.js"):
        found[path] = {"Cache-Control": FRESH}
    for path in hashed:
        found[path] = {"Cache-Control": FOREVER}
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in said.items())
        for path, said in found.items()
    )


NGINX = """\
# Serves a built site; include it in the http block (as /etc/nginx/conf.d/site.conf).
map $uri $site_caching {{
    default "{fresh}";
    "~{hashed}" "{forever}";
}}

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


def nginx(policy: str, base: str, root: str, listen: str = "8080") -> str:
    """A server block: `base` is the site's path on its host, `root` the folder of its files."""
    said = headers(policy) | {"Cache-Control": "$site_caching"}
    return NGINX.format(
        fresh=FRESH,
        forever=FOREVER,
        hashed=HASHED,
        listen=listen,
        base=base,
        root=root.rstrip("/"),
        headers="".join(
            f'    add_header {name} "{value}" always;\n' for name, value in said.items()
        ),
    )


def policy_of(site: Path) -> str:
    """The policy that the pages of a built site bear."""
    return _said(_POLICY, site)


def base_of(site: Path) -> str:
    """The path of a built site on its host: «/», «/kitap/»."""
    return urlsplit(_said(_CANONICAL, site)).path


def _said(what: re.Pattern[str], site: Path) -> str:
    found = what.search((site / "index.html").read_text(encoding="utf-8"))
    assert found, f"{site}/index.html says nothing like {what.pattern}"
    return found[1]


def write(site: Path) -> None:
    """Write `_headers` into a built site."""
    names = [path.relative_to(site).as_posix() for path in site.rglob("*.*") if path.is_file()]
    hashed = [f"/{name}" for name in names if re.search(HASHED, name.rsplit("/", 1)[-1])]
    folders = {name.rpartition("/")[0] for name in names}  # whose name has the hash of all in them
    hashed += [f"/{folder}/*" for folder in folders if re.search(HASHED, folder)]
    hashed.sort()
    (site / FILE).write_text(rules(policy_of(site), hashed), encoding="utf-8")


def main(site: str, root: str = "/usr/share/nginx/html", listen: str = "8080") -> None:
    """Print the server block of a built site, whose files stand in `root` on the server."""
    folder = Path(site)
    print(nginx(policy_of(folder), base_of(folder), root, listen), end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
