"""Every link, fragment, picture and file that the site names is there."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from search_kk import documents
from tests.conftest import ERROR_PAGES

_TAG = re.compile(r"<([a-zA-Z][\w-]*)(\s[^<>]*)>")
_ATTRIBUTE = re.compile(r"""\s([\w:-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
ADDRESSES = {"href", "src", "srcset", "data", "poster", "action", "xlink:href", "content"}
# `content` is an address only in these metas.
SHARE = "javascript:void(0)"  # Material's button of the search, which its script gives an address
OF_META = {"og:url", "og:image", "citation_public_url", "twitter:image", "refresh"}


def named(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    """The addresses that an element names."""
    for name in ADDRESSES & attributes.keys():
        value = attributes[name].replace("&amp;", "&")
        if name == "srcset":
            yield from (one.split()[0] for one in value.split(","))
        elif name != "content":
            yield value
        elif tag == "meta" and OF_META & {*attributes.values()}:
            yield value.partition("url=")[2] if "url=" in value else value


@cache
def read(page: Path) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """Ids of a page, and its (element, address)."""
    ids, found = set(), []
    for tag, text in _TAG.findall(page.read_text(encoding="utf-8")):
        attributes = {name: "".join(value) for name, *value in _ATTRIBUTE.findall(text)}
        if "id" in attributes:
            ids.add(attributes["id"])
        found += [(tag, address) for address in named(tag, attributes)]
    return frozenset(ids), tuple(found)


def fault(url: str, address: str, site: Path) -> str:
    """What is wrong with a full address; empty if it is sound or leads to another host."""
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}/" != address:
        return "" if parts.scheme in ("http", "https", "mailto", "data") else "strange scheme"
    target = site / unquote(parts.path).lstrip("/")
    target = target / "index.html" if parts.path.endswith("/") else target
    if not target.is_file():
        return "no such file"
    fragment = unquote(parts.fragment)
    # Material's own fragments start with «__»; some are made by its script.
    if fragment and not fragment.startswith("__") and target.suffix == ".html":
        return "" if fragment in read(target)[0] else "no such id"
    return ""


def test_no_address_on_a_page_is_dead(site: Path, address: str) -> None:
    faults, kinds = [], Counter[str]()
    for page in sorted(site.rglob("*.html")):
        name = page.relative_to(site).as_posix().removesuffix("index.html")
        base = address if name in ERROR_PAGES else address + name
        for tag, target in read(page)[1]:
            kinds[tag] += 1
            if target != SHARE and (wrong := fault(urljoin(base, target), address, site)):
                faults.append((name, tag, target, wrong))
    assert not faults, faults[:20]
    assert min(kinds[tag] for tag in ("a", "link", "script", "img", "meta")) > 60, kinds


def test_no_address_in_a_stylesheet_is_dead(site: Path, address: str) -> None:
    seen = 0
    for sheet in site.rglob("*.css"):
        base = address + sheet.relative_to(site).as_posix()
        for target in re.findall(r"url\(\s*['\"]?([^'\")]+)", sheet.read_text(encoding="utf-8")):
            assert not fault(urljoin(base, target), address, site), (sheet, target)
            seen += 1
    assert seen > 5


def test_feed_sitemap_and_lists_lead_to_pages(site: Path, address: str) -> None:
    found: dict[str, list[str]] = {}
    for name in ("sitemap.xml", "ozgerister.xml"):
        elements = [*ET.parse(site / name).iter()]
        found[name] = [one.text or "" for one in elements if one.tag.endswith("loc")]
        found[name] += [one.attrib["href"] for one in elements if "href" in one.attrib]
    found["llms.txt"] = re.findall(r"\]\(([^)]+)\)", (site / "llms.txt").read_text("utf-8"))
    found["search"] = [doc.location for doc in documents.of_site(site)]
    for name, urls in found.items():
        assert urls, name
        for url in urls:
            assert not fault(urljoin(address, url), address, site), (name, url)
    sitemap = {*found["sitemap.xml"]}
    pages = {path.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert {address + page.removesuffix("index.html") for page in pages} >= sitemap


def test_data_for_machines_leads_to_pages(site: Path, address: str) -> None:
    def urls(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (url for inner in value.values() for url in urls(inner))
        elif isinstance(value, list):
            yield from (url for inner in value for url in urls(inner))
        elif isinstance(value, str) and value.startswith(address):
            yield value

    seen = 0
    for page in site.rglob("*.html"):
        for text in re.findall(
            r'type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"), re.DOTALL
        ):
            for url in urls(json.loads(text)):
                seen += 1
                assert not fault(url, address, site), (page, url)
    assert seen > 200


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        ("zhoq/", "no such file"),
        ("kirispe/#zhoq", "no such id"),
        ("javascript:x", "strange scheme"),
    ],
)
def test_a_dead_address_is_told(site: Path, address: str, target: str, wrong: str) -> None:
    assert fault(urljoin(address, target), address, site) == wrong
