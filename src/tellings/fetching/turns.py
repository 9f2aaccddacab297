"""Politeness: one request at a time to a host, a pause after each, and none while it asked to be left alone."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tellings.fetching.allowance import Clock
from tellings.fetching.failing import failure
from tellings.fetching.rules import Rules

Wait = Callable[[float], object]

REMEMBERED = 10_000  # hosts; beyond it, those that may be asked at once are forgotten
DAY = 24 * 3600.0


class _Host:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.free = 0.0  # when the next visit may begin
        self.users = 0
        self.last = 0  # the thread that visited last


class Turns:
    """Whose turn it is at each host. Times are of ``clock``, which must not go back; ``wait`` sleeps."""

    def __init__(self, rules: Rules, clock: Clock, wait: Wait) -> None:
        self._rules = rules
        self._clock = clock
        self._wait = wait
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def at(self, host: str, *, going_on: bool = False, delay: float = 0.0) -> Iterator[None]:
        """Hold the turn at a host, once its pause is over.

        A visit that goes on, from robots.txt to its page, does not pause, unless another thread came in between.
        FetchError "busy" when the host asked to be left alone for longer than anybody waits.
        """
        mine = self._enter(host)
        try:
            with mine.lock:
                self._pause(host, mine, going_on)
                try:
                    yield
                finally:
                    pause = max(self._rules.delay, min(delay, self._rules.longest_delay))
                    mine.free = max(mine.free, self._clock() + pause)
        finally:
            with self._lock:
                mine.users -= 1

    def leave_alone(self, host: str, seconds: float | None) -> None:
        """Ask nothing of a host for a while; a day at most, ``longest_delay`` when it did not say how long."""
        mine = self._enter(host)
        mine.free = max(mine.free, self._clock() + min(self._rules.longest_delay if seconds is None else seconds, DAY))
        with self._lock:
            mine.users -= 1

    def _pause(self, host: str, mine: _Host, going_on: bool) -> None:
        pause = mine.free - self._clock()
        if pause > max(self._rules.longest_delay, self._rules.delay):
            raise failure("busy", f"{host} asked to be left alone for another {pause:.0f} seconds", retry_after=pause)
        if pause > 0 and not (going_on and mine.last == threading.get_ident()):
            self._wait(pause)
        mine.last = threading.get_ident()

    def _enter(self, host: str) -> _Host:
        with self._lock:
            if len(self._hosts) > REMEMBERED:
                now = self._clock()
                self._hosts = {name: one for name, one in self._hosts.items() if one.users or one.free > now}
            mine = self._hosts.setdefault(host, _Host())
            mine.users += 1
            return mine
