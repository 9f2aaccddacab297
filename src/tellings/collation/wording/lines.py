"""Sentences of a story as folded words, and the pairs of sentences that tell alike."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

from msgspec import Struct

from tellings.language.content import content_words, fold, stem
from tellings.model import Analysis, Token

LONGEST = 80  # words of a sentence that are compared
PSEUDO_SENTENCES = 200  # sentences the pile is thought to hold more than it does: two lines do not make their words common
CANDIDATE = 1.4  # weight of content words that two sentences must share to be aligned
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
    """Return the pairs of sentences from different articles that share enough rare words to be worth aligning."""
    held: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        for s in sorted(set(line.stems) - {""}):
            held[s].append(n)
    of = len(lines) + PSEUDO_SENTENCES
    shared: Counter[tuple[int, int]] = Counter()
    for s in sorted(held):
        weight = log(of / len(held[s])) / log(of)
        for i, a in enumerate(held[s]):
            for b in held[s][i + 1 :]:
                if lines[a].analysis.article.id != lines[b].analysis.article.id:
                    shared[a, b] += weight  # type: ignore[assignment]
    best: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), weight in shared.items():
        if weight >= CANDIDATE:
            best[a].append((-weight, b))
            best[b].append((-weight, a))
    return sorted({(min(n, m), max(n, m)) for n, near in best.items() for _, m in sorted(near)[:PARTNERS]})
