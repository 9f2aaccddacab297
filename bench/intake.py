"""``python -m bench.intake``: what coming in costs, beside the libraries it rests on; writes bench/intake.md.

With ``--quick`` a tenth of the pages and records, and nothing written.
"""

import gzip
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.clock import one_core, resident
from bench.intake_pages import make_page, make_sentence

HERE = Path(__file__).parent
LIBRARIES = ("trafilatura", "htmldate", "lxml", "fastwarc", "feedparser")
SHARE = 0.85  # of trafilatura's own rate: what is asked
ROUNDS, BATCH = 3, 10
URL = "https://gazette.example/2031/05/09/report-"


def main() -> None:
    """Measure, print and write."""
    quick = "--quick" in sys.argv[1:]
    if "--memory" in sys.argv[1:]:
        print(json.dumps(memory(sys.argv[-1])))
        return
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    lines = []
    for line in _lines(40 if quick else 400, 1_000 if quick else 10_000, cores):
        print(line, flush=True)
        lines.append(line)
    if not quick:
        HERE.joinpath("intake.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(pages: int, records: int, cores: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        wide = list(_scaling(folder, pages, cores))  # before this process is kept to one core
        one_core()
        yield "# Coming in\n"
        yield "Written by `python -m bench.intake`: one core, CPU time of this process and of its workers, the least of"
        yield f"{ROUNDS} rounds taken in turns; pages, feeds and archives made up (`intake_pages.py`)."
        yield (
            f"{platform.system()} {platform.machine()}, Python {platform.python_version()}; "
            + ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
            + ".\n"
        )
        yield from _html(pages)
        yield from wide
        yield from _declared(pages)
        yield from _archives(folder, records)
        yield from _feeds()
        yield from _memory(folder, records)


def _spent() -> float:
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + child.ru_utime + child.ru_stime


def _turns(*calls: Callable[[], Any]) -> list[float]:
    """Return the least CPU seconds of each call, its processes included, over rounds that take them in turns."""
    least = [float("inf")] * len(calls)
    for _ in range(ROUNDS):
        for n, call in enumerate(calls):
            began = _spent()
            call()
            least[n] = min(least[n], _spent() - began)
    return least


def _own(page: str) -> object:
    """Take a page apart by trafilatura alone, with the settings that the workers use."""
    from trafilatura import bare_extraction

    dates = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
    settings: dict[str, Any] = {"include_comments": False, "include_tables": False, "favor_precision": True}
    return bare_extraction(page, with_metadata=True, date_extraction_params=dates, **settings)


def _bare(page: str) -> object:
    from tellings.intake.pages import extract

    return extract(page)


def _stand_by(way: Callable[[str], object], pipe: Any) -> None:
    """Answer batches of numbers with the CPU seconds that their pages took, until there is none."""
    while (numbers := pipe.recv()) is not None:
        made = [make_page(n) for n in numbers]
        before = time.process_time()
        for page in made:
            way(page)
        pipe.send(time.process_time() - before)


def _html(count: int) -> Iterator[str]:
    """Yield the rates over batches of ten pages, each way in a process of its own and in its turn.

    In one process the second way would find its strings in the caches that the first has filled; and a busy neighbour slows
    neighbouring turns alike.
    """
    from multiprocessing import get_context

    from tellings.intake import Intake, Limits

    context = get_context("spawn")
    pipes = []
    for way in (_own, _bare):
        ours, theirs = context.Pipe()
        context.Process(target=_stand_by, args=(way, theirs), daemon=True).start()
        pipes.append(ours)
    spent: list[list[float]] = [[], [], []]
    size = 0
    with Intake(Limits(workers=1)) as taken:
        for start in range(-BATCH, count, BATCH):  # the first batch warms
            numbers = range(max(0, start), start + BATCH) if start >= 0 else range(count, count + BATCH)
            raws = [make_page(n).encode() for n in numbers]
            seconds = []
            for pipe in pipes:
                pipe.send(numbers)
                seconds.append(pipe.recv())
            before = time.process_time() + _on_core(taken)
            for n, raw in zip(numbers, raws, strict=True):
                list(taken.iter_bytes(f"{n}", raw, media_type="text/html", url=f"{URL}{n}"))
            seconds.append(time.process_time() + _on_core(taken) - before)
            if start >= 0:
                size += sum(map(len, raws))
                for kept, took in zip(spent, seconds, strict=True):
                    kept.append(took)
    for pipe in pipes:
        pipe.send(None)
    shares = [statistics.median(a / b for a, b in zip(spent[0], other, strict=True)) for other in spent]
    rows = (
        "trafilatura alone, same settings, with its metadata",
        "our extraction alone: text, metadata, schema.org",
        "bytes to articles by way of a worker: charset, shape, extraction, furniture, notices, ids",
    )
    yield "## HTML\n"
    yield f"{count} pages of {size / count / 1000:.0f} kB on average, in batches of {BATCH}: the median of the batches.\n"
    yield "| | pages/s | of trafilatura's own rate |\n|---|---:|---:|"
    for row, took, share in zip(rows, spent, shares, strict=True):
        yield f"| {row} | {BATCH / statistics.median(took):.0f} | {share:.0%} |"
    yield f"\nAsked: {SHARE:.0%}: {'reached' if shares[2] >= SHARE else 'MISSED'}.\n"


def _on_core(taken: Any) -> float:
    """Return the seconds that a taken's worker has run so far."""
    if not taken.pool.extractors:
        return 0.0
    process = taken.pool.extractors[0].process
    return int(Path(f"/proc/{process.pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9


def _scaling(folder: str, count: int, cores: int) -> Iterator[str]:
    """Yield the wall clock with one worker and with two, on as many cores as there are."""
    path = Path(folder, "pages.warc.gz")
    path.write_bytes(b"".join(gzip.compress(record(n, make_page(n).encode()), 1) for n in range(count)))
    from tellings.intake import Limits, iter_articles

    took = []
    for workers in (1, 2):
        began = time.perf_counter()
        got = sum(1 for _ in iter_articles([str(path)], Limits(workers=workers)))
        took.append(time.perf_counter() - began)
    yield f"An archive of {count} pages ({got} read), wall clock, {cores} cores: {took[0]:.1f} s with one worker,"
    yield f"{took[1]:.1f} s with two ({took[0] / took[1]:.2f} times as fast, starts included; neighbours count).\n"


def _declared(count: int) -> Iterator[str]:
    made = [make_page(n) for n in range(count)]
    theirs: list[Any] = list(map(_own, made))
    ours: list[Any] = list(map(_bare, made))
    all_of_it = [n % 10 == 9 for n in range(count)]
    rows = {
        "outlet by name": (_share(t.sitename == "Holm Gazette" for t in theirs), _share(o.outlet == "Holm Gazette" for o in ours)),
        "day": (_share(bool(t.date) for t in theirs), _share(bool(o.published or o.dated) for o in ours)),
        "its time too": (_share("T" in (t.date or "") for t in theirs), _share("T" in (o.published or "") for o in ours)),
        "text that the page declares and shows a paragraph of": (_long(theirs, all_of_it), _long(ours, all_of_it)),
    }
    yield "## What schema.org adds to trafilatura's metadata\n"
    yield f"The same {count} pages; one in four declares no day, one in ten has its text in JSON-LD alone.\n"
    yield "| | trafilatura | with our reading of JSON-LD |\n|---|---:|---:|"
    for row, (before, after) in rows.items():
        yield f"| {row} | {before:.0%} | {after:.0%} |"
    yield ""


def _share(told: Iterable[bool]) -> float:
    values = list(told)
    return sum(values) / len(values)


def _long(got: list[Any], asked: list[bool]) -> float:
    return _share(len(g.text) > 1_000 for g, a in zip(got, asked, strict=True) if a)


def record(number: int, body: bytes) -> bytes:
    """Return a WARC record of a page."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}{number}\r\nWARC-Date: 2031-05-10T01:02:03Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number:032d}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _archives(folder: str, count: int) -> Iterator[str]:
    from fastwarc.warc import ArchiveIterator

    from tellings.intake.arrival import Cursor
    from tellings.intake.call import Call
    from tellings.intake.limits import Limits
    from tellings.intake.readers import read_input
    from tellings.intake.walk import Input

    path = Path(folder, "records.warc.gz")
    bodies = [make_page(n).encode() for n in range(50)]
    with path.open("wb") as out:
        for n in range(count):
            out.write(gzip.compress(record(n, bodies[n % 50].replace(b"report", b"report %d" % n, 1)), 1))

    def own() -> None:
        with path.open("rb") as stream:
            for view in ArchiveIterator(stream, parse_http=True, auto_decode="all"):
                view.reader.read()

    def ours() -> None:
        for _ in read_input(Call(Limits(), lambda words: None), Input(path.name, str(path)), Cursor()):
            pass

    own_s, ours_s = _turns(own, ours)
    yield "## WARC\n"
    yield f"{count} records, each packed by itself, {path.stat().st_size / 1e6:.0f} MB, before any page is taken apart.\n"
    yield "| | records/s |\n|---|---:|"
    yield f"| fastwarc, HTTP read and unpacked | {count / own_s:,.0f} |"
    yield f"| ours: with caps, kinds, places, tasks | {count / ours_s:,.0f} |\n"


def make_feed(entries: int, whole: bool) -> bytes:
    """Return an RSS feed whose entries hold their texts, or are addresses with a line."""
    import random

    rng = random.Random(7)
    items = []
    for n in range(entries):
        text = "".join(f"<p>{make_sentence(rng)} {make_sentence(rng)}</p>" for _ in range(8))
        body = (
            f"<content:encoded><![CDATA[{text}]]></content:encoded>"
            if whole
            else f"<description>{make_sentence(rng)}</description>"
        )
        day = "<pubDate>Fri, 09 May 2031 08:15:00 GMT</pubDate>"
        items.append(f"<item><title>Report {n}</title><link>{URL}{n}</link>{day}{body}</item>")
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Holm Gazette</title>'
    return f"{head}{''.join(items)}</channel></rss>".encode()


def _feeds() -> Iterator[str]:
    from io import BytesIO

    import feedparser

    from tellings.intake.limits import Limits
    from tellings.intake.task import Task
    from tellings.intake.worker import reply

    count = 400
    yield "## Feeds\n"
    yield "| | feedparser alone, entries/s | ours, entries/s |\n|---|---:|---:|"
    for name, whole in (("entries that are addresses", False), ("entries that hold their texts (2.6 kB), read as articles", True)):
        raw = make_feed(count, whole)
        task = Task(kind="feed", raw=raw, name="feed.xml")
        alone = partial(feedparser.parse, sanitize_html=False, resolve_relative_uris=False)
        own_s, ours_s = _turns(lambda raw=raw, alone=alone: alone(BytesIO(raw)), partial(reply, task, Limits()))
        yield f"| {name} | {count / own_s:,.0f} | {count / ours_s:,.0f} |"
    yield ""


def _memory(folder: str, count: int) -> Iterator[str]:
    path = Path(folder, "small.warc.gz")
    with path.open("wb") as out:
        import random

        for n in range(count):
            rng = random.Random(n)
            body = "".join(f"<p>{make_sentence(rng)} {make_sentence(rng)}</p>" for _ in range(6))
            head = f"<head><title>Report {n}</title></head>"
            page = f"<!DOCTYPE html><html lang='en'>{head}<body><article><h1>Report {n}</h1>{body}</article></body></html>"
            out.write(gzip.compress(record(n, page.encode()), 1))
    done = subprocess.run([sys.executable, "-m", "bench.intake", "--memory", str(path)], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    yield "## Memory\n"
    yield f"{told['read']} articles of an archive of {count} records, one after another; resident MB after each tenth.\n"
    yield "| | " + " | ".join(f"{n}0 %" for n in range(1, 11)) + " |\n|---|" + "---:|" * 10
    yield "| the process that asks | " + " | ".join(f"{m:.0f}" for m in told["own"]) + " |"
    yield "| its worker | " + " | ".join(f"{m:.0f}" for m in told["worker"]) + " |"
    growth = (told["own"][9] - told["own"][1]) * 1e6 / max(1, told["read"] * 0.8)
    yield f"\nThat is {growth:.0f} bytes an article between the second tenth and the last: ids, so that none is given twice."


def memory(path: str) -> dict[str, Any]:
    """Return the megabytes held after each tenth of an archive's records."""
    from tellings.intake import Intake, Limits

    one_core()
    with Intake(Limits(workers=1)) as taken:
        own, worker, read = [], [], 0
        count = _count(path)
        for arrival in taken.iter_arrivals([path]):
            read += hasattr(arrival.found, "text")
            number = int(arrival.cursor.split("@")[0])
            if number % (count // 10) == 0:
                own.append(resident() / 1e6)
                process = taken.pool.extractors[0].process
                worker.append(_resident(process.pid) / 1e6 if process else 0.0)
    return {"read": read, "own": own, "worker": worker}


def _count(path: str) -> int:
    from fastwarc.warc import ArchiveIterator

    with open(path, "rb") as stream:
        return sum(1 for _ in ArchiveIterator(stream, parse_http=False))


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    main()
