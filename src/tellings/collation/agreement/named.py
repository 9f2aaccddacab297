"""Whom and what a clause names, and the verb that governs a time or number in it, by the tree."""

from functools import cached_property

from tellings.collation.agreement.held import Held
from tellings.comparison.words import base_of, keys_of
from tellings.language.content import fold
from tellings.language.trees import Trees
from tellings.model import Clause, Entity, Figure, Moment

HIGH = 8  # steps up the tree from a time or number to the verb that governs it
WHO = ("place", "person")


class Named(Held):
    """Clauses with the names in them and the trees around them."""

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

    def other_people(self, a: Clause, b: Clause) -> bool:
        """Tell whether each of two clauses names a person whom the other does not name."""
        one, two = self._named(a, "person"), self._named(b, "person")
        return bool(one - two) and bool(two - one)

    def _named(self, clause: Clause, kind: str) -> frozenset[str]:
        """Return the last names, folded, of the entities of one kind that a clause names."""
        found = (self._entities[e] for e in clause.entities if e in self._entities)
        return frozenset(fold(e.name).split()[-1] for e in found if e.kind == kind)

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {e.id: e for a in self.analyses.values() for e in a.entities}

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
