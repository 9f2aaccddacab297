"""Group quotations into utterances, safe against chains."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from tellings.collation.utterances.likeness import Match, match
from tellings.collation.utterances.rarity import Rarity
from tellings.collation.utterances.said import Telling
from tellings.language.linkage import average_linkage

LINKED = 0.55  # mean closeness that joins two groups: a linked pair always, a third only when it is linked to more than one of them
FLOOR = 0.5  # closeness of the weakest linked pair; the share of agreeing words makes up the rest
LONGEST_LIST = 400  # quotations that may share a word for it to bring pairs up; commoner words still count once a pair is up


def join(tellings: Sequence[Telling], rarity: Rarity) -> tuple[list[tuple[int, ...]], dict[tuple[int, int], Match]]:
    """Return groups of positions in ``tellings`` and the pairs that were joined by a rule.

    Groups come from average linkage. A quotation that fits every member of a second group stands in that one too, as a
    long quotation does of which two reports took different pieces.
    """
    linked = {
        pair: found for pair in _candidates(tellings) if (found := match(tellings[pair[0]], tellings[pair[1]], rarity)) is not None
    }
    groups = average_linkage(len(tellings), {pair: FLOOR + (1 - FLOOR) * m.score for pair, m in linked.items()}, LINKED)
    return [_with_guests(group, linked, len(tellings)) for group in groups], linked


def _candidates(tellings: Sequence[Telling]) -> list[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for n, telling in enumerate(tellings):
        for stem in sorted({w.stem for w in telling.words if w.stem}):
            holders[stem].append(n)
    pairs: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if len(held) <= LONGEST_LIST:
            pairs.update((a, b) for i, a in enumerate(held) for b in held[i + 1 :])
    return sorted(pairs)


def _with_guests(group: tuple[int, ...], linked: dict[tuple[int, int], Match], count: int) -> tuple[int, ...]:
    if len(group) < 2:
        return group
    near = [n for n in range(count) if n not in group and all((min(n, m), max(n, m)) in linked for m in group)]
    return group + tuple(near)
