"""Group things by average linkage over the pairs that are alike at all."""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush


def average_linkage(
    count: int, alike: Mapping[tuple[int, int], float], threshold: float, sizes: Sequence[int] | None = None
) -> list[tuple[int, ...]]:
    """Return groups of ``range(count)``: at each step the two groups of highest mean similarity are joined, down to the threshold.

    ``alike`` holds the similarity of pairs ``(i, j)``, i < j; a pair that is missing counts 0 in the mean (Sokal and
    Michener 1958, UPGMA, over a sparse matrix). A negative similarity keeps a pair apart by pulling the mean down.
    ``sizes[i]`` tells how many equal things ``i`` stands for, one each by default. Ties go to the lower numbers, so the
    result depends on the numbering alone. About O(p log p) for p pairs.

    >>> average_linkage(4, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.1}, 0.5)
    [(0, 1), (2,), (3,)]
    >>> average_linkage(3, {(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.1}, 0.5, sizes=[1, 5, 1])
    [(0, 1, 2)]
    """
    members: dict[int, tuple[int, ...]] = {i: (i,) for i in range(count)}
    size = dict(enumerate(sizes or [1] * count))
    near: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    for (i, j), score in alike.items():
        near[i][j] = near[j][i] = score * (size[i] * size[j])
    heap = [(-_mean(near, size, i, j), i, j) for (i, j), score in alike.items() if score >= threshold]
    heapify(heap)
    while heap:
        score, i, j = heappop(heap)
        if i not in members or j not in members or -score != _mean(near, size, i, j):
            continue
        members[i] += members.pop(j)
        size[i] += size[j]
        _join(near, i, j)
        for k in sorted(near[i]):
            if (mean := _mean(near, size, i, k)) >= threshold:
                heappush(heap, (-mean, min(i, k), max(i, k)))
    return sorted(tuple(sorted(m)) for m in members.values())


def _mean(near: dict[int, dict[int, float]], size: dict[int, int], i: int, j: int) -> float:
    total = near[i].get(j)
    return float("-inf") if total is None else total / (size[i] * size[j])


def _join(near: dict[int, dict[int, float]], i: int, j: int) -> None:
    """Put group j into group i; ``near`` holds sums of similarities between groups."""
    near[i].pop(j, None)
    for k, total in near.pop(j).items():
        if k != i:
            near[i][k] = near[k][i] = near[i].get(k, 0.0) + total
            del near[k][j]
