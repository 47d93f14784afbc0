from __future__ import annotations

import re
import unicodedata
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from datapages.language import alphabet, formats, grammar
from tests.unit.conftest import ANY_TEXT

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (0, None, "0"),
        (999, None, "999"),
        (1000, None, f"1{NBSP}000"),
        (435876, None, f"435{NBSP}876"),
        (20_000_000, None, f"20{NBSP}000{NBSP}000"),
        (-1234, None, f"−1{NBSP}234"),
        (12.5, None, "12,5"),
        (12.50, 2, "12,50"),
        (146219.5, None, f"146{NBSP}219,5"),
        (0.125, None, "0,125"),
        (7, 1, "7,0"),
        (7.4, 0, "7"),
        (1234.56, 1, f"1{NBSP}234,6"),
    ],
)
def test_a_number_has_a_decimal_comma_and_spaces_that_do_not_break(
    value: float, digits: int | None, written: str
) -> None:
    assert formats.number(value, digits) == written


MONTHS = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"


@pytest.mark.parametrize(("month", "name"), [*enumerate(MONTHS.split(), start=1)])
def test_a_period_is_a_year_a_month_or_a_day(month: int, name: str) -> None:
    assert formats.period("2021") == "2021"
    assert formats.period(f"2021-{month:02}") == f"2021{NBSP}жылғы {name}"
    assert formats.day(f"2021-{month:02}-05") == f"2021{NBSP}жылғы 5{NBSP}{name}"
    assert formats.period("2021-07-25") == formats.day("2021-07-25")


# Written by the rules of the grammar, not by the code: dative, ablative, locative, genitive.
NUMBERS = """
0-ге 0-ден 0-де 0-дің      1-ге 1-ден 1-де 1-дің      2-ге 2-ден 2-де 2-нің
3-ке 3-тен 3-те 3-тің      4-ке 4-тен 4-те 4-тің      5-ке 5-тен 5-те 5-тің
6-ға 6-дан 6-да 6-ның      7-ге 7-ден 7-де 7-нің      8-ге 8-ден 8-де 8-дің
9-ға 9-дан 9-да 9-дың      10-ға 10-нан 10-да 10-ның  11-ге 11-ден 11-де 11-дің
12-ге 12-ден 12-де 12-нің  13-ке 13-тен 13-те 13-тің  14-ке 14-тен 14-те 14-тің
15-ке 15-тен 15-те 15-тің  16-ға 16-дан 16-да 16-ның  17-ге 17-ден 17-де 17-нің
18-ге 18-ден 18-де 18-дің  19-ға 19-дан 19-да 19-дың  20-ға 20-дан 20-да 20-ның
21-ге 21-ден 21-де 21-дің  22-ге 22-ден 22-де 22-нің  23-ке 23-тен 23-те 23-тің
24-ке 24-тен 24-те 24-тің  25-ке 25-тен 25-те 25-тің  26-ға 26-дан 26-да 26-ның
27-ге 27-ден 27-де 27-нің  28-ге 28-ден 28-де 28-дің  29-ға 29-дан 29-да 29-дың
30-ға 30-дан 30-да 30-дың  40-қа 40-тан 40-та 40-тың  50-ге 50-ден 50-де 50-дің
60-қа 60-тан 60-та 60-тың  70-ке 70-тен 70-те 70-тің  80-ге 80-нен 80-де 80-нің
90-ға 90-нан 90-да 90-ның  100-ге 100-ден 100-де 100-дің
200-ге 200-ден 200-де 200-дің  110-ға 110-нан 110-да 110-ның
1000-ға 1000-нан 1000-да 1000-ның  20000-ға 20000-нан 20000-да 20000-ның
1000000-ға 1000000-нан 1000000-да 1000000-ның
1000000000-қа 1000000000-тан 1000000000-та 1000000000-тың
1000000000000-ға 1000000000000-нан 1000000000000-да 1000000000000-ның
1993-ке 1993-тен 1993-те 1993-тің  1995-ке 1995-тен 1995-те 1995-тің
2000-ға 2000-нан 2000-да 2000-ның  2009-ға 2009-дан 2009-да 2009-дың
2010-ға 2010-нан 2010-да 2010-ның  2020-ға 2020-дан 2020-да 2020-ның
2021-ге 2021-ден 2021-де 2021-дің  2025-ке 2025-тен 2025-те 2025-тің
2026-ға 2026-дан 2026-да 2026-ның  1900-ге 1900-ден 1900-де 1900-дің
"""
CASES: list[grammar.Case] = ["dative", "ablative", "locative", "genitive"]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Халық саны", "Халық саны: үлес"),
        ("Инвестиция, қаңтар–маусым", "Инвестиция, қаңтар–маусым: үлес"),
        ("Қосылған құн: сауда", "Қосылған құн (сауда): үлес"),
        ("Ресми қатар: жыл басы, 2009: бәрі", "Ресми қатар (жыл басы, 2009: бәрі): үлес"),
        ("Қосылған құн: сауда (2010)", "Қосылған құн, сауда (2010): үлес"),
    ],
)
def test_a_title_and_what_it_shows_are_told_by_one_colon(title: str, written: str) -> None:
    assert grammar.subtitled(title, "үлес") == written


