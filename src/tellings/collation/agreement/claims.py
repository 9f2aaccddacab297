"""Claims: clauses that say one thing, with the number of origins behind them."""

from collections.abc import Sequence

from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count
from tellings.model import Claim, Clause, Conflict, Passage, make_id

# Mean likeness at which clauses say one thing. Pairs of clauses of different reports that rest on one gold claim, over
# the three dev stories (average linkage), precision / recall: .20 .45 .88 .55 / .36 .30 .22; .25 .65 .96 .62 / .31 .27 .17;
# .30 .81 .98 .73 / .29 .25 .14.
SAME_CLAIM = 0.28
SHORT = 3  # stems; a clause of fewer asserts too little to stand as a claim of its own


def find_claims(clauses: Clauses, conflicts: Sequence[Conflict], count: Count) -> tuple[Claim, ...]:
    """Return the claims of a story: what is in conflict first, then what its clauses agree on or tell alone."""
    disputed = [_disputed(c, count) for c in conflicts]
    told = (_told(clauses, group, count) for group in clauses.groups(SAME_CLAIM) if max(len(c.content) for c in group) >= SHORT)
    return (*disputed, *(c for c in told if not _is_one_of(c, disputed)))


def _disputed(conflict: Conflict, count: Count) -> Claim:
    passages = tuple(dict.fromkeys(p for s in conflict.sides for p in s.passages))
    text = conflict.about or " / ".join(s.statement for s in conflict.sides)
    return Claim(make_id("c", conflict.id), text, "in_conflict", count(passages), passages, "sides-of-a-conflict", conflict.score)


def _told(clauses: Clauses, group: Sequence[Clause], count: Count) -> Claim:
    passages = tuple(sorted(clauses.passage(c) for c in group))
    origins = count(passages)
    best = max(group, key=lambda c: (sum(clauses.alike(c, d) for d in group), -(c.end - c.start), c.id))
    where = (x for p in passages for x in (p.article, p.start, p.end))
    agreement = "corroborated" if origins > 1 else "told_by_one"
    rule = "alike-clauses" if len(group) > 1 else "single-clause"
    return Claim(make_id("c", *where), clauses.words(best), agreement, origins, passages, rule)  # type: ignore[arg-type]


def _is_one_of(claim: Claim, disputed: Sequence[Claim]) -> bool:
    """Tell whether most of a claim's passages already stand in one claim that is in conflict."""
    return any(2 * sum(_inside(p, d.passages) for p in claim.passages) > len(claim.passages) for d in disputed)


def _inside(passage: Passage, others: Sequence[Passage]) -> bool:
    return any(_shared(passage, o) * 2 >= min(passage.end - passage.start, o.end - o.start) for o in others)


def _shared(one: Passage, two: Passage) -> int:
    return min(one.end, two.end) - max(one.start, two.start) if one.article == two.article else 0
