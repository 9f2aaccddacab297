"""``python -m bench.collation``: seconds, growth and memory of collating one big story; writes bench/collation.md.

With ``--quick`` stories of 5 and 50, and nothing written.
"""

import platform
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import log
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from bench.clock import one_core, resident

WRITTEN = Path(__file__).with_suffix(".md")
ASKED = {5: 1.0, 50: 8.0, 500: 120.0}  # CPU seconds of collating so many reports, after analysis
COLLATION = (
    "date_articles",
    "settle_people",
    "find_reuse",
    "find_origins",
    "join_utterances",
    "compare",
    "contrast",
    "line_up",
)
AGREEMENT = ("Clauses", "find_number_conflicts", "find_date_conflicts", "find_twin_conflicts", "find_claims")
WARMING = 3  # reports that are collated before anything is measured


class Told(NamedTuple):
    """One story: its reports, CPU seconds of collating and of the brief, of each room, and what was found."""

    size: int
    collate: float
    brief: float
    rooms: dict[str, float]
    found: dict[str, int]
    peak: int


def main() -> None:
    """Measure, print and write."""
    quick = "--quick" in sys.argv[1:]
    one_core()
    lines = []
    for line in _lines([n for n in ASKED if not quick or n < max(ASKED)]):
        print(line, flush=True)
        lines.append(line)
    if not quick:
        WRITTEN.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(sizes: Sequence[int]) -> Iterator[str]:
    from bench.stories import make_story

    texts = make_story(max(sizes))
    words = [len(text.split()) for text in texts]
    yield "# Collating one story\n"
    yield "Written by `python -m bench.collation`: one core, one thread, CPU time, each story once, after analysis by the English"
    yield f"reader. {len(texts)} made-up reports of one story (`stories.py`), {min(words)} to {max(words)} words, on average"
    yield f"{sum(words) / len(words):.0f}; {platform.system()} {platform.machine()}, Python {platform.python_version()}.\n"
    analyses = _analysed(texts)
    yield f"Held before collating, {len(texts)} analyses among it: {resident() / 1e6:,.0f} MB.\n"
    told = [_measure(analyses[:n]) for n in sizes]
    yield "| reports | collate, CPU s | asked | the brief, CPU s | most memory held, MB |\n|---:|---:|---|---:|---:|"
    for t in told:
        kept = "reached" if t.collate <= ASKED[t.size] else "MISSED"
        yield f"| {t.size} | {t.collate:.2f} | {ASKED[t.size]:.0f}: {kept} | {t.brief:.2f} | {t.peak / 1e6:,.0f} |"
    yield "\nGrowth: seconds grow as the number of reports to the power of " + ", ".join(_powers(told)) + ".\n"
    yield "| CPU s of | " + " | ".join(str(t.size) for t in told) + " |\n|---|" + "---:|" * len(told)
    for room in told[0].rooms:
        yield f"| {room} | " + " | ".join(f"{t.rooms[room]:.2f}" for t in told) + " |"
    yield "\n| found | " + " | ".join(str(t.size) for t in told) + " |\n|---|" + "---:|" * len(told)
    for what in told[0].found:
        yield f"| {what} | " + " | ".join(f"{t.found[what]:,}" for t in told) + " |"


def _analysed(texts: Sequence[str]) -> list[Any]:
    from tellings import analyse, brief, collate, read

    analyses = [analyse(read(text, f"{n:03d}.txt")) for n, text in enumerate(texts)]
    brief(*collate(analyses[:WARMING]))  # loads what is loaded late
    return analyses


def _powers(told: Sequence[Told]) -> Iterator[str]:
    """Yield the exponents between neighbouring sizes, and over all by least squares of the logarithms."""
    points = [(log(t.size), log(t.collate)) for t in told]
    for (x, y), (x2, y2), t, u in zip(points, points[1:], told, told[1:], strict=False):
        yield f"{(y2 - y) / (x2 - x):.2f} from {t.size} to {u.size}"
    mean_x, mean_y = (sum(p[axis] for p in points) / len(points) for axis in (0, 1))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    yield f"{slope:.2f} fitted over all"


def _measure(analyses: Sequence[Any]) -> Told:
    from tellings import brief, collation
    from tellings.collation import agreement
    from tellings.language.readers import load_reader

    spent: dict[str, float] = {}
    with _clocked(collation, COLLATION, spent, ""), _clocked(agreement, AGREEMENT, spent, "of compare: "):
        start = time.process_time()
        story, settled = collation.collate(analyses)
        middle = time.process_time()
    brief(story, settled, reader=load_reader())
    end = time.process_time()
    rooms = {room: spent.get(room, 0.0) for room in (*COLLATION, *(f"of compare: {name}" for name in AGREEMENT))}
    found = {kind: len(getattr(story, kind)) for kind in ("reuse", "origins", "utterances", "claims", "conflicts", "wording")}
    found["timeline"] = len(story.timeline)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Told(len(analyses), middle - start, end - middle, rooms, found, peak)


@contextmanager
def _clocked(room: ModuleType, names: Sequence[str], spent: dict[str, float], prefix: str) -> Iterator[None]:
    """Add up the CPU seconds of the calls that a module makes by these names; they are called as ever."""
    before = {name: getattr(room, name) for name in names}

    def timed(name: str) -> Any:
        def call(*args: Any, **options: Any) -> Any:
            start = time.process_time()
            try:
                return before[name](*args, **options)
            finally:
                spent[prefix + name] = spent.get(prefix + name, 0.0) + time.process_time() - start

        return call

    try:
        for name in names:
            setattr(room, name, timed(name))
        yield
    finally:
        for name, verb in before.items():
            setattr(room, name, verb)


if __name__ == "__main__":
    main()
