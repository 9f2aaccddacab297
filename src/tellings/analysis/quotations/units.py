"""Sentences as the rules see them: whole around their quoted stretches, each stretch folded into one element."""

from functools import cached_property

from tellings.language.terms import Term
from tellings.model import MarkPair

QUOTED = "«»"  # the folded word of a stretch in marks; no word of a text can be this after folding
HEADLINE = 0.7  # share of capitalised words of four letters or more from which a line is taken for a headline
CLOSERS = frozenset(".!?…")


class Unit:
    """A sentence (or several, where marks run over their ends) as terms, with stretches in marks as single elements."""

    def __init__(self, text: str, paragraph: int, terms: list[Term], pairs: dict[int, MarkPair]):
        self.text = text
        self.paragraph = paragraph
        self.terms = terms
        self.low = [t.low for t in terms]
        self.pairs = pairs  # by element

    def __len__(self) -> int:
        return len(self.terms)

    @property
    def start(self) -> int:
        """Where the unit begins."""
        return self.terms[0].start

    @property
    def end(self) -> int:
        """Where the unit ends, its full stop included."""
        return self.terms[-1].end

    @cached_property
    def last(self) -> int:
        """The element behind the last one that is not a closing sign."""
        n = len(self.low)
        while n and self.low[n - 1] in CLOSERS:
            n -= 1
        return n

    @cached_property
    def is_headline(self) -> bool:
        """Say whether most words are capitalised, as in a headline."""
        long = [t.text for t in self.terms if len(t.text) > 3 and t.text[:1].isalpha()]
        return len(long) > 2 and sum(w[0].isupper() for w in long) >= HEADLINE * len(long)

    def inner(self, n: int) -> str:
        """Return the words inside the marks of element ``n``."""
        pair = self.pairs[n]
        return self.text[pair.inner_start : pair.inner_end]

    def is_name(self, n: int) -> bool:
        """Say whether element ``n`` is a capitalised word that does not merely begin the sentence."""
        return self.terms[n].text[:1].isupper()
