"""What stands in the clauses of a story: their words, stems and quotations, and how much each stem tells."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from functools import cached_property
from math import log, sqrt
from typing import Self, TypeVar

from tellings.analysis.claims.features import content_of
from tellings.analysis.claims.segments import is_past
from tellings.language.content import fold
from tellings.language.numbers import Number, find_numbers
from tellings.language.tables import load_table
from tellings.model import Analysis, Clause, Figure, Moment, Passage, Quotation, Token, Utterance

Found = TypeVar("Found")


class Held:
    """All clauses of a story, with what stands in them and the weight of each stem."""

    def __init__(
        self, analyses: Sequence[Analysis], quotations: Sequence[Quotation] = (), utterances: Sequence[Utterance] = ()
    ) -> None:
        self.analyses = {a.article.id: a for a in analyses}
        self.all: tuple[Clause, ...] = tuple(c for a in analyses for c in a.clauses)
        self.moments: dict[str, Moment] = {m.id: m for a in analyses for m in a.moments}
        self.figures: dict[str, Figure] = {f.id: f for a in analyses for f in a.figures}
        self.quotations = {q.id: q for q in quotations}
        self._utterance = {q: u.id for u in utterances for q in u.quotations}
        seen_in = Counter(stem for c in self.all for stem in set(c.content))
        self._unseen = log(1 + len(self.all))
        self._numbers: dict[str, Sequence[Number]] = {}
        self._likeness: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}
        self._weights = {stem: log(1 + len(self.all) / n) for stem, n in seen_in.items()}

    def weight(self, stem: str) -> float:
        """Return how much a stem tells: the log of the inverse share of the story's clauses that hold it."""
        return self._weights.get(stem, self._unseen)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Return the stems that stand somewhere in the story as a past form, verbs of saying and planning left out."""
        words = {t.text for a in self.analyses.values() for t in a.prose.tokens if t.kind == "word" and t.text[0].islower()}
        general = content_of(load_table("collation/agreement", "order.toml")["general"])
        return frozenset(content_of(sorted(w for w in words if is_past(fold(w))))) - set(general)

    def printed(self, stem: str) -> str:
        """Return the commonest form in which the story prints a stem."""
        return self._forms.get(stem, stem)

    @cached_property
    def _forms(self) -> dict[str, str]:
        seen = Counter(t.text.lower() for a in self.analyses.values() for t in a.prose.tokens if t.kind == "word")
        forms: dict[str, str] = {}
        for word in sorted(seen, key=lambda w: (-seen[w], w)):
            for stem in content_of([word]):
                forms.setdefault(stem, word)
        return forms

    def alike(self, a: Clause, b: Clause, leaving: frozenset[str] = frozenset()) -> float:
        """Return the weighted cosine of two clauses' stems (0 to 1), some stems left out."""
        if leaving:
            return self.cosine(set(a.content) - leaving, set(b.content) - leaving)
        both = (a.content, b.content)
        if both not in self._likeness:
            self._likeness[both] = self.cosine(set(a.content), set(b.content))
        return self._likeness[both]

    def cosine(self, one: Set[str], two: Set[str]) -> float:
        """Return the weighted cosine of two sets of stems (0 to 1)."""
        shared = one & two
        return self._sum(shared) / sqrt(self._sum(one) * self._sum(two)) if shared else 0.0

    def passage(self, clause: Clause) -> Passage:
        """Cite a clause."""
        return self.analyses[clause.article].passage(clause.start, clause.end)

    def tokens(self, clause: Clause) -> tuple[Token, ...]:
        """Return the tokens of a clause."""
        tokens, starts = self.analyses[clause.article].prose.tokens, self._starts[clause.article]
        return tokens[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        return {i: [t.start for t in a.prose.tokens] for i, a in self.analyses.items()}

    def numbers(self, clause: Clause) -> Sequence[Number]:
        """Return the numbers of a clause; each clause is looked at once."""
        if clause.id not in self._numbers:
            self._numbers[clause.id] = find_numbers(self.analyses[clause.article].article.text, clause.start, clause.end)
        return self._numbers[clause.id]

    def once(self, find: Callable[[Self, Clause], Found]) -> Callable[[Clause], Found]:
        """Return ``find`` for a clause that is asked for again and again: each is looked at once."""
        found: dict[str, Found] = {}

        def of(clause: Clause) -> Found:
            if clause.id not in found:
                found[clause.id] = find(self, clause)
            return found[clause.id]

        return of

    def around(self, clause: Clause, start: int, end: int, before: int, after: int) -> frozenset[str]:
        """Return the stems of the words of a clause near ``[start, end)``: so many before, so many after."""
        words = [t for t in self.tokens(clause) if t.kind == "word"]
        left = [t.text for t in words if t.end <= start][-before:] if before else []
        return frozenset(content_of([*left, *[t.text for t in words if t.start >= end][:after]]))

    def vocabulary(self, article: str) -> frozenset[str]:
        """Return every word of an article, folded."""
        return self._vocabularies[article]

    @cached_property
    def _vocabularies(self) -> dict[str, frozenset[str]]:
        return {i: frozenset(fold(t.text).removesuffix("'s") for t in a.prose.tokens) for i, a in self.analyses.items()}

    def quoted_in(self, article: str) -> tuple[str, ...]:
        """Return the quotations of an article."""
        return self._quoted.get(article, ())

    @cached_property
    def _quoted(self) -> dict[str, tuple[str, ...]]:
        held: dict[str, list[str]] = defaultdict(list)
        for q in self.quotations.values():
            held[q.article].append(q.id)
        return {article: tuple(ids) for article, ids in held.items()}

    def words(self, clause: Clause) -> str:
        """Return the clause as printed."""
        return self.passage(clause).exact

    def outlined(self, clause: Clause) -> frozenset[str]:
        """Return the utterances whose quotations stand in a clause."""
        return frozenset(u for q in clause.quotations if (u := self._utterance.get(q)))

    def _sum(self, stems: Iterable[str]) -> float:
        return sum(map(self.weight, sorted(stems)))
