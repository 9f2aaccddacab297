"""When a feed is asked for again: back-off, hints, moves and ends, decided without a clock."""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tellings.fetching import FeedState, Fetched, FetchError, Hints, Policy, Step, advance, is_due
from tellings.fetching.failing import kinds
from tellings.fetching.sniffing import no_feed
from tests.growth import check_growth

URL = "https://herald.example/feed"
NOW = 1_900_000_000.0
STATE = FeedState(url=URL)
STILL = Policy(jitter=0.0)
MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0


def came(body: str = "<rss/>", **told: object) -> Fetched:
    return msgspec.convert({"asked": URL, "url": URL, "status": 200, "body": body.encode(), **told}, Fetched)


def failed(kind: str = "connect", retry_after: float | None = None) -> FetchError:
    return FetchError("no answer; try again later", URL, kind, retry_after=retry_after)


def run(state: FeedState, *seen: Fetched | FetchError, policy: Policy = STILL) -> list[Step]:
    steps, now = [], NOW
    for each in seen:
        steps.append(advance(state, each, now=now, policy=policy))
        state = steps[-1].state
        now = state.due or now
    return steps


def pauses(steps: list[Step]) -> list[float]:
    dues = [NOW, *(step.state.due or 0.0 for step in steps)]
    return [b - a for a, b in pairwise(dues)]


def test_something_new_and_nothing_new() -> None:
    """A feed with something new is asked for sooner, one without later, within the bounds; the log says which it was."""
    steps = run(STATE, came("a"), came("b"), came("c"), came("c"), came(status=304, body=""), came("d"))
    assert [step.new for step in steps] == [True, True, True, False, False, True]
    assert pauses(steps) == [30 * MINUTE, 15 * MINUTE, 15 * MINUTE, 22.5 * MINUTE, 33.75 * MINUTE, 16.875 * MINUTE]
    assert steps[0].says == "something new; asked again in 30 minutes"
    assert steps[3].says == "nothing new; asked again in 22 minutes"
    assert max(pauses(run(STATE, came("a"), *[came("a")] * 40))) == DAY


def test_validators_are_kept() -> None:
    """What the server gave goes along the next time; a 304 without them keeps them, a 200 without them drops them."""
    first, second, third = run(STATE, came("a", etag='"1"', last_modified="x"), came(status=304, body=""), came("b"))
    assert (first.state.etag, first.state.last_modified) == ('"1"', "x")
    assert (second.state.etag, second.state.last_modified) == ('"1"', "x")
    assert (third.state.etag, third.state.last_modified) == (None, None)


def test_backing_off() -> None:
    """Each failure in a row doubles the pause up to a day; a success starts anew and loses nothing that was known."""
    known = advance(STATE, came("a", etag='"1"'), now=NOW, policy=STILL).state
    steps = run(replace(known, due=NOW), *[failed()] * 10)
    assert pauses(steps) == [min(15 * MINUTE * 2**n, DAY) for n in range(10)]
    assert [step.state.failures for step in steps] == list(range(1, 11))
    assert steps[3].says == "no answer; try again later (4 times in a row); asked again in 2 hours"
    assert (steps[-1].state.etag, steps[-1].state.body_hash, steps[-1].state.last_ok) == ('"1"', known.body_hash, NOW)
    well = advance(steps[-1].state, came("a"), now=NOW)
    assert (well.state.failures, well.state.trouble, well.new) == (0, "", False)


@pytest.mark.parametrize(("told", "pause"), [(None, 15 * MINUTE), (60.0, 15 * MINUTE), (7_200.0, 2 * HOUR), (10.0**9, DAY)])
def test_retry_after(told: float | None, pause: float) -> None:
    """Retry-After lengthens the pause, up to a day, and never shortens it."""
    assert pauses(run(STATE, failed("busy", told))) == [pause]


