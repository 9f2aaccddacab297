"""One request at a time to a host, pauses between, and silence where it was asked for; hosts do not wait for each other."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from played import Make, Stage, page, redirect

from tellings.errors import UsageError
from tellings.fetching import Fetcher, FetchError, Rules
from tellings.fetching.turns import REMEMBERED, Turns

BUSY = "HTTP/1.1 {status} Slow\r\n{field}Content-Length: 0\r\n\r\n"


class Slept:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.naps: list[float] = []

    def __call__(self) -> float:
        """Return the time."""
        return self.now

    def wait(self, seconds: float) -> None:
        """Sleep, which costs nothing here."""
        self.naps.append(seconds)
        self.now += seconds


def test_a_pause_between_two_visits() -> None:
    """The first visit starts at once, the next after the delay, one that goes on does not pause, another host never waits."""
    clock = Slept()
    turns = Turns(Rules(delay=2.0), clock, clock.wait)
    for host, going_on in (
        ("a.example", False),
        ("a.example", False),
        ("b.example", False),
        ("a.example", True),
        ("a.example", False),
    ):
        with turns.at(host, going_on=going_on):
            clock.now += 0.5
    assert clock.naps == [2.0, 2.0]


def test_a_visit_that_another_thread_broke_into() -> None:
    """A visit goes on without a pause only when nobody else was there in between."""
    clock = Slept()
    turns = Turns(Rules(delay=2.0), clock, clock.wait)

    def visit() -> None:
        with turns.at("a.example"):
            pass

    visit()
    other = threading.Thread(target=visit)
    other.start()
    other.join()
    with turns.at("a.example", going_on=True):
        assert clock.naps == [2.0, 2.0]


@pytest.mark.parametrize(("asked", "pause"), [(0.0, 1.0), (0.5, 1.0), (7.0, 7.0), (3_600.0, 30.0)])
def test_a_delay_asked_for_by_robots(asked: float, pause: float) -> None:
    """A Crawl-delay is honoured between our own delay and the longest one allowed."""
    clock = Slept()
    turns = Turns(Rules(), clock, clock.wait)
    for _ in range(2):
        with turns.at("a.example", delay=asked):
            pass
    assert clock.naps == [pause]


def test_crawl_delay_is_read_from_robots(make_fetcher: Make) -> None:
    """The Crawl-delay of a site's robots.txt is the pause before its second page, and its first follows at once."""
    clock = Slept()
    with Stage({"/robots.txt": page("User-agent: *\nCrawl-delay: 9")}) as stage:
        fetcher = make_fetcher(stage, given={"clock": clock, "wait": clock.wait}, delay=1.0)
        for _ in range(3):
            fetcher.fetch(stage.url())
    assert clock.naps == [9.0, 9.0]


def test_a_visit_that_is_sent_on_within_its_host_does_not_pause(make_fetcher: Make) -> None:
    """From one port of a host to another, each with a robots.txt of its own, is one visit; to another host and back is not."""
    clock = Slept()
    with Stage() as inner, Stage() as stage:
        stage.plays |= {"/a": redirect(inner.url("/b")), "/c": redirect(inner.url("/d", host="ferry.example"))}
        inner.plays["/d"] = redirect(stage.url("/e"))
        fetcher = make_fetcher(stage, inner, given={"clock": clock, "wait": clock.wait}, delay=1.0)
        assert fetcher.fetch(stage.url("/a")).url == inner.url("/b")
        assert clock.naps == []
        assert fetcher.fetch(stage.url("/c")).url == stage.url("/e")
        assert clock.naps == [1.0, 1.0]


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_to_be_left_alone(status: int, make_fetcher: Make) -> None:
    """After Retry-After of a minute nothing is asked of that host for a minute, not even another page; other hosts are."""
    clock = Slept()
    with Stage({"/a": [{"send": BUSY.format(status=status, field="Retry-After: 60\r\n")}]}) as stage:
        fetcher = make_fetcher(stage, given={"clock": clock, "wait": clock.wait})
        with pytest.raises(FetchError, match="left alone") as caught:
            fetcher.fetch(stage.url("/a"))
        assert (caught.value.kind, caught.value.status, caught.value.retry_after) == ("busy", status, 60.0)
        asked = len(stage.asked)
        with pytest.raises(FetchError, match="left alone for another 60 seconds") as caught:
            fetcher.fetch(stage.url("/b"))
        assert caught.value.retry_after == 60.0
        assert len(stage.asked) == asked
        assert fetcher.fetch(stage.url("/b", host="ferry.example")).status == 200
        clock.now += 31.0
        assert fetcher.fetch(stage.url("/b")).status == 200
        assert clock.naps == [29.0]


