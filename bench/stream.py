"""``python -m bench.stream``: what a desk costs an article, on one core; writes bench/stream.md.

With ``--quick`` a tenth of the articles and nothing written.
"""

import gc
import platform
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench.arrivals import make_sketches
from bench.clock import one_core

HERE = Path(__file__).parent
SMALL, LARGE, ARRIVALS, WINDOW = 10_000, 100_000, 200_000, 20_000
MEASURED, CHUNK = 3_000, 250  # arrivals measured at each size, in chunks whose median is told
ASKED = {SMALL: 3_000, LARGE: 2_000}  # articles a second
MEMORY = 8.0  # kB an article held: what is asked
WHOLE = (500, 2_000, 8_000)  # articles grouped as a whole
ENDLESS = 10**9


def main() -> None:
    """Measure, print and write."""
    quick = "--quick" in sys.argv[1:]
    one_core()
    lines = []
    for line in _lines(10 if quick else 1):
        print(line, flush=True)
        lines.append(line)
    if not quick:
        HERE.joinpath("stream.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(part: int) -> Iterator[str]:
    yield "# Stories as a stream\n"
    yield "Written by `python -m bench.stream`: one core, one thread, CPU time. Articles are made-up sketches (`arrivals.py`) but"
    yield f"where it says texts; {platform.system()} {platform.machine()}, Python {platform.python_version()}.\n"
    yield from _sketching()
    yield from _held(part)
    yield from _whole(part)
    yield from _flat(part)
    yield from _peers()


def _sketching() -> Iterator[str]:
    from bench.material import thousand
    from tellings import read
    from tellings.stories import sketch

    about, texts = thousand(1000)
    articles = [read(text, f"{n}.txt") for n, text in enumerate(texts)]
    made = [sketch(a) for a in articles]
    spent = min(_timed(lambda: [sketch(a) for a in articles]) for _ in range(3))
    stored = statistics.mean(len(s.to_bytes()) for s in made)
    yield f"Sketches of texts ({about}): {len(texts) / spent:,.0f} articles/s, {stored / 1000:.1f} kB stored for each.\n"
    yield "Entries of the index that a look-up reads, mean of the last two hundred of as many articles: "
    yield f"{_entries(made):,.0f} for these, {_entries(list(make_sketches(len(made)))):,.0f} for made ones.\n"


def _timed(call: Any) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def _entries(sketches: list[Any]) -> float:
    from tellings.stories.shelf import ASKED as LOOKED_UP
    from tellings.stories.shelf import Shelf

    shelf = Shelf()
    for one in sketches:
        shelf.put(shelf.open(one))
    read = []
    for held in list(shelf.held.values())[-200:]:
        _, weights, _ = shelf._weigh([held])
        asked = held.numbers[weights.argsort()[-LOOKED_UP:]].tolist()
        read.append(sum(len(shelf.terms.postings[n] or ()) for n in asked))
    return statistics.mean(read)


def _held(part: int) -> Iterator[str]:
    """Yield the speed of assignment, and of mending, beside so many articles held, and the memory they take."""
    from tellings.stories import Desk, Window

    class Timed(Desk):
        mending = 0.0

        def regroup(self, *, whole: bool = False) -> Any:
            start = time.process_time()
            moves = super().regroup(whole=whole)
            self.mending += time.process_time() - start
            return moves

    yield "| articles held | assignment, articles/s | asked | mending, ms an article | memory an article, kB | asked |"
    yield "|---:|---:|---|---:|---:|---|"
    Timed().place(make_sketches(600))  # loads what is loaded late
    stream = make_sketches(LARGE // part + MEASURED)
    gc.collect()
    empty = _resident()
    desk = Timed(Window(days=ENDLESS, articles=ENDLESS))
    for size in (SMALL // part, LARGE // part):
        desk.place(islice(stream, size - len(desk)))
        gc.collect()
        memory = (_resident() - empty) / len(desk) / 1000
        speeds, mending = [], desk.mending
        for _ in range(MEASURED // CHUNK):
            before = desk.mending
            chunk = list(islice(stream, CHUNK))
            spent = _timed(lambda some=chunk: desk.place(some))
            speeds.append(CHUNK / (spent - (desk.mending - before)))
        speed, asked = statistics.median(speeds), ASKED[size * part]
        mended = 1000 * (desk.mending - mending) / MEASURED
        yield (
            f"| {size:,} | {speed:,.0f} | {asked:,}: {_kept(speed >= asked)} | {mended:.2f} | {memory:.1f} | "
            f"{MEMORY:.0f}: {_kept(memory <= MEMORY)} |"
        )
    yield ""


def _whole(part: int) -> Iterator[str]:
    from tellings.stories import group_sketches

    told = []
    for size in WHOLE:
        pile = list(make_sketches(size // part))
        told.append(f"{len(pile):,} articles {_timed(lambda pile=pile: group_sketches(pile)):.1f} s")
    yield "Grouping the whole, which a stream does at its end and on a quiet night: " + ", ".join(told) + ".\n"


def _flat(part: int) -> Iterator[str]:
    """Yield what is held over a long stream whose window closes stories."""
    from tellings.stories import Desk, Window

    window, arrivals = WINDOW // part, ARRIVALS // part
    desk, stream = Desk(Window(articles=window)), make_sketches(arrivals)
    yield f"A stream of {arrivals:,} articles through a window of {window:,}, mending and closing included:\n"
    yield "| arrived | articles/s | held | terms | memory of the process, MB |\n|---:|---:|---:|---:|---:|"
    for n in range(1, 9):
        chunk = list(islice(stream, arrivals // 8))
        spent = _timed(lambda some=chunk: desk.place(some))
        speed, terms = len(chunk) / spent, len(desk._piles.shelf.terms)
        del chunk
        gc.collect()
        yield f"| {n * arrivals // 8:,} | {speed:,.0f} | {len(desk):,} | {terms:,} | {_resident() / 1e6:,.0f} |"
    yield f"\nMost memory held: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:,.0f} MB.\n"


def _resident() -> int:
    """Return the bytes of memory that the process holds now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()


def _kept(reached: bool) -> str:
    return "reached" if reached else "MISSED"


def _peers() -> Iterator[str]:
    import tomllib

    quoted = tomllib.loads((HERE / "quoted.toml").read_text(encoding="utf-8"))["peer"]
    for peer in quoted:
        if "stream" in peer.get("of", ()):
            yield f"- {peer['name']} (quoted: {peer['why']}): {peer['figure']}."


if __name__ == "__main__":
    main()
