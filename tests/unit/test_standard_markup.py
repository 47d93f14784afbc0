"""What standard Markdown writes is Kazakh and needs no inline style."""

from __future__ import annotations

import re

import markdown
import pytest

from datapages.content.pages import NOTES
from datapages.extensions import standard_markup
from datapages.extensions.current_page import CurrentPage, Cursor
from datapages.extensions.standard_markup import StandardMarkup
from datapages.extensions.written_tables import PLACE, WrittenTables
from datapages.language.messages import Language

TEXT = """
## Бөлім

| сол | оң | орта |
|:----|---:|:----:|
| а | 1 | б |

Мәтін[^1].

- [x] бірінші
- [ ] екінші

    абзац

- [сілтеме](#a)

!!! note

    Мәтін

??? caution

    Мәтін

!!! today "Өз атауы"

    Мәтін

[^1]: Ескертпе.
"""


def converted(text: str, language: Language = "kk") -> str:
    cursor = Cursor(CurrentPage(language=language))
    extensions = ["tables", "footnotes", "admonition", "pymdownx.details", "toc"]
    made: str = markdown.markdown(
        text,
        extensions=[*extensions, StandardMarkup(cursor)],
        extension_configs={"toc": {"permalink": "#"}},
    )
    return made


def test_a_typed_table_is_noted_with_its_heading_and_its_texts() -> None:
    cursor = Cursor(CurrentPage("/bet/"))
    text = """
## Бөлім { #bolim }

| Перне | Не істейді |
|---|---|
| `Tab` | **келесі** &amp; \\| алдыңғы |
|  | басады |

- тармақ

    | бір |
    |---|
    | 1 |
"""
    made = markdown.markdown(text, extensions=["tables", "attr_list", "toc", WrittenTables(cursor)])
    first, second = cursor.page.tables
    assert (first.heading, first.title) == ("bolim", "Бөлім")
    assert first.rows == [["Перне", "Не істейді"], ["Tab", "келесі & | алдыңғы"], ["", "басады"]]
    assert second.rows == [["бір"], ["1"]]
    assert PLACE.findall(made) == ["0", "1"]
    assert made.index("</table>") < made.index("\ue002")


@pytest.mark.parametrize(
    "wanted",
    [
        'title="Осы бөлімнің сілтемесін көшіру">#</a>',
        '<th class="is-end">оң</th>',
        '<td class="is-centred">б</td>',
        '<li class="is-task"><span aria-label="орындалған" class="task" role="img">☑</span> бір',
        'aria-label="орындалмаған" class="task" role="img">☐</span> екінші</p>',
        '<p class="admonition-title">Ескертпе</p>',
        "<summary>Ескерту</summary>",
        '<p class="admonition-title">Өз атауы</p>',
        'title="Мәтінге оралу"',
    ],
)
def test_it_is_kazakh_and_bears_classes(wanted: str) -> None:
    assert wanted in converted(TEXT)


def test_nothing_has_an_inline_style_or_an_english_word() -> None:
    html = converted(TEXT)
    assert "style=" not in html
    assert not re.search(r">[^<]*[A-Za-z]{3}|title=\"[^\"]*[A-Za-z]{3}", html)


def test_a_page_in_another_language_has_its_words() -> None:
    html = converted(TEXT, "en")
    assert 'title="Copy the link to this section"' in html
    assert '<p class="admonition-title">Note</p>' in html
    assert 'aria-label="done"' in html


def test_the_kinds_of_notes_are_those_that_pages_may_have() -> None:
    assert set(standard_markup.NOTES) == set(NOTES)
