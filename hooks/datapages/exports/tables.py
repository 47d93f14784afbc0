"""The catalogue as flat tables of typed columns: what is downloaded, and what the dictionary tells.

`package` gives the tables of the whole, joined by keys; `of_indicator`, `of_comparison` and
`of_units` give one table of a page, with names beside the ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

from ..language import grammar
from ..model import derived, words
from ..model.catalogue import Catalogue
from ..model.records.base import Measure, Rank, Status
from ..model.records.indicators import Indicator
from ..model.records.units import Unit, UnitKind, UnitsFile

Value = str | int | float | bool | None


@dataclass(frozen=True)
class Field:
    """A column: its name, its type in a Table Schema, and what it means, in Kazakh."""

    name: str
    type: str  # string | integer | number | boolean | date
    title: str
    description: str = ""
    constraints: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """A table: `key` are the columns that name a row, `links` say (columns, table, its columns)."""

    name: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: tuple[str, ...] = ()
    links: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()


TYPES = {
    "string": "мәтін",
    "integer": "бүтін сан",
    "number": "сан",
    "boolean": "true не false",
    "date": "күн",
}
RANKS = "official – ресми, secondary – жанама, weak – әлсіз"
REQUIRED = {"required": True}
PERIOD = {"required": True, "pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}


def _options(kind: Any) -> dict[str, Any]:
    return {"required": True, "enum": list(get_args(kind))}


INDICATOR = Field("indicator", "string", "Көрсеткіш", "Көрсеткіштің идентификаторы", REQUIRED)
SERIES = Field("series", "string", "Қатар", "Көрсеткіш ішіндегі қатардың идентификаторы", REQUIRED)
PERIOD_FIELD = Field(
    "period", "string", "Кезең", "Жыл (2021), ай (2021-02) не күн (2021-02-28)", PERIOD
)
VALUE = Field("value", "number", "Мәні", "Сан; бос ұяшық – дерек жоқ")
STATUS = Field(
    "status",
    "string",
    "Мәртебесі",
    "official – ресми, preliminary – алдын ала, estimate – бағалау, derived – есептелген,"
    " unverified – расталмаған",
    _options(Status),
)
SOURCE = Field("source", "string", "Дереккөз", "Дереккөздің идентификаторы", REQUIRED)
SOURCES = Field(
    "sources",
    "string",
    "Дереккөздер",
    "Дереккөздердің идентификаторлары, бос орынмен бөлінген",
    REQUIRED,
)
NOTE = Field("note", "string", "Ескертпе")
TERRITORY = Field("territory", "string", "Аумақ", "Аумақтың идентификаторы", REQUIRED)
UNIT = Field("unit", "string", "Бірлік", "Әкімшілік бірліктің идентификаторы", REQUIRED)
NAME = Field("name", "string", "Атауы", "Бірліктің қазақша атауы", REQUIRED)
MEASURE = Field(
    "measure", "string", "Өлшем бірлігі", "Тұрақты тізімдегі өлшем бірлігі", _options(Measure)
)


def _title(text: str) -> Field:
    return Field("title", "string", text, "", REQUIRED)


# ---- the whole ----


def package(data: Catalogue) -> list[Frame]:
    """Every table of the Data Package, those that others point to first."""
    return [
        _sources(data),
        _units(data),
        _unit_population(data),
        _editions(data),
        _norms(data),
        _indicators(data),
        _series(data),
        _observations(data),
        _breaks(data),
        _comparisons(data),
    ]


def _link(*columns: str, to: str, at: tuple[str, ...] = ("id",)) -> Any:
    return columns, to, at


def _sources(data: Catalogue) -> Frame:
    fields = (
        Field("id", "string", "Идентификатор", "", REQUIRED),
        Field("type", "string", "Түрі", "CSL тізіміндегі түр", REQUIRED),
        _title("Атауы"),
        Field("authors", "string", "Авторлары", "Үтірлі нүктемен бөлінген"),
        Field("number", "string", "Нөмірі"),
        Field("issued", "string", "Жарияланған кезі"),
        Field("publisher", "string", "Жариялаған"),
        Field("url", "string", "Мекенжайы"),
        Field("accessed", "date", "Қаралған күні"),
        Field("rank", "string", "Дәрежесі", RANKS, _options(Rank)),
        Field("read", "string", "Оқылғаны", "Қай редакция не көшірме оқылды"),
        NOTE,
    )  # fmt: skip
    rows = tuple(
        (
            one.id, one.type, one.title, "; ".join(one.author) or None, one.number, one.issued,
            one.publisher, one.url, one.accessed, one.rank, one.read, one.note,
        )
        for one in data.sources.values()
    )  # fmt: skip
    return Frame("sources", "Дереккөздер", fields, rows, ("id",))


_UNIT_FIELDS = (
    Field("kato", "string", "КАТО", "КАТО коды", {"pattern": r"\d{9}"}),
    Field("iso", "string", "ISO 3166-2"),
    Field("kind", "string", "Түрі", "Бірліктің түрі", _options(UnitKind)),
    Field("parent", "string", "Қайда кіреді", "Жоғары тұрған бірліктің идентификаторы"),
    Field("name_kk", "string", "Қазақша атауы", "", REQUIRED),
    Field("name_ru", "string", "Орысша атауы", "", REQUIRED),
    Field("name_en", "string", "Ағылшынша атауы"),
    Field("centre", "string", "Орталығы"),
    Field("founded", "string", "Құрылған күні не жылы"),
    Field("area_km2", "number", "Аумағы, км²"),
    Field("area_source", "string", "Аумақтың дереккөзі"),
    SOURCE,
)


def _unit_values(unit: Unit) -> tuple[Value, ...]:
    return (
        unit.kato, unit.iso, unit.kind, unit.parent,
        unit.names.kk, unit.names.ru, unit.names.en,
        unit.centre.kk if unit.centre else None,
        unit.founded.date if unit.founded else None,
        unit.area.km2 if unit.area else None,
        unit.area.source if unit.area else None,
        unit.source,
    )  # fmt: skip


def _units(data: Catalogue) -> Frame:
    fields = (
        Field("id", "string", "Идентификатор", "", REQUIRED),
        Field("list", "string", "Тізім", "Қай тізімде тұрғаны", REQUIRED),
        *_UNIT_FIELDS,
    )
    rows = tuple(
        (unit.id, file.id, *_unit_values(unit))
        for file in data.units.values()
        for unit in file.units
    )  # fmt: skip
    links = (_link("source", to="sources"), _link("area_source", to="sources"))
    return Frame("units", "Әкімшілік бірліктер", fields, rows, ("id",), links)


def _unit_population(data: Catalogue) -> Frame:
    fields = (UNIT, Field("date", "date", "Күні", "", REQUIRED), VALUE, SOURCE, STATUS)
    rows = tuple(
        (unit.id, one.date, one.value, one.source, one.status)
        for file in data.units.values()
        for unit in file.units
        for one in unit.population
    )
    links = (_link("unit", to="units"), _link("source", to="sources"))
    return Frame("unit-population", "Бірліктердің халқы", fields, rows, ("unit", "date"), links)


def _editions(data: Catalogue) -> Frame:
    fields = (
        Field("id", "string", "Идентификатор", "", REQUIRED),
        _title("Атауы"),
        Field("law", "string", "Заң", "Дереккөздің идентификаторы", REQUIRED),
        Field("start", "date", "Басталған күні", "", REQUIRED),
        Field("end", "date", "Аяқталған күні", "Бос ұяшық – әлі күшінде"),
        Field("read", "string", "Оқылғаны"),
    )
    rows = tuple(
        (one.id, one.title, one.law, one.start, one.end, one.read)
        for one in data.categories.editions
    )
    return Frame(
        "editions", "Заң редакциялары", fields, rows, ("id",), (_link("law", to="sources"),)
    )


def _norms(data: Catalogue) -> Frame:
    fields = (
        Field("category", "string", "Санат", "Санаттың идентификаторы", REQUIRED),
        Field("edition", "string", "Редакция", "Заң редакциясының идентификаторы", REQUIRED),
        Field("name", "string", "Санаттың атауы", "", REQUIRED),
        Field("minimum", "integer", "Ең азы, адам"),
        Field("strictly_more", "boolean", "Осы саннан астам", "true – «астам», false – «кемінде»"),
        Field("maximum", "integer", "Ең көбі, адам"),
        Field("condition", "string", "Басқа шарты"),
        Field("place", "string", "Бабы мен тармағы", "", REQUIRED),
    )
    rows = tuple(
        (
            one.id, norm.edition, one.name, norm.minimum, norm.strictly_more, norm.maximum,
            norm.condition, norm.place,
        )
        for one in data.categories.categories
        for norm in one.norms
    )  # fmt: skip
    links = (_link("edition", to="editions"),)
    return Frame("norms", "Құқықтық санаттар", fields, rows, ("category", "edition"), links)


def _indicators(data: Catalogue) -> Frame:
    fields = (
        Field("id", "string", "Идентификатор", "", REQUIRED),
        _title("Атауы"),
        MEASURE,
        Field("unit", "string", "Бірліктің жазылуы"),
        Field("definition", "string", "Анықтамасы", "Не және қалай саналады", REQUIRED),
        Field("page", "string", "Беті", "Сайттағы беттің файлы", REQUIRED),
        Field("notes", "string", "Ескертпелер"),
    )
    rows = tuple(
        (
            one.id, one.title, one.measure, words.MEASURES[one.measure], one.definition, one.page,
            " ".join(one.notes) or None,
        )
        for one in data.indicators.values()
    )  # fmt: skip
    return Frame("indicators", "Көрсеткіштер", fields, rows, ("id",))


def _series(data: Catalogue) -> Frame:
    fields = (
        INDICATOR,
        Field("id", "string", "Қатар", "Көрсеткіш ішіндегі идентификатор", REQUIRED),
        _title("Атауы"),
        TERRITORY,
        Field("source", "string", "Дереккөз", "Бос ұяшық – қатар есептеледі"),
        STATUS,
        Field("joined", "boolean", "Жалғасады", "Графикте нүктелер сызықпен жалғана ма", REQUIRED),
        NOTE,
        Field("jumps", "string", "Секірістің себебі", "Көрші мәндер неге екі еседей өзгереді"),
        Field("operation", "string", "Амал",
              "difference – айырма, sum – қосынды, ratio – қатынас, share – үлес"),
        Field("inputs", "string", "Кірістер", "Қай қатарлардан есептелді, бос орынмен бөлінген"),
    )  # fmt: skip
    rows = tuple(
        (
            indicator.id, one.id, one.title, one.territory, one.source, one.status, one.joined,
            one.note, one.jumps,
            one.derived.operation if one.derived else None,
            " ".join(one.derived.inputs) if one.derived else None,
        )
        for indicator in data.indicators.values()
        for one in indicator.series
    )  # fmt: skip
    links = (
        _link("indicator", to="indicators"),
        _link("territory", to="units"),
        _link("source", to="sources"),
    )
    return Frame("series", "Қатарлар", fields, rows, ("indicator", "id"), links)


def _observations(data: Catalogue) -> Frame:
    fields = (INDICATOR, SERIES, PERIOD_FIELD, VALUE, STATUS, SOURCES, NOTE)
    rows = tuple(
        (indicator.id, *values)
        for indicator in data.indicators.values()
        for values in _seen(indicator)
    )  # fmt: skip
    links = (_link("indicator", "series", to="series", at=("indicator", "id")),)
    return Frame(
        "observations", "Бақылаулар", fields, rows, ("indicator", "series", "period"), links
    )


def _seen(indicator: Indicator) -> Iterator[tuple[Value, ...]]:
    for series in indicator.series:
        for seen in series.observations:
            status = derived.status_of(series, seen)
            sources = " ".join(derived.sources_of(series, seen))
            yield series.id, seen.period, seen.value, status, sources, seen.note


def _breaks(data: Catalogue) -> Frame:
    fields = (
        INDICATOR,
        Field("before", "string", "Үзіліс", "Осы кезеңнің алдында қатар үзіледі", PERIOD),
        Field("label", "string", "Атауы", "", REQUIRED),
        Field("why", "string", "Себебі", "", REQUIRED),
        Field("source", "string", "Дереккөз"),
        Field("series", "string", "Қатарлар", "Қай қатарларды үзеді; бос ұяшық – бәрін"),
    )
    rows = tuple(
        (one.id, gap.before, gap.label, gap.why, gap.source, " ".join(gap.series) or None)
        for one in data.indicators.values()
        for gap in one.breaks
    )
    links = (_link("indicator", to="indicators"), _link("source", to="sources"))
    return Frame("breaks", "Үзілістер", fields, rows, ("indicator", "before", "label"), links)


def _comparisons(data: Catalogue) -> Frame:
    fields = (INDICATOR, UNIT, PERIOD_FIELD, VALUE, STATUS, SOURCE, NOTE)
    rows = tuple(
        (one.id, unit, ranked.period, value, ranked.status, ranked.source, ranked.note)
        for one in data.indicators.values()
        if (ranked := one.comparison)
        for unit, value in ranked.values.items()
    )
    links = (
        _link("indicator", to="indicators"),
        _link("unit", to="units"),
        _link("source", to="sources"),
    )
    return Frame("comparisons", "Бірліктерді салыстыру", fields, rows, ("indicator", "unit"), links)


# ---- one table of a page ----


def of_indicator(data: Catalogue, indicator: Indicator) -> Frame:
    """All series of an indicator, one row an observation."""
    fields = (
        PERIOD_FIELD,
        SERIES,
        _title("Қатардың атауы"),
        TERRITORY,
        NAME,
        VALUE,
        MEASURE,
        STATUS,
        SOURCES,
        NOTE,
    )
    titles = {series.id: series for series in indicator.series}
    rows = tuple(
        (
            period, series, titles[series].title, titles[series].territory,
            data.unit(titles[series].territory).names.kk, value, indicator.measure, status, sources,
            note,
        )
        for series, period, value, status, sources, note in _typed(indicator)
    )  # fmt: skip
    return Frame(indicator.id, indicator.title, fields, rows, ("series", "period"))


def _typed(indicator: Indicator) -> Iterator[tuple[str, str, Value, str, str, Value]]:
    for series, period, value, status, sources, note in _seen(indicator):
        yield str(series), str(period), value, str(status), str(sources), note


def of_comparison(data: Catalogue, indicator: Indicator) -> Frame | None:
    """The figures of many units in one period."""
    ranked = indicator.comparison
    if ranked is None:
        return None
    fields = (UNIT, NAME, PERIOD_FIELD, VALUE, MEASURE, STATUS, SOURCE)
    rows = tuple(
        (
            unit, data.unit(unit).names.kk, ranked.period, value, indicator.measure, ranked.status,
            ranked.source,
        )
        for unit, value in ranked.values.items()
    )  # fmt: skip
    return Frame(
        comparison_name(indicator),
        grammar.subtitled(indicator.title, "бірліктерді салыстыру"),
        fields,
        rows,
        ("unit",),
    )


def comparison_name(indicator: Indicator) -> str:
    """What the comparison's files are called."""
    return f"{indicator.id}-comparison"


def of_units(file: UnitsFile) -> Frame:
    """The units of one list, a column of population a day."""
    days = sorted({one.date for unit in file.units for one in unit.population})
    fields = (
        Field("id", "string", "Идентификатор", "", REQUIRED),
        *_UNIT_FIELDS,
        *(Field(f"population_{day}", "integer", f"Халқы, {day}") for day in days),
    )
    rows = []
    for unit in file.units:
        found = {one.date: one.value for one in unit.population}
        rows.append((unit.id, *_unit_values(unit), *(found.get(day) for day in days)))
    return Frame(file.id, file.title, fields, tuple(rows), ("id",))


def of_categories(data: Catalogue) -> Frame:
    """Legal categories and what each edition of the law asks of them."""
    norms = _norms(data)
    return Frame("categories", data.categories.title, norms.fields, norms.rows, norms.key)
