"""Group things by average linkage over the pairs that are alike at all."""

from collections.abc import Mapping
from heapq import heapify, heappop, heappush


def average_linkage(count: int, alike: Mapping[tuple[int, int], float], threshold: float) -> list[tuple[int, ...]]:
    """Return groups of ``range(count)``: at each step the two groups of highest mean similarity are joined, down to the threshold.

    ``alike`` holds the similarity of pairs ``(i, j)``, i < j; a pair that is missing counts 0 in the mean (Sokal and
    Michener 1958, UPGMA, over a sparse matrix). A negative similarity keeps a pair apart by pulling the mean down.
    Ties go to the lower numbers, so the result depends on the numbering alone. About O(p log p) for p pairs.

    >>> average_linkage(4, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.1}, 0.5)
    [(0, 1), (2,), (3,)]
    """
    members: dict[int, tuple[int, ...]] = {i: (i,) for i in range(count)}
    near: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    for (i, j), score in alike.items():
        near[i][j] = near[j][i] = score
    heap = [(-score, i, j) for (i, j), score in alike.items() if score >= threshold]
    heapify(heap)
    while heap:
        score, i, j = heappop(heap)
        if i not in members or j not in members or -score != _mean(near, members, i, j):
            continue
        _join(members, near, i, j)
        for k in sorted(near[i]):
            if (mean := _mean(near, members, i, k)) >= threshold:
                heappush(heap, (-mean, min(i, k), max(i, k)))
    return sorted(tuple(sorted(m)) for m in members.values())


def _mean(near: dict[int, dict[int, float]], members: dict[int, tuple[int, ...]], i: int, j: int) -> float:
    total = near[i].get(j)
    return float("-inf") if total is None else total / (len(members[i]) * len(members[j]))


def _join(members: dict[int, tuple[int, ...]], near: dict[int, dict[int, float]], i: int, j: int) -> None:
    """Put group j into group i; ``near`` holds sums of similarities between groups."""
    members[i] += members.pop(j)
    near[i].pop(j, None)
    for k, total in near.pop(j).items():
        if k != i:
            near[i][k] = near[k][i] = near[i].get(k, 0.0) + total
            del near[k][j]
