"""The clauses of a story side by side: how alike two of them are, and which say one thing."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from functools import cached_property
from itertools import combinations
from math import log, sqrt
from typing import TypeVar

from tellings.analysis.claims.features import content_of
from tellings.analysis.claims.segments import is_past
from tellings.collation.agreement.likeness import likeness_of
from tellings.comparison.words import base_of, keys_of
from tellings.language.content import fold
from tellings.language.linkage import average_linkage
from tellings.language.tables import load_table
from tellings.language.trees import Trees
from tellings.model import Analysis, Clause, Entity, Figure, Moment, Passage, Quotation, Token, Utterance

RELATED = 0.15  # likeness below which no two clauses are compared any further
# Two quotations of one utterance make their clauses alike whatever else stands in them.
SAME_UTTERANCE = 0.8
# Likeness from which a clause is another's near copy, and by how much it must be liker than a clause that differs (by judgement).
COPY, NEARER = 0.75, 0.05
HIGH = 8  # steps up the tree from a time or number to the verb that governs it
WHO = ("place", "person")


Found = TypeVar("Found")


class Clauses:
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
        return self.cosine(set(a.content) - leaving, set(b.content) - leaving)

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

    def once(self, find: Callable[["Clauses", Clause], Found]) -> Callable[[Clause], Found]:
        """Return ``find`` for a clause that is asked for again and again: each is looked at once."""
        found: dict[str, Found] = {}

        def of(clause: Clause) -> Found:
            if clause.id not in found:
                found[clause.id] = find(self, clause)
            return found[clause.id]

        return of

    def places(self, clause: Clause) -> frozenset[str]:
        """Return the last names, folded, of the places that a clause and its sentence name."""
        analysis = self.analyses[clause.article]
        around = next((s for s in analysis.prose.sentences if s.start <= clause.start < s.end), None)
        start, end = (around.start, around.end) if around else (clause.start, clause.end)
        held = (c for c in analysis.clauses if start <= c.start < end)
        return frozenset(n for c in held for n in self._named(c, "place"))

    def apart(self, a: Clause, b: Clause) -> bool:
        """Tell whether two clauses both name places, or both name persons, and share none of them."""
        return any(
            self._named(a, kind) and self._named(b, kind) and not self._named(a, kind) & self._named(b, kind) for kind in WHO
        )

    def _named(self, clause: Clause, kind: str) -> frozenset[str]:
        """Return the last names, folded, of the entities of one kind that a clause names."""
        found = (self._entities[e] for e in clause.entities if e in self._entities)
        return frozenset(fold(e.name).split()[-1] for e in found if e.kind == kind)

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {e.id: e for a in self.analyses.values() for e in a.entities}

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

    def is_verb(self, article: str, start: int) -> bool:
        """Tell whether the word of an article that begins at a character is a verb by the tree; False without one."""
        return start in self._verb_starts[article]

    @cached_property
    def _verb_starts(self) -> dict[str, frozenset[int]]:
        read = {i: a.syntax for i, a in self.analyses.items()}
        return {
            i: frozenset(s for (s, _), tag in zip(x.words, x.tags, strict=True) if tag in ("VERB", "AUX")) if x else frozenset()
            for i, x in read.items()
        }

    def is_name(self, article: str, start: int) -> bool:
        """Tell whether the word of an article that begins at a character is a name by the tree; True without one."""
        syntax = self.analyses[article].syntax
        return not syntax or start in self._name_starts[article]

    @cached_property
    def _name_starts(self) -> dict[str, frozenset[int]]:
        read = {i: a.syntax for i, a in self.analyses.items()}
        return {
            i: frozenset(s for (s, _), tag in zip(x.words, x.tags, strict=True) if tag == "PROPN") if x else frozenset()
            for i, x in read.items()
        }

    def same_verb(self, a: Moment | Figure, b: Moment | Figure) -> bool:
        """Tell whether the verbs that govern two times or numbers may be one; without a tree, or a verb, they may."""
        one, two = self._governor(a), self._governor(b)
        return not (one and two) or bool(one & two)

    def _governor(self, found: Moment | Figure) -> frozenset[str]:
        trees = self._trees[found.article]
        word = trees.at(found.start) if trees else -1
        for _ in range(HIGH):
            if not trees or word < 0:
                break
            if trees.tags[word] == "VERB":
                printed = self.analyses[found.article].article.text[slice(*trees.words[word])]
                return base_of(printed) | keys_of(printed)
            word = trees.heads[word]
        return frozenset()

    @cached_property
    def _trees(self) -> dict[str, Trees | None]:
        return {i: Trees(a.syntax) if a.syntax else None for i, a in self.analyses.items()}

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
        """Return the pairs of clauses of different articles that are alike to at least ``least``, ``RELATED`` or more."""
        return [pair for pair in self._related if pair[2] >= least]

    def both_told(self, a: Clause, b: Clause) -> bool:
        """Tell whether the report of one of two clauses also has the other, or nearly: then the two reports do not differ in it."""
        return self._has(a.article, b, but=a) or self._has(b.article, a, but=b)

    def _has(self, article: str, clause: Clause, but: Clause) -> bool:
        least = max(COPY, self.alike(clause, but) + NEARER)
        return any(c.id != but.id and self.alike(c, clause) >= least for c in self._copies.get(clause.id, {}).get(article, ()))

    @cached_property
    def _copies(self) -> dict[str, dict[str, list[Clause]]]:
        """Return for each clause its near copies in other articles, by article."""
        found: dict[str, dict[str, list[Clause]]] = defaultdict(lambda: defaultdict(list))
        for a, b, _ in self.told_together(COPY):
            found[a.id][b.article].append(b)
            found[b.id][a.article].append(a)
        return found

    @cached_property
    def _related(self) -> list[tuple[Clause, Clause, float]]:
        kinds = self._kinds
        copies = ((pair, 1.0) for held in kinds for pair in combinations(held, 2))
        close = (
            ((min(i, j), max(i, j)), score)
            for (k, m), score in self._pairs.items()
            if score >= RELATED
            for i in kinds[k]
            for j in kinds[m]
        )
        found = ((self.all[i], self.all[j], score) for (i, j), score in (*copies, *close))
        return [(a, b, score) for a, b, score in found if a.article != b.article]
