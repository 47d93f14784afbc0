from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from datapages.base import signs, yaml_reader
from tests.unit.conftest import ANY_TEXT

LONG = "сөз " * 50_000

PLAIN: dict[str, Any] = {
    "a: 0": {"a": 0},
    "a: -7": {"a": -7},
    "a: 435876": {"a": 435876},
    "a: 12.50": {"a": 12.5},
    "a: -0.5": {"a": -0.5},
    f"a: {'9' * 18}": {"a": int("9" * 18)},
    "a: true": {"a": True},
    "a: false": {"a": False},
    "a: null": {"a": None},
    "a:": {"a": None},
    "a: 3,5": {"a": "3,5"},  # text: a decimal comma never becomes a number
    "a: 2021-07": {"a": "2021-07"},
    "a: '010'": {"a": "010"},
    'a: "1:30"': {"a": "1:30"},
    "a: 'no'": {"a": "no"},
    "a: 'null'": {"a": "null"},
    "a: Шымкент қаласы": {"a": "Шымкент қаласы"},
    "a: [1, {b: c}]": {"a": [1, {"b": "c"}]},
    "- 1\n- x": [1, "x"],
    "a: |\n  екі\n  жол\n": {"a": "екі\nжол\n"},
    "a: >\n  бір\n  жол\n": {"a": "бір жол\n"},
    "\ufeffa: 1": {"a": 1},  # Windows' Notepad opens a file with it
    "a: 1\r\nb: 2\r\n": {"a": 1, "b": 2},
    "---\na: 1\n": {"a": 1},
    "": None,
    "# only a comment\n": None,
    "a: " + LONG: {"a": LONG.strip()},
}

AMBIGUOUS = """
010 018 0o17 0x1F 0b11 1_000 +1 1e3 1E3 1.5e3 1.5e+3 .5 -.5 1. .inf -.Inf .nan 1:30 190:20:30
no No off on yes YES y N True FALSE Null NULL ~ = << 2021-07-25 2001-12-14t21:59:43Z
"""

REFUSED: list[tuple[str, int, str]] = [
    ("a: 1\nb: 2\na: 3", 3, "key «a» stands twice"),
    ("a: {b: 1, b: 1}", 1, "stands twice"),
    ("a: 1\n'a': 1", 2, "stands twice"),
    ("a: &x 1", 1, "anchor &x"),
    ("- &x [1]\n- *x", 1, "anchor &x"),
    ("\na: *x", 2, "alias *x"),
    ("a:\n  <<: {b: 1}", 2, "<<"),
    ("a: !!str 1", 1, "tag"),
    ("a: !!python/object/apply:os.system [x]", 1, "tag"),
    ("a: ! x", 1, "tag !"),
    ("a: 1\n---\nb: 2", 2, "one document a file"),
    ("1: a", 1, "a key must be text, got «1» (a whole number)"),
    ("a:\n  true: b", 2, "a key must be text"),
    ("? [a]\n: b", 1, "a key must be text, got a list"),
    ("? {a: b}\n: b", 1, "a key must be text, got a mapping"),
    ("no: 1", 1, "no means different things"),
    (f"a: {'9' * 19}", 1, "long number"),
    ("a: 1." + "3" * 20, 1, "long number"),
    ("b: 1\na:\n\tc: 1", 3, "'\\t'"),
    ("b: 1\na: 'x\n\n", 3, "while scanning a quoted scalar from line 2"),
    ("a: [1,\n2", 2, "not valid YAML"),
    ("a: b: c", 1, "mapping values are not allowed here: put a text with «: » in it"),
    ("a: @b", 1, "put a text with «: » in it, or with a sign before it, in quotes"),
    ("a: 1\n b: 2", 2, "not valid YAML"),
    ("a: @x", 1, "cannot start any token"),
    ("%YAML 1." + "9" * 5000 + "\n---\na: 1", 1, "not valid YAML"),
    ("x: 1\na: \x07", 2, "U+0007"),
    ("a: \x00", 1, "U+0000"),
    ("x: 1\na: b\x85c", 2, "U+0085"),  # a line break to YAML, none to an editor
    ("a: b\u2028c", 1, "U+2028"),
    ("a: b\ufeffc", 1, "U+FEFF"),
    ('x: 1\na: "\\x00"', 2, "U+0000"),
    ('a: "\\ud800"', 1, "U+D800"),
    ('x: 1\na: "\\UFFFFFFFF"', 2, "not valid YAML"),
    ("a: " + "[" * 40 + "]" * 40, 1, "nested deeper than 30"),
    ("? " * 40, 1, "nested deeper than 30"),
    ("{" * 5000, 1, "nested deeper than 30"),
    ("x: 1\n" + "k" * 2000 + ": 1", 2, "not valid YAML"),
]


@pytest.mark.parametrize("text", PLAIN)
def test_reads_what_means_the_same_to_everyone(text: str) -> None:
    document = yaml_reader.parse(text, "f.yml")
    assert not document.problems
    assert document.value == PLAIN[text]
    assert repr(document.value) == repr(PLAIN[text])  # 1, 1.0 and True are equal in Python


