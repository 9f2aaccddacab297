"""Which pairs of articles are worth aligning: those that share a fingerprint."""

from collections.abc import Sequence

import numpy as np

from tellings.collation.reuse.holders import HOLDERS, Holders, hold
from tellings.collation.reuse.prints import Prints, take_prints
from tellings.collation.reuse.rows import Array, read_rows
from tellings.collation.reuse.surroundings import own_run
from tellings.collation.reuse.told import LEAST

# Any run of LEAST words holds a fingerprint: K + WINDOW - 1 = LEAST.
K = 5
WINDOW = LEAST - K + 1
PARTNERS = 12  # by judgement: articles with which one article is aligned, those that share most fingerprints

# Among many articles that have no story in common a fingerprint is taken less often, and one alone is looked at before it counts.
# bench/reuse.py shows what is found and what is false.
PILE_WINDOW = 5
RUN = 8  # equal words, not of what many hold, around a fingerprint that is all that two articles share
MUCH = 0.3  # part of the fingerprints of either, where all that two articles share is held by many: a wire text and not a notice


def candidate_pairs(words: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return the pairs (earlier, later) of lists of words that share a fingerprint, in order."""
    rows = read_rows([" ".join(text) for text in words])
    holders = hold(take_prints(rows.words, rows.bounds, K, WINDOW))
    keys, shared = np.unique(np.concatenate([holders.pairs(rare=True)[0], holders.pairs(rare=False)[0]]), return_counts=True)
    return _nearest(keys, shared, holders.total)


def pile_pairs(prints: Prints, words: Array) -> list[tuple[int, int]]:
    """Return the pairs (earlier, later) of texts of a pile that share enough fingerprints, in order.

    What few texts hold counts from two fingerprints on, or with one in a run of RUN equal words of which none belongs to what many
    hold; what many hold counts only where it is MUCH of a text.
    """
    holders = hold(prints)
    rare, few = _rare(holders, prints, words)
    common, many = np.unique(holders.pairs(rare=False)[0], return_counts=True)
    size = np.bincount(prints.texts, minlength=1)
    either = np.minimum(size[common // holders.total], size[common % holders.total])
    kept = many >= MUCH * either
    keys, place = np.unique(np.concatenate([rare, common[kept]]), return_inverse=True)
    shared = np.bincount(place, np.concatenate([few, many[kept]]), len(keys))
    return _nearest(keys, shared, holders.total)


def _rare(holders: Holders, prints: Prints, words: Array) -> tuple[Array, Array]:
    """Return the pairs that share what few texts hold, with the number of prints shared."""
    rows, earlier, later = holders.pairs(rare=True)
    keys, first, shared = np.unique(rows, return_index=True, return_counts=True)
    alone = np.flatnonzero(shared == 1)
    here, there = (prints.places[side[first[alone]]] for side in (earlier, later))
    keep = np.ones(len(keys), np.bool_)
    everybodys = np.unique(prints.values[holders.prints[holders.size > HOLDERS]])
    keep[alone] = own_run(words, here, there, everybodys) >= RUN
    return keys[keep], shared[keep]


def _nearest(keys: Array, shared: Array, total: int) -> list[tuple[int, int]]:
    """Return the pairs of which each later text has PARTNERS at most, those that share most."""
    earlier, later = keys // total, keys % total
    order = np.lexsort((earlier, -shared, later))
    rank = np.arange(len(order)) - np.searchsorted(later[order], later[order])
    near = np.sort(keys[order[rank < PARTNERS]])
    return list(zip((near // total).tolist(), (near % total).tolist(), strict=True))