@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind not in ("stopped", "gone")])
def test_each_kind_of_failure(kind: str) -> None:
    """What time will hardly mend is asked for once a day, the rest soon; none stops the feed."""
    step = run(STATE, failed(kind))[0]
    assert pauses([step]) == [15 * MINUTE if kinds()[kind]["later"] else DAY]
    assert step.state.stopped == ""
    assert step.state.trouble == "no answer; try again later"


def test_gone() -> None:
    """A feed that is gone for good is not asked for any more, at no time, and the log says so."""
    step = advance(STATE, failed("gone"), now=NOW)
    assert step.state.due is None
    assert step.state.stopped
    assert step.says.endswith("not asked any more")
    assert not is_due(step.state, NOW + 10**9)


def test_interrupted() -> None:
    """A visit that was interrupted leaves the state as it was."""
    assert advance(STATE, failed("stopped"), now=NOW).state is STATE


NO_FEEDS = {
    "empty": ("", "the answer is empty"),
    "blank": (" \n\ufeff", "the answer is empty"),
    "a page": ("<!DOCTYPE html>\n<html><body>Sign in</body></html>", "a web page came"),
    "a page without a type": ("\n<HTML lang='en'>", "a web page came"),
    "a page after a remark": ("<!-- <rss> --><?xml version='1.0'?>\n<html xmlns='x'>", "a web page came"),
}
FEEDS = [
    "<rss/>", "<?xml version='1.0'?><!-- <html> --><rss><channel>", "<feed xmlns='x'>", '{"version": "x", "items": ["<html>"]}',
    "\ufeff<opml>", "<!DOCTYPE rss><rss>", "plain", "<!--", "<rdf:RDF>",
]  # fmt: skip


@pytest.mark.parametrize("name", NO_FEEDS)
def test_what_is_no_feed(name: str) -> None:
    """A page or nothing in place of a feed is a failure with a clear message, and its validators are not kept."""
    body, says = NO_FEEDS[name]
    step = advance(replace(STATE, etag='"1"'), came(body, etag='"2"'), now=NOW, policy=STILL)
    assert says in step.says
    assert "the feed may have moved" in step.says
    assert (step.state.failures, step.state.etag, step.new) == (1, '"1"', False)


@pytest.mark.parametrize("body", FEEDS)
def test_what_may_be_a_feed(body: str) -> None:
    """Whatever is not plainly a page is left to the reader of feeds."""
    assert advance(STATE, came(body), now=NOW).new


def test_a_page_that_is_followed() -> None:
    """A page that is visited as feeds are is no failure for being one."""
    step = advance(STATE, came("<!doctype html><p>The ferry is late.</p>"), now=NOW, feed=False)
    assert (step.state.failures, step.new) == (0, True)


