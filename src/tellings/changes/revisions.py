"""An article's new version against its old: what it tells, not only its words."""

from collections.abc import Sequence
from typing import NamedTuple

from tellings.briefing import Gate
from tellings.checking.grading import Judge
from tellings.language.readers import English, Reader, Rules
from tellings.model import Analysis, Passage, Restated, Revision


def revise(earlier: Analysis, later: Analysis, reader: Reader | English | Rules | None = None) -> Revision:
    """Return which clauses two versions of an article share, which one of them alone tells, and which they tell otherwise.

    A clause is told by the other version when the gate passes it over that version's passages, and told otherwise when the gate
    finds another number, day, name, speaker, order, word or a denial in the passage nearest to it.
    """
    forward, back = _graded(later, earlier, reader), _graded(earlier, later, reader)
    turned = [Restated(g.other, g.clause, g.reasons) for g in forward if g.other]
    known = {r.before for r in turned}
    turned += [Restated(g.clause, g.other, g.reasons) for g in back if g.other and not _met(g.clause, known)]
    answered = {p for r in turned for p in (r.before, r.now)}
    return Revision(
        article=later.article.id,
        earlier=earlier.article.id,
        kept=sum(g.told for g in forward),
        gained=tuple(g.clause for g in forward if not g.told and not _met(g.clause, answered)),
        dropped=tuple(g.clause for g in back if not g.told and not _met(g.clause, answered)),
        restated=tuple(sorted(turned, key=lambda r: (r.now, r.before))),
    )


class _Graded(NamedTuple):
    """A clause of one version, whether the other tells it, and else the passage that tells otherwise, with what differs."""

    clause: Passage
    told: bool
    other: Passage | None
    reasons: tuple[str, ...]


def _graded(these: Analysis, those: Analysis, reader: Reader | English | Rules | None) -> list[_Graded]:
    printed = {those.article.text[c.start : c.end] for c in those.clauses}
    clauses = [these.passage(c.start, c.end) for c in these.clauses]
    if all(c.exact in printed for c in clauses):
        return [_Graded(c, True, None, ()) for c in clauses]
    judge, gate = Judge([], [those], reader), Gate([those], reader)
    return [_Graded(c, True, None, ()) if c.exact in printed else _grade(c, judge, gate) for c in clauses]


def _grade(clause: Passage, judge: Judge, gate: Gate) -> _Graded:
    found = judge.grade(clause.exact, clause.start, clause.end)
    if found.supported:
        return _Graded(clause, True, None, ())
    against = next((p for p in found.passages if gate.is_against(clause.exact, p)), None)
    return _Graded(clause, False, against, gate.reasons(clause.exact, [against]) if against else ())


def _met(passage: Passage, those: Sequence[Passage] | set[Passage]) -> bool:
    return any(p.article == passage.article and p.start < passage.end and passage.start < p.end for p in those)
