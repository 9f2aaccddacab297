"""Which clauses say one thing, and which are alike enough to be laid side by side."""

from collections import defaultdict
from functools import cached_property
from itertools import combinations

from tellings.collation.agreement.held import Held
from tellings.collation.agreement.likeness import likeness_of
from tellings.collation.agreement.related import related_pairs
from tellings.language.linkage import average_linkage
from tellings.model import Clause

# Two quotations of one utterance make their clauses alike whatever else stands in them.
SAME_UTTERANCE = 0.8
# Likeness from which a clause is another's near copy, and by how much it must be liker than a clause that differs (by judgement).
COPY, NEARER = 0.75, 0.05


class Together(Held):
    """Clauses in groups and in pairs."""

    @cached_property
    def _kinds(self) -> list[tuple[int, ...]]:
        """Return the numbers of clauses that hold the same stems and quote the same, the first printed first.

        In a big story most clauses are copies; what is alike is found for each kind once. A clause without stems is one of its own.
        """
        kinds: dict[object, list[int]] = defaultdict(list)
        for i, clause in enumerate(self.all):
            kinds[(frozenset(clause.content), self.outlined(clause)) if clause.content else i].append(i)
        return [tuple(held) for held in kinds.values()]

    @cached_property
    def _pairs(self) -> dict[tuple[int, int], float]:
        """Return the similarity of every pair of kinds that share a stem or an utterance, by their numbers."""
        first = [self.all[held[0]] for held in self._kinds]
        found = likeness_of([frozenset(c.content) for c in first], self.weight)
        tellers: dict[str, list[int]] = defaultdict(list)
        for k, clause in enumerate(first):
            for utterance in self.outlined(clause):
                tellers[utterance].append(k)
        for pair in {pair for held in tellers.values() for pair in combinations(held, 2)}:
            found[pair] = max(found.get(pair, 0.0), SAME_UTTERANCE)
        return found

    def groups(self, threshold: float) -> list[tuple[Clause, ...]]:
        """Return the clauses that say one thing, by average linkage."""
        groups = average_linkage(len(self._kinds), self._pairs, threshold, [len(held) for held in self._kinds])
        return [tuple(self.all[i] for i in sorted(i for k in group for i in self._kinds[k])) for group in groups]

    def told_together(self, least: float) -> list[tuple[Clause, Clause, float]]:
        """Return the pairs of clauses of different articles that are alike to at least ``least``, ``related.RELATED`` or more."""
        return [pair for pair in self._related if pair[2] >= least]

    @cached_property
    def _related(self) -> list[tuple[Clause, Clause, float]]:
        return related_pairs(self.all, self._kinds, self._pairs, self.words)

    def both_told(self, a: Clause, b: Clause) -> bool:
        """Tell whether the report of one of two clauses also has the other, or nearly: then the two reports do not differ in it."""
        return self._has(a.article, b, but=a) or self._has(b.article, a, but=b)

    def _has(self, article: str, clause: Clause, but: Clause) -> bool:
        least = max(COPY, self.alike(clause, but) + NEARER)
        held = (c for kind in self._near[self._kind_of[clause.id]] for c in self._in_articles[kind].get(article, ()))
        printed = self.words(clause).lower()
        return any(c.id != but.id and (self.alike(c, clause) >= least or self.words(c).lower() == printed) for c in held)

    @cached_property
    def _kind_of(self) -> dict[str, int]:
        return {self.all[i].id: k for k, held in enumerate(self._kinds) for i in held}

    @cached_property
    def _near(self) -> list[list[int]]:
        """Return for each kind itself and those that are its near copies."""
        near = [[k] for k in range(len(self._kinds))]
        for (k, m), score in self._pairs.items():
            if score >= COPY:
                near[k].append(m)
                near[m].append(k)
        return near

    @cached_property
    def _in_articles(self) -> list[dict[str, list[Clause]]]:
        """Return for each kind its clauses by article."""
        found: list[dict[str, list[Clause]]] = []
        for held in self._kinds:
            articles: dict[str, list[Clause]] = defaultdict(list)
            for i in held:
                articles[self.all[i].article].append(self.all[i])
            found.append(dict(articles))
        return found
