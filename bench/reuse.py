"""``python -m bench.reuse``: speed and recall of reuse on synthetic articles with planted copies; writes bench/reuse.md.

With ``--quick`` a tenth of the articles, no peers and nothing written.
"""

import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.clock import one_core
from bench.plants import Pile, make_pile

HERE = Path(__file__).parent
PYTHON = HERE.parent / ".venv-peers" / "bin" / "python"
SIZE, RUNS, PATIENCE = 20_000, 3, 900
KINDS = {"partial": "60 % partial", "edited": "30 % edited", "sentence": "one sentence", "wire": "wire, 300 copies"}
ASKED = {"partial": 1.0, "edited": 0.96, "sentence": 0.95}
CANDIDATES, VERIFIED, FALSE = 15_000, 3_000, 0.05  # articles a second, and the part of reported pairs: what is asked
Pairs = set[tuple[int, int]]


class Row(NamedTuple):
    """What one way of looking for copies found, and how fast."""

    name: str
    speed: float
    recall: dict[str, float]
    pairs: int
    false: float


def main() -> None:
    """Measure, print and write."""
    quick = "--quick" in sys.argv[1:]
    one_core()
    pile = make_pile(SIZE // 10 if quick else SIZE)
    lines = []
    for line in _lines(pile, peers=not quick):
        print(line, flush=True)
        lines.append(line)
    if not quick:
        HERE.joinpath("reuse.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(pile: Pile, peers: bool) -> Iterator[str]:
    words = sum(len(text.split()) for text in pile.texts) / len(pile.texts)
    yield "# Reuse on planted copies\n"
    yield "Written by `python -m bench.reuse`: one core, one thread, CPU time, the median of"
    yield f"{RUNS} runs, cutting the texts into words included. {len(pile.texts):,} synthetic articles of {words:.0f} words on"
    yield f"average (`plants.py`); {platform.system()} {platform.machine()}, Python {platform.python_version()}.\n"
    yield "Recall: plants whose pair is reported (of the wire text: copies that hang together with it, over any number of"
    yield "steps). False: reported pairs of which neither copies the other nor both the same. The others take sets of word 3-grams,"
    yield "128 permutations and 64 bands of two rows (`reuse_peer.py`), and tell pairs, no passages.\n"
    yield "| | articles/s | " + " | ".join(KINDS.values()) + " | pairs | false |\n|---|---:|" + "---:|" * 6
    ours = list(_ours(pile))
    for row in ours:
        yield _told(row)
    yield from (map(_told, _peers(pile)) if peers else ())
    yield f"\nMost memory held: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:,.0f} MB, texts included.\n"
    yield from _verdicts(*ours)


def _told(row: Row) -> str:
    recall = " | ".join(f"{row.recall[kind]:.3f}" for kind in KINDS)
    return f"| {row.name} | {row.speed:,.0f} | {recall} | {row.pairs:,} | {row.false:.1%} |"


def _verdicts(candidates: Row, verified: Row) -> Iterator[str]:
    """Yield what was asked, and whether it is reached."""
    told = [(f"candidates, {CANDIDATES:,} articles/s", candidates.speed >= CANDIDATES)]
    told.append((f"verified passages, {VERIFIED:,} articles/s", verified.speed >= VERIFIED))
    told += [(f"recall {KINDS[kind]}, {asked:.2f}", verified.recall[kind] >= asked) for kind, asked in ASKED.items()]
    told.append((f"false, {FALSE:.0%} at most", verified.false <= FALSE))
    yield "Asked: " + "; ".join(f"{what}: {'reached' if kept else 'MISSED'}" for what, kept in told) + "."


def _ours(pile: Pile) -> Iterator[Row]:
    from tellings.collation.reuse import find_copies
    from tellings.collation.reuse.copies import read_pile

    spent, pairs = _timed(lambda: read_pile(pile.texts).pairs())
    yield judge("candidates", pile, spent, pairs)
    spent, copies = _timed(lambda: find_copies(pile.texts))
    yield judge("verified passages", pile, spent, ((c.first, c.second) for c in copies))


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Return the median CPU seconds of a call, and what it returns."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        found = call()
        times.append(time.process_time() - start)
    return sorted(times)[RUNS // 2], found


def judge(name: str, pile: Pile, seconds: float, pairs: Iterable[tuple[int, int]]) -> Row:
    """Return how many plants are among the pairs, and how many pairs are false."""
    found = {(min(pair), max(pair)) for pair in pairs}
    source = {plant.copy: plant.source for plant in pile.plants}
    false = sum(source.get(a, a) != source.get(b, b) for a, b in found)
    reached = _reached(found, {source.get(p.copy, 0) for p in pile.plants if p.kind == "wire"}, source)
    recall = {}
    for kind in KINDS:
        planted = [p for p in pile.plants if p.kind == kind]
        hits = sum(p.copy in reached if kind == "wire" else (min(p[:2]), max(p[:2])) in found for p in planted)
        recall[kind] = hits / max(1, len(planted))
    return Row(name, len(pile.texts) / seconds, recall, len(found), false / max(1, len(found)))


def _reached(found: Pairs, wires: set[int], source: dict[int, int]) -> set[int]:
    """Return the articles that hang together with a wire text over pairs of its copies."""
    near: dict[int, set[int]] = {}
    for a, b in found:
        if {source.get(a, a), source.get(b, b)} <= wires:
            near.setdefault(a, set()).add(b)
            near.setdefault(b, set()).add(a)
    seen, ahead = set(wires), list(wires)
    while ahead:
        more = near.get(ahead.pop(), set()) - seen
        seen |= more
        ahead += more
    return seen


def _peers(pile: Pile) -> Iterator[Row]:
    """Yield what other libraries find, each in a process of its own on the same core."""
    given = "".join(json.dumps(text) + "\n" for text in pile.texts)
    for name in ("datasketch", "rensa"):
        command = [str(PYTHON), str(HERE / "reuse_peer.py"), name]
        try:
            done = subprocess.run(command, input=given, capture_output=True, text=True, check=True, timeout=PATIENCE)
        except (subprocess.SubprocessError, OSError) as problem:
            print(f"{name} did not run: {' '.join(str(problem).split())[-200:]}", file=sys.stderr)
            continue
        told = json.loads(done.stdout)
        pairs = ((a, b) for a, b in told["pairs"])
        yield judge(f"{name} {told['version']}", pile, told["seconds"], pairs)


if __name__ == "__main__":
    main()
