"""What indicators and units are called in the language of a page."""

from __future__ import annotations

from ..language.messages import Language
from ..model.observations import JoinedIndicator
from ..model.records.indicators import Indicator
from ..model.records.units import Unit


def of_indicator(indicator: JoinedIndicator | Indicator, language: Language) -> str:
    """Its title; LookupError where data/ has no name in that language."""
    if language == "kk":
        return indicator.title
    record = indicator.record if isinstance(indicator, JoinedIndicator) else indicator
    if record.names is None:
        raise LookupError(f"«{indicator.id}» has no names: expected names: {{ ru: …, en: … }}")
    return record.names.ru if language == "ru" else record.names.en


def of_unit(unit: Unit, language: Language) -> str:
    """Its name; LookupError where data/ has none in that language."""
    if language == "kk":
        return unit.names.kk
    name = unit.names.ru if language == "ru" else unit.names.en
    if name is None:
        raise LookupError(f"«{unit.id}» has no English name: expected names: {{ en: … }}")
    return name
