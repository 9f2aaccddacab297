"""From files to receipts: batches, archives taken up where they stopped, a process killed in the middle."""

import json
import os
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from tellings.gathering import Gathering
from tellings.intake import Limits
from tellings.library import Library, ingest
from tellings.library.ingest import BATCH, CURSOR

ROWS = 2 * BATCH + BATCH // 2


@pytest.fixture
def pile(tmp_path):
    """Return a file of many rows, one of them broken."""
    path = tmp_path / "pile.jsonl"
    rows = [
        {
            "id": f"row-{n}",
            "title": f"Boat {n} comes home",
            "text": f"The boat number {n} came home to Ostby on Monday, a pilot said.",
        }
        for n in range(ROWS)
    ]
    lines = [json.dumps(row) for row in rows]
    lines[7] = lines[7][:-9]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(library, path, most=None):
    """Read a file into a library, at most so many receipts of it; return the receipts and what was missed."""
    missed = []
    with Gathering(Limits(), lambda words: None) as gathering:
        receipts = list(islice(ingest(library, gathering, [str(path)], "2031-05-02", missed.append), most))
    return receipts, missed


def cursors(library):
    """Return how far each input was read."""
    with library.store.reading() as r:
        return dict(r.notes(CURSOR))


def test_a_bad_row_costs_only_itself(address, pile):
    """Every other row is kept, and the bad one is told with its line."""
    with Library.open(address) as library:
        receipts, missed = read(library, pile)
        assert len(receipts) == ROWS - 1
        assert [m.file for m in missed] == ["pile.jsonl, line 8"]
        assert cursors(library) == {}


def test_interrupted_it_goes_on_where_it_stopped(address, pile, monkeypatch):
    """Stopped after the first batch, the next run reads the rest only, and leaves no cursor."""
    monkeypatch.setattr(sys.modules["tellings.library.ingest"], "WAIT", float("inf"))  # batches are full, however slow the machine
    with Library.open(address) as library:
        read(library, pile, most=3)
        assert list(cursors(library)) == [str(pile)]
        receipts, _ = read(library, pile)
        assert len(receipts) == ROWS - 1 - BATCH
        assert {r.outcome for r in receipts} == {"new"}
        assert cursors(library) == {}


def test_a_file_that_was_written_since_is_read_anew(address, pile):
    """A cursor counts only for the file it was taken of; what is known is passed over."""
    with Library.open(address) as library:
        read(library, pile, most=3)
        pile.write_text('{"id": "row-new", "text": "A new boat came to Ostby, a pilot said."}\n' + pile.read_text(encoding="utf-8"))
        receipts, _ = read(library, pile)
        assert len(receipts) == ROWS
        assert [r.outcome for r in receipts].count("known") == BATCH


@pytest.mark.slow
def test_killed_at_any_point_nothing_told_is_lost(address, pile):
    """`tellings read` is killed nine times, later each time; every receipt it printed is in the library, which stays sound."""
    command = [str(Path(sys.executable).with_name("tellings")), "read", str(pile), "--jsonl", "--library", address]
    env = {**os.environ, "XDG_STATE_HOME": str(pile.parent)}
    told = set()
    for lines in (0, 1, 50, 100, 101, 150, 199, 200, 240):
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env)
        told.update(json.loads(line)["article"] for line in islice(running.stdout, lines))
        running.send_signal(signal.SIGKILL)
        told.update(json.loads(line)["article"] for line in running.stdout if line.endswith("\n"))
        running.wait()
        running.stdout.close()
        with Library.open(address) as library:
            assert library.store.check() == ()
            with library.store.reading() as r:
                assert told <= set(r.find_holdings(told))
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=env)
    assert done.returncode == 3, done.stderr
    with Library.open(address) as library, library.store.reading() as r:
        assert r.count().articles == ROWS - 1
