"""Measure the prose of each chapter: how heavy its figures, years, reservations and citations are.

What counts is the Markdown of a chapter: paragraphs, list items and notes. Headings, tables, front
matter, comments and what macros draw (tables, charts, cards) are left out.

- words: runs of letters and digits, with the hyphens inside; a macro that writes a figure
  (`value`, `growth`, `share`, …) counts as one word, `ref` as one.
- sentences: end with `.`, `!`, `?` or `…` before a capital, a digit or an opening quotation mark;
  initials and «ж.» do not end one, a list item or paragraph does.
- figures per 100 words: macros that write a figure, and every number that is typed: years, dates
  and numbers of laws and articles too, but not those inside citations. Thousands are one number
  («435 876»), a span is two («2016–2022»). Counted in the built text, where a figure bears its unit
  and sometimes its citation, the same chapters have up to a third more.
- years first: sentences whose first word is a year or a span of years («2024 жылы …»), in per cent.
- reservations per 1000 words: words that say what the edition does not know or could not do:
  табылмады, таппадық, белгісіз, айтылмаған, көрсетілмеген, расталмаған, анықталмады, дерек жоқ,
  and біз with its cases.
- citations per 100 words: brackets `[@source, place]`. Those that a figure from the press brings
  with itself are not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.language import texts

CHAPTERS = ("kirispe.md", "?-*/?-?-*.md", "qorytyndy.md")
AIMS = {"figures": 8.0, "years": 10.0, "reservations": 4.0, "citations": 3.0}
LIGHT_CITATIONS = ("1-2-", "1-3-")  # chapters for which the aim of citations holds

WORD = re.compile(
    r"[0-9A-Za-zА-Яа-яЁёӘәІіҢңҒғҮүҰұҚқӨөҺһ]+(?:[-’][0-9A-Za-zА-Яа-яӘәІіҢңҒғҮүҰұҚқӨөҺһ]+)*"
)
_END = re.compile(r"(?<=[.!?…])(?<!\b\w\.)(?<!\bж\.)[»”)]*\s+(?=[«“(]?[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ0-9])")
_YEAR = r"(?:1[0-9]|20|21)\d\d"
_YEAR_FIRST = re.compile(rf"{_YEAR}(?:\s?[–-]\s?{_YEAR})?\s(?:жыл|ж\.)")
_FIGURE = re.compile(r"(?<![\w,.])\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?")
_RESERVATION = re.compile(
    r"\b(?:табылма(?:й|ды|ған)\w*|таппад\w*|белгісіз\w*|айтылма(?:ды|ған|йды)\w*"
    r"|көрсетілме(?:ді|ген)\w*|расталма(?:ды|ған)\w*|анықталма(?:ды|ған)\w*|дерек(?:тер)?і? жоқ"
    r"|біз(?:дің|ге|ді|де|ден|бен)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Measures:
    """Counts of one chapter."""

    words: int
    sentences: int
    figures: int
    years_first: int
    reservations: int
    citations: int

    def rates(self) -> dict[str, float]:
        """The rates that have aims, by the names of `AIMS`."""
        words = max(self.words, 1)
        return {
            "figures": 100 * self.figures / words,
            "years": 100 * self.years_first / max(self.sentences, 1),
            "reservations": 1000 * self.reservations / words,
            "citations": 100 * self.citations / words,
        }

    def __add__(self, other: Measures) -> Measures:
        return Measures(*(a + b for a, b in zip(self.counts(), other.counts(), strict=True)))

    def counts(self) -> tuple[int, ...]:
        """The counts in the order of the fields."""
        return (
            self.words,
            self.sentences,
            self.figures,
            self.years_first,
            self.reservations,
            self.citations,
        )


NOTHING = Measures(0, 0, 0, 0, 0, 0)


def sentences(text: str) -> list[str]:
    """The sentences of a passage."""
    return [part.strip() for part in _END.split(text.replace("\n", " ")) if WORD.search(part)]


def figures(text: str) -> int:
    """How many numbers stand in a text; thousands written apart are one."""
    return len(_FIGURE.findall(text))


def measure(markdown: str) -> Measures:
    """Count one chapter."""
    total = NOTHING
    for passage in texts.of_markdown(markdown, "docs/"):
        if passage.kind in ("prose", "note"):
            parts = sentences(passage.text)
            total += Measures(
                words=len(WORD.findall(re.sub(r"(?<=\d) (?=\d{3}\b)", "", passage.text))),
                sentences=len(parts),
                figures=figures(passage.text),
                years_first=sum(bool(_YEAR_FIRST.match(part)) for part in parts),
                reservations=len(_RESERVATION.findall(passage.text)),
                citations=texts.citations(passage.source),
            )
    return total


def chapters(docs: Path) -> Iterator[Path]:
    """The chapters in the order of reading."""
    for pattern in CHAPTERS:
        yield from sorted(docs.glob(pattern))


def row(name: str, counted: Measures, aims: dict[str, float]) -> str:
    """A line of the table; a rate beyond its aim is marked with an asterisk."""
    cells = [f"{name:<24}{counted.words:>7}{counted.sentences:>7}"]
    cells.append(f"{counted.words / max(counted.sentences, 1):>9.1f}")
    for key, rate in counted.rates().items():
        mark = "*" if key in aims and round(rate, 1) > aims[key] else " "
        cells.append(f"{rate:>9.1f}{mark}")
    return "".join(cells)


def main() -> None:
    """Print a line a chapter, the whole, and the aims."""
    heads = ("words", "sent.", "w/sent.", "fig/100 ", "years,% ", "res/1000 ", "cit/100 ")
    widths = (7, 7, 9, 10, 10, 10, 10)
    print(f"{'chapter':<24}" + "".join(f"{h:>{w}}" for h, w in zip(heads, widths, strict=True)))
    total = NOTHING
    for path in chapters(texts.ROOT / "docs"):
        counted = measure(path.read_text(encoding="utf-8"))
        total += counted
        has_light_citations = path.name.startswith(LIGHT_CITATIONS)
        aims = {key: AIMS[key] for key in AIMS if key != "citations" or has_light_citations}
        print(row(path.stem, counted, aims))
    print(row("all chapters", total, {}))
    aims_row = "".join(f"{f'≤{AIMS[key]:g}':>9} " for key in AIMS)
    print(f"{'aim':<24}{'':>23}{aims_row}")
    print("* beyond the aim; citations have one in 1.2 and 1.3 only")


if __name__ == "__main__":
    main()
