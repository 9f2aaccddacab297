"""robots.txt: what it says (RFC 9309), what its absence says, and that a hostile one costs little."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from played import Make, Stage, page, redirect

from tellings.fetching import FetchError
from tellings.fetching.robots import MOST, parse_robots
from tests.growth import check_growth

CASES = json.loads((Path(__file__).parent / "cases" / "robots.json").read_text(encoding="utf-8"))
SITE = "https://herald.example"
SHUT = page("User-agent: *\nDisallow: /", media="text/plain")


def plain(status: str, *fields: str) -> list[dict[str, Any]]:
    return page("no", *fields, status=status)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_robots_of_the_table(case: dict[str, Any]) -> None:
    """What a robots.txt opens is open, what it shuts is shut."""
    robots = parse_robots(case["body"].encode())
    assert [path for path in case["open"] if not robots.allows(SITE + path)] == []
    assert [path for path in case["shut"] if robots.allows(SITE + path)] == []


@pytest.mark.parametrize("status", ["400 Bad", "401 Who", "403 No", "404 Not Found", "410 Gone", "418 Tea", "451 Law"])
def test_without_a_robots_all_is_open(status: str, make_fetcher: Make) -> None:
    """A 4xx means that there are no rules (RFC 9309, 2.3.1.3)."""
    with Stage({"/robots.txt": plain(status)}) as stage:
        assert make_fetcher(stage).fetch(stage.url("/a")).status == 200


@pytest.mark.parametrize(
    ("play", "says"),
    [
        (plain("500 Oh"), "answered 500"),
        (plain("503 Busy"), "answered 503"),
        (plain("429 Slow"), "answered 429"),
        (plain("204 Nothing"), "answered 204"),
        ([{"send": "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nUser"}, {"close": True}], "ended before it was complete"),
        ([{"send": "HTTP/1.1 200 OK\r\nContent-Encoding: ferry\r\nContent-Length: 4\r\n\r\nUser"}], "packed in an unknown way"),
        ([{"send": "ferry\r\n\r\n"}, {"close": True}], "not HTTP"),
        (redirect("http://127.0.0.9:{port}/robots.txt"), "loopback"),
        (redirect("file:///robots.txt"), "neither http nor https"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_with_a_broken_robots_all_is_shut(play: list[dict[str, Any]], says: str, make_fetcher: Make) -> None:
    """What might hold rules and cannot be read shuts the site, the page is not asked for, and the message says why."""
    with Stage({"/robots.txt": play}) as stage:
        with pytest.raises(FetchError, match="counts as closed") as caught:
            make_fetcher(stage).fetch(stage.url("/a"))
        assert caught.value.kind == "robots"
        assert says in caught.value.reason
        assert caught.value.reason.endswith("; try again later")
        assert "/a" not in stage.paths


@pytest.mark.parametrize("play", [[{"close": True}], [{"reset": True}], [{"hang": 5}]], ids=["hangs up", "resets", "is silent"])
def test_a_site_that_cannot_be_reached_is_told_as_that(play: list[dict[str, Any]], make_fetcher: Make) -> None:
    """Where nothing answers, the message speaks of the connection, not of robots.txt."""
    with Stage({"/robots.txt": play}) as stage:
        with pytest.raises(FetchError) as caught:
            make_fetcher(stage, total=0.4).fetch(stage.url("/a"))
        assert caught.value.kind in ("connect", "time")


def test_robots_may_be_elsewhere(make_fetcher: Make) -> None:
    """Five redirects are followed, to another host too; the rules are those of the host that was asked first."""
    with Stage({"/rules": SHUT}) as other, Stage() as stage:
        stage.plays |= {"/robots.txt": redirect("/1")} | {f"/{n}": redirect(f"/{n + 1}") for n in range(1, 4)}
        stage.plays["/4"] = redirect(f"http://ferry.example:{other.port}/rules")
        fetcher = make_fetcher(stage, other)
        with pytest.raises(FetchError, match="asks programs"):
            fetcher.fetch(stage.url("/a"))
        assert fetcher.fetch(other.url("/a", host="ferry.example")).status == 200


def test_robots_that_is_nowhere_to_be_found(make_fetcher: Make) -> None:
    """Redirects without end are as good as no file (RFC 9309, 2.3.1.2)."""
    with Stage({"/robots.txt": redirect("/robots.txt")}) as stage:
        assert make_fetcher(stage).fetch(stage.url("/a")).status == 200


def test_robots_is_asked_for_once_a_day(make_fetcher: Make) -> None:
    """The rules are kept for a day of the given clock, and asked for again after it."""
    clock = Clock()
    with Stage() as stage:
        fetcher = make_fetcher(stage, given={"clock": clock})
        for hours, times in ((0, 1), (1, 1), (22, 1), (2, 2), (1, 2)):
            clock.now += hours * 3600.0
            fetcher.fetch(stage.url("/a"))
            assert stage.paths.count("/robots.txt") == times


def test_a_broken_robots_is_asked_for_again_soon(make_fetcher: Make) -> None:
    """A site that is shut because its rules could not be read is asked again after ten minutes, and opens."""
    clock = Clock()
    with Stage({"/robots.txt": plain("500 Oh")}) as stage:
        fetcher = make_fetcher(stage, given={"clock": clock})
        for _ in range(3):
            with pytest.raises(FetchError, match="counts as closed"):
                fetcher.fetch(stage.url("/a"))
        assert stage.paths == ["/robots.txt"]
        stage.plays["/robots.txt"] = plain("404 Not Found")
        clock.now += 601.0
        assert fetcher.fetch(stage.url("/a")).status == 200


def test_rules_once_known_outlive_a_broken_server(make_fetcher: Make) -> None:
    """When a newer copy cannot be had, the last one holds."""
    clock = Clock()
    with Stage({"/robots.txt": page("User-agent: *\nDisallow: /inner")}) as stage:
        fetcher = make_fetcher(stage, given={"clock": clock})
        fetcher.fetch(stage.url("/a"))
        stage.plays["/robots.txt"] = plain("500 Oh")
        clock.now += 25 * 3600.0
        assert fetcher.fetch(stage.url("/a")).status == 200
        with pytest.raises(FetchError, match="asks programs"):
            fetcher.fetch(stage.url("/inner"))


def test_a_url_that_a_person_named(make_fetcher: Make) -> None:
    """For one URL that a person gave robots.txt can be left aside, and then is not even asked for."""
    with Stage({"/robots.txt": SHUT}) as stage:
        assert make_fetcher(stage).fetch(stage.url("/a"), robots=False).status == 200
        assert stage.paths == ["/a"]


def test_each_origin_has_its_own_rules(make_fetcher: Make) -> None:
    """Rules hold for scheme, host and port, no further."""
    with Stage({"/robots.txt": SHUT}) as shut, Stage() as stage:
        fetcher = make_fetcher(shut, stage)
        assert fetcher.fetch(stage.url("/a")).status == 200
        with pytest.raises(FetchError, match="asks programs"):
            fetcher.fetch(shut.url("/a"))


def test_only_the_beginning_is_read(make_fetcher: Make) -> None:
    """Of an endless robots.txt the first 500 KiB count, and the rest is not waited for."""
    endless = [
        {"send": "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\nDisallow: /inner\n"},
        {"send": "#\n", "times": 10**9},
    ]
    with Stage({"/robots.txt": endless}) as stage:
        fetcher = make_fetcher(stage)
        assert fetcher.fetch(stage.url("/a")).status == 200
        with pytest.raises(FetchError, match="asks programs"):
            fetcher.fetch(stage.url("/inner"))


def test_robots_and_page_share_one_purse(make_fetcher: Make) -> None:
    """The time that a slow robots.txt took is no longer there for its page."""
    slow = [{"drip": "", "times": 1, "every": 0.4}]
    with Stage({"/robots.txt": [*slow, *plain("404 Not Found")], "/a": [*slow, *page("late")]}) as stage:
        fetcher = make_fetcher(stage, total=0.6)
        with pytest.raises(FetchError, match="not complete"):
            fetcher.fetch(stage.url("/a"))
        assert stage.paths == ["/robots.txt", "/a"]
        assert fetcher.fetch(stage.url("/a")).body == b"late"


def test_rules_of_many_sites_do_not_pile_up(make_fetcher: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the rules remembered weigh too much they are forgotten and asked for again, never guessed."""
    monkeypatch.setattr("tellings.fetching.sites.HEAVY", 50)
    with Stage({"/robots.txt": page("User-agent: *\nDisallow: /inner" + "#" * 40)}) as stage:
        fetcher = make_fetcher(stage)
        for host in ("a", "b", "a", "a"):
            with pytest.raises(FetchError, match="asks programs"):
                fetcher.fetch(stage.url("/inner", host=f"{host}.example"))
        assert stage.paths == ["/robots.txt"] * 3


