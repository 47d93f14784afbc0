from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapages.base.diagnostics import Problem
from datapages.content import notation
from datapages.content.notation import Call, Citation, Heading, Literal, NotationError
from tests.unit.conftest import ANY_TEXT


def expand(markdown: str) -> tuple[str, list[Problem]]:
    """Every piece of notation becomes `<name>`."""
    return expanded(markdown, lambda p: f"<{p.name if isinstance(p, Call) else p.source}>")


def expanded(markdown: str, replace: Callable[[Call | Citation], str]) -> tuple[str, list[Problem]]:
    return notation.expand(markdown, notation.parse(markdown), "docs/a.md", replace)


CALLS: list[tuple[str, str, tuple[Literal, ...], dict[str, Literal]]] = [
    ('{{ table("regions") }}', "table", ("regions",), {}),
    ("{{sources()}}", "sources", (), {}),
    ("{{ value('population', 2021) }}", "value", ("population", 2021), {}),
    ('{{ chart("a", since=2000, b=False) }}', "chart", ("a",), {"since": 2000, "b": False}),
    ('{{ f(1.5, -2, -0.5, True, None, ["a", [1, -1]], []) }}', "f",
     (1.5, -2, -0.5, True, None, ["a", [1, -1]], []), {}),
    ('{{ f(\n  "a",\n  b="ә}",\n) }}', "f", ("a",), {"b": "ә}"}),
    ('{{ f("a" "b") }}', "f", ("ab",), {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "arguments", "options"), CALLS)
def test_a_call_has_a_name_and_literal_arguments(
    text: str, name: str, arguments: tuple[Literal, ...], options: dict[str, Literal]
) -> None:
    assert notation.pieces(f"бір\n\n{text}") == [Call(name, arguments, options, 3, text)]
    assert expand(f"бір {text}.") == (f"бір <{name}>.", [])


@pytest.mark.parametrize(
    ("text", "source", "place"),
    [
        ("[@zan-148]", "zan-148", ""),
        ("[@zan-148, 1-бап]", "zan-148", "1-бап"),
        ("[@zan-148,1-бап, 2-тармақ (2007)]", "zan-148", "1-бап, 2-тармақ (2007)"),
        ("[@ zan , ]", "zan", ""),
        ("[@]", "", ""),
    ],
)
def test_a_citation_has_a_source_and_a_place(text: str, source: str, place: str) -> None:
    assert notation.pieces(f"бір\n{text}") == [Citation(source, place, 2, text)]


CODE = [
    "`{{ f() }}` `[@a]`",
    "`` a ` {{ f() }} ``",
    "`екі\nжол {{ f() }}`",
    "```\n{{ f() }}\n\n[@a]\n```",
    "``` yaml title='x'\n{{ f() }}\n```",
    "~~~\n{{ f() }}\n```\n{{ f() }}\n~~~",
    "````\n```\n{{ f() }}\n```\n\n{{ f() }}\n````",
    "- тізім\n\n    ```\n    {{ f() }}\n\n    {{ f() }}\n    ```",
    "!!! note\n    ~~~\n    {{ f() }}\n    ~~~",
    "> ```\n> {{ f() }}\n> ```",
    "```\n```",
]


@pytest.mark.parametrize("code", CODE)
def test_code_is_left_alone_and_what_follows_is_not(code: str) -> None:
    assert expand(code) == (code, [])
    assert expand(f"{code}\n\n{{{{ g() }}}}") == (f"{code}\n\n<g>", [])
    assert notation.headings(f"{code}\n\n## A {{ #a }}")[0].line == code.count("\n") + 3


NOT_CODE = [
    ("a ` b\n\n{{ f() }}\n\nc ` d", "a ` b\n\n<f>\n\nc ` d"),
    ("\\`{{ f() }}\\`", "\\`<f>\\`"),
    ("`` {{ f() }} `", "`` <f> `"),
    ("```\n{{ f() }}", "```\n<f>"),
    ("```\n~~~\n{{ f() }}", "```\n~~~\n<f>"),
    ("`a` {{ f() }} `b`", "`a` <f> `b`"),
    ("{ { f() } } {% f %} [a](b) [a]@ a@b.kz", "{ { f() } } {% f %} [a](b) [a]@ a@b.kz"),
]


@pytest.mark.parametrize(("text", "expanded"), NOT_CODE)
def test_a_stray_sign_of_code_hides_nothing(text: str, expanded: str) -> None:
    assert expand(text) == (expanded, [])


CALL, LITERAL = "expected a call such as", "an argument must be"
MALFORMED = [
    ("{{ x }}", CALL),
    ("{{}}", CALL),
    ("{{ 1 + 1 }}", CALL),
    ("{{ f( }}", CALL),
    ("{{ f() f() }}", CALL),
    ("{{ f()() }}", CALL),
    ("{{ f().g() }}", CALL),
    ('{{ __import__("os").system("x") }}', CALL),
    ("{{ f(1) if 1 else 2 }}", CALL),
    ("{{ lambda: 1 }}", CALL),
    ('{{ f("\\d") }}', CALL),
    ("{{ f(\x00) }}", CALL),
    ("{{ f(" + "9" * 5000 + ") }}", CALL),
    ("{{ " + "(" * 5000 + " }}", CALL),
    ("{{ f(" + "-" * 90_000 + "1) }}", CALL),
    ("{{ f(" + "1+" * 90_000 + "1) }}", CALL),
    ("{{ f(" + "-" * 900 + "1) }}", LITERAL),
    ("{{ f(g()) }}", LITERAL),
    ('{{ f(f"{1}") }}', LITERAL),
    ("{{ f(x) }}", LITERAL),
    ("{{ f([i for i in [1]]) }}", LITERAL),
    ("{{ f({}) }}", LITERAL),
    ("{{ f((1, 2)) }}", LITERAL),
    ("{{ f(*[1]) }}", LITERAL),
    ("{{ f(x := 1) }}", LITERAL),
    ('{{ f(b"x") }}', LITERAL),
    ("{{ f(1j) }}", LITERAL),
    ("{{ f(...) }}", LITERAL),
    ('{{ f(-"x") }}', LITERAL),
    ("{{ f(-True) }}", LITERAL),
    ("{{ f(a=[g()]) }}", LITERAL),
    ('{{ f(**{"a": 1}) }}', "**"),
    ("{{ f(a=1, a=2) }}", "stands twice"),
    ("{{ f()", "expected }}"),
    ("{{ f() }", "expected }}"),
    ("{{ f(\n\n) }}", "expected }}"),
    ("[@zan", "expected ]"),
    ("[@zan,\n1-бап]", "expected ]"),
]


@pytest.mark.parametrize(("text", "words"), MALFORMED, ids=lambda case: case[:30])
def test_malformed_notation_is_a_problem_with_its_line(text: str, words: str) -> None:
    _, (problem,) = expand(f"бір\n`a`\n{text}")
    assert (problem.file, problem.line) == ("docs/a.md", 3)
    assert text.startswith(problem.key.removesuffix("…"))
    assert len(problem.key) <= 80
    assert words in problem.message
    assert "\n" not in str(problem)


def test_a_problem_leaves_out_its_piece_and_the_rest_goes_on() -> None:
    def replace(piece: Call | Citation) -> str:
        if isinstance(piece, Citation):
            raise NotationError("unknown source")
        return piece.name

    text, problems = expanded("{{ f() }} [@a]\n{{ x }}\n{{ g() }}", replace)
    assert text == "f \n\ng"
    assert [str(problem) for problem in problems] == [
        "docs/a.md:1: [@a]: unknown source",
        'docs/a.md:2: {{ x }}: expected a call such as {{ table("regions") }}',
    ]


def test_what_stands_for_a_piece_is_not_read_again() -> None:
    text, problems = expanded("{{ f() }}", lambda piece: "{{ x }} [@a]")
    assert (text, problems) == ("{{ x }} [@a]", [])


HEADINGS = [
    ("## Мәслихат { #maslihat }", Heading(2, "Мәслихат", "maslihat", 1)),
    ("###### A {#a-1}", Heading(6, "A", "a-1", 1)),
    ("## A {: .wide #a }", Heading(2, "A", "a", 1)),
    ("## A { #a } ##", Heading(2, "A", "a", 1)),
    ("## A", Heading(2, "A", "", 1)),
    ("##A { #a }", Heading(2, "A", "a", 1)),  # Python-Markdown takes it for a heading
    ("## A{ #a }", Heading(2, "A{ #a }", "", 1)),  # … and this for no address
    ("## A { #a } b", Heading(2, "A { #a } b", "", 1)),
    ("## A { #Maslihat }", Heading(2, "A", "", 1)),
    ("## A { #мәслихат }", Heading(2, "A", "", 1)),
    ("## A { #a--b }", Heading(2, "A", "", 1)),
    ("## C `#` { #c }", Heading(2, "C `#`", "c", 1)),
    ('## {{ f("a") }} { #a }', Heading(2, '{{ f("a") }}', "a", 1)),
    ("\n\nA { #a }\n===", Heading(1, "A", "a", 3)),
    ("A\n---\n", Heading(2, "A", "", 1)),
]


@pytest.mark.parametrize(("text", "heading"), HEADINGS)
def test_a_heading_has_a_level_a_title_and_an_address(text: str, heading: Heading) -> None:
    assert notation.headings(text) == (heading,)


@pytest.mark.parametrize(
    "text", ["a # b", " # a", "```\n# a\n```", "\\# a", "a\n\n---\n\nb", "|a|\n|-|"]
)
def test_no_heading(text: str) -> None:
    assert notation.headings(text) == ()


SIGNS = ["{{", "}}", "[@", "]", "`", "```", "~~~", "\n", "\n\n", "# ", "f(", ")", '"', ",", "=",
         " ", "a", "ә", "-", "{ #a }", "\\", "    ", "> ", "\x00", "\r"]  # fmt: skip
markdown_like = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join)


