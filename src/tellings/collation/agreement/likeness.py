"""How alike sets of stems are: the weighted cosine of all pairs that share a stem, found through the rarer stems."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from itertools import combinations
from math import sqrt

COMMON = 200  # holders of a stem above which it no longer proposes pairs (it still counts in those proposed by others)
# Pairs that are proposed in all, rarest stems first: about 200 MB. A hundred different reports of one story propose 600,000.
PROPOSED = 1_000_000


def likeness_of(sets: Sequence[Set[str]], weight: Callable[[str], float]) -> dict[tuple[int, int], float]:
    """Return the weighted cosine (0 to 1) of the pairs of sets that share a stem, by their numbers.

    Stems are taken in order, so that the sums are the same to the last bit whatever the order of the words.

    >>> likeness_of([{"mill", "burn"}, {"mill", "flood"}, {"vote"}], lambda stem: 1.0)
    {(0, 1): 0.4999999999999999}
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for n, stems in enumerate(sets):
        for stem in sorted(stems):
            holders[stem].append(n)
    proposing = _proposing(holders)
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for stem in sorted(proposing):
        gain = weight(stem)
        for pair in combinations(holders[stem], 2):
            shared[pair] += gain
    common = [sorted(stems - proposing) for stems in sets]
    size = [sqrt(sum(map(weight, sorted(stems)))) for stems in sets]
    for (i, j), total in shared.items():
        more = (weight(stem) for stem in common[i] if stem in sets[j])
        shared[i, j] = sum(more, total) / (size[i] * size[j])
    return dict(shared)


def _proposing(holders: Mapping[str, Sequence[int]]) -> frozenset[str]:
    """Return the stems whose holders are compared with one another."""
    left, found = PROPOSED, []
    for stem in sorted(holders, key=lambda s: (len(holders[s]), s)):
        held = len(holders[stem])
        left -= held * (held - 1) // 2
        if held > COMMON or left < 0:
            break
        found.append(stem)
    return frozenset(found)
