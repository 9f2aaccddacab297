"""What each site's robots.txt says, remembered for a day."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from tellings.errors import FetchError
from tellings.fetching.allowance import Clock
from tellings.fetching.bodies import unpack
from tellings.fetching.failing import failure
from tellings.fetching.journey import MOVED, Journey
from tellings.fetching.robots import MOST, Robots, parse_robots
from tellings.fetching.rules import Rules
from tellings.fetching.urls import Target

if TYPE_CHECKING:
    from tellings.fetching.exchange import Answer

Ask = Callable[[Journey], "AbstractContextManager[Answer]"]

REMEMBERED = 10_000  # sites, and
HEAVY = 20_000_000  # bytes of rules in all; beyond either all are forgotten, which costs each site one request
OWN = frozenset({"name", "address", "connect", "certificate", "time", "busy"})  # what the page would meet as well: told as it is


class Site:
    """One origin's rules, and until when they are believed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.robots: Robots | None = None
        self.until = 0.0


class Sites:
    """Robots rules by origin; ``ask`` sends a request where a journey stands, with all checks, and takes its turn at the host."""

    def __init__(self, rules: Rules, clock: Clock, ask: Ask) -> None:
        self._rules = rules
        self._clock = clock
        self._ask = ask
        self._sites: dict[str, Site] = {}
        self._lock = threading.Lock()
        self._size = 0

    def robots(self, target: Target, journey: Journey) -> tuple[Robots, bool]:
        """Return a site's rules and whether they were asked for just now, at the journey's cost.

        RFC 9309: 4xx means that all is allowed, 5xx or silence that nothing is; rules once had are kept when a newer copy cannot
        be had. FetchError when the site cannot be reached at all.
        """
        with self._lock:
            if target.origin not in self._sites and (len(self._sites) >= REMEMBERED or self._size > HEAVY):
                self._sites.clear()
                self._size = 0
            site = self._sites.setdefault(target.origin, Site())
        with site.lock:
            if site.robots is not None and self._clock() < site.until:
                return site.robots, False
            new = self._read(target, journey)
            if new.closed and site.robots is not None and not site.robots.closed:
                new = site.robots
                kept = self._rules.robots_retry
            else:
                kept = self._rules.robots_retry if new.closed else self._rules.robots_kept
            site.robots, site.until = new, self._clock() + kept
            self._size += new.size
            return new, True

    def _read(self, target: Target, journey: Journey) -> Robots:
        own = Journey(f"{target.origin}/robots.txt", self._rules, going_on=journey.going_on)
        own.seconds = journey.seconds
        try:
            while True:
                found = self._hop(own)
                if found is not None:
                    return found
        except FetchError as error:
            if error.kind == "redirect":
                return Robots()  # no file at the end of the way: as if there was none
            if error.kind == "stopped" or (error.kind in OWN and len(own.hops) == 1):
                raise
            return Robots(closed=error.reason)
        finally:
            journey.seconds = own.seconds

    def _hop(self, own: Journey) -> Robots | None:
        with self._ask(own) as answer:
            if answer.status in MOVED:
                own.follow(answer.status, answer.head.get("location"))
                return None
            if 400 <= answer.status < 500 and answer.status != 429:
                return Robots()
            if answer.status != 200:
                return Robots(closed=f"the server answered {answer.status}")
            return parse_robots(unpack(answer.chunks, answer.head.get("content-encoding", ""), MOST, only_start=True))


def closed(robots: Robots) -> FetchError:
    """Return the error of a page that robots.txt keeps us from."""
    if not robots.closed:
        return failure("robots", "the site's robots.txt asks programs like this one not to read it")
    return failure(
        "robots",
        f"the site's robots.txt could not be read ({robots.closed}), and until it can, the site counts as closed (RFC 9309)",
        do="try again later",
    )
