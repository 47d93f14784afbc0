"""Random damage to the real files: each is loaded, or refused with file and line; never a crash.

`make fuzz` does 2,000 rounds; the tests do a share of them (tests/unit/test_fuzz.py).
"""

from __future__ import annotations

import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from markdown import Markdown

from datapages.base.diagnostics import ContentError, Problem
from datapages.base.source_files import read_text
from datapages.build import Model, Settings
from datapages.content import data_links
from datapages.content.pages import SourcePage
from datapages.linking.moved_addresses import Addresses
from datapages.model import loader

ROOT = Path(__file__).parent.parent
LIMIT = 20  # seconds for one file: what takes longer hangs
EXTENSIONS = ("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables",
              "toc", "pymdownx.details", "pymdownx.superfences")  # fmt: skip

_TOKENS = """
~ : - ? & * ! | > % @ ` # ' " -1 0 null true no 010 0x1F 1e9 1e999 .nan .inf -.inf [] {} [[]]
{a:b} --- ... << Ә "\\x00" "\\uD800" "\\U0010FFFF" "\\UFFFFFFFF" '2021-02-30' 2021-01-01 1:30
99999999999999999999 9999999999999999999999999999.5 1e-999 \ufeff \u202e &a *a !x
!!python/object:os.system !!binary {{ }} {{value( {{value("population",2021)}} [@ [@zan-148]
{#a} {: {onclick="x"} \ue000 \ue0001\ue001 <script> <!-- --> ]]> ``` !!! ??? [^1] ##
"""
TOKENS = (*_TOKENS.split(), "\u2028", "\x85", "\t", "\r\n", "\r", "\x00", "\x0b")


def flipped(text: bytes, chance: random.Random) -> bytes:
    """Another byte, which may be no UTF-8."""
    at = chance.randrange(len(text) + 1)
    return text[:at] + bytes([chance.randrange(256)]) + text[at + 1 :]


def cut(text: bytes, chance: random.Random) -> bytes:
    """Without a piece, or without an end."""
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.choice((1, 5, 20, len(text))) :]


def token(text: bytes, chance: random.Random) -> bytes:
    """With a token anywhere."""
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(TOKENS).encode() + text[at:]


def value(text: bytes, chance: random.Random) -> bytes:
    """With another value after a key: a wrong type, a huge number, NaN, an alias, a tag."""
    lines = text.split(b"\n")
    here = chance.randrange(len(lines))
    key, colon, _ = lines[here].partition(b": ")
    lines[here] = key + (colon or b": ") + chance.choice(TOKENS).encode()
    return b"\n".join(lines)


def lines(text: bytes, chance: random.Random) -> bytes:
    """With a line lost, doubled, moved or indented."""
    all = text.split(b"\n")
    here, there = chance.randrange(len(all)), chance.randrange(len(all))
    line = all[here]
    match chance.randrange(4):
        case 0:
            del all[here]
        case 1:
            all.insert(there, line)
        case 2:
            all[here], all[there] = all[there], line
        case _:
            all[here] = chance.choice((b"  ", b" ", b"\t", b"- ", b"\xc2\xa0")) + line
    return b"\n".join(all)


def whole(text: bytes, chance: random.Random) -> bytes:
    """Another file altogether, or other ends of lines."""
    deep = chance.choice((b"[", b"{a: ", b"- ", b"> ", b"*", b"{{ ", b"[@", b"(", b"<div>"))
    return chance.choice(
        (
            b"",
            b"\x00",
            b"\xff\xfe" + text,
            b"\xef\xbb\xbf" + text,
            text.replace(b"\n", b"\r\n"),
            text.replace(b"\n", b"\r"),
            text.replace(b"  ", b"\t"),
            text + b"\n" + text,
            deep * chance.choice((50, 1000, 3000)),
            text + b"\n" + b"x" * 200_000,
            b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n" + text,
            b"---\n" + text,
        )
    )


KINDS = (flipped, cut, token, value, lines, lines, whole)


