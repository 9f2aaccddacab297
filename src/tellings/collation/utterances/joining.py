"""Group quotations into utterances, safe against chains."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from tellings.collation.utterances.likeness import Match, match
from tellings.collation.utterances.rarity import Rarity
from tellings.collation.utterances.said import Telling
from tellings.language.linkage import average_linkage

Group = tuple[int, ...]
LINKED = 0.55  # mean closeness that joins two groups: a linked pair always, a third only when it is linked to more than one of them
FLOOR = 0.5  # closeness of the weakest linked pair; the share of agreeing words makes up the rest
CANDIDATE = 0.8  # weight of shared content words below which a pair is not compared
LONGEST_LIST = 400  # quotations that may share a word for it to bring pairs up; commoner words still count once a pair is up


def join(tellings: Sequence[Telling], rarity: Rarity) -> tuple[list[tuple[Group, Group]], dict[tuple[int, int], Match]]:
    """Return groups of positions in ``tellings``, each with its guests, and the pairs that were joined by a rule.

    Groups come from average linkage. A quotation that fits every member of a second group is a guest there, as a long
    quotation is of which two reports took different pieces.
    """
    linked = {
        pair: found
        for pair in _candidates(tellings, rarity)
        if (found := match(tellings[pair[0]], tellings[pair[1]], rarity)) is not None
    }
    groups = average_linkage(len(tellings), {pair: FLOOR + (1 - FLOOR) * m.score for pair, m in linked.items()}, LINKED)
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in linked:
        near[a].add(b)
        near[b].add(a)
    return [(group, _guests(group, linked, near)) for group in groups], linked


def _candidates(tellings: Sequence[Telling], rarity: Rarity) -> list[tuple[int, int]]:
    """Return the pairs that share two content words or more of some weight: no rule joins others."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, telling in enumerate(tellings):
        for stem in sorted({w.stem for w in telling.words if w.stem}):
            holders[stem].append(n)
    words: Counter[tuple[int, int]] = Counter()
    weight: dict[tuple[int, int], float] = defaultdict(float)
    for stem in sorted(holders):
        if len(held := holders[stem]) <= LONGEST_LIST:
            for pair in combinations(held, 2):
                words[pair] += 1
                weight[pair] += rarity.of(stem)
    return sorted(pair for pair, n in words.items() if n > 1 and weight[pair] >= CANDIDATE)


def _guests(group: Group, linked: dict[tuple[int, int], Match], near: dict[int, set[int]]) -> Group:
    """Return the quotations that fit every member of the group and one another."""
    whole = group
    if len(group) > 1:
        for n in sorted(set.intersection(*(near[m] for m in group)) - set(group)):
            if all((min(n, m), max(n, m)) in linked for m in whole):
                whole += (n,)
    return whole[len(group) :]
