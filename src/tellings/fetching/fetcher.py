"""The one fetcher: every duty towards servers and users that a fetch comes with, behind one verb."""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

from tellings.errors import FetchError
from tellings.fetching.allowance import Allowance, Clock
from tellings.fetching.answers import fetched, headers_for, refusal, told
from tellings.fetching.bodies import unpack
from tellings.fetching.checked_rules import check_rules
from tellings.fetching.failing import beyond, failure, shown
from tellings.fetching.fetched import Fetched
from tellings.fetching.heads import content_length, media_type
from tellings.fetching.journey import MOVED, Journey
from tellings.fetching.media import USUAL, takes
from tellings.fetching.posting import Posted, checked_headers, of_post, post_refusal
from tellings.fetching.resolving import Resolve, by_system
from tellings.fetching.rules import Rules
from tellings.fetching.sites import Sites, closed
from tellings.fetching.turns import Turns, Wait

if TYPE_CHECKING:
    from tellings.fetching.exchange import Answer, Exchange


class Fetcher:
    """Fetch URLs, from several threads if you like: hosts in parallel, one host never.

    ``clock`` is monotonic and measures pauses and limits, ``now`` tells the time of day for dates that servers give, ``wait``
    sleeps, ``resolve`` turns a host and port into addresses. Use it as a context, or ``close`` it.
    """

    def __init__(
        self,
        rules: Rules | None = None,
        *,
        clock: Clock = time.monotonic,
        now: Clock = time.time,
        wait: Wait | None = None,
        resolve: Resolve = by_system,
    ) -> None:
        self.rules = rules or Rules()
        self._clock, self._now, self._resolve = clock, now, resolve
        self._stopped = threading.Event()
        self._making = threading.Lock()
        self._made: Exchange | None = None
        self._turns = Turns(self.rules, clock, wait or self._stopped.wait)
        self._sites = Sites(self.rules, clock, self._ask_for_robots)
        check_rules(self.rules)

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        accept: Iterable[str] = USUAL,
        robots: bool = True,
    ) -> Fetched:
        """Return what a server gives for a URL; with the validators of the last time, 304 and no body when nothing changed.

        ``accept`` names the kinds in ``media.toml`` that are taken. ``robots=False`` is for one URL that a person named and no
        program found. FetchError, with what is wrong and what to do, in every other case.
        """
        accept = tuple(accept)
        headers = headers_for(self.rules, accept, etag, last_modified)
        journey = Journey(url, self.rules)
        try:
            while True:
                found = self._hop(journey, url, headers, accept, robots=robots)
                if found is not None:
                    return found
        except FetchError as error:
            raise told(error, journey) from error

    def post(
        self,
        url: str,
        body: bytes,
        *,
        media: str = "application/json",
        headers: Mapping[str, str] | None = None,
        read: bool = False,
    ) -> Posted:
        """Send a body to the URL that a person named, once; return the answer of a server that took it (2xx).

        ``headers`` are sent as given but never told to anybody else: a key, a signature. With ``read`` the answer's body comes
        along, if it is JSON or plain text; without, it is not waited for. No robots.txt is asked, no redirect followed.
        FetchError, with what is wrong and what to do and without any word of the headers, in every other case.
        """
        fields = {**headers_for(self.rules, ("json",), None, None), "Content-Type": media, **checked_headers(headers or {})}
        journey = Journey(url, self.rules)
        try:
            with self._ask(journey, fields, going_on=False, body=body) as (answer, allowance):
                wrong = post_refusal(answer.status, answer.head, self._now())
                if wrong is not None:
                    if wrong.kind == "busy":
                        self._turns.leave_alone(journey.target.host, wrong.retry_after)
                    raise wrong
                told_back = self._body(answer, ("json",)) if read else b""
                return Posted(status=answer.status, media_type=media_type(answer.head), body=told_back, size=allowance.size)
        except FetchError as error:
            raise told(of_post(error), journey) from error

    def stop(self) -> None:
        """End all fetches, from any thread: they raise FetchError "stopped", and so does every later one."""
        self._stopped.set()
        if self._made is not None:
            self._made.cut()

    def close(self) -> None:
        """Stop, and close the connections that were kept."""
        self.stop()
        if self._made is not None:
            self._made.close()

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _hop(
        self, journey: Journey, asked: str, headers: Mapping[str, str], accept: tuple[str, ...], *, robots: bool
    ) -> Fetched | None:
        """Ask where the journey stands; None when the answer points elsewhere, and the journey then stands there."""
        target, delay, going_on = journey.target, 0.0, journey.going_on
        if robots:
            rules, just_read = self._sites.robots(target, journey)
            if not rules.allows(target.url):
                raise closed(rules)
            delay, going_on = rules.delay, going_on or just_read
        with self._ask(journey, headers, going_on=going_on, delay=delay) as (answer, allowance):
            if answer.status in MOVED:
                journey.follow(answer.status, answer.head.get("location"))
                return None
            conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
            wrong = refusal(answer.status, answer.head, self._now(), conditional=conditional)
            if wrong is not None:
                if wrong.kind == "busy":
                    self._turns.leave_alone(target.host, wrong.retry_after)
                raise wrong
            body = b"" if answer.status == 304 else self._body(answer, accept)
            return fetched(answer.status, answer.head, body, journey, asked=asked, size=allowance.size, now=self._now())

    def _body(self, answer: "Answer", accept: tuple[str, ...]) -> bytes:
        kind, length = media_type(answer.head), content_length(answer.head)
        if not takes(kind, accept):
            raise failure("type", f"the answer is {shown(kind)}, and what is wanted is a {' or '.join(accept)}")
        if length is not None and length > self.rules.wire:
            what = f"the answer says it is {length:,} bytes, and the limit is {self.rules.wire:,} on the wire"
            raise failure("size", what, do=beyond("wire"))
        return unpack(answer.chunks, answer.head.get("content-encoding", ""), self.rules.decoded)

    @contextmanager
    def _ask(
        self, journey: Journey, headers: Mapping[str, str], *, going_on: bool, delay: float = 0.0, body: bytes | None = None
    ) -> Iterator[tuple["Answer", Allowance]]:
        """Take a turn at the host, then ask; the time it takes is the journey's."""
        target = journey.target
        with self._turns.at(target.host, going_on=going_on, delay=delay):
            allowance = Allowance(self.rules, journey.seconds, self._clock, self._stopped)
            try:
                with self._exchange.ask(target, headers, allowance, body) as answer:
                    yield answer, allowance
            finally:
                journey.seconds = allowance.rest()

    @contextmanager
    def _ask_for_robots(self, journey: Journey) -> Iterator["Answer"]:
        headers = headers_for(self.rules, ("page",), None, None)
        with self._ask(journey, headers, going_on=journey.going_on) as (answer, _):
            yield answer

    @property
    def _exchange(self) -> "Exchange":
        with self._making:
            if self._made is None:
                from tellings.fetching.exchange import Exchange

                self._made = Exchange(self.rules, self._resolve, self._clock, self._stopped)
            return self._made
