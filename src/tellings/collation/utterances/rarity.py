"""How much a word tells: rare in the story and in news, much; the story's own subject, little."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from tellings.language.content import content_words
from tellings.model import Analysis

PSEUDO_SENTENCES = (
    200  # sentences a pile is thought to hold more than it does, so that a word in two reports of two lines is not common
)


class Rarity:
    """Weights of content words, 0 to 1, from the sentences of a pile."""

    def __init__(self, analyses: Sequence[Analysis]) -> None:
        sentences = [s for a in analyses for s in _stems(a)]
        of = log(len(sentences) + PSEUDO_SENTENCES)
        held = Counter(stem for s in sentences for stem in s)
        self._weights = {stem: max(0.0, (of - log(n)) / of) for stem, n in held.items()}

    def of(self, stem: str) -> float:
        """Return 1 for a word that stands in one sentence, near 0 for one that stands in all, 0 for no word."""
        return self._weights.get(stem, 1.0) if stem else 0.0

    def total(self, stems: Iterable[str]) -> float:
        """Return the weight of some words together."""
        return sum(self.of(s) for s in stems)


def _stems(analysis: Analysis) -> Iterable[set[str]]:
    tokens = analysis.prose.tokens
    for s in analysis.prose.sentences:
        yield set(content_words(t.text for t in tokens[s.first : s.last]))
