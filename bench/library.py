"""``python -m bench.library``: a pile taken into a library, beside its parts measured alone; writes bench/library.md.

With ``--quick`` a tenth of the articles and nothing written.
"""

import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from bench.clock import one_core
from bench.store_texts import FIRST_DAY, Maker

HERE = Path(__file__).parent
SIZE, RUNS, ASKED = 4_000, 3, 0.8
BATCHES = (1, 10, 100, 1_000)
T = TypeVar("T")


def main() -> None:
    """Measure, print and write."""
    quick = "--quick" in sys.argv[1:]
    one_core()
    lines = []
    for line in _lines(SIZE // 10 if quick else SIZE):
        print(line, flush=True)
        lines.append(line)
    if not quick:
        HERE.joinpath("library.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(size: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pile.jsonl"
        _write(path, size)
        yield "# A pile into a library\n"
        yield "Written by `python -m bench.library`: one core, one thread, CPU time, the least of"
        each = path.stat().st_size // size
        yield f"{RUNS} runs. {size:,} synthetic articles (`store_texts.py`), {each:,} bytes each, a hundred a day, from one JSONL"
        yield f"file into a new SQLite file; {platform.system()} {platform.machine()}, Python {platform.python_version()}.\n"
        parts = _parts(path)
        yield "| | articles/s | ms each |\n|---|---:|---:|"
        for name, seconds in parts.items():
            yield _row(name, size, seconds)
        alone = sum(parts.values())
        yield _row("the parts together", size, alone)
        whole = _least(lambda number: _whole(path, Path(folder) / f"whole{number}.db"))
        yield _row("`tellings read`, whole", size, whole)
        yield f"\nThe whole runs at **{alone / whole:.2f}** of what the parts measured alone add up to (asked: {ASKED}).\n"
        yield "| articles in one transaction | articles/s |\n|---:|---:|"
        for batch in BATCHES:
            some = size // 10 if batch == 1 else size
            seconds = _taken(path, Path(folder) / f"batch{batch}.db", batch, some)
            yield f"| {batch:,} | {some / seconds:,.0f} |"


def _row(name: str, size: int, seconds: float) -> str:
    return f"| {name} | {size / seconds:,.0f} | {1000 * seconds / size:.3f} |"


def _write(path: Path, size: int) -> None:
    maker = Maker()
    with path.open("w", encoding="utf-8") as file:
        for number in range(size):
            a = maker.entry(number).article
            day = (FIRST_DAY + timedelta(days=number // 100)).isoformat()
            row = {
                "url": f"https://gull.example/{number}",
                "text": a.text,
                "outlet": a.outlet,
                "published": day,
                "language": "en",
            }
            file.write(json.dumps(row) + "\n")


def _parts(path: Path) -> dict[str, float]:
    """Return the CPU seconds of each part alone, each given what it needs."""
    from tellings.intake import read_all
    from tellings.library.keys import key_of
    from tellings.model import Entry, Move
    from tellings.store import open_store
    from tellings.stories import Desk, sketch

    articles, _, _ = read_all([str(path)])
    sketches = [sketch(a) for a in articles]
    opened = [[Move("opened", f"s-{a.id}", None, (a.id,))] for a in articles]
    entries = [Entry(article=a, key=key_of(a), version=1, sketch=s.to_bytes()) for a, s in zip(articles, sketches, strict=True)]

    def place(_: int) -> None:
        desk = Desk()
        for some in _some(sketches, 100):
            desk.place(some)
        desk.regroup(whole=True)

    def store(number: int) -> None:
        made = open_store(str(path.with_name(f"part{number}.db")))
        for some, moves in zip(_some(entries, 100), _some(opened, 100), strict=True):
            with made.writing() as w:
                w.add(some)
                w.move([m for each in moves for m in each])
        made.close()

    return {
        "read: rows, furniture, day, outlet": _least(lambda _: read_all([str(path)])),
        "fingerprints: the sketch of each": _least(lambda _: [sketch(a) for a in articles]),
        "group: placed, and grouped at the end": _least(place),
        "store: SQLite with its index of words, 100 at once": _least(store),
    }


def _whole(path: Path, address: Path) -> None:
    from tellings.gathering import Gathering
    from tellings.intake import Limits
    from tellings.library import Library, ingest

    with Library.open(str(address)) as library, Gathering(Limits(), lambda words: None) as gathering:
        for _ in ingest(library, gathering, [str(path)], None, lambda missed: None):
            pass
        library.settle()


def _taken(path: Path, address: Path, batch: int, most: int) -> float:
    """Return the CPU seconds of taking articles that are read already, so many in a transaction."""
    from tellings.intake import read_all
    from tellings.library import Brought, Library

    brought = [Brought(a) for a in read_all([str(path)])[0][:most]]
    with Library.open(str(address)) as library:
        start = time.process_time()
        for some in _some(brought, batch):
            library.take(some)
        return time.process_time() - start


def _least(run: Callable[[int], object]) -> float:
    times = []
    for number in range(RUNS):
        start = time.process_time()
        run(number)
        times.append(time.process_time() - start)
    return min(times)


def _some(those: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for at in range(0, len(those), size):
        yield those[at : at + size]


if __name__ == "__main__":
    main()
