"""Two clauses of much the same words whose trees tell otherwise who did it, to whom, and whether it was done."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, product

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.events import Events
from tellings.collation.agreement.twins.changes import Change
from tellings.collation.agreement.twins.names import same_person
from tellings.collation.agreement.twins.slots import Word, denials, words_of
from tellings.comparison import Difference, Frame, differences, likeness
from tellings.comparison.likeness import CORE, alike, same_predicate
from tellings.comparison.times import same_time
from tellings.comparison.words import keys_of
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.model import Clause, ConflictKind, Span, Strength

# Likeness of the stems of two clauses whose trees are held against each other, and from which on one may deny the
# other; by judgement, looking at `python -m bench.planted --half A`: at .75 denials were found where none was.
ALIKE, DENIED = 0.75, 0.82
NAMED = 0.3  # the same for two persons in one part, one of them unknown to the other report; by judgement
TWO = 2  # parts of a predicate, times left out, from which on they can have changed places
SAME = 0.85  # the same for two that have another day; by judgement, looking at the same
TOLD = 0.5  # likeness from which on two predicates tell one thing; by judgement
RULES: dict[str, tuple[ConflictKind, Strength, str]] = {
    "agent": ("characterisation", "hard", "changed-places"),
    "negation": ("polarity", "hard", "told-and-denied"),
}


class Deeds:
    """The predicates of a story's clauses, held against each other."""

    def __init__(self, clauses: Clauses, events: Events) -> None:
        self.clauses = clauses
        self._frames = clauses.once(lambda held, c: events.frames(c))

    def differences(self, a: Clause, b: Clause, score: float) -> Iterator[Change]:
        """Yield where two clauses, alike so far, cannot both be so; nothing where no tree was read."""
        kinds = [k for k, least in (("negation", DENIED), ("agent", ALIKE)) if score >= least]
        apart, timed = self.clauses.other_people(a, b), bool(a.moments and b.moments)
        if not (kinds or apart or timed):
            return
        others = self._frames(b)
        for frame in self._frames(a):
            told = ((n, o) for n, o in enumerate(others) if kinds or same_predicate(frame, o))
            near = max(((likeness(frame, o), -n) for n, o in told), default=(0.0, 0))
            if near[0] >= TOLD:
                one, other = (a, frame), (b, others[-near[1]])
                found = [d for d in differences(frame, other[1]) if d.kind in kinds]
                yield from (self._deed(d, one, other) for d in found if self._shows(d, one, other))
                yield from self._others(one, other) if apart else ()
                yield from self._days(one, other) if timed and near[0] >= SAME else ()

    def _days(self, one: tuple[Clause, Frame], other: tuple[Clause, Frame]) -> Iterator[Change]:
        """Yield that what somebody named did, or what befell them, has another day of the calendar."""
        if not same_predicate(one[1], other[1]) or keys_of(one[1].printed) & _saying():
            return
        somebody = any(mine.names & theirs.names for r in CORE for mine, theirs in product(one[1].of(r), other[1].of(r)))
        for d in differences(one[1], other[1]) if somebody else ():
            here, there = (self.clauses.analyses[c.article].article.text for c, _ in (one, other))
            says, instead = here[slice(*d.ours)], there[slice(*d.theirs)]
            if d.kind == "date" and all(any(c.isdigit() for c in x) for x in (says, instead)):
                yield Change("date", "hard", "two-days", says, instead)

    def _others(self, one: tuple[Clause, Frame], other: tuple[Clause, Frame]) -> Iterator[Change]:
        """Yield that another person plays the part of one whom the other report does not know."""
        told = [f for _, f in (one, other)]
        if not same_predicate(*told) or keys_of(told[0].printed) & _saying() or not self._may_meet(one[0], other[0]):
            return
        if (told[0].negated, told[0].modality) != (told[1].negated, told[1].modality):
            return  # what one did and another will do are two deeds
        for role in CORE:
            for mine, theirs in product(one[1].of(role), other[1].of(role)):
                here, there = self._person(one[0], mine.span), self._person(other[0], theirs.span)
                if not (here and there) or same_person(here, there):
                    continue
                if not (self._knows(other[0], here) and self._knows(one[0], there)):
                    yield Change("characterisation", "hard", "other-name", here, there)

    def _shows(self, d: Difference, one: tuple[Clause, Frame], other: tuple[Clause, Frame]) -> bool:
        """Tell whether the words bear out what the trees say: the same words are read in two ways now and then."""
        mine, theirs = (words_of(self.clauses, c) for c, _ in (one, other))
        if d.kind == "negation":
            return denials(mine) % 2 != denials(theirs) % 2
        told = [f for _, f in (one, other)]
        if any(keys_of(f.printed) & _saying() for f in told) or any(sum(not p.moments for _, p in f.parts) < TWO for f in told):
            return False
        if not _crossed(*told):
            return False
        sides = d.ours[0] < told[0].at[0], d.theirs[0] < told[1].at[0]
        return sides[0] != sides[1] or _by(mine) != _by(theirs)

    def _may_meet(self, a: Clause, b: Clause) -> bool:
        """Tell whether two clauses may be of one day."""
        one, two = ([m for i in c.moments if (m := self.clauses.moments.get(i))] for c in (a, b))
        return not (one and two) or any(same_time(x, y) for x in one for y in two)

    def _person(self, clause: Clause, span: Span) -> str | None:
        """Return the full name of the one person whom a part of a clause names."""
        people = [e for e in self.clauses.analyses[clause.article].entities if e.kind == "person"]
        named = {e.name for e in people for m in e.mentions if m.start < span[1] and span[0] < m.end and " " in e.name}
        return named.pop() if len(named) == 1 else None

    def _knows(self, clause: Clause, name: str) -> bool:
        return fold(name).split()[-1] in self.clauses.vocabulary(clause.article)

    def _deed(self, d: Difference, one: tuple[Clause, Frame], other: tuple[Clause, Frame]) -> Change:
        return Change(*RULES[d.kind], " ".join(one[1].words), " ".join(other[1].words))


def _crossed(one: Frame, other: Frame) -> bool:
    """Tell whether two parts of the one stand in each other's role in the other; a pronoun may stand for either."""
    return any(
        a != b and any(alike(mine, p) for p in other.of(b)) and any(alike(beside, p) for p in other.of(a))
        for (a, mine), (b, beside) in combinations(one.parts, 2)
    )


def _by(words: Sequence[Word]) -> int:
    return sum(w.key == "by" for w in words)


@cache
def _saying() -> frozenset[str]:
    table = load_table("collation/agreement", "order.toml")
    return frozenset(content_of([*table["saying"], *load_table("collation/agreement", "twins.toml")["asking"]]))
