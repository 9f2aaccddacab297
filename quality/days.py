"""Measure the days of undated reports: ``python -m quality.days`` hides the days of all but one report of each story.

The stories are those of BASIL's dev half (three outlets, true days known). Every report in turn keeps its day; the days of
the others are inferred from the story. "right" of those inferred is what a reader can trust, "open" what the rule leaves.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from quality.shared import SHARED
from tellings.analysis import analyse
from tellings.collation.days import date_articles
from tellings.model import Analysis, Article

GROUPED = SHARED / "corpora" / "eval" / "grouping" / "basil.dev.jsonl"


def stories(path: Path) -> list[list[tuple[Analysis, str]]]:
    """Return the stories of a grouping set: for each report its analysis without a day, and its day."""
    found: dict[str, list[tuple[Analysis, str]]] = {}
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            analysis = analyse(Article(id=row["id"], text=row["text"]))
            found.setdefault(row["cluster"], []).append((analysis, row["date"]))
    return [found[name] for name in sorted(found)]


def trials(story: list[tuple[Analysis, str]]) -> Iterator[tuple[str, str | None, str]]:
    """Yield (true day, inferred day, the dated report's day) of each hidden day, each report in turn keeping its own."""
    for kept, (_, shown) in enumerate(story):
        given = [_with_day(a, shown) if n == kept else a for n, (a, _) in enumerate(story)]
        for n, told in enumerate(date_articles(given)):
            if n != kept:
                yield story[n][1], told.article.published, shown


def _with_day(analysis: Analysis, day: str) -> Analysis:
    return msgspec.structs.replace(analysis, article=msgspec.structs.replace(analysis.article, published=day))


def count(path: Path) -> Counter[str]:
    """Return how many hidden days came out right, wrong (by one day, or by more) and open, and how many were the dated report's."""
    counts: Counter[str] = Counter()
    for story in stories(path):
        for true, inferred, shown in trials(story):
            off = abs((date.fromisoformat(inferred) - date.fromisoformat(true)).days) if inferred else None
            counts["open" if off is None else "right" if off == 0 else "wrong by one" if off == 1 else "wrong by more"] += 1
            counts["all"] += 1
            counts["the dated report's own day right"] += shown == true
    return counts


def main() -> None:
    """Print the counts."""
    for name, number in sorted(count(Path(sys.argv[1]) if len(sys.argv) > 1 else GROUPED).items()):
        print(f"{name:36s} {number}")


if __name__ == "__main__":
    main()
