"""Conflicts made of positions: passages that take one value each, gathered into sides."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from tellings.model import Conflict, ConflictKind, Passage, Side, Strength, make_id

Count = Callable[[Iterable[Passage]], int]


class Position(Struct, frozen=True, order=True):
    """A value that a passage gives to something; ``statement`` is how a side with this value is told."""

    value: str
    passage: Passage
    statement: str


class Dispute(Struct, frozen=True):
    """Two positions that do not go together."""

    one: Position
    two: Position
    strength: Strength
    rule: str
    about: str
    score: float


def settle(kind: ConflictKind, disputes: Sequence[Dispute], count: Count) -> list[Conflict]:
    """Return one conflict for all disputes about one thing that share a passage, with a side for each value.

    Disputes are joined when they are of one rule and have a position in common; of two conflicts that rest on much the
    same passages only the stronger stays.
    """
    told = (_conflict(kind, group, count) for group in _joined(disputes))
    found = sorted(
        (c for c in told if len(c.sides) > 1),
        key=lambda c: (-c.score, -sum(len(s.passages) for s in c.sides), c.id),
    )
    kept: list[Conflict] = []
    for conflict in found:
        if not any(_same_ground(conflict, k) for k in kept):
            kept.append(conflict)
    return kept


def _same_ground(one: Conflict, two: Conflict) -> bool:
    """Tell whether half of the passages of the smaller conflict stand in the other."""
    a, b = ({p for s in c.sides for p in s.passages} for c in (one, two))
    return one.rule == two.rule and 2 * len(a & b) >= min(len(a), len(b))


def _conflict(kind: ConflictKind, disputes: list[Dispute], count: Count) -> Conflict:
    held: dict[str, set[Position]] = defaultdict(set)
    for d in disputes:
        for p in (d.one, d.two):
            held[p.value].add(p)
    sides = sorted((_side(sorted(p), count) for p in held.values()), key=lambda s: (-s.origins, s.passages))
    best = max(disputes, key=lambda d: (d.score, d.about))
    strength: Strength = "hard" if any(d.strength == "hard" for d in disputes) else "soft"
    key = (p for s in sides for q in s.passages for p in (q.article, q.start, q.end))
    return Conflict(make_id("k", kind, *key), kind, strength, tuple(sides), best.rule, best.about, round(best.score, 3))


def _side(positions: list[Position], count: Count) -> Side:
    passages = tuple(dict.fromkeys(p.passage for p in positions))
    return Side(min((p.statement for p in positions), key=lambda s: (len(s), s)), passages, count(passages))


def _joined(disputes: Sequence[Dispute]) -> list[list[Dispute]]:
    """Return the disputes in groups: of one rule, held together by positions in common."""
    head: dict[tuple[str, Position], tuple[str, Position]] = {}

    def root(key: tuple[str, Position]) -> tuple[str, Position]:
        while head.setdefault(key, key) != key:
            head[key] = head[head[key]]
            key = head[key]
        return key

    for d in disputes:
        one, two = sorted((root((d.rule, d.one)), root((d.rule, d.two))))
        head[two] = one
    groups: dict[tuple[str, Position], list[Dispute]] = defaultdict(list)
    for d in disputes:
        groups[root((d.rule, d.one))].append(d)
    return list(groups.values())
