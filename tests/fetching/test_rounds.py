"""A round of visits: every feed once, hosts side by side, stoppable at any moment."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from played import Make, Stage, page

from tellings.fetching import USUAL, FeedState, Fetched, FetchError, advance, visit_all

FEED = page("<rss><channel/></rss>", 'ETag: "1"', media="application/rss+xml")
PAGE = page("<!doctype html><title>Sign in</title>")


def feeds(stage: Stage, count: int, hosts: int = 1) -> list[FeedState]:
    return [FeedState(url=stage.url(f"/feed/{n}", host=f"h{n % hosts}.example")) for n in range(count)]


def outcomes(visits: list[Any]) -> dict[str, str]:
    """Return what came of each feed: its kind of failure, or "read"."""
    return {v.state.url: v.seen.kind if isinstance(v.seen, FetchError) else "read" for v in visits}


def test_every_feed_once(make_fetcher: Make) -> None:
    """Each feed of a round is visited exactly once, whatever the number of hosts and workers."""
    with Stage() as stage:
        stage.plays |= {f"/feed/{n}": FEED for n in range(30)}
        fetcher = make_fetcher(stage)
        for workers, hosts in ((1, 30), (8, 1), (8, 3), (40, 30)):
            visits = list(visit_all(feeds(stage, 30, hosts), fetcher, workers=workers))
            assert sorted(v.state.url for v in visits) == sorted(state.url for state in feeds(stage, 30, hosts))
            assert set(outcomes(visits).values()) == {"read"}
        assert list(visit_all([], fetcher)) == []


def test_one_that_dies_does_not_stop_the_rest(make_fetcher: Make) -> None:
    """Pages in place of feeds, dead hosts, lies, URLs that are none: each is its own failure, and the rest is read."""
    with Stage({"/feed/0": FEED, "/page": PAGE, "/dead": [{"close": True}], "/film": page("x", media="video/mp4")}) as stage:
        urls = ["/feed/0", "/page", "/dead", "/film", "/missing"]
        stage.plays["/missing"] = page("no", status="404 Not Found")
        states = [FeedState(url=stage.url(path, host=f"h{n}.example")) for n, path in enumerate(urls)]
        odd = ["", "http://[", "ftp://herald.example/", "http://10.0.0.1/feed", "http://herald.example:1/"]
        states += [FeedState(url=url) for url in odd]
        visits = list(visit_all(states, make_fetcher(stage, ports=(stage.port, 80))))
        kinds = [outcomes(visits)[state.url] for state in states]
        assert kinds == ["read", "read", "connect", "type", "missing", "url", "url", "url", "address", "url"]
        steps = {v.state.url: advance(v.state, v.seen, now=0.0) for v in visits}
        assert steps[states[0].url].new
        assert "a web page came, not a feed" in steps[states[1].url].says


def test_a_fault_of_ours_is_an_outcome(make_fetcher: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody foresaw, in one visit, is told as ours and the round goes on."""
    with Stage({"/feed/0": FEED, "/feed/1": FEED}) as stage:
        fetcher = make_fetcher(stage)
        fetch = fetcher.fetch

        def broken(url: str, **named: Any) -> Fetched:
            if url.endswith("0"):
                raise ZeroDivisionError("oh\n")
            return fetch(url, **named)

        monkeypatch.setattr(fetcher, "fetch", broken)
        visits = list(visit_all(feeds(stage, 2), fetcher))
        assert sorted(outcomes(visits).values()) == ["fault", "read"]
        assert any("please report it" in str(v.seen) for v in visits)


def test_validators_go_along(make_fetcher: Make) -> None:
    """What was learned in one round saves the body in the next."""

    def play(request: Any) -> Any:
        return page("", status="304 Not Modified")[:1] if request.fields.get("if-none-match") == '"1"' else FEED

    with Stage({"/feed/0": play}) as stage:
        fetcher = make_fetcher(stage)
        first = next(iter(visit_all(feeds(stage, 1), fetcher)))
        state = advance(first.state, first.seen, now=0.0).state
        second = next(iter(visit_all([state], fetcher)))
        assert isinstance(second.seen, Fetched)
        assert second.seen.unchanged
        assert not advance(state, second.seen, now=9_999.0).new


def test_pages_of_a_feed(make_fetcher: Make) -> None:
    """The same round visits the pages that a feed names, when told to accept pages."""
    table = page("a,b", media="text/csv")
    with Stage({"/a": table}) as stage:
        states = [FeedState(url=stage.url("/a"))]
        assert outcomes(list(visit_all(states, make_fetcher(stage), accept=USUAL))) == {stage.url("/a"): "read"}
        assert outcomes(list(visit_all(states, make_fetcher(stage)))) == {stage.url("/a"): "type"}


