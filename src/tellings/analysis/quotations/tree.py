"""The trees of an article as the rules ask them: the word at a place, its children, how far the words under it reach."""

from bisect import bisect_right

from tellings.model import Syntax


class Tree:
    """The sentences' trees. Words are numbers; ``yield_of`` gives the characters that hang together under a word."""

    def __init__(self, syntax: Syntax):
        self.words = syntax.words
        self.tags = syntax.tags
        self.heads = syntax.heads
        self.labels = syntax.labels
        self.starts = [start for start, _ in syntax.words]
        self.sentences = [first for first, _ in syntax.sentences]
        self.ends = syntax.sentences
        self.below: dict[int, dict[int, list[int]]] = {}  # the children of each word, sentence by sentence, once asked for

    def at(self, place: int) -> int:
        """Return the word that holds a character, or -1."""
        n = bisect_right(self.starts, place) - 1
        return n if n >= 0 and place < self.words[n][1] else -1

    def label(self, word: int) -> str:
        """Return a word's relation without its subtype."""
        return self.labels[word].partition(":")[0]

    def children(self, word: int) -> list[int]:
        """Return the words that hang on a word, in order."""
        sentence = bisect_right(self.sentences, word) - 1
        if sentence not in self.below:
            below: dict[int, list[int]] = {}
            for n in range(*self.ends[sentence]):
                if self.heads[n] >= 0:
                    below.setdefault(self.heads[n], []).append(n)
            self.below[sentence] = below
        return self.below[sentence].get(word, [])

    def under(self, word: int, without: int = -1) -> list[int]:
        """Return the words of the tree under a word, that word first; ``without`` and what hangs on it left out."""
        found, seen, at = [word], {word, without}, 0
        while at < len(found):
            below = [n for n in self.children(found[at]) if n not in seen]
            seen.update(below)
            found += below
            at += 1
        return found
