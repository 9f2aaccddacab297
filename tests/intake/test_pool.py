"""Workers: as many as wanted, answers in order, each loss its own."""

import os
import signal
from pathlib import Path

import pytest
from crawl import make_page, make_record, pack

from tellings.intake import Intake, Limits, iter_arrivals, read_all
from tellings.intake.pool import Pool
from tellings.intake.task import Task
from tellings.model import Article, Unread


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_answers_come_in_the_order_of_asking(tmp_path: Path, workers: int) -> None:
    """However many workers there are, the same articles come in the same order."""
    (tmp_path / "a.warc").write_bytes(b"".join(make_record(n, make_page(n, 1 + n * 7 % 40)) for n in range(24)))
    articles, unread, _ = read_all([str(tmp_path)], Limits(workers=workers))
    assert unread == []
    assert [int((a.title or "").split()[-1]) for a in articles] == list(range(24))


def test_a_page_that_kills_its_worker_costs_only_itself() -> None:
    """A worker that dies takes its page with it; the others answer, and so does the next worker."""
    pool = Pool(Limits(workers=2))
    try:
        pages = [Task(kind="html", raw=make_page(n), name=f"{n}.html") for n in range(6)]
        assert all(isinstance(pool.submit(page).result()[0], Article) for page in pages[:2])
        victim = pool.extractors[0].process
        assert victim is not None
        os.kill(victim.pid, signal.SIGSTOP)  # so that its next page finds it alive
        futures = [pool.submit(page) for page in pages]
        os.kill(victim.pid, signal.SIGKILL)
        found = [future.result()[0] for future in futures]
        lost = [f for f in found if isinstance(f, Unread)]
        assert len(lost) <= 1
        assert all("crashed" in f.reason for f in lost)
        assert isinstance(pool.submit(pages[0]).result()[0], Article)
    finally:
        pool.close()


def test_no_worker_is_left_behind(tmp_path: Path) -> None:
    """Workers end with it, also when nobody reads to the end."""
    (tmp_path / "a.warc").write_bytes(b"".join(make_record(n) for n in range(9)))
    with Intake(Limits(workers=2)) as taken:
        next(taken.iter_arrivals([str(tmp_path)]))
        processes = [e.process for e in taken.pool.extractors]
        assert any(p is not None and p.poll() is None for p in processes)
    assert all(p is None or p.poll() is not None for p in processes)
    arrivals = iter_arrivals([str(tmp_path)], Limits(workers=2))
    next(arrivals)
    arrivals.close()


def test_texts_start_no_worker(tmp_path: Path) -> None:
    """Plain texts and rows are read where they are."""
    (tmp_path / "a.txt").write_text("The wall of the old harbour fell on Monday.", encoding="utf-8")
    with Intake() as taken:
        assert len(list(taken.iter_arrivals([str(tmp_path)]))) == 1
        assert taken.pool.extractors == [] or taken._pool is None


@pytest.mark.slow
def test_ten_thousand_records_stream_in_flat_memory_and_go_on_anywhere(tmp_path: Path) -> None:
    """What is held grows by a few hundred bytes an article, and from every thousandth record on the rest is the same."""
    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as out:
        for n in range(10_000):
            out.write(pack([make_record(n, make_page(n, 2))]))
    whole: list[tuple[str, str, str]] = []
    held: list[int] = []
    for number, arrival in enumerate(iter_arrivals([str(path)])):
        assert isinstance(arrival.found, Article), arrival.found
        whole.append((arrival.cursor, arrival.found.id, arrival.found.sha256))
        if number % 1_000 == 999:
            held.append(resident())
    assert len(whole) == 10_000
    ours = 10_000 * 700 * 0.9  # what this test itself keeps of each: three strings in a tuple
    assert held[-1] - held[0] < ours + 4_000_000, held
    for start in range(1_000, 10_000, 1_000):
        rest = []
        for arrival in iter_arrivals([str(path)], start={str(path): whole[start - 1][0]}):
            assert isinstance(arrival.found, Article)
            rest.append((arrival.cursor, arrival.found.id, arrival.found.sha256))
            if len(rest) == 120 and start != 9_000:  # the first hundred show that it is the same; the last thousand are read out
                break
        assert rest == whole[start : start + len(rest)]
        assert len(rest) == (1_000 if start == 9_000 else 120)


def resident() -> int:
    """Return the bytes of memory that this process holds now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE")
