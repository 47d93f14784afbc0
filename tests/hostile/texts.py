"""Texts that would be markup, a script or a formula anywhere but in a well-made site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from datapages.base import yaml_reader
from datapages.model.kinds import KINDS

FREE = "^\\S"  # how the pattern of a free text begins: data/ may hold anything there

# No page has an element called «evil» or an attribute «onevil» of its own.
HOSTILE = (
    "<script>evil()</script>",
    '"><evil src=x onevil=evil()>',
    "' onevil='evil()' x='",
    "</script><script>evil()</script>",
    "</title></textarea></style><svg onevil=evil()>",
    "[x](javascript:evil())",
    "<a href=javascript:evil()>x</a>",
    "![x](//evil.example/x.png)",
    '{{ value("population", 2021) }}',
    "{{ 7 * 7 }} {% raw %} {# x",
    "[@zan-148]",
    "]]><evil>x</evil>",
    "<!-- x",
    "--><evil>x</evil>",
    "&lt;evil&gt; &#60;evil&#62; &amp;lt;evil&amp;gt;",
    "*x* __x__ `x` ~~x~~ # x | x |",
    "=HYPERLINK(1) +1 -1 @x",
    "${evil()} \\u003cscript\\u003e \\",
    "😀🇰🇿 x\u0301",
    '{ onevil="evil()" #x .y }',
    "{: onevil=evil() }",
    "\"'> < {{ *_` --> ]]>",
)


def changed(folder: Path, texts: tuple[str, ...]) -> int:
    """Put one of the texts, in turn, at the end of each free text of data/; how many they were."""
    endless, count = cycle(texts), 0
    schemas = {path.stem.split(".")[0]: json.loads(path.read_text("utf-8"))
               for path in (folder / "schemas").iterdir()}  # fmt: skip
    for path in sorted(folder.rglob("*.yml")):
        schema = schemas[_kind(path.relative_to(folder))]
        value = yaml_reader.parse(path.read_text("utf-8"), path.name).value
        places = [*_free(value, schema, schema)]
        for parent, key in places:
            # The id of a term is its transliteration, so that signs alone can be added to it.
            more = texts[-1] if path.stem == "glossary" and key == "kk" else next(endless)
            parent[key] = f"{parent[key]} {more}"
        count += len(places)
        path.write_text(json.dumps(value, ensure_ascii=False, indent=0), encoding="utf-8")
    return count


def _kind(inside: Path) -> str:
    return next(kind.name for kind in KINDS if kind.matches(inside))


def _free(value: Any, schema: Any, whole: Any) -> Iterator[tuple[Any, Any]]:
    """(parent, key) of every free text, by the JSON Schema of its file."""
    for part in _parts(schema, whole):
        for key, inner in list(enumerate(value) if isinstance(value, list) else value.items()):
            below = part.get("items") if isinstance(value, list) else _property(part, key)
            if below is None:
                continue
            if isinstance(inner, (list, dict)):
                yield from _free(inner, below, whole)
            elif isinstance(inner, str) and any(_is_free(one) for one in _parts(below, whole)):
                yield value, key


def _property(schema: Any, key: str) -> Any:
    return schema.get("properties", {}).get(key)


def _is_free(schema: Any) -> bool:
    return str(schema.get("pattern", "")).startswith(FREE)


def _parts(schema: Any, whole: Any) -> Iterator[Any]:
    if "$ref" in schema:
        yield from _parts(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
        return
    for one in schema.get("anyOf", ()):
        yield from _parts(one, whole)
    yield schema