@pytest.mark.parametrize(
    ("case", "written"),
    [(CASES[place % 4], written) for place, written in enumerate(NUMBERS.split())],
)
def test_a_number_takes_the_ending_of_its_last_spoken_word(
    case: grammar.Case, written: str
) -> None:
    value = int(written.partition("-")[0])
    assert grammar.decline_number(value, case) == written


@pytest.mark.parametrize(
    ("value", "case", "text", "written"),
    [
        (2, "accusative", None, "2-ні"),
        (3, "accusative", None, "3-ті"),
        (10, "accusative", None, "10-ды"),
        (6, "instrumental", None, "6-мен"),
        (3, "instrumental", None, "3-пен"),
        (30, "instrumental", None, "30-бен"),
        (5, "nominative", None, "5"),
        (-7, "dative", None, "-7-ге"),
        (1000, "dative", f"1{NBSP}000", f"1{NBSP}000-ға"),
    ],
)
def test_a_number_in_the_other_cases(
    value: int, case: grammar.Case, text: str | None, written: str
) -> None:
    assert grammar.decline_number(value, case, text) == written


# nominative genitive dative accusative locative ablative instrumental
NOUNS = """
кесте    кестенің   кестеге   кестені   кестеде   кестеден   кестемен
сурет    суреттің   суретке   суретті   суретте   суреттен   суретпен
бөлім    бөлімнің   бөлімге   бөлімді   бөлімде   бөлімнен   бөліммен
бап      баптың     бапқа     бапты     бапта     баптан     баппен
тармақ   тармақтың  тармаққа  тармақты  тармақта  тармақтан  тармақпен
қала     қаланың    қалаға    қаланы    қалада    қаладан    қаламен
аудан    ауданның   ауданға   ауданды   ауданда   ауданнан   ауданмен
округ    округтің   округке   округті   округте   округтен   округпен
облыс    облыстың   облысқа   облысты   облыста   облыстан   облыспен
кент     кенттің    кентке    кентті    кентте    кенттен    кентпен
ауыл     ауылдың    ауылға    ауылды    ауылда    ауылдан    ауылмен
мәслихат мәслихаттың мәслихатқа мәслихатты мәслихатта мәслихаттан мәслихатпен
жыл      жылдың     жылға     жылды     жылда     жылдан     жылмен
теңге    теңгенің   теңгеге   теңгені   теңгеде   теңгеден   теңгемен
адам     адамның    адамға    адамды    адамда    адамнан    адаммен
әкім     әкімнің    әкімге    әкімді    әкімде    әкімнен    әкіммен
әкімдік  әкімдіктің әкімдікке әкімдікті әкімдікте әкімдіктен әкімдікпен
заң      заңның     заңға     заңды     заңда     заңнан     заңмен
бюджет   бюджеттің  бюджетке  бюджетті  бюджетте  бюджеттен  бюджетпен
завод    заводтың   заводқа   заводты   заводта   заводтан   заводпен
сөз      сөздің     сөзге     сөзді     сөзде     сөзден     сөзбен
оқу      оқудың     оқуға     оқуды     оқуда     оқудан     оқумен
көру     көрудің    көруге    көруді    көруде    көруден    көрумен
өзгеріс  өзгерістің өзгеріске өзгерісті өзгерісте өзгерістен өзгеріспен
Тараз    Тараздың   Таразға   Таразды   Таразда   Тараздан   Таразбен
1-сурет  1-суреттің 1-суретке 1-суретті 1-суретте 1-суреттен 1-суретпен
12-кесте 12-кестенің 12-кестеге 12-кестені 12-кестеде 12-кестеден 12-кестемен
"""


