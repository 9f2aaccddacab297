"""Which clauses of different reports are compared one by one: all that are alike, and in a big story a fair part of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from tellings.model import Clause

RELATED = 0.15  # likeness below which no two clauses are compared any further
# Pairs of clauses that are compared in all: fifty reports of one story, two in five of them wire copy, have 74,000
# (bench/collation.py), and ten times as many reports a hundred times as many pairs. By judgement, for speed.
COMPARED = 200_000
Pair = tuple[int, int]
Scored = tuple[int, int, float]
Wording = tuple[int, ...]


def related_pairs(
    clauses: Sequence[Clause], kinds: Sequence[Sequence[int]], alike: Mapping[Pair, float], words: Callable[[Clause], str]
) -> list[tuple[Clause, Clause, float]]:
    """Return the pairs of clauses of different articles that are alike, with their likeness (0 to 1).

    ``kinds`` are the numbers of clauses with the same stems, ``alike`` the likeness of two kinds by number. Where that makes
    more than ``COMPARED`` pairs, a clause meets one clause of another wording and not all of them, the nearest wordings first.
    """
    close = [(pair, score) for pair, score in alike.items() if score >= RELATED]
    whole = sum(len(held) ** 2 // 2 for held in kinds) + sum(len(kinds[k]) * len(kinds[m]) for (k, m), _ in close)
    found = _all(kinds, close) if whole <= COMPARED else _thinned(clauses, kinds, close, words)
    return [(clauses[i], clauses[j], score) for i, j, score in found if clauses[i].article != clauses[j].article]


def _all(kinds: Sequence[Sequence[int]], close: Iterable[tuple[Pair, float]]) -> Iterator[Scored]:
    for held in kinds:
        yield from ((i, j, 1.0) for i, j in combinations(held, 2))
    for (k, m), score in close:
        yield from ((min(pair), max(pair), score) for pair in product(kinds[k], kinds[m]))


def _thinned(
    clauses: Sequence[Clause],
    kinds: Sequence[Sequence[int]],
    close: Iterable[tuple[Pair, float]],
    words: Callable[[Clause], str],
) -> Iterator[Scored]:
    """Yield ``COMPARED`` pairs or a few more: of every wording its nearest other first, then the next of each, and so on."""
    wordings = [_wordings(clauses, held, words) for held in kinds]
    between = [(x, y, 1.0) for own in wordings for x, y in combinations(own, 2)]
    between += [(x, y, score) for (k, m), score in close for x, y in product(wordings[k], wordings[m])]
    near: dict[Wording, int] = defaultdict(int)
    ranked = []
    for x, y, score in sorted(between, key=lambda b: (-b[2], b[0], b[1])):
        ranked.append((min(near[x], near[y]), -score, x, y))
        near[x] += 1
        near[y] += 1
    left = COMPARED
    for _, minus, x, y in sorted(ranked):
        yield from ((min(pair), max(pair), -minus) for pair in _met(x, y))
        left -= max(len(x), len(y))
        if left < 0:
            break


def _wordings(clauses: Sequence[Clause], held: Sequence[int], words: Callable[[Clause], str]) -> list[Wording]:
    """Return clauses by the words in which they are printed."""
    printed: dict[str, list[int]] = defaultdict(list)
    for i in held:
        printed[words(clauses[i]).lower()].append(i)
    return [tuple(same) for same in printed.values()]


def _met(one: Wording, two: Wording) -> Iterator[Pair]:
    """Yield each clause of either wording with one of the other.

    >>> list(_met((1, 5, 6), (2, 3)))
    [(1, 2), (5, 3), (6, 2)]
    """
    return ((one[n % len(one)], two[n % len(two)]) for n in range(max(len(one), len(two))))
