"""Align two lists of words: maximal equal runs, and short equal runs just beside them where words were put in, out or changed."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

# By judgement; quality/reuse.py shows what of planted copies they find.
LEAST = 6  # words of an equal run from which on it is looked at; shorter ones are everybody's English
GAP = 3  # words that an editor may have put in, left out or changed between two equal runs of one sentence
BRIDGED = 2  # words of the equal run beyond a gap
REPEATS = 8  # places of one 6-gram in one article that are tried

BUDGET = 16  # equal words followed per word of the texts, so that a text of one word repeated costs no more than its length
GAPS = sorted(((x, y) for x in range(GAP + 1) for y in range(GAP + 1)), key=lambda g: (sum(g), g))  # nearest first

Words = Sequence[str]


class Block(NamedTuple):
    """``length`` equal words from ``a`` in the one text and from ``b`` in the other."""

    a: int
    b: int
    length: int


def align(a: Words, b: Words, sentence_a: Sequence[int], sentence_b: Sequence[int]) -> list[list[Block]]:
    """Return chains of equal blocks: each holds at least one run of LEAST words; no word of either text is used twice.

    >>> a, b = "the cat sat on the old red mat today".split(), "then the cat sat on the old blue mat today now".split()
    >>> align(a, b, [0] * len(a), [0] * len(b))
    [[Block(a=0, b=1, length=6), Block(a=7, b=8, length=2)]]
    """
    cores = _apart(_runs(a, b))
    used_a = {i for block in cores for i in range(block.a, block.a + block.length)}
    used_b = {i for block in cores for i in range(block.b, block.b + block.length)}
    blocks = list(cores)
    for core in cores:
        for step in (1, -1):
            blocks += _extend(core, step, (a, b), (sentence_a, sentence_b), (used_a, used_b))
    return _chains(sorted(blocks), sentence_a, sentence_b)


def _runs(a: Words, b: Words) -> list[Block]:
    """Return every maximal equal run of LEAST words or more."""
    ours, places = _grams(a), defaultdict[tuple[str, ...], list[int]](list)
    shared = set(ours)
    for j, gram in enumerate(_grams(b)):
        if gram in shared and len(places[gram]) < REPEATS:
            places[gram].append(j)
    found: list[Block] = []
    budget = BUDGET * (len(a) + len(b))
    for i, gram in enumerate(ours):
        for j in places.get(gram, ()):
            if budget > 0 and (i == 0 or j == 0 or a[i - 1] != b[j - 1]):
                found.append(Block(i, j, _common(a, b, i, j)))
                budget -= found[-1].length
    return found


def _grams(words: Words) -> list[tuple[str, ...]]:
    """Return LEAST words in a row from each place."""
    return list(zip(*(words[n:] for n in range(LEAST)), strict=False))


def _common(a: Words, b: Words, i: int, j: int) -> int:
    n = 0
    while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
        n += 1
    return n


def _apart(runs: list[Block]) -> list[Block]:
    """Keep the longest runs, trimmed where a longer one has the words already."""
    used_a: set[int] = set()
    used_b: set[int] = set()
    kept: list[Block] = []
    for run in sorted(runs, key=lambda r: (-r.length, r.a, r.b)):
        free = [n for n in range(run.length) if run.a + n not in used_a and run.b + n not in used_b]
        if not free or free[-1] - free[0] + 1 < LEAST or len(free) != free[-1] - free[0] + 1:
            continue
        block = Block(run.a + free[0], run.b + free[0], len(free))
        kept.append(block)
        used_a.update(range(block.a, block.a + block.length))
        used_b.update(range(block.b, block.b + block.length))
    return kept


def _extend(
    core: Block,
    step: int,
    words: tuple[Words, Words],
    sentences: tuple[Sequence[int], Sequence[int]],
    used: tuple[set[int], set[int]],
) -> list[Block]:
    """Return the short equal runs reached from an end of a core over gaps, going forward (1) or backward (-1)."""
    found: list[Block] = []
    i, j = (core.a + core.length - 1, core.b + core.length - 1) if step > 0 else (core.a, core.b)
    while block := _next(i, j, step, words, sentences, used):
        found.append(block)
        used[0].update(range(block.a, block.a + block.length))
        used[1].update(range(block.b, block.b + block.length))
        i, j = (block.a + block.length - 1, block.b + block.length - 1) if step > 0 else (block.a, block.b)
    return found


def _next(
    i: int,
    j: int,
    step: int,
    words: tuple[Words, Words],
    sentences: tuple[Sequence[int], Sequence[int]],
    used: tuple[set[int], set[int]],
) -> Block | None:
    """Return the nearest equal run of BRIDGED words or more beyond a gap of at most GAP words on either side."""
    for gap_a, gap_b in GAPS:
        p, q = i + step * (gap_a + 1), j + step * (gap_b + 1)
        n = 0
        while (
            _fits(p, i, words[0], sentences[0], used[0])
            and _fits(q, j, words[1], sentences[1], used[1])
            and words[0][p] == words[1][q]
        ):
            p, q, n = p + step, q + step, n + 1
        if n >= BRIDGED:
            return Block(p - n, q - n, n) if step > 0 else Block(p + 1, q + 1, n)
    return None


def _fits(place: int, anchor: int, words: Words, sentence: Sequence[int], used: set[int]) -> bool:
    """Return whether a word is there, in the anchor's sentence, and not aligned yet."""
    return 0 <= place < len(words) and sentence[place] == sentence[anchor] and place not in used


def _chains(blocks: list[Block], sentence_a: Sequence[int], sentence_b: Sequence[int]) -> list[list[Block]]:
    """Join blocks that follow each other in both texts over small gaps inside one sentence."""
    chains: list[list[Block]] = []
    for block in blocks:
        last = chains[-1][-1] if chains else None
        if last and _follows(last, block, sentence_a, sentence_b):
            chains[-1].append(block)
        else:
            chains.append([block])
    return chains


def _follows(last: Block, block: Block, sentence_a: Sequence[int], sentence_b: Sequence[int]) -> bool:
    end_a, end_b = last.a + last.length, last.b + last.length
    near = 0 <= block.a - end_a <= GAP and 0 <= block.b - end_b <= GAP
    return near and sentence_a[end_a - 1] == sentence_a[block.a] and sentence_b[end_b - 1] == sentence_b[block.b]
