"""Numbers of blocks: kept through every change of a page that keeps the text known."""

from __future__ import annotations

import pytest
from markdown import markdown

from datapages.base.diagnostics import ContentError
from datapages.extensions.block_ids import BlockIds
from datapages.extensions.current_page import CurrentPage, Cursor
from datapages.permalinks.ledger import Entry, Ledger
from datapages.permalinks.matching import Block, assign, fingerprint, likeness

PAGE = "/bet/"
TEXT = """\
Кіріспе сөз осы жерде тұр.

## Мәслихат { #maslihat }

Мәслихатты халық бес жылға сайлайды, ол бюджетті бекітеді.

- бірінші тармақ туралы сөз;
- екінші тармақ туралы сөз;
- үшінші тармақ туралы сөз.

## Әкім { #akim }

Әкім – Президент пен Үкіметтің аумақтағы өкілі.

!!! note "Ескерту"

    Дипломда бұл туралы айтылмаған.
"""


def read(text: str, ledger: Ledger | None = None) -> dict[str, Entry]:
    cursor = Cursor(CurrentPage(PAGE))
    blocks = BlockIds(ledger or Ledger(), cursor)
    markdown(text, extensions=["attr_list", "admonition", "tables", "def_list", blocks])
    return cursor.page.blocks


def known(text: str = TEXT) -> Ledger:
    return Ledger().joined({PAGE: read(text).values()})


def moved(changed: str) -> tuple[set[str], set[str]]:
    """Ids that a change of TEXT loses, and those that it makes."""
    before, after = set(read(TEXT)), set(read(changed, known()))
    return before - after, after - before


def test_every_block_has_an_id_of_its_heading_and_a_number() -> None:
    assert list(read(TEXT)) == [
        "basy-1", "maslihat-1", "maslihat-2", "maslihat-3", "maslihat-4",
        "akim-1", "akim-2", "akim-3",
    ]  # fmt: skip
    kinds = [entry.kind for entry in read(TEXT).values()]
    assert kinds[-2:] == ["note", "paragraph"]
    assert kinds.count("item") == 3


def test_rows_definitions_and_items_with_paragraphs_have_one_address_each() -> None:
    seen = read("| а | ә |\n|---|---|\n| бір | екі |\n\nтермин\n:   мәні\n\n1. сөз\n\n    тағы\n")
    assert [entry.kind for entry in seen.values()] == ["row", "definition", "item"]


def test_a_paragraph_put_in_front_moves_no_number() -> None:
    changed = TEXT.replace("Мәслихатты халық", "Мүлде жаңа абзац.\n\nМәслихатты халық")
    assert moved(changed) == (set(), {"maslihat-5"})


def test_an_edited_paragraph_keeps_its_number() -> None:
    assert moved(TEXT.replace("бес жылға", "төрт жылға")) == (set(), set())


def test_a_paragraph_moved_under_another_heading_keeps_its_number() -> None:
    text = "Мәслихатты халық бес жылға сайлайды, ол бюджетті бекітеді.\n\n"
    assert moved(TEXT.replace(text, "") + "\n" + text) == (set(), set())


def test_a_heading_with_a_new_id_leaves_the_numbers_of_its_blocks() -> None:
    assert moved(TEXT.replace("#maslihat", "#okildi-organ")) == (set(), set())


def test_an_item_rewritten_between_its_neighbours_keeps_its_number() -> None:
    assert moved(TEXT.replace("екінші тармақ туралы сөз", "екінші тармақ жөнінде бәрі")) == (
        set(), set(),
    )  # fmt: skip


def test_another_text_is_a_new_block_and_the_old_number_is_not_given_again() -> None:
    changed = TEXT.replace(
        "Әкім – Президент пен Үкіметтің аумақтағы өкілі.", "Аппарат туралы басқа сөйлем керек."
    )
    assert moved(changed) == ({"akim-1"}, {"akim-4"})


def test_swapped_equal_texts_stay_with_their_headings() -> None:
    twice = "## А { #a }\n\nбір сөз\n\n## Б { #b }\n\nбір сөз\n"
    ledger = Ledger().joined({PAGE: read(twice).values()})
    swapped = "## Б { #b }\n\nбір сөз\n\n## А { #a }\n\nбір сөз\n"
    assert list(read(swapped, ledger)) == ["b-1", "a-1"]


def test_a_number_gives_way_to_an_id_that_the_page_writes() -> None:
    assert list(read("## А { #a }\n\nсөз\n\n## Ә { #a-1 }\n\nөзге\n")) == ["a-2", "a-1-1"]


def test_data_in_a_sentence_does_not_count() -> None:
    marked = "Халқы – <!--data:0--> адам, бұл көп."
    assert fingerprint("Халқы –  адам, бұл көп.") == read(marked)["basy-1"].words


def test_the_number_of_a_mark_does_not_count() -> None:
    """One citation more above a block gives all marks below it other numbers."""
    cited = "Шығысы \ue000{}\ue001:"
    assert read(cited.format(2))["basy-1"].words == read(cited.format(3))["basy-1"].words


def test_the_ledger_is_read_as_it_is_written() -> None:
    ledger = known().joined({"/": [Entry("", "page"), Entry("x", "row")]})
    assert Ledger.parse(ledger.text()).text() == ledger.text()
    assert ledger.kinds() == {"item": 3, "note": 1, "page": 1, "paragraph": 4, "row": 1}


def test_the_ledger_forgets_nothing() -> None:
    joined = known().joined({PAGE: [Entry("jana", "heading")]})
    assert {id for _, id in joined.addresses()} == {*read(TEXT), "jana"}


@pytest.mark.parametrize("line", ["kirispe/\tx\tp", "/a/ x p", "/a/\tx", "<<<<<<< HEAD"])
def test_a_line_that_is_none_is_named(line: str) -> None:
    with pytest.raises(ContentError, match=r"ledger\.tsv:1: expected page"):
        Ledger.parse(line)


def test_likeness_grows_with_common_words() -> None:
    one = fingerprint("мәслихат жергілікті бюджетті бекітеді")
    assert likeness(one, fingerprint("Мәслихаттың жергілікті бюджетін бекітуі")) >= 0.5
    assert likeness(one, one) == 1
    assert likeness(one, fingerprint("мүлде басқа сөздер тізбегі")) == 0


def test_long_texts_are_known_by_their_beginning_and_end() -> None:
    long = " ".join(f"сөз{place}" for place in range(500))
    assert len(fingerprint(long)) == 128
    assert likeness(fingerprint(long), fingerprint(long + " тағы бір")) > 0.9


def test_blocks_of_a_page_without_a_ledger_are_numbered_in_order() -> None:
    blocks = [Block("item", "a", fingerprint(word)) for word in ("бір", "екі", "бір")]
    assert assign(blocks, {}, ()) == ["a-1", "a-2", "a-3"]
