"""One statement told and denied."""

from collections.abc import Iterator

from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.model import Clause, Conflict

# Least likeness of two clauses before one may be the denial of the other; below it "not" mostly belongs to something else.
SAME_BUT_DENIED = 0.6


def find_polarity_conflicts(clauses: Clauses, count: Count) -> list[Conflict]:
    """Return the statements that one report makes and another denies."""
    return settle("polarity", list(_disputes(clauses)), count)


def _disputes(clauses: Clauses) -> Iterator[Dispute]:
    for a, b, score in clauses.told_together(SAME_BUT_DENIED):
        if a.negated != b.negated and a.modality == b.modality and not (clauses.outlined(a) & clauses.outlined(b)):
            yield Dispute(_position(clauses, a), _position(clauses, b), "hard", "told-and-denied", clauses.words(a), score)


def _position(clauses: Clauses, clause: Clause) -> Position:
    return Position("denied" if clause.negated else "told", clauses.passage(clause), clauses.words(clause))
