"""The passages of a text in which a query's words stand: sentences, or what is near the words where a line has no end."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tellings.language.sentences import find_sentences
from tellings.model import Passage, Span
from tellings.store.query import Node, Term, wanted_terms
from tellings.store.words import Places

MOST = 3  # passages of a hit
LONG_LINE = 4_000  # characters; of a longer line only what is near the words is cut into sentences
AROUND = 600  # characters to each side of a word in a long line
LINE = re.compile(r"[^\r\n]+")


def find_passages(article: str, text: str, words: Sequence[str], node: Node) -> tuple[Passage, ...]:
    """Return the first passages in which the wanted words stand, in order, without overlap; ``words`` are all of the text's."""
    found: list[Span] = []
    places = Places(text)
    for first, last in _standing(words, wanted_terms(node)):
        start, end = places[first][0], places[last][1]
        if found and start < found[-1][1]:
            continue
        if len(found) == MOST:
            break
        found.append(_around(text, start, end))
    return tuple(Passage(article, s, e, text[s:e]) for s, e in found)


def _standing(words: Sequence[str], terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the first and last word of each term, wherever it stands."""
    by_first: dict[str, list[Term]] = {}
    for term in terms:
        by_first.setdefault(term.words[0], []).append(term)
    for i, word in enumerate(words):
        if word in by_first:
            for term in by_first[word]:
                n = len(term.words)
                if n == 1 or tuple(words[i : i + n]) == term.words:
                    yield i, i + n - 1


def _around(text: str, start: int, end: int) -> Span:
    """Return the sentences that hold ``[start, end)``: the one where it begins to the one where it ends."""
    first = _line(text, start)
    low, high = first[0], max(first[1], _line(text, end - 1)[1])
    near = low, high
    if high - low > LONG_LINE:
        near = max(low, start - AROUND), min(high, end + AROUND)
    spans = find_sentences(text, near)
    starts = [s for s, _ in spans]
    begins = spans[max(0, bisect_right(starts, start) - 1)] if spans else (start, end)
    ends = spans[max(0, bisect_right(starts, end - 1) - 1)] if spans else (start, end)
    return min(begins[0], start), max(ends[1], end)


def _line(text: str, at: int) -> Span:
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    m = LINE.match(text, start)
    return m.span() if m else (at, at + 1)
