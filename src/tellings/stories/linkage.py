"""Join what is near on average (group average linkage, Sokal and Michener 1958) for a small pile, in plain Python."""

from collections.abc import Sequence


def link(near: Sequence[Sequence[float]], threshold: float) -> list[list[int]]:
    """Return the groups that remain when no two have a mean nearness of ``threshold`` or more.

    ``near`` is a triangle: ``near[i][j]`` for ``j < i``. The nearest two are joined first; among equals the earliest.

    >>> link([[], [0.9], [0.1, 0.1]], 0.2)
    [[0, 1], [2]]
    """
    groups = {i: [i] for i in range(len(near))}
    total = {(j, i): near[i][j] for i in range(len(near)) for j in range(i)}
    while total:
        (a, b), best = min(total.items(), key=lambda t: (-t[1] / (len(groups[t[0][0]]) * len(groups[t[0][1]])), t[0]))
        if best / (len(groups[a]) * len(groups[b])) < threshold:
            break
        groups[a] += groups.pop(b)
        del total[a, b]
        for c in groups:
            if c != a:
                total[min(a, c), max(a, c)] += total.pop((min(b, c), max(b, c)))
    return [sorted(g) for _, g in sorted(groups.items())]
