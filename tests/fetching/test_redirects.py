"""Where redirects lead, and where they must not."""

import pytest
from played import Make, Stage, page, redirect

from tellings.fetching import FetchError

GOOD = "301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"


@pytest.mark.parametrize("status", GOOD)
def test_each_redirect_is_followed(status: str, make_fetcher: Make) -> None:
    """Every status that points elsewhere is followed, and only the permanent ones are told as such."""
    with Stage({"/a": redirect("/b", status)}) as stage:
        found = make_fetcher(stage).fetch(stage.url("/a"))
        assert found.url == stage.url("/b")
        assert found.permanent == (stage.url("/b") if status[:3] in ("301", "308") else None)


@pytest.mark.parametrize(
    ("statuses", "remembered"),
    [
        ("301 301", "/2"), ("308 301 302", "/2"), ("302 301", None), ("301 302 301", "/1"), ("307", None), ("", None),
    ],
)  # fmt: skip
def test_what_is_remembered_of_a_way(statuses: str, remembered: str | None, make_fetcher: Make) -> None:
    """Only the permanent steps at the beginning count: what lies behind a temporary one may be elsewhere tomorrow."""
    plays = {f"/{n}": redirect(f"/{n + 1}", f"{status} Moved") for n, status in enumerate(statuses.split())}
    with Stage(plays) as stage:
        found = make_fetcher(stage).fetch(stage.url("/0"))
        assert found.permanent == (stage.url(remembered) if remembered else None)
        assert found.redirects == tuple(stage.url(f"/{n}") for n in range(len(plays)))


def test_as_many_as_allowed_and_one_more(make_fetcher: Make) -> None:
    """Five redirects are followed, a sixth is not."""
    with Stage({f"/{n}": redirect(f"/{n + 1}") for n in range(6)}) as stage:
        fetcher = make_fetcher(stage)
        assert fetcher.fetch(stage.url("/1")).url == stage.url("/6")
        with pytest.raises(FetchError, match="more than 5 times") as caught:
            fetcher.fetch(stage.url("/0"))
        assert caught.value.url == stage.url("/0")
        assert f"redirected to {stage.url('/5')}" in caught.value.reason


@pytest.mark.parametrize("ring", [1, 2, 4])
def test_a_ring(ring: int, make_fetcher: Make) -> None:
    """A ring of redirects is noticed when it closes, not at the end of patience."""
    with Stage({f"/{n}": redirect(f"/{(n + 1) % ring}") for n in range(ring)}) as stage:
        with pytest.raises(FetchError, match="in a circle"):
            make_fetcher(stage).fetch(stage.url("/0"))
        assert len(stage.paths) == ring + 1


def test_endless_new_places(make_fetcher: Make) -> None:
    """A server that invents a new place each time is left after the limit."""
    with Stage() as stage:
        stage.plays.update({f"/{'x' * n}": redirect(f"/{'x' * (n + 1)}") for n in range(50)})
        with pytest.raises(FetchError, match="more than 5 times"):
            make_fetcher(stage).fetch(stage.url("/"))


def test_another_host_is_asked_for_its_own_robots(make_fetcher: Make) -> None:
    """A redirect to another host is followed only as that host's robots.txt allows, and nothing of the first is told to it."""
    shut = page("User-agent: *\nDisallow: /inner", media="text/plain")
    with Stage({"/robots.txt": shut}) as other, Stage({"/a": redirect(f"http://ferry.example:{other.port}/inner")}) as stage:
        with pytest.raises(FetchError, match="asks programs") as caught:
            make_fetcher(stage, other).fetch(stage.url("/a"))
        assert caught.value.url == stage.url("/a")
        assert "redirected to http://ferry.example" in caught.value.reason
        assert other.paths == ["/robots.txt"]
        assert "referer" not in other.asked[0].fields


def test_the_place_is_spelled_in_utf8(make_fetcher: Make) -> None:
    """A Location in raw UTF-8, as browsers take it, leads where it is meant to."""
    where = "/fähre fünf".encode().decode("latin-1")
    with Stage({"/a": redirect(where)}) as stage:
        assert make_fetcher(stage).fetch(stage.url("/a")).url == stage.url("/f%C3%A4hre%20f%C3%BCnf")


def test_time_is_one_purse_for_the_whole_way(make_fetcher: Make) -> None:
    """Slow redirects cannot add up beyond the time allowed for one fetch."""
    slow = {f"/{n}": [{"drip": "", "times": 1, "every": 0.25}, *redirect(f"/{n + 1}")] for n in range(6)}
    with Stage(slow) as stage:
        with pytest.raises(FetchError, match=r"not complete after 0\.6 seconds"):
            make_fetcher(stage, total=0.6).fetch(stage.url("/0"))
        assert len(stage.paths) < 6


def test_a_redirect_with_a_long_body(make_fetcher: Make) -> None:
    """The body of a redirect is not waited for."""
    long = [{"send": "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 900000000\r\n\r\n"}, {"hang": 10}]
    with Stage({"/a": long}) as stage:
        assert make_fetcher(stage).fetch(stage.url("/a")).url == stage.url("/b")
