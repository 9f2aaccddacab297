"""An article's new version against its old: what it tells, not only its words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tellings.briefing import Gate
from tellings.checking.grading import Judge
from tellings.language.readers import English, Reader, Rules
from tellings.model import Analysis, Passage, Restated, Revision

# By judgement: share of the content words of the shorter clause from which on a clause that is gone and one that is new are one
# clause told otherwise, although the gate could not compare them.
SAME = 0.6


def revise(earlier: Analysis, later: Analysis, reader: Reader | English | Rules | None = None) -> Revision:
    """Return which clauses two versions of an article share, which one of them alone tells, and which they tell otherwise.

    A clause is told by the other version when the gate passes it over that version's passages, and told otherwise when the gate
    finds another number, day, name, speaker, order, word or a denial in the passage nearest to it, or when most of its words
    stand in a clause that the other version alone has.
    """
    forward, back = _graded(later, earlier, reader), _graded(earlier, later, reader)
    turned = [Restated(g.other, g.clause, g.reasons) for g in forward if g.other]
    turned += [Restated(g.clause, g.other, g.reasons) for g in back if g.other and not _met(g.clause, [r.before for r in turned])]
    gained, dropped = _left(forward, [r.now for r in turned]), _left(back, [r.before for r in turned])
    turned += _paired(_reworded(back, dropped), _reworded(forward, gained))
    answered = {p for r in turned for p in (r.before, r.now)}
    return Revision(
        article=later.article.id,
        earlier=earlier.article.id,
        kept=sum(g.told and g.clause not in answered for g in forward),
        gained=tuple(g.clause for g in gained if g.clause not in answered),
        dropped=tuple(g.clause for g in dropped if g.clause not in answered),
        restated=tuple(sorted(turned, key=lambda r: (r.now, r.before))),
    )


class _Graded(NamedTuple):
    """A clause of one version, its content words, whether the other version tells it; else what tells otherwise, and how."""

    clause: Passage
    words: frozenset[str]
    told: bool = True
    printed: bool = True  # word for word
    other: Passage | None = None
    reasons: tuple[str, ...] = ()


def _graded(these: Analysis, those: Analysis, reader: Reader | English | Rules | None) -> list[_Graded]:
    printed = {those.article.text[c.start : c.end] for c in those.clauses}
    clauses = [_Graded(these.passage(c.start, c.end), frozenset(c.content)) for c in these.clauses]
    clauses = [c._replace(printed=c.clause.exact in printed) for c in clauses]
    if all(c.printed for c in clauses):
        return clauses
    judge, gate = Judge([], [those], reader), Gate([those], reader)
    return [c if c.printed else _grade(c, judge, gate) for c in clauses]


def _grade(whole: _Graded, judge: Judge, gate: Gate) -> _Graded:
    clause = whole.clause
    found = judge.grade(clause.exact, clause.start, clause.end)
    if found.supported:
        return whole
    against = next((p for p in found.passages if gate.is_against(clause.exact, p)), None)
    return whole._replace(told=False, other=against, reasons=gate.reasons(clause.exact, [against]) if against else found.reasons)


def _left(graded: Sequence[_Graded], answered: Sequence[Passage]) -> list[_Graded]:
    return [g for g in graded if not g.told and not _met(g.clause, answered)]


def _reworded(graded: Sequence[_Graded], alone: Sequence[_Graded]) -> list[_Graded]:
    """Return the clauses that one version alone tells, and those that the other tells in other words."""
    return [*alone, *(g for g in graded if g.told and not g.printed)]


def _paired(these: Sequence[_Graded], those: Sequence[_Graded]) -> Iterator[Restated]:
    """Yield each clause of before with the one of now that has most of its words, each taken once, the likest first.

    Two that tell each other are a rewording. What only one tells of the other says more or less than before ("at least 400", "about
    400"), and is told otherwise.
    """
    pairs = sorted(
        (-_share(b.words, n.words), b.clause, n.clause, b.told and n.told, n.reasons or b.reasons) for b in these for n in those
    )
    taken: set[Passage] = set()
    for less, before, now, told, reasons in pairs:
        if -less >= SAME and not taken & {before, now}:
            taken |= {before, now}
            if not told:
                yield Restated(before, now, reasons)


def _share(these: frozenset[str], those: frozenset[str]) -> float:
    return len(these & those) / (min(len(these), len(those)) or 1)


def _met(passage: Passage, those: Iterable[Passage]) -> bool:
    return any(p.article == passage.article and p.start < passage.end and passage.start < p.end for p in those)
