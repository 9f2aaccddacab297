"""``python -m bench.store``: how fast a library takes articles in and finds them, on SQLite and PostgreSQL; writes store.md.

Articles are synthetic (``bench.store_texts``). With --quick a tenth of the articles, and nothing written.
"""

import os
import platform
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from bench.store_server import MissingServerError, server
from bench.store_texts import FIRST_DAY, OUTLETS, Maker
from tellings.model import Entry, Move, Query
from tellings.store import Store, open_store
from tellings.store.words import index_words

RESULT = Path(__file__).with_name("store.md")
ARTICLES, BATCH, SINGLE = 100_000, 100, 1_000
QUERIES, PAGE, WARM = 300, 20, 30
STORY = 8  # articles of a story, on average


def load(store: Store, entries: Iterator[Entry], batch: int, chance: random.Random) -> tuple[int, float, float]:
    """Take articles in as the library does, each into a story; return how many, wall seconds and CPU seconds of this process."""
    stories: list[str] = []
    n = 0
    wall = cpu = 0.0
    while some := list(islice(entries, batch)):
        moves = []
        for e in some:
            new = chance.random() < 1 / STORY or not stories
            story = f"s-{e.article.id}" if new else stories[-1 - int(chance.expovariate(1 / 50)) % len(stories)]
            stories += [story] if new else []
            moves.append(Move("opened" if new else "joined", story, None, (e.article.id,)))
        began, used = time.perf_counter(), _cpu()
        with store.writing() as writer:
            writer.add(some)
            writer.move(moves)
        wall, cpu, n = wall + time.perf_counter() - began, cpu + _cpu() - used, n + len(some)
    return n, wall, cpu


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class Asker:
    """Draws queries from the texts, from rare words to common ones."""

    def __init__(self, maker: Maker, articles: int, seed: int) -> None:
        self.chance, self.maker, self.articles = random.Random(seed), maker, articles
        held: Counter[str] = Counter()
        for n in range(0, articles, max(1, articles // 2000)):
            held.update(set(index_words(maker.text(n))))
        self.ranked = sorted(held, key=lambda word: (-held[word], word))

    def words(self) -> list[str]:
        """Return the words of some text."""
        return index_words(self.maker.text(self.chance.randrange(self.articles)))

    def by_rank(self) -> str:
        """Return a word by its rank, drawn on a scale of logarithms: as often from the ten commonest as from the next ninety."""
        return self.ranked[int(len(self.ranked) ** self.chance.random()) - 1]

    def phrase(self) -> Query:
        """Return two or three words that follow one another somewhere in a text."""
        n = self.chance.choice((2, 2, 3))
        words = self.words()
        at = self.chance.randrange(len(words) - n)
        return Query(words=f'"{" ".join(words[at : at + n])}"')

    def unlikely(self) -> Query:
        """Return a word drawn by rank with what follows it in a text: common words that seldom meet are the worst case."""
        while True:
            words, wanted = self.words(), self.by_rank()
            if wanted in words[:-1]:
                at = words.index(wanted)
                return Query(words=f'"{" ".join(words[at : at + 2])}"')

    def filtered(self) -> Query:
        """Return two words with an outlet and a span of days."""
        first = FIRST_DAY.toordinal() + self.chance.randrange(600)
        since, until = (FIRST_DAY.fromordinal(d).isoformat() for d in (first, first + self.chance.randint(20, 130)))
        outlet = f"Paper {min(int(self.chance.expovariate(6 / OUTLETS)), OUTLETS - 1)}"
        return Query(words=f"{self.by_rank()} {self.by_rank()}", outlet=outlet, since=since, until=until)

    def single(self) -> Query:
        """Return one word."""
        return Query(words=self.by_rank())


def ask(store: Store, draw: Callable[[], Query], processes: Sequence[int]) -> tuple[list[float], list[float], int]:
    """Return the milliseconds of each query, with a snapshot and the page's passages, the same less waiting, and the hits in all.

    Waited for means ready to run while others had the cores, in this process and in the server's.
    """
    queries = [draw() for _ in range(QUERIES)]
    times, alone, hits = [], [], 0
    for query in [*queries[:WARM], *queries]:
        began, queued = time.perf_counter(), _queued(processes)
        with store.reading() as reader:
            hits += len(reader.search(query, limit=PAGE).items)
        times.append((time.perf_counter() - began) * 1000)
        alone.append(times[-1] - (_queued(processes) - queued))
    return times[WARM:], alone[WARM:], hits


def _queued(processes: Sequence[int]) -> float:
    """Return the milliseconds that processes were ready to run and did not, as Linux counts them; 0 elsewhere."""
    waited = 0
    for process in ("self", *processes):
        try:
            waited += int(Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()[1])
        except (OSError, IndexError):
            continue
    return waited / 1e6


def quantile(times: list[float], share: float) -> float:
    """Return the time below which such a share lies."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def measure(
    name: str,
    store: Store,
    size: Callable[[], int],
    articles: int,
    maker: Maker,
    settle: Callable[[], None],
    processes: Callable[[], list[int]],
) -> Iterator[str]:
    """Yield lines of the table of one store."""
    chance = random.Random(3)
    entries = maker.entries(articles)
    ready = _in_memory(entries)
    n, wall, cpu = load(store, ready, BATCH, chance)
    yield f"| {name} | stored, batches of {BATCH} | {n / wall:,.0f} articles/s wall, {n / cpu:,.0f}/s of this process's CPU |"
    settle()
    yield f"| {name} | on disk | {size() / n:,.0f} bytes an article |"
    asker = Asker(maker, articles, 11)
    for what, draw, most in (
        ("phrase", asker.phrase, 20),
        ("phrase from a word by rank", asker.unlikely, None),
        ("two words, outlet, days", asker.filtered, 30),
        ("one word", asker.single, None),
    ):
        times, alone, hits = ask(store, draw, processes())
        goal = f" (asked: {most})" if most else ""
        said = f"p50 {statistics.median(times):.1f}, p95 {quantile(times, 0.95):.1f}{goal}, most {max(times):.1f} ms"
        said += f"; less waiting for a core p50 {statistics.median(alone):.1f}, p95 {quantile(alone, 0.95):.1f}"
        yield f"| {name} | {what}, {len(times)} queries | {said}; {hits} hits shown |"
    n, wall, cpu = load(store, _in_memory(maker.entries(SINGLE, articles)), 1, chance)
    yield f"| {name} | stored, one at a time, into the full library | {n / wall:,.0f} articles/s wall |"
    began = time.perf_counter()
    faults = store.check()
    yield f"| {name} | `Store.check` of it all | {time.perf_counter() - began:.0f} s, {len(faults)} faults |"


def _in_memory(entries: Iterator[Entry], ahead: int = 2_000) -> Iterator[Entry]:
    """Make articles ahead of need, so that making them is not measured."""
    while some := list(islice(entries, ahead)):
        yield from some


@contextmanager
def sqlite_library() -> Iterator[tuple[Store, Callable[[], int], Callable[[], None], Callable[[], list[int]]]]:
    """Yield a library in a file, its size, and what a quiet minute would do."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        store = open_store(str(path))

        def size() -> int:
            return sum(p.stat().st_size for p in Path(folder).iterdir() if not p.name.endswith("-shm"))

        yield store, size, lambda: None, list
        store.close()


@contextmanager
def postgres_library() -> Iterator[tuple[Store, Callable[[], int], Callable[[], None], Callable[[], list[int]]]]:
    """Yield a library on a server of our own, which has a quarter of the memory for its buffers, as PostgreSQL's manual advises.

    A quiet minute there is one of the autovacuum that every server runs.
    """
    import psycopg

    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with server(shared_buffers=f"{memory // 4 >> 20}MB") as running:
        address = running.address()
        store = open_store(address)

        def asked(sql: str) -> list[tuple[int, ...]]:
            with psycopg.connect(running.conninfo("library1"), autocommit=True) as connection:
                cursor = connection.execute(sql)
                return cursor.fetchall() if cursor.description else []

        def size() -> int:
            return asked("SELECT pg_database_size('library1')")[0][0]

        def settle() -> None:
            asked("VACUUM ANALYZE")

        yield store, size, settle, running.backends
        store.close()


def main() -> None:
    """Measure, print, write."""
    quick = "--quick" in sys.argv[1:]
    articles = ARTICLES // 10 if quick else ARTICLES
    maker = Maker()
    words = [len(index_words(maker.text(n))) for n in range(500)]
    lines = [
        "# A store: taking in and finding\n",
        f"Written by `python -m bench.store`: {articles:,} synthetic articles of {statistics.mean(words):.0f} words on average "
        f"(nine in ten from {quantile(list(map(float, words)), 0.05):.0f} to {quantile(list(map(float, words)), 0.95):.0f}), "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}. "
        "PostgreSQL has a quarter of the memory for its buffers. "
        f"Searches give the first {PAGE} hits with their passages, over a warm library, wall clock; "
        "less waiting for a core: without the time in which this process or the server was ready to run and other programs had the "
        "cores.\n",
        "| store | what | measured |\n|---|---|---|",
    ]
    print("\n".join(lines), flush=True)
    for name, library in (("SQLite", sqlite_library), ("PostgreSQL", postgres_library)):
        if f"--only={name.lower()}" not in sys.argv[1:] and any(a.startswith("--only") for a in sys.argv[1:]):
            continue
        try:
            with library() as (store, size, settle, processes):
                for line in measure(name, store, size, articles, maker, settle, processes):
                    print(line, flush=True)
                    lines.append(line)
        except MissingServerError as error:
            lines.append(f"| {name} | not measured | {error} |")
    if not quick and not any(a.startswith("--only") for a in sys.argv[1:]):
        RESULT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
