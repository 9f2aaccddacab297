"""The words of an article and their trees, asked about by characters: which words, which head, what hangs on what."""

from bisect import bisect_left, bisect_right

from tellings.model import Syntax


class Trees:
    """Questions about a ``Syntax``; words are numbers. A sentence's children are gathered once, when first asked for.

    >>> trees = Trees(Syntax(model="-", words=((0, 3), (4, 10)), sentences=((0, 2),), heads=(1, -1), labels=("nsubj", "root")))
    >>> trees.at(5), trees.children(1), trees.under(1), trees.head_of(0, 1)
    (1, [0], [1, 0], 0)
    """

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.words, self.tags, self.heads, self.labels = syntax.words, syntax.tags, syntax.heads, syntax.labels
        self.starts = [start for start, _ in syntax.words]
        self._opens = [first for first, _ in syntax.sentences]
        self._gathered: dict[int, dict[int, list[int]]] = {}

    def at(self, place: int) -> int:
        """Return the word that holds a character, or -1."""
        n = bisect_right(self.starts, place) - 1
        return n if n >= 0 and place < self.words[n][1] else -1

    def words_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the words ``[first, last)`` that begin in the characters ``[start, end)``."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def sentence_of(self, word: int) -> int:
        """Return the number of the sentence of a word."""
        return bisect_right(self._opens, word) - 1

    def label(self, word: int) -> str:
        """Return a word's relation without its subtype."""
        return self.labels[word].partition(":")[0]

    def head_of(self, first: int, last: int) -> int:
        """Return the word of a phrase that hangs on a word outside it."""
        return next((n for n in range(first, last) if not first <= self.heads[n] < last), first)

    def children(self, word: int) -> list[int]:
        """Return the words that hang on a word, in order."""
        sentence = self.sentence_of(word)
        if sentence not in self._gathered:
            below: dict[int, list[int]] = {}
            for n in range(*self.syntax.sentences[sentence]):
                if self.heads[n] >= 0:
                    below.setdefault(self.heads[n], []).append(n)
            self._gathered[sentence] = below
        return self._gathered[sentence].get(word, [])

    def under(self, word: int, without: int = -1) -> list[int]:
        """Return the words of the tree under a word, that word first; ``without`` and what hangs on it left out."""
        found, seen, at = [word], {word, without}, 0
        while at < len(found):
            below = [n for n in self.children(found[at]) if n not in seen]
            seen.update(below)
            found += below
            at += 1
        return found
