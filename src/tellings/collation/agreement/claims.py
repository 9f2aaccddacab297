"""Claims: clauses that say one thing, with the number of origins behind them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count
from tellings.model import Claim, Clause, Conflict, Passage, make_id

# Mean likeness at which clauses say one thing. Pairs of clauses of different reports that rest on one gold claim, over
# the three dev stories (average linkage), precision / recall: .20 .45 .88 .55 / .36 .30 .22; .25 .65 .96 .62 / .31 .27 .17;
# .30 .81 .98 .73 / .29 .25 .14.
SAME_CLAIM = 0.28
SHORT = 3  # stems; a clause of fewer asserts too little to stand as a claim of its own


def find_claims(clauses: Clauses, conflicts: Sequence[Conflict], count: Count) -> tuple[Claim, ...]:
    """Return the claims of a story: what is in conflict first, then what its clauses agree on or tell alone.

    What two origins tell on one side of a conflict stays a claim of its own: they agree in it, whatever a third report has.
    """
    disputed = [_disputed(c, count) for c in conflicts]
    told = (_told(clauses, group, count) for group in clauses.groups(SAME_CLAIM) if max(len(c.content) for c in group) >= SHORT)
    grounds = _by_article(conflicts)
    return (*disputed, *(c for c in told if not _is_one_of(c, grounds)))


def _disputed(conflict: Conflict, count: Count) -> Claim:
    passages = tuple(dict.fromkeys(p for s in conflict.sides for p in s.passages))
    text = conflict.about or " / ".join(s.statement for s in conflict.sides)
    return Claim(make_id("c", conflict.id), text, "in_conflict", count(passages), passages, "sides-of-a-conflict", conflict.score)


def _told(clauses: Clauses, group: Sequence[Clause], count: Count) -> Claim:
    passages = tuple(sorted(clauses.passage(c) for c in group))
    origins = count(passages)
    near = {c.content: sum(clauses.alike(c, d) for d in group) for c in {c.content: c for c in group}.values()}
    best = max(group, key=lambda c: (near[c.content], -(c.end - c.start), c.id))
    where = (x for p in passages for x in (p.article, p.start, p.end))
    agreement = "corroborated" if origins > 1 else "told_by_one"
    rule = "alike-clauses" if len(group) > 1 else "single-clause"
    return Claim(make_id("c", *where), clauses.words(best), agreement, origins, passages, rule)  # type: ignore[arg-type]


def _by_article(conflicts: Sequence[Conflict]) -> dict[str, list[tuple[int, int, Passage]]]:
    """Return the passages of the conflicts, article by article, each with the numbers of its conflict and side."""
    grounds: dict[str, list[tuple[int, int, Passage]]] = defaultdict(list)
    for n, conflict in enumerate(conflicts):
        for m, side in enumerate(conflict.sides):
            for passage in side.passages:
                grounds[passage.article].append((n, m, passage))
    return grounds


def _is_one_of(claim: Claim, grounds: Mapping[str, Sequence[tuple[int, int, Passage]]]) -> bool:
    """Tell whether most of a claim's passages stand in one conflict, and not two origins of it on one side."""
    sides = [{(n, m) for n, m, o in grounds.get(p.article, ()) if _inside(p, o)} for p in claim.passages]
    held = Counter(n for found in sides for n in {n for n, _ in found})
    within = [n for n, times in held.items() if 2 * times > len(claim.passages)]
    apart = any(len({m for found in sides for k, m in found if k == n}) > 1 for n in within)
    return bool(within) and (claim.agreement != "corroborated" or apart)


def _inside(passage: Passage, other: Passage) -> bool:
    shared = min(passage.end, other.end) - max(passage.start, other.start)
    return shared * 2 >= min(passage.end - passage.start, other.end - other.start)
