"""The scripts that a site serves, from the modules in src/: worker, engine and page script."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from search_kk.kazakh_stemmer import HERE

ENGINE = ("normal", "russian", "stemmer", "kit", "reader", "vocabulary", "query", "periods", "rank",
          "passage", "figures", "engine")  # fmt: skip
PAGE = ("dom", "card", "before", "list", "marks", "page")


# const WEIGHTS = {k1: 1.2, …}: numbers, called by their names
_FIELD = re.compile(r"(\w+): ([\d.]+)")
_TABLE = re.compile(r"^const ([A-Z]+) = \{\s*((?:\w+: [\d.]+,?\s*)+)\}\n", re.MULTILINE)


def engine_js() -> str:
    """The engine as a classic script: `searchKk.openEngine(load)`."""
    names = "openEngine,makeKit,makeSought,places"
    return f"(()=>{{\n{bundle(ENGINE)}\nself.searchKk={{{names}}}\n}})()\n"


def worker_js(engine: str, index: str) -> str:
    """The worker; the addresses of the engine and of the index's folder are seen from it."""
    code = bundle(("worker",)).replace("@engine@", engine).replace("@index@", index)
    return f"(()=>{{\n{code}\n}})()\n"


@dataclass(frozen=True)
class Page:
    """What the page script is given; the addresses are seen from the worker, as pages name it."""

    messages: Mapping[str, Any]
    engine: str
    index: str  # the folder, with a slash at its end
    samples: Sequence[str] = ()  # queries to begin with
    style: str = ""


def page_js(given: Page) -> str:
    """The page script: the list improved, the card, marks; loaded by the first."""
    return (
        f"(()=>{{\n{bundle(PAGE)}\nself.searchKkPage=startPage({as_json(asdict(given))})\n}})()\n"
    )


def boot_js(page: str, engine: str, index: str, messages: Mapping[str, Any]) -> str:
    """What a page loads at once: it waits for the touch of the box or for ?h= in the address."""
    texts = {name: messages[name] for name in ("failed", "offline")}
    given = {"page": page, "engine": engine, "index": index, **texts}
    return f"(()=>{{\n{bundle(('boot',))}\nboot({as_json(given)})\n}})()\n"


def messages(language: str = "kk") -> dict[str, Any]:
    """The texts that the package has of its own, in messages/<language>.yml."""
    text = (HERE / f"messages/{language}.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def as_json(data: object) -> str:
    """JSON without blanks, in UTF-8."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def bundle(names: Iterable[str], folder: Path = HERE / "src") -> str:
    """The modules in one scope, without imports, comments, indentation and names of numbers."""
    modules = (strip((folder / f"{name}.js").read_text(encoding="utf-8")) for name in names)
    return with_numbers("\n".join(modules))


def with_numbers(script: str) -> str:
    """A script whose constants in capitals stand as the numbers that they are.

    A name that is given twice keeps its place: elsewhere it is something else.
    """
    fields = {
        f"{table}.{name}": number
        for table, numbers in _TABLE.findall(script)
        for name, number in _FIELD.findall(numbers)
    }
    script = re.sub(
        r"\b[A-Z]+\.\w+", lambda one: fields.get(one[0], one[0]), _TABLE.sub("", script)
    )
    given = re.findall(r"\b([A-Z][A-Z_]*) = ([\d.]+)?", script)
    count = Counter(name for name, _ in given)
    known = {name: number for name, number in given if number and count[name] == 1}
    if not known:
        return script
    any_name = "|".join(known)
    script = re.sub(rf"\b(?:{any_name}) = [\d.]+(?:, )?", "", script)
    script = re.sub(r"^const *$\n?", "", script, flags=re.MULTILINE)
    return re.sub(rf"(?<![\w.])(?:{any_name})(?!\w)", lambda name: known[name[0]], script)


def strip(source: str) -> str:
    """One module without what only a reader needs.

    A comment is a whole line or stands after two spaces.
    """
    source = re.sub(r"^import .*\n", "", source, flags=re.MULTILINE)
    source = re.sub(r"^export ", "", source, flags=re.MULTILINE)
    source = re.sub(r"(^|\s{2,})// .*$", "", source, flags=re.MULTILINE)
    return "\n".join(line for line in map(str.strip, source.splitlines()) if line)
