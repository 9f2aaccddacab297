"""Twins that differ in what matters, as conflicts."""

from collections.abc import Iterator, Sequence

from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.events import Events
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.collation.agreement.twins.changes import Change, find_changes
from tellings.collation.agreement.twins.deeds import NAMED, Deeds
from tellings.collation.agreement.twins.slots import Twins, find_twins, words_of
from tellings.collation.agreement.twins.voices import Voices
from tellings.model import Clause, Conflict, ConflictKind, Passage, Update

Found = tuple[Clause, Clause, Change, float]  # two clauses, what differs, how alike they are
RELATED = 0.4  # likeness of the stems of two clauses before their words are laid side by side


def find_twin_conflicts(
    clauses: Clauses, count: Count, events: Events, told: Sequence[Conflict], updates: Sequence[Update] = ()
) -> list[Conflict]:
    """Return the conflicts of twins that are not ``told`` already: of one kind, or inside marks, with the same passages."""
    disputes: dict[ConflictKind, list[Dispute]] = {}
    for a, b, change, score in (*_twin_changes(clauses), *_told_otherwise(clauses, events)):
        disputes.setdefault(change.kind, []).append(_dispute(clauses, a, b, change, score))
    disputes.setdefault("attribution", []).extend(Voices(clauses).disputes())
    found = (c for kind in sorted(disputes) for c in settle(kind, disputes[kind], count))
    return [c for c in found if not any(_same(c, t) for t in told) and not any(_is_update(c, u) for u in updates)]


def _twin_changes(clauses: Clauses) -> Iterator[Found]:
    return ((t.a, t.b, change, t.score) for t in _twins(clauses) for change in find_changes(clauses, t))


def _told_otherwise(clauses: Clauses, events: Events) -> Iterator[Found]:
    deeds = Deeds(clauses, events)
    for a, b, score in clauses.told_together(NAMED):
        if clauses.words(a) != clauses.words(b) and not clauses.both_told(a, b):
            yield from ((a, b, change, score) for change in deeds.differences(a, b, score))


def _is_update(conflict: Conflict, update: Update) -> bool:
    """Tell whether an update has the same two places."""
    cited = [p for side in conflict.sides for p in side.passages]
    return all(any(_touch(p, q) for p in cited) for q in (update.earlier, update.later))


def _twins(clauses: Clauses) -> Iterator[Twins]:
    words = clauses.once(words_of)
    for a, b, _ in clauses.told_together(RELATED):
        twins = find_twins(a, b, words(a), words(b))
        if twins and not clauses.both_told(a, b):
            yield twins


def _dispute(clauses: Clauses, a: Clause, b: Clause, change: Change, score: float) -> Dispute:
    one = Position(change.says.lower(), clauses.passage(a), change.says)
    two = Position(change.instead.lower(), clauses.passage(b), change.instead)
    return Dispute(one, two, change.strength, change.rule, clauses.words(a), round(score, 3))


def _same(one: Conflict, told: Conflict) -> bool:
    """Tell whether a conflict is told already: the passages of two of its sides stand on two sides of the other."""
    if told.kind not in (one.kind, "wording", "attribution"):
        return False
    return sum(any(_touch(p, q) for s in told.sides for q in s.passages for p in side.passages) for side in one.sides) > 1


def _touch(a: Passage, b: Passage) -> bool:
    return a.article == b.article and a.start < b.end and b.start < a.end
