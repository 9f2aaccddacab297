"""Whatever kills a writer, what it acknowledged is there and nothing is half there."""

import json
import subprocess
import sys

import pytest

from bench.store_kill import Run, state, texts
from tests.store.invented import entry, keep

KILLS, AT_ONCE = 200, 2  # libraries at once


@pytest.mark.slow
@pytest.mark.usefixtures("postgres")
@pytest.mark.parametrize("store_kind", ["sqlite", "postgres"])
def test_a_writer_killed_200_times_loses_nothing(root, store_kind):
    """Writers are killed at random points, and some of the times the server is; each library is then sound and as acknowledged."""
    command = [sys.executable, "-m", "bench.store_kill", "--only", store_kind, str(KILLS // AT_ONCE)]
    running = [
        subprocess.Popen([*command, str(seed)], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for seed in range(1, AT_ONCE + 1)
    ]
    acknowledged = under_way = 0
    for one in running:
        out, error = one.communicate()
        assert one.returncode == 0, error[-2000:]
        acknowledged += json.loads(out)["acknowledged"]
        under_way += json.loads(out)["under_way"]
    assert acknowledged > KILLS // 4, "the writers were killed before they had written anything worth losing"
    assert under_way > 0 or store_kind == "postgres", (
        "no writer was killed between saying what it would commit and saying that it had"
    )


def test_the_killing_would_notice_a_loss(store, address):
    """A library that is not as acknowledged fails the look that follows each kill, and so does one that holds what nobody said."""
    keep(store, entry("a"))
    with store.reading() as reader:
        now = {"state": state(reader), "texts": texts(reader)}
    run = Run(address, 1)
    with pytest.raises(AssertionError, match="neither"):
        run._look(b"")
    run._look(b"try " + json.dumps(now).encode() + b"\nack\n")
    run._look(b"")
    with store.writing() as writer:
        writer.put_note("feed", "k", b"unsaid")
    with pytest.raises(AssertionError, match="neither"):
        run._look(b"")
    run.known = {**now, "texts": {"a": "of another text"}}
    with store.writing() as writer:
        writer.put_note("feed", "k", None)
    with pytest.raises(AssertionError):
        run._look(b"")