def test_hosts_side_by_side_one_host_never(make_fetcher: Make) -> None:
    """Three hosts are visited at the same time, and none of them twice at once."""
    meeting = threading.Barrier(3)
    plays = {f"/feed/{n}": [{"meet": meeting}, *FEED] for n in range(6)}
    with Stage(plays) as stage:
        visits = list(visit_all(feeds(stage, 6, hosts=3), make_fetcher(stage), workers=8))
        assert set(outcomes(visits).values()) == {"read"}
        assert not meeting.broken
        assert stage.most == 3


def test_one_host_pauses_while_others_go_on(make_fetcher: Make) -> None:
    """With one worker, feeds of several hosts are taken in turn, so that the pauses of one are spent on the others."""
    with Stage() as stage:
        stage.plays |= {f"/feed/{n}": FEED for n in range(6)}
        order = [
            v.state.url.split("/")[2][:2]
            for v in visit_all(sorted(feeds(stage, 6, hosts=2), key=str), make_fetcher(stage), workers=1)
        ]
        assert order in (["h0", "h1"] * 3, ["h1", "h0"] * 3)


@pytest.mark.alone
def test_breaking_off(make_fetcher: Make) -> None:
    """Whoever stops taking outcomes ends the round: no further host is asked, and nothing hangs."""
    with Stage() as stage:
        stage.plays |= {f"/feed/{n}": FEED for n in range(200)}
        visits = visit_all(feeds(stage, 200, hosts=200), make_fetcher(stage), workers=3)
        taken = list(islice(visits, 5))
        visits.close()  # type: ignore[attr-defined]
        time.sleep(0.5)
        asked = len([path for path in stage.paths if path != "/robots.txt"])
        time.sleep(0.3)
        assert len(taken) == 5
        assert asked <= 5 + 2 * 3 + 1
        assert len([path for path in stage.paths if path != "/robots.txt"]) == asked


@pytest.mark.alone
def test_a_slow_reader_slows_the_round(make_fetcher: Make) -> None:
    """No more outcomes wait than there are workers, so that memory does not fill with bodies."""
    with Stage() as stage:
        stage.plays |= {f"/feed/{n}": FEED for n in range(60)}
        visits = visit_all(feeds(stage, 60, hosts=60), make_fetcher(stage), workers=2)
        next(visits)
        time.sleep(0.6)
        assert len([path for path in stage.paths if path != "/robots.txt"]) <= 1 + 2 + 2
        assert len(list(visits)) == 59


def test_stopping_the_fetcher_ends_the_round(make_fetcher: Make) -> None:
    """When the fetcher is stopped, visits under way end unseen, and the round with them."""
    with Stage({"/feed/0": [{"hang": 20}]}) as stage:
        fetcher = make_fetcher(stage, total=20.0)
        threading.Timer(0.3, fetcher.stop).start()
        assert list(visit_all(feeds(stage, 1), fetcher)) == []


CHILD = textwrap.dedent(
    """
    import json, sys
    from tellings.fetching import FeedState, Fetcher, Rules, visit_all
    port, names = int(sys.argv[1]), json.loads(sys.argv[2])
    rules = Rules(also=("127.0.0.1/32",), ports=(port,), delay=0.0)
    with Fetcher(rules, resolve=lambda host, port: ["127.0.0.1"]) as fetcher:
        states = [FeedState(url=f"http://{name}.example:{port}/feed") for name in names]
        for visit in visit_all(states, fetcher, workers=2):
            print(visit.state.url, flush=True)
    """
)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
def test_a_process_that_is_killed(how: signal.Signals) -> None:
    """A watcher that is killed in the middle has told every line whole, ends at once, and a second one visits the rest."""
    names = [f"h{n}" for n in range(40)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with Stage({"/feed": lambda request: [{"drip": "", "times": 1, "every": 0.02}, *FEED]}) as stage:

        def start(some: list[str]) -> subprocess.Popen[str]:
            command = [sys.executable, "-c", CHILD, str(stage.port), json.dumps(some)]
            return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)

        first = start(names)
        assert first.stdout
        told = [first.stdout.readline() for _ in range(7)]
        first.send_signal(how)
        rest, _ = first.communicate(timeout=5)
        told += rest.splitlines(keepends=True)
        assert all(line.endswith("/feed\n") for line in told)
        seen = {line.split("/")[2].split(".")[0] for line in told}
        assert 7 <= len(seen) < len(names)
        second, _ = start([name for name in names if name not in seen]).communicate(timeout=20)
        assert len(second.splitlines()) + len(seen) == len(names)


def test_names_of_the_room() -> None:
    """Importing the room opens nothing and loads no network library before the first fetch."""
    heavy = ("httpcore", "h11", "protego", "zstandard", "idna")
    code = f"import sys, tellings.fetching; print(sorted(m for m in {heavy} if m in sys.modules))"
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "[]"