@given(ANY_TEXT | markdown_like)
def test_any_text_is_expanded_without_an_exception(text: str) -> None:
    made, problems = expand(text)
    assert all(1 <= problem.line <= 1 + text.count("\n") for problem in problems)
    if "{{" not in text and "[@" not in text:
        assert (made, problems) == (text, [])
    notation.pieces(text)
    notation.headings(text)


BACKTICKS = "\n".join("`" * length for length in range(3, 120))


HOSTILE = [
    "{{" * 9_000,
    "[@" * 9_000,
    "` `` " * 4_000,
    "```a\n" * 1_001,
    "# " + " " * 30_000 + "b",
    "> " * 9_000,
    "`" * 30_000,
    "{{ f(" + "a." * 9_000,
    "\n".join("`" * length for length in range(3, 120)),
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:5])
def test_a_hostile_page_takes_no_long_time(text: str) -> None:
    begin = time.process_time()
    expand(text)
    notation.headings(text)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "comment",
    [
        '<!-- {{ table("regions") }} және [@konst-1995] -->',
        "<!--\n\n{{ x\n\n[@y\n-->",
        "<!-- ` -->",
    ],
)
def test_comments_are_left_alone_as_code_is(comment: str) -> None:
    assert notation.parse(f"бір {comment} екі") == ()
    after = notation.parse(f"{comment}\n\n{{{{ value(1) }}}} `")
    assert [piece.line for piece in after] == [comment.count("\n") + 3]
    assert notation.headings(f"<!--\n\n## А {{ #a }}\n-->\n\n{comment}") == ()


def test_a_comment_that_is_not_closed_is_text() -> None:
    assert len(notation.parse("<!-- {{ value(1) }}")) == 1
