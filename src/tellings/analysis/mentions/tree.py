"""The words of an article and their tree, asked about by characters: which words, which head, which part they play."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from tellings.model import Syntax

LOOSE = frozenset(("appos", "flat", "conj", "nmod:desc"))  # a word that plays the part of the word it hangs on
CHILDREN = 40  # words that hang on one word and are asked; a tree on rubbish may hang thousands on one
CLIMB = 8  # words up the tree that are asked; by judgement: a name hangs on its phrase within two or three


class Tree:
    """Questions about a ``Syntax``."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.starts = [s for s, _ in syntax.words]
        self._opens = [first for first, _ in syntax.sentences]
        self.named = {n for name in syntax.names for n in range(name.first, name.last)}
        self._children: dict[int, list[int]] = defaultdict(list)
        for n, head in enumerate(syntax.heads):
            if head >= 0 and len(self._children[head]) < CHILDREN:
                self._children[head].append(n)

    def below(self, word: int) -> Sequence[int]:
        """Return the words that hang on a word, in order."""
        return self._children.get(word, ())

    def words_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the words ``[first, last)`` that lie in the characters ``[start, end)``."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def sentence_of(self, word: int) -> int:
        """Return the number of the sentence of a word."""
        return bisect_right(self._opens, word) - 1

    def head_of(self, first: int, last: int) -> int:
        """Return the word of a phrase that hangs on a word outside it."""
        heads = self.syntax.heads
        return next((n for n in range(first, last) if not first <= heads[n] < last), first)

    def label(self, word: int) -> str:
        """Return the relation of a word without its subtype."""
        return self.syntax.labels[word].partition(":")[0]

    def part_of(self, word: int) -> tuple[str, int]:
        """Return the relation by which a word's phrase hangs in its clause, and the word that governs it there.

        "Ada" in "Minister Ada Thorne spoke" plays the part of "Thorne": subject of "spoke".
        """
        syntax = self.syntax
        for _ in range(CLIMB):
            head = syntax.heads[word]
            if head < 0 or syntax.labels[word] not in LOOSE and self.label(word) not in ("flat", "appos", "conj"):
                break
            word = head
        return syntax.labels[word], syntax.heads[word]
