"""How much one caller may ask at once: a bucket of tokens that fills as time goes by."""

from collections import OrderedDict

CALLERS = 10_000  # callers that are remembered; who has not asked for longest is forgotten first
BURST = 2.0  # seconds' worth of requests that may come at once


class Rates:
    """Buckets by caller, each of ``rate`` requests a second; with a rate of 0 everything may pass."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what is left, and as of when

    def wait(self, caller: str, now: float) -> float:
        """Count a request at ``now`` (seconds); return 0 where it may pass, else the seconds until one may.

        >>> rates = Rates(1)
        >>> [rates.wait("a", 0.0), rates.wait("a", 0.0), rates.wait("a", 0.5), rates.wait("b", 0.5), rates.wait("a", 1.0)]
        [0.0, 0.0, 0.5, 0.0, 0.0]
        """
        if not self.rate:
            return 0.0
        most = max(1.0, self.rate * BURST)
        left, since = self._held.pop(caller, (most, now))
        left = min(most, left + (now - since) * self.rate)
        passes = left >= 1.0
        self._held[caller] = (left - 1.0 if passes else left, now)
        if len(self._held) > CALLERS:
            self._held.popitem(last=False)
        return 0.0 if passes else (1.0 - left) / self.rate