@pytest.mark.parametrize(
    ("field", "left_alone"), [("", 30.0), ("Retry-After: soon\r\n", 30.0), ("Retry-After: 999999999\r\n", 86_400.0)]
)
def test_how_long_a_host_is_left_alone(field: str, left_alone: float, make_fetcher: Make) -> None:
    """Without a word it is half a minute, and however long the word, a day at most."""
    clock = Slept()
    with Stage({"/a": [{"send": BUSY.format(status=429, field=field)}]}) as stage:
        fetcher = make_fetcher(stage, given={"clock": clock, "wait": clock.wait})
        with pytest.raises(FetchError, match="left alone"):
            fetcher.fetch(stage.url("/a"))
        clock.now += left_alone - 1.0
        fetcher.fetch(stage.url("/b"))
        assert clock.naps == [1.0]


def test_one_host_one_request(make_fetcher: Make) -> None:
    """Many threads at one host take turns, with the pause between, over one connection."""
    with Stage() as stage:
        fetcher = make_fetcher(stage, delay=0.05)
        with ThreadPoolExecutor(6) as pool:
            found = list(pool.map(lambda n: fetcher.fetch(stage.url(f"/{n}")).status, range(12)))
        assert found == [200] * 12
        assert stage.most == 1
        assert stage.connections == 1
        pauses = [b.when - a.when for a, b in pairwise(r for r in stage.asked if r.path != "/robots.txt")]
        assert min(pauses) >= 0.05


def test_hosts_go_side_by_side(make_fetcher: Make) -> None:
    """Four hosts are asked at the same time: each answers only when all four were asked."""
    meeting = threading.Barrier(4)
    with Stage({"/a": [{"meet": meeting}, *page("all here")]}) as stage:
        fetcher = make_fetcher(stage)
        with ThreadPoolExecutor(4) as pool:
            urls = [stage.url("/a", host=f"{name}.example") for name in ("herald", "ferry", "gull", "tern")]
            assert [f.body for f in pool.map(fetcher.fetch, urls)] == [b"all here"] * 4
        assert not meeting.broken


@pytest.mark.alone
def test_stopping_from_another_thread(make_fetcher: Make) -> None:
    """A fetch that waits for a silent server, and one that waits for its turn, end with ``stop``; later ones do not start."""
    with Stage({"/a": [{"hang": 20}]}) as stage:
        fetcher = make_fetcher(stage, total=20.0)
        with ThreadPoolExecutor(2) as pool:
            waiting = [pool.submit(fetcher.fetch, stage.url("/a")) for _ in range(2)]
            while "/a" not in stage.paths:
                time.sleep(0.01)
            began = time.monotonic()
            fetcher.stop()
            for each in waiting:
                with pytest.raises(FetchError, match="interrupted") as caught:
                    each.result()
                assert caught.value.kind == "stopped"
            assert time.monotonic() - began < 3.0
        with pytest.raises(FetchError, match="interrupted"):
            fetcher.fetch(stage.url("/b"))


def test_hosts_are_forgotten() -> None:
    """However many hosts are visited, only so many are remembered, and none that still pauses is forgotten."""
    clock = Slept()
    turns = Turns(Rules(delay=0.0), clock, clock.wait)
    turns.leave_alone("busy.example", 20.0)
    for number in range(REMEMBERED + 500):
        with turns.at(f"h{number}.example"):
            clock.now += 0.001
    assert len(turns._hosts) <= REMEMBERED + 1
    with turns.at("busy.example"):
        pass
    assert sum(clock.naps) == pytest.approx(20.0 - 0.001 * (REMEMBERED + 500))


@pytest.mark.parametrize("contact", ["ada lorne", "a)b", "a\r\nX: y", "ä@herald.example", "x" * 300])
def test_odd_contacts_are_refused(contact: str) -> None:
    """What goes into the User-Agent is an address and nothing that ends the field."""
    with pytest.raises(UsageError, match="contact"):
        Fetcher(Rules(contact=contact))


@pytest.mark.parametrize("also", ["herald.example", "10.0.0.1/8", "10.0.0.0/33", ""])
def test_odd_networks_are_refused(also: str) -> None:
    """A network that is none is refused at the beginning, not at the first fetch."""
    with pytest.raises(UsageError, match="networks"):
        Fetcher(Rules(also=(also,)))
