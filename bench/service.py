"""``python -m bench.service``: a server with 100,000 articles under readers, and under readers while articles come in.

Writes service.md. With --quick a tenth of the articles and of the questions, and nothing written.
"""

import asyncio
import gzip
import json
import os
import platform
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from bench.clock import tellings
from bench.service_library import make_library
from bench.service_load import Connection, Told, read, tell
from bench.store import Asker
from bench.store_texts import OUTLETS, Maker

RESULT = Path(__file__).with_name("service.md")
PEERS = Path(__file__).parents[1] / ".venv-peers" / "bin" / "datasette"
FEW = 5  # readers of a desk; fifty are more than datasette answers on these cores, and its queue grows
ARTICLES, TOLD, READERS, QUESTIONS, BRINGERS = 100_000, 200, 50, 10_000, 100
ASKED = {"stories list": 60, "story": 80, "search": 100}  # p95 in ms
PATIENT = 300.0  # seconds that who brings articles waits for the answer
WHILE = 300  # ms, p95 of readers while articles come in
PAGE, LOOKS = 60_000, 40_000  # bytes: HTML of a story of five reports without their text; style and scripts, gzipped
REPORTS = re.compile(rb'<section class="reports".*?</section>', re.S)
Paths = list[tuple[str, Callable[[random.Random], str]]]


