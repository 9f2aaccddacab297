"""Whether a stretch of text overlaps any of many spans, found by bisection."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from tellings.model import Span


class Overlaps:
    """Spans in any order, nested or not, asked for by stretch; a question costs the logarithm of their number.

    >>> spans = Overlaps([(20, 25), (0, 10)])
    >>> spans.touch(9, 12), spans.touch(10, 20), spans.touch(0, 30)
    (True, False, True)
    """

    def __init__(self, spans: Iterable[Span]):
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self.reach = list(accumulate((end for _, end in ordered), max))  # the farthest end of the spans so far

    def touch(self, start: int, end: int) -> bool:
        """Return whether a span shares a code point with ``[start, end)``."""
        before = bisect_left(self.starts, end)
        return before > 0 and self.reach[before - 1] > start
