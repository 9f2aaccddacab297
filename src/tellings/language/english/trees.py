"""From scores of arcs to one tree a sentence: each word's best head, mended where that is no tree.

Mending is the maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967). Exactly one word hangs on the root: words are tried
as that one in the order of the most they could reach, and the search ends when no other can do better. Where it does not end soon,
arcs from the root are made so dear that a second one never pays (Stanojević and Cohen 2021): one search, but of many more steps.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating]
TRIES = 4  # words tried as the root; all 93 sentences mended in the first 60 documents of EWT dev took 95 in all
FAR = 1e6  # scores beyond it are all the same; logits are a few tens


def decode_tree(scores: Scores) -> list[int]:
    """Return the head of each of n words: 0 for the root, else the number of a word, from 1.

    ``scores`` is n by n + 1: rows are words, columns heads, the root first.

    >>> decode_tree(np.array([[0.0, 0, 9], [0, 5, 0]]))  # each is the best head of the other: mended
    [2, 0]
    """
    words = len(scores)
    scores = scores.copy()
    scores[np.arange(words), np.arange(1, words + 1)] = -np.inf
    heads: list[int] = scores.argmax(axis=1).tolist()
    return heads if is_tree(heads) else _mended(scores)


def is_tree(heads: Sequence[int]) -> bool:
    """Tell whether one word hangs on the root and every other, in the end, on that one."""
    if heads.count(0) != 1:
        return False
    seen = [0] * (len(heads) + 1)  # the walk that came by; the root is 0's own
    for start in range(1, len(heads) + 1):
        at = start
        while at and not seen[at]:
            seen[at] = start
            at = heads[at - 1]
        if at and seen[at] == start:
            return False
    return True


def _mended(scores: Scores) -> list[int]:
    """Return the best tree: words are tried as the root, most promising first, until no other could do better."""
    scores = np.where(np.isneginf(scores), scores, np.nan_to_num(scores.astype(np.float64)).clip(-FAR, FAR))
    best = scores[:, 1:].max(axis=1)
    hopes = scores[:, 0] - best + best.sum()  # what a tree with this root reaches if every other word gets its best head
    found: list[int] = []
    reached = -np.inf
    for root in np.argsort(-hopes, kind="stable")[:TRIES].tolist():
        if hopes[root] <= reached:
            return found
        heads = _arborescence(_framed(scores, [root]))[1:]
        total = float(scores[range(len(heads)), heads].sum())
        if total > reached:
            found, reached = heads, total
    dear = scores.copy()
    known = scores[np.isfinite(scores)]
    dear[:, 0] -= (len(scores) + 1) * (known.max() - known.min() + 1)  # a second root costs more than it can gain
    return _arborescence(_framed(dear, range(len(scores))))[1:]


def _framed(scores: Scores, roots: Sequence[int]) -> Scores:
    """Return scores with a row for the root of all, on which only these words may hang; of one alone it is the only place."""
    full = np.full((len(scores) + 1,) * 2, -np.inf)
    full[1:, 1:] = scores[:, 1:]
    at = np.array(roots)
    full[at + 1, 0] = scores[at, 0]
    if len(at) == 1:
        full[at + 1, 1:] = -np.inf
    return full


def _arborescence(scores: Scores) -> list[int]:
    """Return the best head of every node; node 0 is the root, ``scores[dependent, head]``."""
    heads: list[int] = scores.argmax(axis=1).tolist()
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    rest = sorted(set(range(len(heads))).difference(cycle))
    of_cycle, of_rest = scores[cycle], scores[rest]
    gains = of_cycle[:, rest] - of_cycle[range(len(cycle)), [heads[c] for c in cycle]][:, None]
    out = of_rest[:, cycle]
    smaller = np.full((len(rest) + 1,) * 2, -np.inf)  # the cycle becomes the last node
    smaller[:-1, :-1] = of_rest[:, rest]
    smaller[-1, :-1], smaller[:-1, -1] = gains.max(axis=0), out.max(axis=1)
    found = _arborescence(smaller)
    for n, head in enumerate(found[:-1]):
        heads[rest[n]] = cycle[int(out[n].argmax())] if head == len(rest) else rest[head]
    heads[cycle[int(gains[:, found[-1]].argmax())]] = rest[found[-1]]
    return heads


def _cycle(heads: Sequence[int]) -> list[int]:
    """Return the nodes of one cycle, none when there is none; the root is no cycle."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        at = start
        while at and not seen[at]:
            seen[at] = start
            at = heads[at]
        if at and seen[at] == start:
            cycle = [at]
            while heads[cycle[-1]] != at:
                cycle.append(heads[cycle[-1]])
            return cycle
    return []
