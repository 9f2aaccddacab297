"""What stands around one shared fingerprint: how many equal words, leaving out what many texts hold."""

import numpy as np

from tellings.collation.reuse.prints import hash_grams
from tellings.collation.reuse.rows import Array

K = 5  # words of a fingerprint
REACH = 11  # words looked at on either side of where it begins


def own_run(words: Array, here: Array, there: Array, everybodys: Array) -> Array:
    """Return how many words of the equal run around two places belong to no k-gram of those that many texts hold.

    ``everybodys``: these k-grams, in order. At most REACH words to either side are counted.
    """
    steps = np.arange(-REACH, REACH + 1)
    ours, theirs = (_around(words, place, steps) for place in (here, there))
    equal = ours == theirs
    run = np.empty_like(equal)
    run[:, REACH:] = np.logical_and.accumulate(equal[:, REACH:], axis=1)
    run[:, : REACH + 1] = np.logical_and.accumulate(equal[:, REACH::-1], axis=1)[:, ::-1]
    kept: Array = run.sum(axis=1)
    far = np.flatnonzero(kept > K)  # looked at more closely; a shorter run is its fingerprint and little else
    grams = hash_grams(ours[far], K)
    known = (
        everybodys[np.minimum(np.searchsorted(everybodys, grams), len(everybodys) - 1)] == grams if len(everybodys) else grams < 0
    )
    stock = np.zeros((len(far), len(steps)), np.bool_)
    for n in range(K):
        stock[:, n : n + known.shape[1]] |= known
    kept[far] = (run[far] & ~stock).sum(axis=1)
    return kept


def _around(words: Array, places: Array, steps: Array) -> Array:
    """Return the words around each place; beyond the ends of the row the first or the last word is repeated."""
    found: Array = words[np.clip(places[:, None] + steps, 0, len(words) - 1)]
    return found
