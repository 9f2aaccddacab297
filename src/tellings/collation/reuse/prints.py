"""Fingerprints of many texts at once: winnowed k-grams of words (Schleimer, Wilkerson and Aiken 2003)."""

from typing import NamedTuple

import numpy as np

from tellings.collation.reuse.rows import Array, mix

GRAM = np.uint64(0xD6E8FEB86659FD93)
NONE = np.uint64(2**64 - 1)  # larger than any k-gram, in places where none begins


class Prints(NamedTuple):
    """Fingerprints in a row, in order of the texts: each with the number of its text and of the word where it begins."""

    values: Array
    texts: Array
    places: Array


def take_prints(words: Array, bounds: Array, k: int, window: int) -> Prints:
    """Return the least k-gram of each ``window`` of them: two texts that share ``k + window - 1`` words in a row share one.

    ``window`` is at most ``k``, so that no window reaches from one text into the next. A text of fewer k-grams than a window
    keeps the least of those it has; one of fewer than ``k`` words keeps none.
    """
    if not len(words):
        return Prints(np.zeros(0, np.uint64), np.zeros(0, np.int32), np.zeros(0, np.int64))
    grams = _grams(words, bounds, k)
    least = _sliding(np.minimum, np.concatenate([grams, np.full(window - 1, NONE)]), window)
    least[grams == NONE] = 0
    most = _sliding(np.maximum, np.concatenate([np.zeros(window - 1, np.uint64), least]), window)
    kept = np.flatnonzero((grams == most) & (grams != NONE))
    homes = np.repeat(np.arange(len(bounds) - 1, dtype=np.int32), np.diff(bounds))
    return Prints(grams[kept], homes[kept], kept)


def hash_grams(words: Array, k: int) -> Array:
    """Return a number for each k words in a row, along the last axis."""
    size = max(0, words.shape[-1] - k + 1)
    grams = words[..., :size]
    for n in range(1, k):
        grams = grams * GRAM + words[..., n : n + size]
    return mix(grams)


def _grams(words: Array, bounds: Array, k: int) -> Array:
    """Return the k-gram that begins at each word; NONE where the text ends before it does."""
    grams = np.full(len(words), NONE)
    found = hash_grams(words, k)
    grams[: len(found)] = found
    ends = np.repeat(bounds[1:], k - 1) - np.tile(np.arange(1, k), len(bounds) - 1)
    grams[ends[ends >= np.repeat(bounds[:-1], k - 1)]] = NONE
    return grams


def _sliding(choose: np.ufunc, row: Array, window: int) -> Array:
    """Return the chosen one of each ``window`` in a row."""
    step, done = row, 1
    while done < window:
        reach = min(done, window - done)
        step, done = choose(step[: len(step) - reach], step[reach:]), done + reach
    return step