@pytest.mark.parametrize("scalar", AMBIGUOUS.split())
def test_refuses_a_plain_scalar_that_readers_take_differently(scalar: str) -> None:
    (problem,) = yaml_reader.parse(f"b: 1\na: {scalar}", "f.yml").problems
    assert (problem.file, problem.line, problem.key) == ("f.yml", 2, "a")
    assert problem.message.startswith(scalar)
    assert "quotes" in problem.message
    assert not yaml_reader.parse(f"a: '{scalar}'", "f.yml").problems


@pytest.mark.parametrize(("text", "line", "words"), REFUSED, ids=lambda case: str(case)[:40])
def test_refuses_with_the_line(text: str, line: int, words: str) -> None:
    problem = yaml_reader.parse(text, "f.yml").problems[0]
    assert (problem.file, problem.line) == ("f.yml", line)
    assert words in problem.message


def test_tells_every_mistake_of_a_file_with_its_path() -> None:
    text = "a:\n  - b: no\n  - b: 010\nc: *x\nc: ~\n"
    problems = yaml_reader.parse(text, "f.yml").problems
    assert [(p.line, p.key) for p in problems] == [
        (2, "a[0].b"), (3, "a[1].b"), (4, "c"), (5, "c"), (5, "c"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "line"),
    [((), 1), (("a",), 1), (("a", 1, "b"), 3), (("a", 1, "missing"), 3), (("z", 7), 1)],
)
def test_line_of_a_path_or_of_its_nearest_parent(path: tuple[str | int, ...], line: int) -> None:
    document = yaml_reader.parse("a:\n  - b: 1\n  - b: 2\n", "f.yml")
    assert document.line(path) == line


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing (null)"),
        (True, "«True» (true or false)"),
        (31, "«31» (a whole number)"),
        (3.5, "«3.5» (a decimal number)"),
        ("x", "«x» (text)"),
        ("x" * 99, f"«{'x' * 57}…» (text)"),
        ([], "a list"),
        ({}, "a mapping"),
    ],
)
def test_describes_a_value_in_words(value: object, words: str) -> None:
    assert yaml_reader.describe(value) == words


class _Quoting(yaml.SafeDumper):
    """Writes every text in quotes and repeats values instead of aliasing them."""

    def ignore_aliases(self, data: object) -> bool:
        return True


_Quoting.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def trees(leaves: st.SearchStrategy[Any], keys: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=20
    )


written = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"]).filter(
        lambda letter: not [*signs.refused(letter)]
    ),
    max_size=60,
)
sound = trees(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.integers(-(10**9), 10**9).map(lambda n: n / 8)
    | written,
    written,
)
any_tree = trees(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT, ANY_TEXT
)


def dumped(tree: object) -> str:
    return yaml.dump(tree, Dumper=_Quoting, allow_unicode=True, sort_keys=False)


@given(sound)
def test_a_quoted_dump_reads_back_equal(tree: object) -> None:
    document = yaml_reader.parse(dumped(tree), "f.yml")
    assert not document.problems
    assert document.value == tree
    assert repr(document.value) == repr(tree)


@given(any_tree)
@example({"a": float("inf")})
@example("\x00")
@example("\ufeff")
def test_a_dump_of_anything_reads_back_equal_or_is_refused_with_a_line(tree: object) -> None:
    document = yaml_reader.parse(dumped(tree), "f.yml")
    assert document.problems or document.value == tree
    assert all(problem.line > 0 for problem in document.problems)


SIGNS = list(":-?[]{},&*!|>'\"%@`#~ab1é \n\r\t\\\x00\x85\u2028\ufeff")
WORDS = [
    "\n  ",
    ": ",
    "\n- ",
    "---\n",
    "...\n",
    "<<: ",
    "!!int ",
    "&a ",
    "*a",
    '"\\U',
    "|2-\n",
    "0x",
]
yaml_like = st.lists(st.sampled_from(SIGNS + WORDS), max_size=60).map("".join)


@given(ANY_TEXT | yaml_like)
@example('"\\UFFFFFFFF"')
@example("%YAML 1." + "9" * 5000)
@example("%TAG ! x\n---\n!%FF a")
@example("- " * 500)
def test_any_text_is_read_or_refused_never_an_exception(text: str) -> None:
    document = yaml_reader.parse(text, "f.yml")
    last = 1 + text.count("\n") + text.count("\r")
    assert all(1 <= problem.line <= last for problem in document.problems)


@given(yaml_like)
def test_the_quick_reader_reads_what_the_careful_one_reads(text: str) -> None:
    quick = yaml_reader._quick(text, "f.yml")
    if quick is not None and not yaml_reader._HIDDEN.search(text):
        careful = yaml_reader._careful(text, yaml_reader.Document("f.yml"))
        assert (quick.value, quick.lines) == (careful.value, careful.lines), careful.problems