@pytest.mark.parametrize("piece", ["<!--", "<!-- -->", "<?", "<?x?> ", " \n", "<!doctype ", "<!", "-->"])
def test_cost_of_a_first_look_grows_with_size(piece: str) -> None:
    """Twice the body costs about twice the time, and the look ends after 64 kB whatever the size."""
    seen = {size: came(piece * (size // len(piece))) for size in (16_000, 32_000, 64_000)}
    check_growth(lambda size: lambda: [no_feed(seen[size]) for _ in range(20)], *seen)


def test_what_the_reader_cannot_read() -> None:
    """When the reader of feeds says that it could not read one, that is a failure in its words."""
    step = advance(STATE, came("<rss"), now=NOW, hints=Hints(trouble="line 1: not well-formed\n\x1b[2J"))
    assert step.says.startswith(r"line 1: not well-formed\n\x1b[2J; ")
    assert step.state.failures == 1


@pytest.mark.parametrize(
    ("every", "fresh", "pause"),
    [(None, None, 0.5), (None, 60, 0.5), (None, 7_200, 2.0), (10_800.0, None, 3.0), (10_800.0, 7_200, 3.0),
     (10.0**9, 10**9, 6.0), (-5.0, 0, 0.5)],
)  # fmt: skip
def test_what_the_publisher_says(every: float | None, fresh: int | None, pause: float) -> None:
    """Max-age, ttl and updatePeriod lengthen the pause up to six hours, and never shorten it; in hours."""
    step = advance(STATE, came("a", fresh=fresh), now=NOW, hints=Hints(every=every), policy=STILL)
    assert pauses([step]) == [pause * HOUR]


def test_moving() -> None:
    """A permanent redirect is believed when it was seen three times in a row, at the same place."""
    to = [came("a", permanent=f"https://{host}.example/feed") for host in ("ferry", "ferry", "gull", "ferry", "ferry", "ferry")]
    steps = run(STATE, *to)
    assert [step.state.url for step in steps] == [URL] * 5 + ["https://ferry.example/feed"]
    assert "moving to https://gull.example/feed" in steps[2].says
    assert "moved for good to https://ferry.example/feed" in steps[5].says
    assert (steps[5].state.moved_to, steps[5].state.moved_seen) == (None, 0)
    again = run(STATE, *to[:2], came("a"), *to[:2])
    assert again[-1].state.url == URL
    assert run(STATE, *[failed()] * 5)[-1].state.url == URL
    assert run(STATE, *to[:2], failed(), to[0])[-1].state.url == "https://ferry.example/feed"


@pytest.mark.parametrize(
    ("due", "asks"),
    [(0.0, True), (NOW, True), (NOW + 1, False), (NOW + DAY, False),
     (NOW + 1.1 * DAY, False), (NOW + 1.2 * DAY, True), (NOW * 2, True), (None, False)],
)  # fmt: skip
def test_due(due: float | None, asks: bool) -> None:
    """A feed is asked for when it is due, and also when it is due further ahead than can be: then the clock went back."""
    assert is_due(replace(STATE, due=due), NOW) is asks


def test_a_clock_that_goes_back() -> None:
    """After the clock went back a year, a feed is asked for at once and then goes on as usual."""
    state = advance(STATE, came("a"), now=NOW, policy=STILL).state
    earlier = NOW - 365 * DAY
    assert is_due(state, earlier)
    step = advance(state, came("b"), now=earlier, policy=STILL)
    assert step.state.due == earlier + 15 * MINUTE
    assert not is_due(step.state, earlier)


def test_jitter() -> None:
    """A thousand feeds that fail together come due over a tenth of the pause, the same each time, and never early."""

    def dues() -> list[float]:
        states = [FeedState(url=f"https://h{n}.example/feed") for n in range(1_000)]
        return [advance(state, failed("busy", HOUR), now=0.0).state.due or 0.0 for state in states]

    spread = dues()
    assert spread == dues()
    assert min(spread) >= HOUR
    assert max(spread) <= 1.1 * HOUR
    assert len({round(due / 36) for due in spread}) >= 10
    assert len({step.state.due for step in run(STATE, *[came("a")] * 5, policy=Policy())}) == 5


SEEN = st.one_of(
    st.sampled_from(sorted(kinds())).map(failed),
    st.builds(came, st.text(max_size=5), status=st.sampled_from([200, 304]), fresh=st.one_of(st.none(), st.integers(0, 10**10)),
              permanent=st.sampled_from([None, "https://ferry.example/a", "https://gull.example/b"])),
)  # fmt: skip


@given(st.lists(SEEN, max_size=12), st.floats(-1e10, 1e10), st.floats(0, 1e6))
def test_whatever_is_seen(seen: list[Fetched | FetchError], now: float, later: float) -> None:
    """After any visits the state crosses the wire as JSON, is due within the bounds or stopped, and says one line."""
    state, policy = STATE, Policy()
    for each in seen:
        step = advance(state, each, now=now)
        assert step.says.isprintable()
        assert msgspec.json.decode(msgspec.json.encode(step.state), type=FeedState) == step.state
        if step.state is not state:
            assert (step.state.due is None) == bool(step.state.stopped)
            assert step.state.due is None or policy.shortest * 0.999 <= step.state.due - now <= policy.longest * 1.101
            assert policy.shortest <= step.state.interval <= policy.longest
        assert step.state.visits - state.visits in (0, 1)
        state, now = step.state, now + later
