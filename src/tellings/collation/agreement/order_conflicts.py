"""Two events told in opposite order."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.model import Clause, Conflict, Passage

NEXT = 3  # words after "then" or "later" in which the later event is named
REACH = 3  # clauses before "then" or "later" that may hold the earlier event


class Order(Struct, frozen=True):
    """Stems of an earlier and of a later event, as one article orders them, and where it says so."""

    earlier: frozenset[str]
    later: frozenset[str]
    passages: tuple[Passage, ...]
    article: str


def find_order_conflicts(clauses: Clauses, count: Count) -> list[Conflict]:
    """Return the pairs of events that two reports put in opposite order."""
    return settle("order", list(_disputes(clauses)), count)


def _disputes(clauses: Clauses) -> Iterator[Dispute]:
    orders = [o for a in sorted(clauses.analyses) for o in _orders(clauses, clauses.analyses[a].clauses)]
    for n, one in enumerate(orders):
        for two in orders[n + 1 :]:
            first, second = one.earlier & two.later, one.later & two.earlier
            if one.article != two.article and first and second and first.isdisjoint(second):
                about = f"{_named(clauses, first)} / {_named(clauses, second)}"
                score = min(1.0, (len(first) + len(second)) / 4)
                for p in one.passages:
                    for q in two.passages:
                        yield Dispute(
                            _position(clauses, p, first, second),
                            _position(clauses, q, second, first),
                            "hard",
                            "opposite-order",
                            about,
                            score,
                        )


def _position(clauses: Clauses, passage: Passage, first: frozenset[str], second: frozenset[str]) -> Position:
    order = f"{_named(clauses, first)}, then {_named(clauses, second)}"
    return Position(order, passage, order)


def _named(clauses: Clauses, stems: frozenset[str]) -> str:
    return ", ".join(clauses.printed(s) for s in sorted(stems))


def _orders(clauses: Clauses, mine: Sequence[Clause]) -> Iterator[Order]:
    for n, clause in enumerate(mine):
        yield from _within(clauses, clause, mine[max(0, n - REACH) : n])


def _within(clauses: Clauses, clause: Clause, before: Sequence[Clause]) -> Iterator[Order]:
    words = clauses.words(clause)
    for m in _connective().finditer(words):
        left, right = words[: m.start()], words[m.end() :]
        told = (clauses.passage(clause),)
        match m.lastgroup:
            case "after":
                yield from _order(_first(clauses, right), _events(clauses, left), told)
            case "before":
                yield from _order(_events(clauses, left), _first(clauses, right), told)
            case "then":
                now = _first(clauses, right, NEXT)
                for earlier in before if now else ():
                    yield from _order(_events(clauses, clauses.words(earlier)) - now, now, (clauses.passage(earlier), *told))


def _order(earlier: frozenset[str], later: frozenset[str], passages: tuple[Passage, ...]) -> Iterator[Order]:
    if earlier and later:
        yield Order(earlier, later, passages, passages[0].article)


def _first(clauses: Clauses, words: str, within: int = 6) -> frozenset[str]:
    """Return the events that the first words name: those that a connective before them governs."""
    return _events(clauses, " ".join(words.split()[:within]))


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
