"""From scores of B, I and O to spans: each word's best label, and where those are no spans, the best labels that are (Viterbi)."""

from collections.abc import Iterator, Sequence
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
    wrong = np.flatnonzero(~follows[best[:-1], best[1:]]).tolist()
    ends = [*roots[1:], len(scores)]
    for root, end in zip(roots, ends, strict=True):
        if any(root <= n < end for n in wrong):
            best[root + 1 : end] = _viterbi(scores[root + 1 : end], follows, labels.index("O"))
    return list(_spans(best.tolist(), _shares(scores, best), labels))


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


def _spans(best: Sequence[int], shares: Sequence[float], labels: Sequence[str]) -> Iterator[Tagged]:
    outside, at = labels.index("O"), 0
    while at < len(best):
        first, kind = at, best[at]
        at += 1
        if kind == outside:
            continue
        label = labels[kind][2:]
        while at < len(best) and labels[best[at]] == f"I-{label}":
            at += 1
        yield Tagged(first, at, label, round(sum(shares[first:at]) / (at - first), 4))


def _shares(scores: Scores, best: NDArray[np.intp]) -> list[float]:
    """Return the probability of each node's label."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: list[float] = (raised[np.arange(len(best)), best] / raised.sum(axis=1)).tolist()
    return shares
