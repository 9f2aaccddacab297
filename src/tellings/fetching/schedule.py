"""When to look at a feed again: what is known of it and what was seen give a new state and a line for the log.

Nothing here has a clock, a file or chance: ``now`` is an argument, and the jitter that keeps a thousand feeds from coming due at
once is a hash of the URL and the number of the visit.
"""

from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from tellings.errors import FetchError
from tellings.fetching.failing import failure, kinds, shown
from tellings.fetching.fetched import Fetched
from tellings.fetching.saying import span
from tellings.fetching.sniffing import no_feed

MINUTE, HOUR = 60.0, 3600.0


class FeedState(Struct, frozen=True, kw_only=True):
    """What is known of one feed between two visits; JSON in the store. Times are seconds since 1970, spans seconds.

    ``url`` is asked for; ``etag`` and ``last_modified`` go with it; ``body_hash`` tells an unchanged body where the server does
    not. ``interval`` is learned from how often something new came, ``every`` is the feed's own word as it stood there last;
    ``due`` is when to ask next, None once stopped.
    ``failures`` in a row, the last one in ``trouble``; ``visits`` ever made. ``moved_to`` is where permanent redirects lead,
    seen ``moved_seen`` times in a row. ``stopped`` says why nobody asks any more ("" while somebody does).
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str = ""
    last_ok: float | None = None
    last_new: float | None = None
    failures: int = 0
    trouble: str = ""
    visits: int = 0
    interval: float = HOUR
    every: float | None = None
    due: float | None = 0.0
    moved_to: str | None = None
    moved_seen: int = 0
    stopped: str = ""


class Policy(Struct, frozen=True, kw_only=True):
    """How often to ask; seconds, all by judgement.

    ``shortest`` and ``longest`` time between two visits; ``faster`` and ``slower``, by which the interval changes when there was
    something new or nothing; ``patience``, up to which a publisher's own word (max-age, ttl) lengthens it; ``retry`` after the
    first failure, doubled with each further one; ``jitter``, the part by which a pause may be longer; ``moves``, how often in a
    row a permanent redirect must be seen before it is believed: once may be a slip, or a captive portal.
    """

    shortest: float = 15 * MINUTE
    longest: float = 24 * HOUR
    faster: float = 0.5
    slower: float = 1.5
    patience: float = 6 * HOUR
    retry: float = 15 * MINUTE
    jitter: float = 0.1
    moves: int = 3


class Hints(Struct, frozen=True, kw_only=True):
    """What a feed's reader says: ``every``, seconds by ``<ttl>`` or sy:updatePeriod; ``trouble``, why it could not read it."""

    every: float | None = None
    trouble: str = ""


class Step(Struct, frozen=True):
    """A feed's new state, what to tell a person, and whether there is something new to read."""

    state: FeedState
    says: str
    new: bool = False


def advance(
    state: FeedState,
    seen: Fetched | FetchError,
    *,
    now: float,
    hints: Hints | None = None,
    policy: Policy | None = None,
    feed: bool = True,
) -> Step:
    """Return what follows from a visit. An interrupted one changes nothing; what is no feed is a failure like any other.

    ``feed=False`` is for a page that is followed as feeds are: there a web page is what was asked for.

    >>> step = advance(FeedState(url="http://herald.example/feed"), FetchError("no answer", kind="connect"), now=0)
    >>> step.says, step.state.failures
    ('no answer; asked again in 16 minutes', 1)
    """
    hints, policy = hints or Hints(), policy or Policy()
    if isinstance(seen, FetchError):
        return Step(state, "interrupted") if seen.kind == "stopped" else _failed(state, seen, now, policy)
    trouble = hints.trouble or (no_feed(seen) if feed and not seen.unchanged else "")
    if trouble:
        return _failed(state, failure("feed", shown(trouble)), now, policy)
    return _read(state, seen, now, hints, policy)


def is_due(state: FeedState, now: float, policy: Policy | None = None) -> bool:
    """Tell whether to ask now; a due time further ahead than any pause means that the clock went back, and asks too."""
    longest = (policy or Policy()).longest * (1 + (policy or Policy()).jitter)
    return state.due is not None and not now < state.due <= now + longest


def _failed(state: FeedState, wrong: FetchError, now: float, policy: Policy) -> Step:
    failures = state.failures + 1
    told = replace(state, failures=failures, visits=state.visits + 1, trouble=wrong.reason, stopped="")
    if wrong.kind == "gone":
        return Step(replace(told, due=None, stopped=wrong.reason), f"{wrong.reason}; not asked any more")
    pause = policy.retry * 2.0 ** min(failures - 1, 30)
    if not kinds()[wrong.kind]["later"]:
        pause = policy.longest
    pause = _pause(told, max(pause, wrong.retry_after or 0.0), policy)
    often = f" ({failures} times in a row)" if failures > 1 else ""
    return Step(replace(told, due=now + pause), f"{wrong.reason}{often}; asked again in {span(pause)}")


def _read(state: FeedState, seen: Fetched, now: float, hints: Hints, policy: Policy) -> Step:
    body_hash = state.body_hash if seen.unchanged else sha256(seen.body).hexdigest()
    new = body_hash != state.body_hash
    interval = state.interval * (policy.faster if new else policy.slower)
    interval = min(max(interval, policy.shortest), policy.longest)
    every = state.every if seen.unchanged else hints.every
    told, moved = _moved(state, seen, policy)
    told = replace(
        told,
        etag=seen.etag or (state.etag if seen.unchanged else None),
        last_modified=seen.last_modified or (state.last_modified if seen.unchanged else None),
        body_hash=body_hash,
        last_ok=now,
        last_new=now if new else state.last_new,
        failures=0,
        trouble="",
        stopped="",
        visits=state.visits + 1,
        interval=interval,
        every=every,
    )
    asked_for = max(every or 0.0, float(seen.fresh or 0))
    pause = _pause(told, max(interval, min(asked_for, policy.patience)), policy)
    says = f"{'something' if new else 'nothing'} new{moved}; asked again in {span(pause)}"
    return Step(replace(told, due=now + pause), says, new)


def _moved(state: FeedState, seen: Fetched, policy: Policy) -> tuple[FeedState, str]:
    """Return the state with what a permanent redirect means for it, and words on it."""
    if seen.permanent is None:
        return replace(state, moved_to=None, moved_seen=0), ""
    times = state.moved_seen + 1 if seen.permanent == state.moved_to else 1
    if times >= policy.moves:
        return replace(state, url=seen.permanent, moved_to=None, moved_seen=0), f", moved for good to {shown(seen.permanent)}"
    return replace(state, moved_to=seen.permanent, moved_seen=times), f", moving to {shown(seen.permanent)}"


def _pause(state: FeedState, seconds: float, policy: Policy) -> float:
    """Return a pause within the bounds, longer by a part that the URL and the visit decide."""
    part = int.from_bytes(sha256(f"{state.url}\n{state.visits}".encode()).digest()[:4], "big") / 2**32
    return min(max(seconds, policy.shortest), policy.longest) * (1 + policy.jitter * part)
