"""What one request may still cost: seconds until its end, bytes from the wire."""

import threading
from collections.abc import Callable

from tellings.fetching.failing import beyond, failure
from tellings.fetching.rules import Rules

Clock = Callable[[], float]


class Allowance:
    """Count down time and bytes; FetchError when there are none left.

    ``opened`` says whether a connection was made for this request, ``reads`` how often something was read for it: what
    comes over a kept connection without being read is left over from the answer before.
    """

    def __init__(self, rules: Rules, seconds: float, clock: Clock, stopped: threading.Event) -> None:
        self.rules = rules
        self._clock = clock
        self._end = clock() + seconds
        self._stopped = stopped
        self.size = 0
        self.reads = 0
        self.opened = False

    def left(self) -> float:
        """Return the seconds left, more than none."""
        if self._stopped.is_set():
            raise failure("stopped", "the fetch was interrupted")
        left = self._end - self._clock()
        if left <= 0:
            raise self.late()
        return left

    def rest(self) -> float:
        """Return the seconds left, none at the least."""
        return max(self._end - self._clock(), 0.0)

    def late(self) -> Exception:
        """Return the error of one who took too long; the cause is told apart when it was we who stopped."""
        if self._stopped.is_set():
            return failure("stopped", "the fetch was interrupted")
        return failure("time", f"the answer was not complete after {self.rules.total:g} seconds")

    def take(self, size: int) -> None:
        """Count what came over the wire, head and framing included."""
        if self._stopped.is_set():
            raise failure("stopped", "the fetch was interrupted")  # and what came is only the end of a connection that was cut
        self.reads += 1
        self.size += size
        if self.size > self.rules.wire + self.rules.header_bytes:
            raise failure("size", f"the answer is larger than {self.rules.wire:,} bytes on the wire", do=beyond("wire"))
