"""Group quotations into utterances, safe against chains."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from tellings.collation.utterances.likeness import Match, match, nested
from tellings.collation.utterances.rarity import Rarity
from tellings.collation.utterances.said import OUTSIDE, Telling
from tellings.comparison.speakers import best_names
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
    linked = _linked(tellings, rarity)
    groups = average_linkage(len(tellings), {pair: FLOOR + (1 - FLOOR) * m.score for pair, m in linked.items()}, LINKED)
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in linked:
        near[a].add(b)
        near[b].add(a)
    return [(group, _guests(group, linked, near)) for group in groups], linked


def _linked(tellings: Sequence[Telling], rarity: Rarity) -> dict[tuple[int, int], Match]:
    """Return the pairs that a rule joins; in a big story most quotations are copies, so two wordings are compared once."""
    numbers: dict[object, int] = {}
    wording = [numbers.setdefault(_compared(t), len(numbers)) for t in tellings]
    seen: dict[tuple[int, int], Match | None] = {}
    linked = {}
    for n, m in _candidates(tellings, rarity):
        both = wording[n], wording[m]
        if nested(tellings[n], tellings[m]):
            continue
        if both not in seen:
            seen[both] = match(tellings[n], tellings[m], rarity)
        if found := seen[both]:
            linked[n, m] = found
    return linked


def _compared(telling: Telling) -> object:
    """Return all that the rules read of a quotation."""
    words = tuple((w.key, w.stem, w.fragment != OUTSIDE) for w in telling.words)
    return words, best_names(telling.quotation), telling.quotation.kind, telling.translated


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
