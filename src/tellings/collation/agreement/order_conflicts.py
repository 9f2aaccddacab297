"""Two events told in opposite order."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.model import Clause, Conflict

# Least likeness of the clauses of two reports that tell of the first event, and of those that tell of the second. By judgement:
# it keeps the one case of the dev stories, at .17; with the other conditions here it brought the conflicts of this rule that
# `python -m quality.conflicts ecbplus` counts from 20 to 2, one of which reads right. Below SURE the conflict is soft.
SAME_EVENTS = 0.15
SURE = 0.3
GOVERNED = 6  # words before or after a connective that name its events
NEXT = 3  # words after "then" or "later" in which the later event is named
REACH = 3  # clauses before "then" or "later" that may hold the earlier event


class Order(Struct, frozen=True):
    """Stems of an earlier and of a later event, as one article orders them, and the clauses that say so."""

    earlier: frozenset[str]
    later: frozenset[str]
    clauses: tuple[Clause, ...]
    article: str
    explicit: bool  # by "after" or "before"; "then" may only go on telling


def find_order_conflicts(clauses: Clauses, count: Count) -> list[Conflict]:
    """Return the pairs of events that two reports put in opposite order."""
    return settle("order", list(_disputes(clauses)), count)


def _disputes(clauses: Clauses) -> Iterator[Dispute]:
    by_event: dict[str, list[Order]] = defaultdict(list)
    for article in sorted(clauses.analyses):
        for one in _orders(clauses, clauses.analyses[article].clauses):
            for other in _met(by_event, one):
                first, second = other.earlier & one.later, other.later & one.earlier
                if first.isdisjoint(second) and (score := _told_of_one(clauses, other, one, first, second)) >= SAME_EVENTS:
                    yield from _told(clauses, other, one, first, second, score)
            for stem in sorted(one.earlier | one.later):
                by_event[stem].append(one)


def _met(by_event: Mapping[str, list[Order]], one: Order) -> list[Order]:
    """Return the orders of other articles that have an event of this one's on the opposite side, for both its events."""
    found = {id(o): o for stem in sorted(one.later) for o in by_event[stem] if stem in o.earlier}
    apart = (o for o in found.values() if o.article != one.article and o.later & one.earlier)
    return [o for o in apart if o.explicit or one.explicit]


def _told_of_one(clauses: Clauses, one: Order, two: Order, first: frozenset[str], second: frozenset[str]) -> float:
    """Return how alike the clauses of two articles are that tell of the first event, or of the second, whichever is less."""
    return min(_alike(clauses, one, two, event) for event in (first, second))


def _alike(clauses: Clauses, one: Order, two: Order, event: frozenset[str]) -> float:
    pairs = ((a, b) for a in one.clauses for b in two.clauses if event & set(a.content) and event & set(b.content))
    return max((clauses.alike(a, b) for a, b in pairs), default=0.0)


def _told(
    clauses: Clauses, one: Order, two: Order, first: frozenset[str], second: frozenset[str], score: float
) -> Iterator[Dispute]:
    about = f"{_named(clauses, first)} / {_named(clauses, second)}"
    for a in one.clauses:
        for b in two.clauses:
            sides = _position(clauses, a, first, second), _position(clauses, b, second, first)
            yield Dispute(*sides, "hard" if score >= SURE else "soft", "opposite-order", about, score)


def _position(clauses: Clauses, clause: Clause, first: frozenset[str], second: frozenset[str]) -> Position:
    order = f"{_named(clauses, first)}, then {_named(clauses, second)}"
    return Position(order, clauses.passage(clause), order)


def _named(clauses: Clauses, stems: frozenset[str]) -> str:
    return ", ".join(clauses.printed(s) for s in sorted(stems))


def _orders(clauses: Clauses, mine: Sequence[Clause]) -> Iterator[Order]:
    for n, clause in enumerate(mine):
        yield from _within(clauses, clause, mine[max(0, n - REACH) : n])


def _within(clauses: Clauses, clause: Clause, before: Sequence[Clause]) -> Iterator[Order]:
    words = clauses.words(clause)
    for m in _connective().finditer(words):
        left, right = words[: m.start()], words[m.end() :]
        told = (clause,)
        match m.lastgroup:
            case "after":
                yield from _order(_first(clauses, right), _last(clauses, left), told)
            case "before":
                yield from _order(_last(clauses, left), _first(clauses, right), told)
            case "then":
                now = _first(clauses, right, NEXT)
                for earlier in before if now else ():
                    yield from _order(_events(clauses, clauses.words(earlier)) - now, now, (earlier, *told), False)


def _order(earlier: frozenset[str], later: frozenset[str], told: tuple[Clause, ...], explicit: bool = True) -> Iterator[Order]:
    if earlier and later:
        yield Order(earlier, later, told, told[0].article, explicit)


def _first(clauses: Clauses, words: str, within: int = GOVERNED) -> frozenset[str]:
    """Return the events that the first words name: those that a connective before them governs."""
    return _events(clauses, " ".join(words.split()[:within]))


def _last(clauses: Clauses, words: str) -> frozenset[str]:
    """Return the events that the last words name: those that a connective after them ties to what follows."""
    return _events(clauses, " ".join(words.split()[-GOVERNED:]))


def _events(clauses: Clauses, words: str) -> frozenset[str]:
    """Return the stems of the words that may name an event: those that the story also uses as the verb of a clause."""
    plain = [w for w in re.findall(r"[^\W\d_]+", words) if w[0].islower()]
    return frozenset(s for s in content_of(plain) if s in clauses.verbs)


@cache
def _connective() -> re.Pattern[str]:
    table = load_table("collation/agreement", "order.toml")
    parts = (
        f"(?P<{k}>{'|'.join(sorted(map(re.escape, map(fold, table[k])), key=len, reverse=True))})"
        for k in ("after", "before", "then")
    )
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)
