"""`make check-links`: asks every address outside the site that data/ and docs/ name.

It is a command, not a test: others' servers come and go. A link is asked for with HEAD, then with
GET where HEAD does not tell; hosts side by side, the links of one host one after another. What
was found is printed, and written to .cache/links.tsv.
"""

from __future__ import annotations

import argparse
import ipaddress
import itertools
import re
import socket
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from ..base import command
from ..model import loader

AGENT = "Mozilla/5.0 (compatible; link check of a documentation site)"
PAUSE = 1.0  # seconds between two questions to one host
TIMEOUT = 20.0
HOSTS = 8  # at once

# Places of a text that name an address of others, code and comments apart.
_ADDRESS = re.compile(r"https?://[^\s<>\"'`)\]]+[^\s<>\"'`)\].,;:]")


@dataclass(frozen=True)
class Link:
    """An address, where it is named, and when it was last read (ISO day; empty if unknown)."""

    url: str
    named: str
    accessed: str = ""


@dataclass(frozen=True)
class Answer:
    """What came of a link: «ok», «moved», «dead», «refused» (403, 429: a person may be let in)."""

    state: str
    status: int  # of HTTP; 0: no answer
    seconds: float
    detail: str = ""  # where it moved, or why there is no answer


def links(data: Path, docs: Path, settings: Path) -> list[Link]:
    """Every address once: sources first, then the texts and mkdocs.yml."""
    sources = loader.load(data).sources.values()
    found = [Link(one.url, one.id, one.accessed or "") for one in sources if one.url]
    for path in (*sorted(docs.rglob("*.md")), settings):
        text = path.read_text(encoding="utf-8")
        found += [Link(url, path.name) for url in _ADDRESS.findall(text)]
    known = {link.url: link for link in reversed(found)}
    return [*reversed(known.values())]


def ask(url: str, timeout: float = TIMEOUT) -> Answer:
    """Ask for one address."""
    started = time.monotonic()

    def answer(state: str, status: int, detail: str = "") -> Answer:
        return Answer(state, status, round(time.monotonic() - started, 2), detail)

    try:
        wire = _ascii(url)
    except ValueError as error:
        return answer("dead", 0, f"no address: {error}")
    if not is_public(_host(wire)):
        return answer("dead", 0, "no host of the public network")
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(  # noqa: S310 - records allow http and https alone
            wire, method=method, headers={"User-Agent": AGENT, "Accept": "*/*"}
        )
        try:
            with _OPENER.open(request, timeout=timeout) as reply:
                moved = reply.url.partition("#")[0] != request.full_url.partition("#")[0]
                return answer("moved" if moved else "ok", reply.status, reply.url if moved else "")
        except urllib.error.HTTPError as error:
            if method == "GET" or error.code in (404, 410):
                state = "refused" if error.code in (401, 403, 429) else "dead"
                return answer(state, error.code, str(error.reason))
        except (OSError, HTTPException, ValueError) as error:
            if method == "GET" or isinstance(error, TimeoutError):
                return answer("dead", 0, str(getattr(error, "reason", "") or error))
    raise AssertionError("GET has returned")


def is_public(host: str) -> bool:
    """Whether a name leads to others and not to this machine or its network."""
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return True  # a name that nobody knows is told as such
    return all(ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global
               for *_, address in found)  # fmt: skip


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows others to others alone."""

    def redirect_request(self, *given: Any) -> urllib.request.Request | None:
        if not is_public(_host(given[-1])):
            raise OSError("moved to no host of the public network")
        return super().redirect_request(*given)


_OPENER = urllib.request.build_opener(_Redirects)


def _host(url: str) -> str:
    """The name of a host; empty where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _ascii(url: str) -> str:
    """The address as it goes over the wire."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode()
    safe = "/%:@!$&'()*+,;=~-._?"
    path, query = quote(parts.path, safe), quote(parts.query, safe)
    return urlunsplit((parts.scheme, host, path, query, ""))


def check(
    found: Iterable[Link], pause: float = PAUSE, asked: Callable[[str], Answer] = ask
) -> Iterator[tuple[Link, Answer]]:
    """Each link with its answer, as the hosts are done."""

    def host(link: Link) -> str:
        return _host(link.url)

    def one_host(group: list[Link]) -> list[tuple[Link, Answer]]:
        answers = []
        for place, link in enumerate(group):
            time.sleep(pause if place else 0)
            answers.append((link, asked(link.url)))
        return answers

    groups = [list(same) for _, same in itertools.groupby(sorted(found, key=host), host)]
    with ThreadPoolExecutor(HOSTS) as pool:
        for answers in pool.map(one_host, groups):
            yield from answers


def main(arguments: Sequence[str] | None = None) -> int:
    """Check all; 1 if a link is dead."""
    parser = argparse.ArgumentParser(description="Ask every address outside the site.")
    parser.add_argument("root", nargs="?", type=Path, default=Path())
    parser.add_argument("--pause", type=float, default=PAUSE)
    parser.add_argument("--list", action="store_true", help="print the links, ask nobody")
    options = parser.parse_args(arguments)
    found = links(options.root / "data", options.root / "docs", options.root / "mkdocs.yml")
    if options.list:
        print("\n".join("\t".join(astuple(link)) for link in found))
        return 0
    report = options.root / ".cache/links.tsv"
    report.parent.mkdir(exist_ok=True)
    counts: dict[str, int] = {}
    with report.open("w", encoding="utf-8") as out:
        out.write("state\tstatus\tseconds\turl\tnamed\taccessed\tdetail\n")
        for link, answer in check(found, options.pause):
            counts[answer.state] = counts.get(answer.state, 0) + 1
            row = (answer.state, answer.status, answer.seconds, *astuple(link), answer.detail)
            out.write("\t".join(map(str, row)).replace("\n", " ") + "\n")
            if answer.state != "ok":
                print(f"{answer.state} {answer.status} {link.url} ({link.named}) {answer.detail}")
    print(f"{len(found)} links: " + ", ".join(f"{n} {state}" for state, n in counts.items()))
    print(f"the whole list with dates of access: {report}")
    return 1 if counts.get("dead") else 0


if __name__ == "__main__":
    sys.exit(command.run("check-links", main))