@pytest.mark.parametrize("row", NOUNS.strip().splitlines(), ids=lambda row: row.split()[0])
def test_a_noun_in_every_case(row: str) -> None:
    word, *forms = row.split()
    cases: tuple[grammar.Case, ...] = get_args(grammar.Case)
    assert [grammar.decline(word, case) for case in cases] == [word, *forms]


@given(ANY_TEXT, st.sampled_from(get_args(grammar.Case)))
def test_any_word_can_be_declined(word: str, case: grammar.Case) -> None:
    assert grammar.decline(word, case).startswith(word)


def test_the_whole_alphabet_is_ordered() -> None:
    # Forty-two letters of the Kazakh Cyrillic alphabet as the schoolbook has them.
    letters = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
    assert len(set(letters)) == 42
    backwards = letters[::-1]
    assert "".join(sorted(backwards, key=alphabet.sort_key)) == letters
    assert "".join(sorted(backwards.upper(), key=alphabet.sort_key)) == letters.upper()


# Signs, then Latin, then Kazakh letters; a space stands before any letter.
ORDER = """
1-кесте;2-кесте;Almaty;zhambyl;Абай облысы;Ақмола облысы;Ақтөбе облысы;Ал;Ал ма;Алма;Алматы қаласы;
Алматы облысы;Астана қаласы;Атырау облысы;Әулиеата;Батыс Қазақстан облысы;Жамбыл облысы;
Жетісу облысы;Қарағанды облысы;Қостанай облысы;Қызылорда облысы;Маңғыстау облысы;
Павлодар облысы;Солтүстік Қазақстан облысы;Түркістан облысы;Ұлытау облысы;
Шығыс Қазақстан облысы;Шымкент қаласы;Іле ауданы
"""


def test_real_names_are_ordered_as_in_the_alphabet() -> None:
    names = [name.strip() for name in ORDER.split(";")]
    backwards = names[::-1]
    assert sorted(backwards, key=alphabet.sort_key) == names


TRANSLITERATION = """
а a  ә a  б b  в v  г g  ғ g  д d  е e  ё io ж j  з z  и i  й i  к k  қ q  л l  м m  н n  ң n  о o
ө o  п p  р r  с s  т t  у u  ұ u  ү u  ф f  х h  һ h  ц ts ч ch ш sh щ sh ы y  і i  э e  ю iu я ia
"""


def test_each_letter_is_transliterated_by_the_table() -> None:
    cells = TRANSLITERATION.split()
    table = dict(zip(cells[::2], cells[1::2], strict=True))
    assert {letter: alphabet.slug(letter) for letter in table} == table
    assert set(alphabet.ALPHABET) - set(table) == {"ъ", "ь"}
    assert alphabet.slug("ъь") == ""


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Мәслихат – өкілді орган", "maslihat-okildi-organ"),
        ("Қорытынды", "qorytyndy"),
        ("Әдебиеттер", "adebietter"),
        ("Көрсеткіштер", "korsetkishter"),
        ("Жүктеу", "jukteu"),
        ("Сайт туралы", "sait-turaly"),
        ("ОБЪЕКТ, субъект", "obekt-subekt"),
        ("1.1 Жергілікті басқару", "1-1-jergilikti-basqaru"),
        ("2021–2025 ж.", "2021-2025-j"),
        ("GitHub-тағы kz/laws", "github-tagy-kz-laws"),
        ("«»—…", ""),
        ("", ""),
    ],
)
def test_a_slug_of_a_heading(text: str, slug: str) -> None:
    assert alphabet.slug(text) == slug


WORDS = st.text(st.sampled_from(alphabet.ALPHABET + alphabet.ALPHABET.upper() + " -–1aZ.«»"))


@given(ANY_TEXT | WORDS)
@example("İstanbul K ﬁ ½ ٣")
def test_a_slug_is_ascii_lower_case_and_stays_the_same(text: str) -> None:
    slug = alphabet.slug(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert alphabet.slug(slug) == slug


@given(WORDS)
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert alphabet.slug(apart) == alphabet.slug(text)
    assert alphabet.sort_key(apart) == alphabet.sort_key(text)
