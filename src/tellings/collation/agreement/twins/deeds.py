"""Two clauses of much the same words whose trees tell otherwise who did it, to whom, and whether it was done."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.twins.slots import words_of
from tellings.comparison import Difference, Frame, Sentences, differences, likeness
from tellings.comparison.words import base_of, bases, keys_of, listed
from tellings.language.tables import load_table
from tellings.model import Clause, ConflictKind, Strength

# Likeness of the stems of two clauses whose trees are held against each other, and from which on one may deny the other; by judgement,
# looking at `python -m bench.planted --half A`: at .75 denials were found where none was.
ALIKE, DENIED = 0.75, 0.82
TWO = 2  # parts of a predicate, times left out, from which on they can have changed places
TOLD = 0.5  # likeness from which on two predicates tell one thing; by judgement
RULES: dict[str, tuple[ConflictKind, Strength, str]] = {
    "agent": ("characterisation", "hard", "changed-places"),
    "negation": ("polarity", "hard", "told-and-denied"),
}


class Deed(NamedTuple):
    """A difference between two clauses, and how either has it."""

    kind: ConflictKind
    strength: Strength
    rule: str
    says: str
    instead: str


class Deeds:
    """The predicates of a story's clauses, each sentence read when it is first asked for."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self._sentences = {i: Sentences(a) for i, a in clauses.analyses.items()}

    def differences(self, a: Clause, b: Clause, score: float) -> Iterator[Deed]:
        """Yield where two clauses, alike so far, cannot both be so; nothing where no tree was read."""
        kinds = RULES if score >= DENIED else ("agent",)
        others = self._frames(b)
        for frame in self._frames(a):
            near = max(((likeness(frame, o), -n) for n, o in enumerate(others)), default=None)
            if near and near[0] >= TOLD:
                other = others[-near[1]]
                found = [d for d in differences(frame, other) if d.kind in kinds]
                yield from (self._deed(d, frame, other) for d in found if self._shows(d, (a, frame), (b, other)))

    def _shows(self, d: Difference, one: tuple[Clause, Frame], other: tuple[Clause, Frame]) -> bool:
        """Tell whether the words bear out what the trees say: the same words are read in two ways now and then."""
        mine, theirs = ([w.key for w in words_of(self.clauses, c)] for c, _ in (one, other))
        if d.kind == "negation":
            return _denials(mine) % 2 != _denials(theirs) % 2
        told = [f for _, f in (one, other)]
        if any(keys_of(f.printed) & _saying() for f in told) or any(sum(not p.moments for _, p in f.parts) < TWO for f in told):
            return False
        sides = d.ours[0] < told[0].at[0], d.theirs[0] < told[1].at[0]
        return sides[0] != sides[1] or mine.count("by") != theirs.count("by")

    def _frames(self, clause: Clause) -> tuple[Frame, ...]:
        return self._sentences[clause.article].frames(clause.start, clause.end)

    def _deed(self, d: Difference, one: Frame, other: Frame) -> Deed:
        return Deed(*RULES[d.kind], " ".join(one.words), " ".join(other.words))


def _denials(words: Sequence[str]) -> int:
    return sum(w in listed("negation", "words") or bool(base_of(w) & bases("negation", "verbs")) for w in words)


@cache
def _saying() -> frozenset[str]:
    return frozenset(content_of(load_table("collation/agreement", "order.toml")["saying"]))
