"""Pairwise F1 of a stemmer on an outside gold set (form <TAB> lemma), given by path.

Two forms belong together if they share a lemma; the stemmer puts them together if it gives them one
stem.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from zlib import crc32

from search_kk.kazakh_stemmer import default_stemmer


def read_gold(path: Path) -> list[tuple[str, str]]:
    """The rows of a gold set: form in small letters, lemma."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(row[0].lower(), row[1]) for row in rows]


def pairwise(gold: list[tuple[str, str]], stem: Callable[[str], str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of distinct forms."""
    lemmas: dict[str, set[str]] = defaultdict(set)
    groups: dict[str, set[str]] = defaultdict(set)
    for form, lemma in gold:
        lemmas[lemma].add(form)
        groups[stem(form)].add(form)
    wanted = {pair for forms in lemmas.values() for pair in combinations(sorted(forms), 2)}
    given = {pair for forms in groups.values() for pair in combinations(sorted(forms), 2)}
    right = len(wanted & given)
    precision, recall = right / max(1, len(given)), right / max(1, len(wanted))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def half(gold: list[tuple[str, str]], which: int) -> list[tuple[str, str]]:
    """One half by lemma: 0 to look at while writing rules, 1 held out."""
    return [row for row in gold if crc32(row[1].rsplit("_", 1)[0].encode()) % 2 == which]


def errors(
    gold: list[tuple[str, str]], stem: Callable[[str], str]
) -> tuple[Counter[str], Counter[str]]:
    """Pairs torn apart, and pairs wrongly joined, by how many."""
    lemmas: dict[str, set[str]] = defaultdict(set)
    of: dict[str, set[str]] = defaultdict(set)
    groups: dict[str, set[str]] = defaultdict(set)
    for form, lemma in gold:
        lemmas[lemma].add(form)
        of[form].add(lemma)
        groups[stem(form)].add(form)
    missed = Counter(
        {
            f"{lemma}: "
            + " | ".join(
                f"{s}: {','.join(f for f in sorted(forms) if stem(f) == s)}"
                for s in sorted({stem(f) for f in forms})
            ): sum(stem(a) != stem(b) for a, b in combinations(sorted(forms), 2))
            for lemma, forms in lemmas.items()
        }
    )
    merged = Counter(
        {
            f"{s}: {sorted((f, sorted(of[f])) for f in forms)}": sum(
                not of[a] & of[b] for a, b in combinations(forms, 2)
            )
            for s, forms in groups.items()
        }
    )
    return +missed, +merged


def main() -> None:
    """Print the figures of each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--half", type=int)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    stemmer = default_stemmer()
    for path in args.gold:
        gold = read_gold(path)
        if args.half is not None:
            gold = half(gold, args.half)
        p, r, f = pairwise(gold, stemmer.stem)
        print(
            f"{path.name}: precision {100 * p:.1f}  recall {100 * r:.1f}"
            f"  F1 {100 * f:.1f}  ({len(gold)} rows)"
        )
        if args.errors:
            missed, merged = errors(gold, stemmer.stem)
            for line, count in missed.most_common(args.errors):
                print("  apart ", count, line)
            for line, count in merged.most_common(args.errors):
                print("  merged", count, line)


if __name__ == "__main__":
    main()