def main() -> None:
    """Measure, print and write."""
    quick = "--quick" in sys.argv[1:]
    share = 10 if quick else 1
    lines = []
    for line in _lines(ARTICLES // share, TOLD // share, QUESTIONS // share):
        print(line, flush=True)
        lines.append(line)
    if not quick:
        RESULT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(articles: int, told: int, questions: int) -> Iterator[str]:
    yield "# Serving a library\n"
    yield f"Written by `python -m bench.service`: {READERS} readers, each asking once a second over a kept connection, on loopback;"
    yield "server, its processes and the readers share the cores. Waits are milliseconds until the whole answer was there.\n"
    yield f"- machine: {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    yield f"- tellings {version('tellings')}, litestar {version('litestar')}, uvicorn {version('uvicorn')}"
    yield f"- library: {articles:,} synthetic articles, {told} of its stories told, of five made-up reports each\n"
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.db"
        began = time.perf_counter()
        stories = make_library(library, articles, told)
        print(f"the library was made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        tokens = Path(folder, "tokens.json")
        tokens.write_text("{}")  # none, whatever the user has
        usual = ("--rate", "0", "--tell", "asked", "--model", "rules", "--tokens", tokens)
        with serving(tellings(), "serve", "--port", "0", "--library", library, *usual) as at:
            paths = _ours(articles, stories)
            asyncio.run(read(at, paths, READERS, READERS * 6, seed=1))
            ours = tell(asyncio.run(read(at, paths, READERS, questions)))
            yield from _table("Readers", ours, ASKED)
            few = tell(asyncio.run(read(at, paths, FEW, FEW * 60, seed=4)))
            yield from _table(f"{FEW} readers", few, {})
            yield from _sizes(at, stories[0])
            yield from asyncio.run(_while_articles_come(at, paths))
        yield from _datasette(library, articles, questions, ours, few)


def _ours(articles: int, stories: Sequence[str]) -> Paths:
    asker = Asker(Maker(), articles, 9)
    outlets = [f"Paper%20{n}" for n in range(OUTLETS)]
    lists = ("/stories", "/stories?order=largest", "/stories?order=origins", "/stories?since=2031-06-01&until=2031-09-01")
    return [
        ("stories list", lambda c: c.choice(lists) if c.random() < 0.7 else f"/stories?outlet={c.choice(outlets)}"),
        ("story", lambda c: f"/stories/{c.choice(stories)}"),
        ("search", lambda c: f"/search?words={asker.ranked[int(len(asker.ranked) ** c.random()) - 1]}"),
    ]


@contextmanager
def serving(*command: object) -> Iterator[str]:
    """Start a server and give its address once it says it."""
    process = subprocess.Popen([str(c) for c in command], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if found := re.search(r"(http://127\.0\.0\.1:\d+)/?", line):
                yield found[1]
                break
        else:
            raise RuntimeError("the server did not start")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def _table(title: str, told: dict[str, Told], asked: dict[str, int]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| page | asked | p50 | p95 | p99 | bytes, middle | other than 200 | goal, p95 |\n|---|---:|---:|---:|---:|---:|---:|---|"
    for kind, t in sorted(told.items()):
        goal = f"{asked[kind]}: {'reached' if t.p95 <= asked[kind] else 'missed'}" if kind in asked else ""
        yield f"| {kind} | {t.n:,} | {t.p50:.1f} | {t.p95:.1f} | {t.p99:.1f} | {t.size:,} | {t.wrong} | {goal} |"
    yield ""


def _sizes(at: str, story: str) -> Iterator[str]:
    page = asyncio.run(Connection(at).ask(f"/stories/{story}"))[1]
    bare = len(REPORTS.sub(b"", page))
    assert bare < len(page), "the part with the reports was not found"
    names = sorted({m.decode() for m in re.findall(rb'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page)})
    looks = sum(len(gzip.compress(asyncio.run(Connection(at).ask(name))[1], 9)) for name in names)
    yield "## Sizes\n"
    yield f"Story page of five reports: {len(page):,} bytes, {bare:,} without their text; goal {PAGE:,}: {_kept(bare <= PAGE)}."
    yield f"Style and scripts, {len(names)} files, gzipped: {looks:,} bytes; goal {LOOKS:,}: {_kept(looks <= LOOKS)}.\n"


async def _while_articles_come(at: str, paths: Paths) -> list[str]:
    """Bring 100 times 100 articles at once while the readers read, and count what is there afterwards."""
    maker = Maker(seed=23)
    bodies = [
        json.dumps(
            [{"id": f"new-{b}-{k}", "text": maker.text(100 * b + k), "outlet": f"Wire {k % 7}"} for k in range(100)]
        ).encode()
        for b in range(BRINGERS)
    ]
    reading = asyncio.create_task(read(at, paths, READERS, READERS * 60, seed=2))
    began = time.perf_counter()
    brought = await asyncio.gather(*(_bring(at, body) for body in bodies))
    took = time.perf_counter() - began
    readers = await reading
    during = readers[: max(READERS, int(READERS * took))]
    told = tell(during) | tell([r._replace(kind="all pages") for r in during])
    acknowledged = [a for articles in brought for a in articles]
    lost = sum([(await Connection(at).ask(f"/v1/articles/{a}"))[0] != 200 for a in acknowledged])
    failed = sum(not articles for articles in brought)
    lines = list(_table(f"Readers while {BRINGERS} clients bring 100 articles each", told, {"all pages": WHILE}))
    came = len(acknowledged)
    rate = f"{came:,} articles were acknowledged in {took:.1f} s ({came / took:,.0f} a second)"
    return [*lines, f"{rate}; of these lost: {lost}; requests that failed: {failed}.\n"]


async def _bring(at: str, body: bytes) -> list[str]:
    """Bring articles and return those that were acknowledged; none when the request failed."""
    connection = Connection(at)
    try:
        async with asyncio.timeout(PATIENT):
            status, answer = await connection.ask("/v1/articles", body)
    except (OSError, ValueError, asyncio.IncompleteReadError, TimeoutError):
        return []
    finally:
        connection.close()
    return [item["receipt"]["article"] for item in json.loads(answer)["items"] if item["receipt"]] if status == 200 else []


def _datasette(library: Path, articles: int, questions: int, ours: dict[str, Told], few: dict[str, Told]) -> Iterator[str]:
    """Yield datasette's waits over a table with the same texts: few readers, whom it can bear, and as many as ours had."""
    if not PEERS.exists():
        yield "Datasette was not measured: `.venv-peers` could not be made from bench/peers.txt.\n"
        return
    import sqlite3

    maker = Maker()
    table = library.with_name("table.db")
    with sqlite3.connect(table) as db:
        db.execute("CREATE TABLE articles (id TEXT PRIMARY KEY, outlet TEXT, day TEXT, title TEXT, body TEXT)")
        db.execute("CREATE INDEX by_day ON articles (day DESC)")
        entries = (
            (e.article.id, e.article.outlet, e.article.published, e.article.title, e.article.text)
            for e in map(maker.entry, range(articles))
        )
        db.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?)", entries)
        db.execute("CREATE VIRTUAL TABLE articles_fts USING fts5(body, content='articles')")
        db.execute("INSERT INTO articles_fts (rowid, body) SELECT rowid, body FROM articles")
        ids = [row[0] for row in db.execute("SELECT id FROM articles LIMIT 500")]
    asker = Asker(maker, articles, 9)
    word: Callable[[random.Random], str] = lambda c: asker.ranked[int(len(asker.ranked) ** c.random()) - 1]  # noqa: E731
    paths: Paths = [
        ("stories list", lambda _: "/table/articles?_size=50&_sort_desc=day"),
        ("story", lambda c: f"/table/articles/{c.choice(ids)}"),
        ("search", lambda c: f"/table/articles?_size=20&_search={word(c)}"),
    ]
    port = 8_471
    with serving(PEERS, "serve", table, "--port", port, "--setting", "sql_time_limit_ms", 10_000) as at:
        asyncio.run(read(at, paths, READERS, READERS * 6, seed=1))
        calm = tell(asyncio.run(read(at, paths, FEW, FEW * 60, seed=4)))
        peer = tell(asyncio.run(read(at, paths, READERS, questions // 10)))
    name = "Datasette over a like table, same run: its list, its row, its search"
    for readers, its, mine in ((FEW, calm, few), (READERS, peer, ours)):
        yield from _table(f"{name}; {readers} readers", its, {})
        shares = ", ".join(f"{kind} {mine[kind].p95 / its[kind].p95:.2f}" for kind in sorted(mine))
        yield f"Our p95 with as many readers, as a share of its: {shares}.\n"


def _kept(good: bool) -> str:
    return "reached" if good else "missed"


if __name__ == "__main__":
    main()
