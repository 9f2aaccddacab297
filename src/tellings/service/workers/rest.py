"""What a library needs when nothing arrives: stories grouped again, and once a day what is too old forgotten."""

from collections.abc import Callable
from time import monotonic

from tellings.library import Library, retain
from tellings.service.workers.clock import today
from tellings.service.workers.keys import drop_old

QUIET = 3.0  # seconds without an arrival after which open stories are grouped again


class Rest:
    """Knows of each library when something came last, and on which day it was tidied last; ``retention``: days of an article."""

    def __init__(self, retention: int | None, day: Callable[[], str] = today, now: Callable[[], float] = monotonic) -> None:
        self._retention, self._day, self._now = retention, day, now
        self._unsettled: dict[str, float] = {}
        self._tidied: dict[str, str] = {}

    def touch(self, address: str) -> None:
        """Take down that something came into a library."""
        self._unsettled[address] = self._now()

    def turn(self, address: str, library: Callable[[], Library]) -> None:
        """Do what is due for the library at an address."""
        came = self._unsettled.get(address)
        if came is not None and self._now() - came > QUIET:
            library().settle()
            if self._unsettled[address] == came:  # what came meanwhile waits for another turn
                del self._unsettled[address]
        if self._tidied.get(address) != (day := self._day()):
            if self._retention:
                retain(library(), day, self._retention)
            drop_old(library(), day)
            self._tidied[address] = day
