"""How much a word tells: rare in the story and in general English, much; the story's own subject or an everyday word, little."""

import gzip
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import log

from tellings.language.content import content_words
from tellings.language.tables import load_bytes
from tellings.model import Analysis
from tellings.stories.weights import background

PSEUDO_SENTENCES = 200  # sentences a pile is thought to hold more than it does: a word in two reports of two lines is not common


class Rarity:
    """Weights of content words, 0 to 1, from the sentences of a pile and the background texts: the lower of the two."""

    def __init__(self, analyses: Sequence[Analysis]) -> None:
        sentences = [s for a in analyses for s in _stems(a)]
        of = log(len(sentences) + PSEUDO_SENTENCES)
        held = Counter(stem for s in sentences for stem in s)
        general = _general()
        self._weights = {stem: min(general.get(stem, 1.0), max(0.0, (of - log(n)) / of)) for stem, n in held.items()}

    def of(self, stem: str) -> float:
        """Return 1 for a word that stands in one sentence and in no background text, near 0 for one in all, 0 for no word."""
        return self._weights.get(stem, 1.0) if stem else 0.0

    def total(self, stems: Iterable[str]) -> float:
        """Return the weight of some words together."""
        return sum(self.of(s) for s in stems)


@cache
def _general() -> Mapping[str, float]:
    """Return the rarity of stems in the background: 1 for a stem of one text, 0 for one of all."""
    texts, _ = background()
    return {stem: max(0.0, 1 - log(n) / log(texts)) for stem, n in background_stems().items()}


def background_stems() -> dict[str, int]:
    """Return in how many background texts each stem stands, from the table that ``quality/background_stems.py`` writes."""
    rows = gzip.decompress(load_bytes("collation/utterances", "background_stems.tsv.gz")).decode("utf-8").split("\n")
    return {stem: int(n) for stem, n in (row.split("\t") for row in rows)}


def count_stems() -> Counter[str]:
    """Return the same, counted from the background's words."""
    held: Counter[str] = Counter()
    for word, n in background()[1].items():
        for stem in content_words([word]):
            held[stem] += n
    return held


def _stems(analysis: Analysis) -> Iterable[set[str]]:
    tokens = analysis.prose.tokens
    for s in analysis.prose.sentences:
        yield set(content_words(t.text for t in tokens[s.first : s.last]))
