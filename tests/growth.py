"""How the cost of a piece of work grows with its size: the one question about time on which a test may fail.

A clock on a busy machine only ever adds. So each size is measured in turns, the least time of each is kept, and the
check passes as soon as one round, or the least of all rounds, grows as asked; work that grows with the square of its
size fails every round.
"""

import gc
from collections.abc import Callable
from itertools import pairwise
from math import log2
from time import process_time

ROUNDS = 40  # at most: a neighbour can keep a shared processor slow for many a round
COARSE = 0.003  # seconds: below it the clock, not the work, is measured


def check_growth(prepare: Callable[[int], Callable[[], object]], *sizes: int, doubled: float = 2.5) -> None:
    """Check that twice the size costs at most ``doubled`` times as much; only what ``prepare`` returns is measured.

    Raise AssertionError with the least seconds of each size.
    """
    calls = [prepare(size) for size in sizes]
    most = [doubled ** log2(b / a) for a, b in pairwise(sizes)]
    calls[0]()  # tables are loaded and caches filled by the first call
    least = [float("inf")] * len(sizes)
    for _ in range(ROUNDS):
        times = [max(seconds(call), COARSE) for call in calls]
        least = list(map(min, least, times))
        if any(all(b <= m * a for (a, b), m in zip(pairwise(t), most, strict=True)) for t in (times, least)):
            return
    raise AssertionError(
        f"{', '.join(f'{s:.4f} s for {n}' for s, n in zip(least, sizes, strict=True))}: more than {doubled} times a doubling"
    )


def seconds(call: Callable[[], object]) -> float:
    """Return the processor time of a call; the collector, whose cost grows with what other tests left, waits."""
    gc.disable()
    try:
        began = process_time()
        call()
        return process_time() - began
    finally:
        gc.enable()
