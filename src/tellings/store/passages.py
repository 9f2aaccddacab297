"""The passages of a text in which a query's words stand: sentences, or what is near the words where a line has no end."""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from heapq import merge

from tellings.language.sentences import find_sentences
from tellings.model import Passage, Span
from tellings.store.query import Node, wanted_terms
from tellings.store.words import Occurrences

MOST = 3  # passages of a hit
LONG_LINE = 4_000  # characters; of a longer line only what is near the words is cut into sentences
AROUND = 600  # characters to each side of a word in a long line
LINE = re.compile(r"[^\r\n]+")


def find_passages(article: str, text: str, there: Occurrences, node: Node) -> tuple[Passage, ...]:
    """Return the first passages in which the wanted words stand, in order, without overlap; ``there`` finds words of the text."""
    found: list[Span] = []
    cut = cache(lambda low, high: find_sentences(text, (low, high)))
    for start, end in merge(*(there.of(term.words) for term in wanted_terms(node))):
        if found and start < found[-1][1]:
            continue
        if len(found) == MOST:
            break
        found.append(_around(text, start, end, cut))
    return tuple(Passage(article, s, e, text[s:e]) for s, e in found)


def _around(text: str, start: int, end: int, cut: Callable[[int, int], list[Span]]) -> Span:
    """Return the sentences that hold ``[start, end)``: the one where it begins to the one where it ends."""
    first = _line(text, start)
    low, high = first[0], max(first[1], _line(text, end - 1)[1])
    near = low, high
    if high - low > LONG_LINE:
        near = max(low, start - AROUND), min(high, end + AROUND)
    spans = cut(*near)
    starts = [s for s, _ in spans]
    begins = spans[max(0, bisect_right(starts, start) - 1)] if spans else (start, end)
    ends = spans[max(0, bisect_right(starts, end - 1) - 1)] if spans else (start, end)
    return min(begins[0], start), max(ends[1], end)


def _line(text: str, at: int) -> Span:
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    m = LINE.match(text, start)
    return m.span() if m else (at, at + 1)