def damaged(text: bytes, chance: random.Random) -> tuple[bytes, str]:
    """One to three mutations, and the kind of the last."""
    for _ in range(chance.randint(1, 3)):
        kind = chance.choice(KINDS)
        text = kind(text, chance)
    return text, kind.__name__


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Stop what hangs."""

    def stop(*_: Any) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class Project:
    """A copy of the project's texts and data, a file of which is damaged at a time."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        for name in ("data", "docs", "addresses"):
            shutil.copytree(ROOT / name, folder / name)
        self.model = Model.load(
            Settings(
                root=folder,
                docs=folder / "docs",
                templates=ROOT / "hooks/templates",
                options={
                    "data": "data",
                    "sources_page": "derekkozder.md",
                    "units_folder": "birlikter",
                    "stemmer": ROOT / "hooks/search_kk",
                },
                name="Сайт",
                url="http://127.0.0.1/",
            )
        )
        (ROOT / ".cache/charts").mkdir(parents=True, exist_ok=True)
        (folder / ".cache").mkdir(exist_ok=True)
        (folder / ".cache/charts").symlink_to(ROOT / ".cache/charts")
        self.files = [
            sorted((folder / "data").rglob("*.yml")),
            sorted((folder / "addresses").iterdir()),
            sorted((folder / "docs").rglob("*.md")),
        ]

    def source(self, path: Path) -> SourcePage:
        """A page as an adapter hands it in."""
        name = path.relative_to(self.root / "docs").as_posix()
        return SourcePage.read(name, read_text(path, f"docs/{name}"))

    def load(self, path: Path) -> None:
        """Do with a file all that a build does; ContentError if it is refused."""
        match path.relative_to(self.root).parts[0]:
            case "data":
                loader.load(self.root / "data", data_links.check(self.root / "docs"))
            case "addresses":
                Addresses.load(self.root / "addresses")
            case _:
                self._page(path)

    def _page(self, path: Path) -> None:
        source = self.source(path)
        draft = self.model.read([source], {source.path: "Бет"})
        page = draft.expand(source, f"/{source.path.removesuffix('.md')}/", "../{}#{}".format)
        extensions = [*EXTENSIONS, *self.model.extensions()]
        rendered = page.fill(Markdown(extensions=extensions).convert(page.markdown), [])
        if rendered.problems:
            raise ContentError(list(rendered.problems))


def fuzz(rounds: int, seed: int) -> Counter[str]:
    """How many damaged files were loaded and refused, by folder; anything else is raised."""
    chance = random.Random(seed)  # noqa: S311 - chance, not secrecy
    told: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder) / "project")
        for _ in range(rounds):
            path = chance.choice(chance.choice(project.files))
            sound = path.read_bytes()
            content, kind = damaged(sound, chance)
            path.write_bytes(content)
            name = path.relative_to(project.root)
            try:
                with limited(LIMIT):
                    project.load(path)
                told[f"{name.parts[0]}: loaded"] += 1
            except ContentError as error:
                told[f"{name.parts[0]}: refused"] += 1
                _check(error.problems, project.root)
            except Exception as error:
                error.add_note(f"{name} ({kind}) was {content[:2000]!r}")
                raise
            path.write_bytes(sound)
    return told


def _check(problems: Sequence[Problem], root: Path) -> None:
    """A refusal names files that are there, and lines of them."""
    assert problems
    for problem in problems:
        path = root / problem.file
        assert path.is_file(), problem
        text = path.read_bytes().decode("utf-8", "replace")
        assert 0 <= problem.line <= len(text.splitlines()) + 1, problem


def main(arguments: Sequence[str], say: Callable[[str], object] = sys.stdout.write) -> None:
    """`[rounds] [seed]`: damage so many files and print what became of them."""
    rounds, seed = (*map(int, arguments), 2000, 2026)[:2] if arguments else (2000, 2026)
    started = time.perf_counter()
    told = fuzz(rounds, seed)
    for name, count in sorted(told.items()):
        say(f"{count:6} {name}\n")
    say(f"{rounds:6} in {time.perf_counter() - started:.0f} s, seed {seed}: no crash, no hang\n")


if __name__ == "__main__":
    main(sys.argv[1:])
