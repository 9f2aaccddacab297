"""Sentences as the rules see them: whole around their quoted stretches, each stretch folded into one element."""

from collections.abc import Iterator
from functools import cached_property

from tellings.language.terms import Term, join_terms
from tellings.model import MarkPair, Prose, Sentence

QUOTED = "«»"  # the folded word of a stretch in marks; no word of a text can be this after folding
HEADLINE = 0.7  # share of capitalised words of four letters or more from which a line is taken for a headline
LONGEST = 400  # elements of a unit that are looked at; of 14,459 units of 400 news articles 99.9 % have at most 75, the longest 220


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


CLOSERS = frozenset(".!?…")


def iter_units(prose: Prose) -> Iterator[Unit]:
    """Yield the units of an article in order."""
    outer = sorted((p for p in prose.marks if p.level == 0), key=lambda p: (p.start, -p.end))
    at = 0
    for group in _groups(prose, outer):
        start, end = group[0].start, group[-1].end
        while at < len(outer) and outer[at].end <= start:
            at += 1
        terms = join_terms(prose.text, prose.tokens[group[0].first : group[-1].last])
        yield Unit(prose.text, group[0].paragraph, *_fold(terms, outer, at, end))


def _groups(prose: Prose, outer: list[MarkPair]) -> Iterator[list[Sentence]]:
    """Yield runs of sentences that marks hold together."""
    group: list[Sentence] = []
    at = 0
    for sentence in prose.sentences:
        if group:
            while at < len(outer) and outer[at].end <= sentence.start:
                at += 1
            held = at < len(outer) and outer[at].start < group[-1].end and sentence.start < outer[at].end
            if not held or group[-1].paragraph != sentence.paragraph:
                yield group
                group = []
        group.append(sentence)
    if group:
        yield group


def _fold(terms: list[Term], outer: list[MarkPair], at: int, end: int) -> tuple[list[Term], dict[int, MarkPair]]:
    """Fold the terms inside each pair into one element."""
    folded: list[Term] = []
    pairs: dict[int, MarkPair] = {}
    for term in terms:
        while at < len(outer) and outer[at].end <= term.start:
            at += 1
        if at < len(outer) and outer[at].start <= term.start and outer[at].start < end:
            if len(folded) - 1 not in pairs or pairs[len(folded) - 1] is not outer[at]:
                pairs[len(folded)] = outer[at]
                folded.append(Term(outer[at].start, outer[at].end, "", QUOTED))
        else:
            folded.append(term)
        if len(folded) >= LONGEST:
            break
    return folded, pairs