HOSTILE = {
    "agents times rules": lambda size: "".join(f"User-agent: a{n}\n" for n in range(size)) + "Disallow: /a\n" * size,
    "one agent over and over": lambda size: "User-agent: a\n" * size + "Disallow: /\n" * size,
    "agents spelled oddly": lambda size: "".join(f"User agent a{n}\ndisalow /{n}\n" for n in range(size)),
    "agents behind odd separators": lambda size: "".join(f"User-agent:a{n}\x0b" for n in range(size)) + "Allow:/a\n" * size,
    "stars": lambda size: "User-agent: *\nDisallow: /" + "*a" * size * 5 + "b",
    "many stars": lambda size: "User-agent: *\n" + "Disallow: /*a*a*a*a*a*a*a*b\n" * size,
    "dollars": lambda size: "User-agent: *\nDisallow: /" + "$" * size * 5,
    "percents": lambda size: "User-agent: *\nDisallow: /" + "%61%" * size * 3,
    "blanks": lambda size: "User-agent" + " " * size * 10 + ":" + " " * size * 10 + "*\nDisallow: /",
    "hashes": lambda size: "#" * size * 10 + "\n" * size,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_cost_grows_with_size(name: str) -> None:
    """Twice the robots.txt costs about twice the time to read and to ask."""

    def prepare(size: int):
        body = HOSTILE[name](size).encode()
        assert len(body) <= MOST
        return lambda: parse_robots(body).allows(f"{SITE}/{'a' * 200}")

    check_growth(prepare, 4_000, 8_000, 16_000)


@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(st.sampled_from("User-agent: *\nDisallow/$#%\r\u2028-tellings"), max_size=200).map(str.encode),
    )
)
def test_any_robots_can_be_read(body: bytes) -> None:
    """Whatever a server sends, there is an answer, and a delay that is a number."""
    robots = parse_robots(body)
    assert robots.allows(f"{SITE}/robots.txt")
    robots.allows(f"{SITE}/a?b")
    assert robots.delay >= 0


@pytest.mark.parametrize(
    ("told", "seconds"), [("5", 5.0), ("0.5", 0.5), ("-5", 0.0), ("nan", 0.0), ("inf", 0.0), ("soon", 0.0), ("", 0.0)]
)
def test_the_delay_asked_for(told: str, seconds: float) -> None:
    """Crawl-delay is seconds, nonsense is none."""
    assert parse_robots(f"User-agent: *\nCrawl-delay: {told}\nDisallow: /x".encode()).delay == seconds


class Clock:
    """A clock that runs as usual and can be set forward."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now + time.monotonic()
