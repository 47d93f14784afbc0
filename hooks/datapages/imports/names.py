"""Administrative units as tables of a statistical office name them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..model.records.units import Unit, UnitKind
from .sheets import Cell, Grid, text_of

_KATO = re.compile(r"\d{9}")
# The units that tables of a statistical office name, and the kind that a word beside a name tells.
_WORD_OF: dict[UnitKind, str] = {
    "country": "country",
    "oblast": "oblast",
    "republican-city": "city",
    "capital": "city",
    "district": "district",
    "oblast-city": "city",
    "city-district": "district",
}
_NAME = 60  # letters of a unit's name; what is longer is a note


class Names:
    """Units by their names in three languages and by their codes.

    A table may name units that the indicator knows nothing of: they are known here, so that no
    other is taken for one of them, and `wanted` are those that figures are read of.
    """

    def __init__(
        self, units: Iterable[Unit], kinds: Mapping[str, str], wanted: Iterable[str]
    ) -> None:
        self.units = {unit.id: unit for unit in units if unit.kind in _WORD_OF}
        self.kinds = kinds
        self.wanted = frozenset(wanted)
        self.usual = ""  # the kind of most units of the table: «Abai» among regions is a region
        self.by_code = {unit.kato: unit.id for unit in self.units.values() if unit.kato}
        self.by_name: dict[tuple[str, str], set[str]] = {}
        for unit in self.units.values():
            for name in (unit.names.kk, unit.names.ru, unit.names.en or unit.names.kk):
                stem, of_name = self._parted(name)
                for kind in {"", _WORD_OF[unit.kind], *of_name}:
                    self.by_name.setdefault((stem, kind), set()).add(unit.id)

    def learn(self, grid: Grid) -> None:
        """Note the kind of most of the units that a table names beyond doubt."""
        named = [self._candidates(cell) for row in grid for cell in row]
        kinds = Counter(self.units[next(iter(one))].kind for one in named if len(one) == 1)
        self.usual = next((kind for kind, _ in kinds.most_common(1)), "")

    def find(self, cell: Cell) -> str:
        """The id of the unit that a cell names; "" where it names none, or more than one."""
        found = self._candidates(cell)
        if len(found) > 1:
            found = {id for id in found if self.units[id].kind == self.usual}
        return next(iter(found)) if len(found) == 1 else ""

    def of_row(self, cells: Sequence[Cell]) -> str:
        """The unit that a row speaks of: the innermost of those that it names; "" where unknown.

        A name with the word of a kind that no unit bears is one that is not known.
        """
        named = dict.fromkeys(id for cell in cells if (id := self.find(cell)))
        if any(self.is_unknown(cell) for cell in cells):
            return ""
        inner = [id for id in named if not any(self._holds(id, other) for other in named)]
        return inner[0] if len(inner) == 1 else ""

    def is_unknown(self, cell: Cell) -> bool:
        """Whether a cell names a unit that is in no file of data/units/."""
        text = text_of(cell)
        stem, kinds = self._parted(text)
        return bool(stem and kinds) and len(text) < _NAME and not self._candidates(cell)

    def _holds(self, whole: str, part: str) -> bool:
        at = self.units[part].parent
        while at is not None and at in self.units:
            if at == whole:
                return True
            at = self.units[at].parent
        return False

    def _candidates(self, cell: Cell) -> set[str]:
        text = text_of(cell)
        if _KATO.fullmatch(text):
            return {self.by_code[text]} if text in self.by_code else set()
        stem, kinds = self._parted(text)
        if len(kinds) > 1:  # «X region, city» is a part of it
            return set()
        return self.by_name.get((stem, next(iter(kinds), "")), set())

    def _parted(self, name: str) -> tuple[str, set[str]]:
        """«г. Семей», «Семей қаласы» → («семей», {«city»})."""
        words = re.findall(r"[\w-]+", name.lower().replace("ё", "е").replace(".а.", "а."))
        kinds = {self.kinds[word] for word in words if word in self.kinds}
        return " ".join(word for word in words if word not in self.kinds), kinds
