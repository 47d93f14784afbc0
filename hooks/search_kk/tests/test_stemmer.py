"""Paradigms and guards. Forms written by hand from the grammar."""

from __future__ import annotations

import pytest

from search_kk.kazakh_stemmer import Stemmer, load
from search_kk.tests import paradigms

SAME = {
    "elision": "халық халқы халқын халқының халқымыз халыққа халықтардың",
    "elision in a compound": "кәсіпорын кәсіпорны кәсіпорнында кәсіпорындарға",
    "elision, front": "мүлік мүлкі мүлкін мүлкімен мүлікті",
    "elision, place": "орын орны орнынан орындар орынға",
    "mutation қ": "құқық құқығы құқығымыз құқықтардан құқыққа",
    "mutation п": "кітап кітабы кітабымда кітаптарға",
    "mutation к": "билік билігі билігіміз билікке биліктен",
    "mutation in a loan": "округ округі округтің округке",
    "stacked": "қала қалаларымызда қаланың қаладағы қаласындағылар қаламызға қалалардан",
    "front": "мемлекет мемлекеттеріміздің мемлекетке мемлекетінің мемлекеттерге",
    "vowel stem": "мәселе мәселесі мәселелеріне мәселені мәселеде",
    "у": "тау тауы таудың тауларда тауға",
    "loan in я": "конституция конституцияның конституциясы конституцияға",
    "verb, consonant": "бару барған барады баратын барып барды бармаған бармайды баруға"
    " барса барар барғандар",
    "verb, vowel": "сайлау сайлаған сайлайды сайлайтын сайлап сайланды сайланған сайламады сайлауы",
    "verb in ы": "оқу оқиды оқыған оқып оқитын оқыды",
    "verb in й": "қою қояды қойған қойып қоятын қойылды",
    "verb in п": "табу тапты табады тауып таппаған",
    "passive": "құру құрды құрылды құрылған құрылады құрып",
    "front verb": "көру көрді көреді көрген көрмеген көріп көрсе",
    "pronoun": "ол оның оған одан оны",
    "participle with cases": "келген келгенде келгендердің келгені келгенін келді келеді келмейді",
}

APART = [
    ("аймақ", "ай"),
    ("шешім", "шеш"),
    ("семей", "семе"),
    ("қостанай", "қоста"),
    ("талас", "тала"),
    ("алматы", "алма"),
    ("орталық", "орта"),
    ("салық", "сал"),
    ("басқарма", "басқар"),
    ("қаржы", "қар"),
    ("жарлық", "жар"),
    ("тарих", "тары"),
    ("бюджет", "бюдж"),
    ("қалай", "қала"),
    ("құрылыс", "құр"),
    ("құрылым", "құр"),
    ("әкім", "әке"),
    ("әкімдік", "әкім"),
    ("облыстық", "облыс"),
    ("халықтық", "халық"),
]

FAMILY = [
    ("облыстық", "облыс"),
    ("әкімдіктің", "әкім"),
    ("мемлекеттік", "мемлекет"),
    ("сайлаушылар", "сайла"),
    ("ұйымдастырушылық", "ұйымдас"),
    ("заңды", "заң"),
]
NO_FAMILY = [("әкімшілік", "әкім"), ("белгілі", "белгі"), ("аймақ", "ай"), ("шешім", "шеш")]

# Forms that are words of their own as well: қалам «my city» and «pen».
TWO_WORDS = {"қалам", "қаламда", "қаламнан", "қаламмен"}

# listed stems whose forms are nobody else's
NOUNS = (
    "қала мемлекет құқық кітап облыс бюджет мәселе адам жұмыс ауыл "
    "тіл заң жер елші халық мүлік тәртіп "
    "билік қызмет сөз дүкен"
)
VERBS = "сайла басқар көрсет дайында бекіт тағайында өткіз қолда"


@pytest.mark.parametrize("name", SAME)
def test_forms_of_one_word_share_their_stem(stemmer: Stemmer, name: str) -> None:
    stems = {form: stemmer.stem(form) for form in SAME[name].split()}
    assert len(set(stems.values())) == 1, stems


@pytest.mark.parametrize(("word", "other"), APART)
def test_other_words_stay_apart(stemmer: Stemmer, word: str, other: str) -> None:
    assert stemmer.stem(word) != stemmer.stem(other)


@pytest.mark.parametrize(("word", "head"), FAMILY)
def test_derived_words_are_of_a_family(stemmer: Stemmer, word: str, head: str) -> None:
    assert stemmer.root(word) == head


@pytest.mark.parametrize(("word", "other"), NO_FAMILY)
def test_words_that_went_their_own_way(stemmer: Stemmer, word: str, other: str) -> None:
    assert stemmer.root(word) != other


@pytest.mark.parametrize("stem", NOUNS.split())
def test_noun_paradigms(stemmer: Stemmer, stem: str) -> None:
    rules = load()
    made = [form for chain in paradigms.NOUN_CHAINS for form in paradigms.forms(rules, stem, chain)]
    wrong = {
        form: stemmer.stem(form)
        for form in made
        if stemmer.stem(form) != stemmer.key(stem) and form not in TWO_WORDS
    }
    assert len(made) > 25
    assert not wrong


@pytest.mark.parametrize("stem", VERBS.split())
def test_verb_paradigms(stemmer: Stemmer, stem: str) -> None:
    rules = load()
    made = [form for chain in paradigms.VERB_CHAINS for form in paradigms.forms(rules, stem, chain)]
    wrong = {form: stemmer.stem(form) for form in made if stemmer.stem(form) != stemmer.key(stem)}
    assert len(made) > 15
    assert not wrong


@pytest.mark.parametrize(
    "word", ["", "а", "1995", "148", "ii", "қ", "ж", "мкр", "кжж", "abc", "-", "ѣ"]
)
def test_strange_words_are_left_alone(stemmer: Stemmer, word: str) -> None:
    assert stemmer.stem(word) == word


def test_a_stem_is_its_own_stem(stemmer: Stemmer, stems: dict[str, int]) -> None:
    """Else a listed stem would protect nothing."""
    irregular = set(stemmer.table["irregular"])
    changed = {
        word: stemmer.stem(word) for word in stems if stemmer.stem(word) != stemmer.key(word)
    }
    assert stems
    assert set(changed) <= irregular


def test_lists_are_written_in_kazakh_letters(stems: dict[str, int]) -> None:
    letters = set("абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяә-")
    assert stems
    assert not {word for word in stems if set(word) - letters}
