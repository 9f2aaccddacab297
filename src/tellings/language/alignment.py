"""Align two sequences of words where they agree, near words with near words.

Local alignment after Smith and Waterman (1981): a match counts its weight, each word passed over costs a little, so that a
phrase said twice in one sentence is matched beside the words that follow it and not at its first place.
"""

from collections.abc import Sequence
from math import isclose

PASSED = 0.4  # what passing over one word costs: a gap of seven words outweighs three small words (1 each) beyond it
LEAST = 2.0  # a stretch worth less (one small word) is no agreement
SAME = 1e-9  # sums of the same costs in another order
Pair = tuple[int, int]


def align(a: Sequence[str], b: Sequence[str], worth: Sequence[float], least: float = LEAST) -> list[list[Pair]]:
    """Return the stretches in which two sequences of folded words agree, in order: each a list of (place in a, place in b).

    ``worth[i]`` is what a match of ``a[i]`` counts. Time grows with ``len(a) * len(b)``: cut long sequences first.

    >>> align("we go we go home now".split(), "we go home".split(), [1, 2, 1, 2, 2, 1])
    [[(2, 0), (3, 1), (4, 2)]]
    """
    return _stretches(a, b, worth, least, (0, 0))


def _stretches(a: Sequence[str], b: Sequence[str], worth: Sequence[float], least: float, at: Pair) -> list[list[Pair]]:
    pairs = _best(a, b, worth, least)
    if not pairs:
        return []
    (first, first_b), (last, last_b) = pairs[0], pairs[-1]
    here = [(x + at[0], y + at[1]) for x, y in pairs]
    before = _stretches(a[:first], b[:first_b], worth[:first], least, at)
    after = (at[0] + last + 1, at[1] + last_b + 1)
    return [*before, here, *_stretches(a[last + 1 :], b[last_b + 1 :], worth[last + 1 :], least, after)]


def _best(a: Sequence[str], b: Sequence[str], worth: Sequence[float], least: float) -> list[Pair]:
    """Return the matching places of the best stretch, none when it is worth less than ``least``.

    A row without a match only fades; a match raises its own place and fades to the right of it. That gives the same table as
    looking at every cell.
    """
    places: dict[str, list[int]] = {}
    for y, word in enumerate(b, 1):
        places.setdefault(word, []).append(y)
    if sum(w for word, w in zip(a, worth, strict=True) if word in places) < least:
        return []
    score = [[0.0] * (len(b) + 1)]
    best, at = 0.0, (0, 0)
    for x, word in enumerate(a, 1):
        above, gain = score[-1], worth[x - 1]
        row = [v - PASSED if v > PASSED else 0.0 for v in above]
        for y in places.get(word, ()):
            here = above[y - 1] + gain
            if here > row[y]:
                _raise(row, y, here)
            if row[y] > best + SAME:
                best, at = row[y], (x, y)
        score.append(row)
    return _trace(a, b, worth, score, at) if best >= least else []


def _raise(row: list[float], y: int, here: float) -> None:
    """Put a better value into a row and let it fade to the right as far as it is better."""
    while y < len(row) and here > row[y]:
        row[y] = here
        y, here = y + 1, here - PASSED


def _trace(a: Sequence[str], b: Sequence[str], worth: Sequence[float], score: Sequence[Sequence[float]], at: Pair) -> list[Pair]:
    pairs, (x, y) = [], at
    while x and y and score[x][y] > 0:
        here = score[x][y]
        if a[x - 1] == b[y - 1] and isclose(here, score[x - 1][y - 1] + worth[x - 1], abs_tol=SAME):
            x, y = x - 1, y - 1
            pairs.append((x, y))
        elif isclose(here, score[x - 1][y] - PASSED, abs_tol=SAME):
            x -= 1
        else:
            y -= 1
    return pairs[::-1]
