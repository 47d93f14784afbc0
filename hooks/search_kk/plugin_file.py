"""Make lunr.kk.min.js, which Material's worker loads: the modules of src/, the rules, the stems.

    python -m search_kk.plugin_file --out …/assets/javascripts/lunr/min/lunr.kk.min.js

A site calls plugin_js() itself, with its own words (protected.py) and its own equivalents.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from search_kk.kazakh_stemmer import (
    DERIVATION,
    HERE,
    KNOWN,
    NOMINAL,
    VERB,
    compile_table,
    load,
    read_stems,
)
from search_kk.protected import protected_stems

PLUGIN = ("stemmer", "fold", "vocabulary", "kit", "query", "rank", "plugin")
PAGE = ("highlight", "hint", "page")
WORD = re.compile(r"[0-9a-zà-ɏа-яёәғқңөұүһі]+")

# The outer text of both scripts. The data is JSON, which is JavaScript as it stands.
PLUGIN_FRAME = (
    "(function(scope){{\n{code}\nstart(scope,{data})\n}})(typeof self!=='undefined'?self:this)\n"
)
PAGE_FRAME = "(function(){{\n{code}\nstartPage(window,{texts})\n}})()\n"
TEXTS = {
    "hint": "«{}» іздедіңіз бе?",
    "none": "Басқа сөзбен не сөздің бір бөлігімен іздеп көріңіз.",
}


def plugin_js(
    rules: Mapping[str, Any], stems: Mapping[str, int], equivalents: Mapping[str, str] | None = None
) -> str:
    """The lunr plugin. equivalents.

    What a reader may type -> what the site says («бюджет города» -> «қала бюджеті»).
    """
    return PLUGIN_FRAME.format(
        code=bundle(PLUGIN), data=as_json(plugin_data(rules, stems, equivalents or {}))
    )


def page_js(texts: Mapping[str, str] = TEXTS) -> str:
    """The page script: marks the words of ?h= in any form, shows what may have been meant.

    It has no data: where a page is opened with ?h= it loads the plugin, which the browser has
    from the search.
    """
    return PAGE_FRAME.format(code=bundle(PAGE), texts=as_json(texts))


def plugin_data(
    rules: Mapping[str, Any], stems: Mapping[str, int], equivalents: Mapping[str, str]
) -> dict[str, Any]:
    """What the scripts need to know, as JSON."""
    table = compile_table(rules)
    free = {i for i, slot in enumerate(table["slots"]) if not slot["flags"] & (KNOWN | DERIVATION)}
    return {
        "table": table,
        "lexicon": pack(stems),
        "folding": rules["folding"],
        "lookalikes": rules["lookalikes"],
        "own": rules["own"],
        "light": rules["light"].split(),
        "questions": rules["questions"].split(),
        "chain": sorted(
            ending
            for ending, found in table["endings"].items()
            if any(rule[0] in free for rule in found)
        ),
        "equivalents": [
            [cut(typed), cut(said)]
            for typed, said in sorted(equivalents.items())
            if cut(typed) and cut(said)
        ],
    }


def pack(stems: Mapping[str, int]) -> str:
    """«nominal stems|verb stems»."""
    return "|".join(
        " ".join(sorted(stem for stem, classes in stems.items() if classes & bit))
        for bit in (NOMINAL, VERB)
    )


def cut(text: str) -> list[str]:
    """The words of a text, as the site's separator cuts them."""
    return WORD.findall(text.lower())


def as_json(data: object) -> str:
    """JSON without blanks, in UTF-8."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def bundle(names: Iterable[str], folder: Path = HERE / "src") -> str:
    """The modules in one scope, without imports, comments and indentation."""
    return "\n".join(strip((folder / f"{name}.js").read_text(encoding="utf-8")) for name in names)


def strip(source: str) -> str:
    """One module without what only a reader needs.

    A comment is a whole line or stands after two spaces.
    """
    source = re.sub(r"^import .*\n", "", source, flags=re.MULTILINE)
    source = re.sub(r"^export ", "", source, flags=re.MULTILINE)
    source = re.sub(r"(^|\s{2,})// .*$", "", source, flags=re.MULTILINE)
    return "\n".join(line for line in map(str.strip, source.splitlines()) if line)


def main() -> None:
    """Write the scripts where the arguments say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--page", type=Path, help="where the page script goes")
    parser.add_argument(
        "--words", type=Path, help="the site's words, one a line, for protected stems"
    )
    parser.add_argument(
        "--equivalents", type=Path, help="JSON: what a reader may type -> what the site says"
    )
    args = parser.parse_args()
    stems = read_stems((HERE / "stems.txt").read_text(encoding="utf-8"))
    if args.words:
        stems |= protected_stems(args.words.read_text(encoding="utf-8").split(), stems)
    equivalents = (
        json.loads(args.equivalents.read_text(encoding="utf-8")) if args.equivalents else {}
    )
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(plugin_js(load(), stems, equivalents), encoding="utf-8")
    if args.page:
        args.page.parent.mkdir(parents=True, exist_ok=True)
        args.page.write_text(page_js(), encoding="utf-8")


if __name__ == "__main__":
    main()
