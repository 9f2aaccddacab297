"""What of many spans overlaps a stretch of text, found by bisection."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Overlaps(Generic[Thing]):
    """Things by their spans, which may come in any order and lie one in the other.

    A question costs the logarithm of their number, and as much again for each thing found, however long a span may be.

    >>> spans = Overlaps([(20, 25, "b"), (0, 10, "a"), (0, 30, "c")])
    >>> spans.of(9, 12), spans.of(10, 22), Overlaps([(3, 5, "a")]).touch(5, 9)
    (['a', 'c'], ['b', 'c'], False)
    """

    def __init__(self, spans: Iterable[tuple[int, int, Thing]]):
        given = list(spans)
        self.things = [thing for _, _, thing in given]
        self.order = sorted(range(len(given)), key=lambda n: (given[n][0], given[n][1]))
        self.starts = [given[n][0] for n in self.order]
        self.levels = [[given[n][1] for n in self.order]]  # the ends, then the farther of each two, of each four, ...
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([max(below[n : n + 2]) for n in range(0, len(below), 2)])
        self.reach = list(accumulate(self.levels[0], max))  # the farthest end so far

    def touch(self, start: int, end: int) -> bool:
        """Return whether a span shares a code point with ``[start, end)``."""
        before = bisect_left(self.starts, end)
        return before > 0 and self.reach[before - 1] > start

    def of(self, start: int, end: int) -> list[Thing]:
        """Return the things that share a code point with ``[start, end)``, in the order given."""
        before = bisect_left(self.starts, end)
        if before == 0 or self.reach[before - 1] <= start:
            return []
        return [self.things[n] for n in sorted(self.order[n] for n in self._ending_behind(start, before))]

    def _ending_behind(self, start: int, before: int) -> Iterator[int]:
        """Yield the places, below ``before`` in the order of starts, of the spans that end behind ``start``."""
        waiting = [(len(self.levels) - 1, 0)]
        while waiting:
            level, n = waiting.pop()
            if n << level >= before or self.levels[level][n] <= start:
                continue
            if level == 0:
                yield n
            else:
                waiting += [(level - 1, m) for m in (2 * n, 2 * n + 1) if m < len(self.levels[level - 1])]
