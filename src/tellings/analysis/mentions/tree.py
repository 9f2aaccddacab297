"""The part that a name's phrase plays in its clause, and the words that stand in names."""

from collections.abc import Sequence

from tellings.language.trees import Trees
from tellings.model import Syntax

LOOSE = frozenset(("appos", "flat", "conj", "nmod:desc"))  # a word that plays the part of the word it hangs on
CHILDREN = 40  # words that hang on one word and are asked; a tree on rubbish may hang thousands on one
CLIMB = 8  # words up the tree that are asked; by judgement: a name hangs on its phrase within two or three


class Tree(Trees):
    """Trees with the names that stand in them."""

    def __init__(self, syntax: Syntax) -> None:
        super().__init__(syntax)
        self.named = {n for name in syntax.names for n in range(name.first, name.last)}

    def below(self, word: int) -> Sequence[int]:
        """Return the first words that hang on a word, in order."""
        return self.children(word)[:CHILDREN]

    def part_of(self, word: int) -> tuple[str, int]:
        """Return the relation by which a word's phrase hangs in its clause, and the word that governs it there.

        "Ada" in "Minister Ada Thorne spoke" plays the part of "Thorne": subject of "spoke".
        """
        for _ in range(CLIMB):
            head = self.heads[word]
            if head < 0 or self.labels[word] not in LOOSE and self.label(word) not in LOOSE:
                break
            word = head
        return self.labels[word], self.heads[word]
