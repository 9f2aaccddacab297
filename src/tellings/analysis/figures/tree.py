"""What a tree says of the words behind a number: where the noun phrase ends, and which noun the number hangs on."""

from bisect import bisect_left

from tellings.language.numbers import Number
from tellings.language.trees import Trees
from tellings.model import Syntax

NOUNS = frozenset(("NOUN", "PROPN"))
INSIDE = frozenset(("amod", "compound", "nmod", "flat"))  # a verb that stands before its noun: "a coal-fired plant"
BARRED = frozenset(("ADP", "SCONJ", "VERB", "AUX", "DET", "PRON"))  # between them a number belongs to something else
FAR = 8  # words between a number and the noun it hangs on, at most: "two well-known northern radio hosts" has four


class Tree(Trees):
    """Trees with the text they were read from."""

    def __init__(self, syntax: Syntax, text: str) -> None:
        super().__init__(syntax)
        self.text = text

    def ends_phrase(self, start: int) -> bool:
        """Tell whether the word at ``start`` is the verb or adverb behind a noun phrase: "5 percent support her"."""
        n = bisect_left(self.starts, start)
        if n == len(self.starts) or self.starts[n] != start:
            return False
        tag, label = self.tags[n], self.label(n)
        return (tag in ("VERB", "AUX") and label not in INSIDE) or (tag == "ADV" and self.heads[n] < n)

    def noun_of(self, number: Number) -> str | None:
        """Return the noun that a plain number hangs on, None when it hangs on none behind it."""
        last = bisect_left(self.starts, number.end) - 1
        if last < 0 or self.starts[last] < number.start:
            return None
        head = self.heads[last]
        if self.labels[last] != "nummod" or not last < head <= last + FAR or self.tags[head] not in NOUNS:
            return None
        start, end = self.words[head]
        between = self.text[number.end : start]
        if BARRED & set(self.tags[last + 1 : head]) or any(sign in between for sign in ",;:()—–"):
            return None
        return self.text[start:end]
