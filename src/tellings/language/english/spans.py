"""From scores of B, I and O to spans: each word's best label, and where those are no spans, the best labels that are (Viterbi)."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tellings.model import Tagged

Scores = NDArray[np.floating]
NEVER = -1e9


def decode_spans(scores: Scores, labels: Sequence[str], roots: Sequence[int]) -> list[Tagged]:
    """Return the spans of a window's nodes. Nodes in ``roots`` stand before a sentence each and belong to no span.

    A span's score is the mean probability of its labels.

    >>> rows = np.array([[9.0, 0, 0], [0, 9, 0], [0, 1, 9], [9, 0, 0], [0, 1, 2]])
    >>> [(s.first, s.last, s.label) for s in decode_spans(rows, ("O", "B-PER", "I-PER"), [0])]
    [(1, 3, 'PER'), (4, 5, 'PER')]
    """
    follows = _follows(tuple(labels))
    best = scores.argmax(axis=1)
    best[roots] = labels.index("O")
    edges = [*roots, len(scores)]
    for at in sorted({bisect_right(edges, n) for n in np.flatnonzero(~follows[best[:-1], best[1:]]).tolist()}):
        first, end = edges[at - 1] + 1, edges[at]
        best[first:end] = _viterbi(scores[first:end], follows, labels.index("O"))
    return _spans(scores, best, labels)


@cache
def _follows(labels: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return which label may come after which: an inside only after its own kind."""
    return np.array([[not b.startswith("I-") or (a != "O" and a[2:] == b[2:]) for b in labels] for a in labels])


def _viterbi(scores: Scores, follows: NDArray[np.bool_], outside: int) -> list[int]:
    cost = np.where(follows, 0.0, NEVER)
    total = scores[0] + cost[outside]
    back = []
    for row in scores[1:]:
        ways = total[:, None] + cost
        back.append(ways.argmax(axis=0))
        total = ways.max(axis=0) + row
    path = [int(total.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def _spans(scores: Scores, best: NDArray[np.intp], labels: Sequence[str]) -> list[Tagged]:
    begins, inside = (np.array([label.startswith(lead) for label in labels])[best] for lead in ("B-", "I-"))
    firsts = begins.nonzero()[0]
    outer = np.append(np.flatnonzero(~inside), len(best))
    ends = outer[outer.searchsorted(firsts, side="right")].tolist()
    named = np.flatnonzero(begins | inside)
    share = dict(zip(named.tolist(), _shares(scores[named], best[named]), strict=True))
    return [
        Tagged(first, end, labels[best[first]][2:], round(sum(share[n] for n in range(first, end)) / (end - first), 4))
        for first, end in zip(firsts.tolist(), ends, strict=True)
    ]


def _shares(scores: Scores, best: NDArray[np.intp]) -> list[float]:
    """Return the probability of each node's label."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    shares: list[float] = (raised[np.arange(len(best)), best] / raised.sum(axis=1)).tolist()
    return shares
