"""Align two sequences of words where they agree, near words with near words.

Local alignment after Smith and Waterman (1981): a match counts its weight, each word passed over costs a little, so that a
phrase said twice in one sentence is matched beside the words that follow it and not at its first place.
"""

from collections.abc import Sequence
from math import isclose

from tellings.collation.utterances.said import Said

SMALL, CONTENT = 1.0, 2.0  # what a matching word is worth
PASSED = 0.4  # what passing over one word costs: a gap of seven words outweighs three small words beyond it
LEAST = 2.0  # a stretch worth less (one small word) is no agreement
SAME = 1e-9  # sums of the same costs in another order
Pair = tuple[int, int]


def align(a: Sequence[Said], b: Sequence[Said]) -> list[list[Pair]]:
    """Return the stretches in which the words agree, in order: each a list of positions (in ``a``, in ``b``)."""
    return _stretches(a, b, 0, 0)


def _stretches(a: Sequence[Said], b: Sequence[Said], i: int, j: int) -> list[list[Pair]]:
    pairs = _best(a, b)
    if not pairs:
        return []
    (first, first_b), (last, last_b) = pairs[0], pairs[-1]
    here = [(x + i, y + j) for x, y in pairs]
    before = _stretches(a[:first], b[:first_b], i, j)
    return [*before, here, *_stretches(a[last + 1 :], b[last_b + 1 :], i + last + 1, j + last_b + 1)]


def _best(a: Sequence[Said], b: Sequence[Said]) -> list[Pair]:
    """Return the matching positions of the best stretch."""
    score = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    best, at = 0.0, (0, 0)
    for x, word in enumerate(a, 1):
        row, above = score[x], score[x - 1]
        worth = CONTENT if word.stem else SMALL
        for y, other in enumerate(b, 1):
            here = max(0.0, above[y] - PASSED, row[y - 1] - PASSED)
            if word.key == other.key:
                here = max(here, above[y - 1] + worth)
            row[y] = here
            if here > best + SAME:
                best, at = here, (x, y)
    return _trace(a, b, score, at) if best >= LEAST else []


def _trace(a: Sequence[Said], b: Sequence[Said], score: Sequence[Sequence[float]], at: Pair) -> list[Pair]:
    pairs, (x, y) = [], at
    while x and y and score[x][y] > 0:
        worth = CONTENT if a[x - 1].stem else SMALL
        if a[x - 1].key == b[y - 1].key and isclose(score[x][y], score[x - 1][y - 1] + worth, abs_tol=SAME):
            x, y = x - 1, y - 1
            pairs.append((x, y))
        elif isclose(score[x][y], score[x - 1][y] - PASSED, abs_tol=SAME):
            x -= 1
        else:
            y -= 1
    return pairs[::-1]
