"""Questions as readers type them, against what the search shows first.

A file has a question a line, tab-separated with a head: id, group, query, expect (some, row, empty,
empty-or-near), loc_regex, text_regex (`-` asks for nothing, ` || ` parts alternatives), value (of a
figure). A result is right if its address matches the one, and what it shows or what stands there
the other. The engine in Node answers as the browser does; a test compares the two.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from search_kk import node

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_HIDDEN = re.compile("[\u00ad\u200b\u2060]")
STANDS = 3000  # signs of HTML that are read from an address on

Row = Mapping[str, str]
Place = tuple[str, str]  # the address, and what is shown


def measure(site: Path, engine: node.Engine, path: Path) -> Iterator[str]:
    """A line for each group of questions: right first, in five, the figure first, empty ones."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    yield f"{path.name}: group, questions, right first, in five, figure first, empty"
    for group in [*sorted({row["group"] for row in rows}), "all"]:
        asked = [row for row in rows if group in (row["group"], "all")]
        ranks, figures, empty = [], [], []
        for row in asked:
            query = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), row["query"])
            answer = engine.ask(query)
            places = _shown(answer)
            if row["expect"] in ("some", "row"):
                ranks.append(_rank(site, row, places))
            if row["expect"] == "empty":
                empty.append(not places)
            if row["value"] not in ("", "-"):
                figures.append(_has_figure(row["value"], answer, places))
        yield (
            f"{group:<8}{len(asked):>4}  {_share([rank == 1 for rank in ranks])}  "
            f"{_share([0 < rank <= 5 for rank in ranks])}  {_share(figures)}  {_share(empty)}"
        )


def _share(held: list[bool]) -> str:
    return f"{sum(held) / len(held):6.3f}" if held else "     –"


def _shown(answer: Mapping[str, Any]) -> list[Place]:
    """The places that a reader sees, in order: the links of the card, then the list."""
    found: dict[str, str] = {}
    if card := answer.get("card"):
        value, chart = card["value"], card["chart"]
        page = value["location"].split("#")[0]
        if chart and not card.get("dated") and chart.split("#")[0] == page:
            found[chart] = f"{card['title']} {card['place']}"
        found.setdefault(value["location"], f"{value['text']} {value['when']}")
    results = {one["location"]: one for one in answer["results"]}
    for group in answer["groups"]:
        for location in [group["page"], *group["sections"][: group["shown"]]]:
            if one := results.get(location):
                found.setdefault(location, f"{one['title']} {one['text']}")
    return [*found.items()]


def _rank(site: Path, row: Row, places: list[Place]) -> int:
    """Where the first right place is; the title of a page above its sections takes none."""
    rank = 0
    for n, (location, text) in enumerate(places):
        if _is_right(site, row, location, text):
            return rank + 1
        following = places[n + 1][0] if n + 1 < len(places) else ""
        if "#" in location or not following.startswith(f"{location}#"):
            rank += 1
    return 0


def _is_right(site: Path, row: Row, location: str, text: str) -> bool:
    addresses, texts = row["loc_regex"].split(" || "), row["text_regex"].split(" || ")
    most = max(len(addresses), len(texts))
    for address, said in zip(
        addresses * (most if len(addresses) == 1 else 1),
        texts * (most if len(texts) == 1 else 1),
        strict=True,
    ):
        if address == said == "-" or (address != "-" and not re.search(address, location)):
            continue
        if said == "-" or re.search(said, _plain(text)) or re.search(said, _there(site, location)):
            return True
    return False


@cache
def _there(site: Path, location: str) -> str:
    path, _, fragment = location.partition("#")
    file = site / path / "index.html"
    page = file.read_text(encoding="utf-8") if file.is_file() else ""
    if not fragment:
        return _plain(page[:20_000])
    at = re.search(rf'\sid="?{re.escape(fragment)}"?[\s>]', page)
    return _plain(page[page.rfind("<", 0, at.start()) : at.end() + STANDS]) if at else ""


def _plain(text: str) -> str:
    text = _HIDDEN.sub("", html.unescape(re.sub(r"<[^>]+>", " ", text)))
    return _SPACES.sub(" ", text.replace("\u2011", "-")).strip().lower()


def _has_figure(value: str, answer: Mapping[str, Any], places: list[Place]) -> bool:
    """Whether what is shown first has the figure, with all its decimals or fewer noughts."""
    whole = f"{abs(int(float(value))):,}".replace(",", " ")
    decimals = value.partition(".")[2]
    figure = rf"(?<![\d,])(?<!\d ){whole}(?:,{decimals or '0'}0*)?(?!\d)(?! \d\d\d(?!\d))"
    said = [answer["card"]["value"]["text"]] if "card" in answer else []
    return any(re.search(figure, _plain(text)) for text in (*said, *(t for _, t in places[:1])))
