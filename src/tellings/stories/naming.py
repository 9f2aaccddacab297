"""Give new groups the ids of old stories: each old id goes where most of its articles are."""

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from itertools import count

from tellings.model import Move, MoveKind, make_id


def name_groups(
    groups: Sequence[Sequence[str]], before: Mapping[str, str], stamp: int, known: Container[str] = ()
) -> tuple[list[str], list[Move]]:
    """Return the id of each group of articles, and the moves that lead there from the story of each article ``before``.

    Ids are given by overlap, greatest first; a group that gets none has a new one, made of its first article and ``stamp``, that
    is not ``known``.
    """
    overlaps = [Counter(before[a] for a in group) for group in groups]
    ids = _keep(groups, overlaps)
    for n, group in enumerate(groups):
        if n not in ids:
            names = (make_id("s", group[0], "split", stamp, again) for again in count())
            ids[n] = next(name for name in names if name not in known)
    kept = set(ids.values())
    goes_to: defaultdict[str, list[int]] = defaultdict(list)
    for n, held in enumerate(overlaps):
        for old in held:
            if old != ids[n]:
                goes_to[old].append(n)
    moves = []
    for old, parts in goes_to.items():
        for n in parts:
            articles = tuple(a for a in groups[n] if before[a] == old)
            moves.append(Move(_kind(old in kept, len(parts), ids[n] in overlaps[n]), ids[n], old, articles))
    return [ids[n] for n in range(len(groups))], sorted(moves, key=lambda m: (m.story, m.other or ""))


def name_sagas(groups: Sequence[Sequence[tuple[str, str]]]) -> dict[str, str]:
    """Return the saga of each story, by groups of (article, story): where most of its articles are; named after its first story."""
    held: dict[str, Counter[int]] = {}
    for n, group in enumerate(groups):
        for _, story in group:
            held.setdefault(story, Counter())[n] += 1
    saga = {story: min(found, key=lambda n: (-found[n], n)) for story, found in held.items()}
    first: dict[int, str] = {}
    for story in sorted(saga):
        first.setdefault(saga[story], story)
    return {story: make_id("g", first[n]) for story, n in saga.items()}


def _kind(other_remains: bool, parts: int, story_was_there: bool) -> MoveKind:
    if other_remains:
        return "moved" if story_was_there else "split"
    return "merged" if parts == 1 else "split"


def _keep(groups: Sequence[Sequence[str]], overlaps: Sequence[Counter[str]]) -> dict[int, str]:
    """Return the old id that each group keeps, if it keeps one."""
    wanted = sorted((-n, old, groups[g][0], g) for g, held in enumerate(overlaps) for old, n in held.items())
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _, old, _, g in wanted:
        if g not in ids and old not in taken:
            ids[g] = old
            taken.add(old)
    return ids
