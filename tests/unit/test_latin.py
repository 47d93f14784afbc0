from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapages.language import latin
from tests.language import texts
from tests.unit.conftest import ANY_TEXT

# Words of native letters, each of which says where it came from: no letters of loans; я and ю at
# the beginning, after a vowel or in ия, ию; й after a vowel, и elsewhere.
VOWEL = "аәеоөұүыіу"
CONSONANT = "бвгғджзкқлмнңпрстфхш"
SYLLABLES = "|".join(
    (
        f"[{CONSONANT}]и[яю]",
        f"[{CONSONANT}]и(?![ауәй])",
        f"[{VOWEL}][яю]",
        f"[{VOWEL}]й(?![аүәиую])",
        f"[{CONSONANT}]",
        f"[{VOWEL}](?!и)",
    )
)
WAY_BACK = re.compile(rf"[яю]?(?:{SYLLABLES})+(?:(?<=[яю])(?:{SYLLABLES})+)*")


@pytest.mark.parametrize(
    ("cyrillic", "written"),
    [
        ("Тараз қаласының әкімі", "Taraz qalasynyñ äkımı"),
        ("Қазақстан Республикасының Конституциясы", "Qazaqstan Respublikasynyñ Konstitusiasy"),
        ("жергілікті өзін-өзі басқару", "jergılıktı özın-özı basqaru"),
        ("Ұлттық статистика бюросы", "Ūlttyq statistika bürosy"),
        ("Аягөз, ия, аю, қияр", "Aiagöz, ia, aiu, qiar"),
        ("ҚР, АҚШ, ҚҚС, ҚИЯ, Я", "QR, AQŞ, QQS, QİA, İa"),
        ("Иә, ИНВЕСТИЦИЯ", "İä, İNVESTİSİA"),
        ("объект, субъектілер, модель", "obiekt, subiektıler, model"),
        ("Жапония мен Япония", "Japonia men Japonia"),
        ("XX ғасырдың II жартысы", "XX ğasyrdyñ II jartysy"),
        ("2024 жылғы № 96-НҚ бұйрық", "2024 jylğy № 96-НҚ būiryq"),
        ("№ 300-VIII заңның 11-бабы", "№ 300-VIII zañnyñ 11-baby"),
        ("435 876 адам, 52,9 мың т, 12 км²", "435 876 adam, 52,9 myñ t, 12 km²"),
    ],
)
def test_how_words_are_written(cyrillic: str, written: str) -> None:
    assert latin.to_latin(cyrillic) == written


@cache
def words() -> set[str]:
    written = " ".join(passage.text for passage in texts.own())
    return set(re.findall(r"[а-яёәіңғүұқөһ]+", written.lower()))


def test_every_word_of_the_site_is_written_in_the_alphabet() -> None:
    alphabet = set("abdefghijklmnoprstuvyzqäğıñöşūü")
    assert len(alphabet) == 31
    found = words()
    assert len(found) > 5000
    assert {word for word in found if set(latin.to_latin(word)) - alphabet} == set()


def test_words_of_native_letters_have_a_way_back() -> None:
    found = words()
    with_way = {word for word in found if WAY_BACK.fullmatch(word)}
    assert len(with_way) > 0.8 * len(found)
    wrong = {
        (word, latin.to_latin(word), back)
        for word in with_way
        if (back := latin.to_cyrillic(latin.to_latin(word))) != word
    }
    assert wrong == set()


LETTERS = st.sampled_from("абвгғдежзийклмнопрстуфхшыіэәңөұүқяю")


@given(st.text(LETTERS, min_size=1, max_size=24))
def test_the_way_back_of_any_letters(letters: str) -> None:
    """Of the words in them: to have none but such words made takes a hundred times as long."""
    for word in WAY_BACK.findall(letters):
        if word.startswith("япон"):
            continue
        assert latin.to_cyrillic(latin.to_latin(word)) == word


@given(ANY_TEXT)
def test_latin_is_final_and_keeps_all_other_signs(text: str) -> None:
    written = latin.to_latin(text)
    assert latin.to_latin(written) == written
    other = re.compile(r"[а-яёәіңғүұқөһa-zäğıñöşūüİ]+", re.IGNORECASE)
    assert other.sub("", written) == other.sub("", text)
