"""Sentences of a story as folded words, and the pairs of sentences that tell alike."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import islice
from math import log

from msgspec import Struct

from tellings.language.content import content_words, fold, stem
from tellings.model import Analysis, Token

# By judgement, for speed where they bound the work.
LONGEST = 80  # words of a sentence that are compared
PSEUDO_SENTENCES = 200  # sentences the pile is thought to hold more than it does: two lines do not make their words common
CANDIDATE = 1.4  # weight of content words that two sentences must share to be aligned
SLACK = 1e-6  # for sums of the same weights in another order
PARTNERS = 12  # sentences with which one is aligned at most, the best first


class Line(Struct, frozen=True):
    """A sentence: its article's analysis, its words, their keys for comparison and their content stems ("" for small words)."""

    analysis: Analysis
    words: tuple[Token, ...]
    keys: tuple[str, ...]
    stems: tuple[str, ...]

    def text(self, first: int, last: int) -> str:
        """Return the stored text of the words ``[first, last)``."""
        return self.analysis.article.text[self.words[first].start : self.words[last - 1].end]

    def between(self, n: int) -> str:
        """Return what stands between word n and the next."""
        return self.analysis.article.text[self.words[n].end : self.words[n + 1].start]


def lines_of(analyses: Sequence[Analysis]) -> list[Line]:
    """Return every sentence of the pile, in order of article."""
    return [_line(a, s.first, s.last) for a in analyses for s in a.prose.sentences]


def _line(analysis: Analysis, first: int, last: int) -> Line:
    words = tuple(t for t in analysis.prose.tokens[first:last] if t.kind in ("word", "number"))[:LONGEST]
    printed = ["U.S." if t.text == "US" else t.text for t in words]
    keys = tuple(stem(fold(w).replace(".", "").removesuffix("'s")) if w != "U.S." else "u.s." for w in printed)
    return Line(analysis, words, keys, tuple((content_words([w]) or [""])[0] for w in printed))


def alike_pairs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the pairs of sentences from different articles that share enough rare words to be worth aligning.

    A pair that shares enough shares a stem among the rarest of each: the rest together weigh too little. So only those rarest
    stems propose pairs (the prefix filter of Chaudhuri, Ganti and Kaushik 2006). Sentences of the same stems are looked at once: in
    a big story most are copies.
    """
    stems = [frozenset(line.stems) - {""} for line in lines]
    articles = [line.analysis.article.id for line in lines]
    kinds: dict[frozenset[str], list[int]] = defaultdict(list)
    for n, held in enumerate(stems):
        kinds[held].append(n)
    found: set[tuple[int, int]] = set()
    for kind, near in _near(list(kinds), _weights(stems)).items():
        ranked = sorted((-shared, m) for other, shared in near for m in kinds[other])
        for n in kinds[kind]:
            others = (m for _, m in ranked if articles[m] != articles[n])
            found.update((min(n, m), max(n, m)) for m in islice(others, PARTNERS))
    return sorted(found)


def _near(kinds: Sequence[frozenset[str]], weight: Mapping[str, float]) -> dict[frozenset[str], list[tuple[frozenset[str], float]]]:
    """Return for each set of stems those that share enough with it, itself among them, and what they share."""
    holders: dict[str, list[frozenset[str]]] = defaultdict(list)
    near: dict[frozenset[str], list[tuple[frozenset[str], float]]] = defaultdict(list)
    for kind in kinds:
        proposing = _rarest(kind, weight)
        for s in proposing:
            holders[s].append(kind)
        for other in {other for s in proposing for other in holders[s]}:
            shared = sum(weight[s] for s in sorted(kind & other))
            if shared >= CANDIDATE:
                near[kind].append((other, shared))
                if other is not kind:
                    near[other].append((kind, shared))
    return near


def _weights(stems: Sequence[Set[str]]) -> dict[str, float]:
    """Return the weight of each stem: 1 for one that a single sentence holds, less the more hold it."""
    of = len(stems) + PSEUDO_SENTENCES
    held = Counter(s for some in stems for s in some)
    return {s: log(of / n) / log(of) for s, n in held.items()}


def _rarest(stems: Set[str], weight: Mapping[str, float]) -> list[str]:
    """Return the rarest stems of a sentence, without those that cannot reach ``CANDIDATE`` together."""
    order = sorted(stems, key=lambda s: (weight[s], s))
    left = 0.0
    for n, s in enumerate(order):
        left += weight[s]
        if left >= CANDIDATE - SLACK:
            return order[n:]
    return []
