"""References to acts of law as lawyers write them, and whether an act is in force."""

from __future__ import annotations

import re

from ..language import formats
from ..language.messages import t
from ..model.records.sources import Source
from .bibliography import numeric

# Bounded, so that a long list of numbers takes no long time: it is begun anew at each of them.
_ONE = r"\d{1,6}(?:-\d{1,6}){0,3}"
_MORE = rf"(?:(?:, |–| \w{{1,20}} ){_ONE}){{0,20}}"
_SUBPARAGRAPH = re.compile(rf"(?<!\d)(?P<numbers>{_ONE}{_MORE})-(?={t('act.subparagraph')})")
_NUMBER = re.compile(r"\d+(?:-\d+)*")


def reference(source: Source, place: str = "") -> str:
    """«ҚР 05.06.2026 № 300-VIII Конституциялық заңы, 1-бап, 11) тармақша (01.07.2026 бастап)».

    The bracket tells since when the act holds, else which edition is spoken of, where it is one.
    Nothing of what is no act of law.
    """
    if source.type != "legislation" or not source.issued:
        return ""
    parts = [_act(source), _SUBPARAGRAPH.sub(_with_brackets, place)]
    return ", ".join(filter(None, parts)) + _since(source)


def _act(source: Source) -> str:
    issued = source.issued or ""
    day = numeric(issued) if len(issued) == 10 else issued
    which = f"{day} {source.number or ''}".strip().replace("№ ", f"№{formats.NBSP}")
    if source.act:
        named = source.act.replace("…", which)
    elif source.number:
        named = f"{source.title}: {which}"
    else:  # a constitution has no number, and its kind is its title
        state, of, rest = source.title.partition(t("act.state") + " ")
        named = f"{of}{which} {rest}" if of and not state else f"{source.title}: {which}"
    return named.replace(t("act.state"), t("act.state-short"))


def _with_brackets(match: re.Match[str]) -> str:
    """«8 және 11-» → «8) және 11) », as acts number their subparagraphs."""
    return _NUMBER.sub(lambda number: f"{number[0]})", match["numbers"]) + " "


def _since(source: Source) -> str:
    force = source.force
    if force is None:
        return ""
    if force.state == "in-force":
        if force.since:
            return f" ({t('act.since', day=numeric(force.since))})"
        is_one = source.edition is not None and "," not in source.edition
        return f" ({source.edition})" if is_one else ""
    ended = force.until if force.state == "expired" else force.since
    return f" ({t(f'act.{force.state}', day=numeric(ended) if ended else '').strip()})"


def state(source: Source) -> str:
    """«күшін жойған», or nothing where the act is in force or nobody looked."""
    if source.force is None or source.force.state == "in-force":
        return ""
    return t(f"force.{source.force.state}")
