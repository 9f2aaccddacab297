"""Align two texts: maximal equal runs, and short equal runs just beside them where words were put in, out or changed."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tellings.collation.reuse.told import LEAST, Array, Told

# By judgement; quality/reuse.py shows what of planted copies they find.
GAP = 3  # words that an editor may have put in, left out or changed between two equal runs of one sentence
BRIDGED = 2  # words of the equal run beyond a gap
REPEATS = 8  # places of one LEAST-gram in one article that are tried

BUDGET = 16  # equal words followed per word of the texts, so that a text of one word repeated costs no more than its length
GAPS = sorted(((x, y) for x in range(GAP + 1) for y in range(GAP + 1)), key=lambda g: (sum(g), g))  # nearest first
PEEP, WIDER = 32, 4  # words compared at once, and how much more where all of them agree
SEEN, FAR = GAP + BRIDGED, 16  # words beyond the end of a run that must share one, and that are looked at in one go


class Block(NamedTuple):
    """``length`` equal words from ``a`` in the one text and from ``b`` in the other."""

    a: int
    b: int
    length: int


Used = tuple[bytearray, bytearray]


def align(a: Told, b: Told) -> list[list[Block]]:
    """Return chains of equal blocks: each holds at least one run of LEAST words; no word of either text is used twice.

    >>> from tellings.collation.reuse.told import number_words, tell
    >>> one, two = "the cat sat on the old red mat today", "then the cat sat on the old blue mat today now"
    >>> align(*(tell(row) for row in number_words([one.split(), two.split()])))
    [[Block(a=0, b=1, length=6), Block(a=7, b=8, length=2)]]
    """
    used = bytearray(len(a.words)), bytearray(len(b.words))
    cores = _apart(_runs(a, b), used)
    blocks = list(cores)
    for core in cores:
        for step in (1, -1):
            blocks += _extend(core, step, a, b, used)
    return _chains(sorted(blocks), a.sentence, b.sentence)


def _runs(a: Told, b: Told) -> list[Block]:
    """Return every maximal equal run of LEAST words or more."""
    found: list[Block] = []
    budget = BUDGET * (len(a.words) + len(b.words))
    for i, j in _starts(a, b):
        length = _common(a.row[i:], b.row[j:]) if budget > 0 else 0
        if length >= LEAST:
            found.append(Block(i, j, length))
            budget -= length
    return found


def _starts(a: Told, b: Told) -> list[tuple[int, int]]:
    """Return where equal runs begin: equal grams whose words before differ."""
    if not len(a.grams) or not len(b.grams):
        return []
    held = b.grams[b.order]
    first = np.searchsorted(held, a.grams)
    there = np.flatnonzero(held[np.minimum(first, len(held) - 1)] == a.grams)
    times = np.minimum(np.searchsorted(held, a.grams[there], "right") - first[there], REPEATS)
    i = np.repeat(there, times)
    rank = np.arange(len(i)) - np.repeat(np.cumsum(times) - times, times)
    j = b.order[first[i] + rank]
    begins = (i == 0) | (j == 0) | (a.row[i - 1] != b.row[j - 1])
    return list(zip(i[begins].tolist(), j[begins].tolist(), strict=True))


def _common(a: Array, b: Array) -> int:
    """Return how many words agree from the first on."""
    n, step = 0, PEEP
    while size := min(step, len(a) - n, len(b) - n):
        differ = a[n : n + size] != b[n : n + size]
        at = int(differ.argmax())
        if differ[at]:
            return n + at
        n, step = n + size, step * WIDER
    return n


def _apart(runs: list[Block], used: Used) -> list[Block]:
    """Keep the longest runs, trimmed where a longer one has the words already, and mark their words as used."""
    kept: list[Block] = []
    for run in sorted(runs, key=lambda r: (-r.length, r.a, r.b)):
        taken = _either(used[0][run.a : run.a + run.length], used[1][run.b : run.b + run.length])
        first, last = taken.find(0), taken.rfind(0)
        if first < 0 or last - first + 1 < LEAST or 1 in taken[first : last + 1]:
            continue
        kept.append(_take(Block(run.a + first, run.b + first, last - first + 1), used))
    return kept


def _either(a: bytearray, b: bytearray) -> bytes:
    """Return 1 where either is set."""
    whole = int.from_bytes(a, "big") | int.from_bytes(b, "big")
    return whole.to_bytes(len(a), "big")


def _take(block: Block, used: Used) -> Block:
    used[0][block.a : block.a + block.length] = used[1][block.b : block.b + block.length] = b"\1" * block.length
    return block


def _extend(core: Block, step: int, a: Told, b: Told, used: Used) -> list[Block]:
    """Return the short equal runs reached from an end of a core over gaps, going forward (1) or backward (-1)."""
    found: list[Block] = []
    block: Block | None = core
    while block:
        i, j = (block.a + block.length - 1, block.b + block.length - 1) if step > 0 else (block.a, block.b)
        near = _nearest(_beyond(i, step, a, used[0]), _beyond(j, step, b, used[1]))
        block = near and _placed(i, j, step, *near)
        if block:
            found.append(_take(block, used))
    return found


def _beyond(place: int, step: int, told: Told, used: bytearray) -> list[int]:
    """Return the next words beyond a place, in its sentence and not aligned yet, from the place outwards."""
    sentence, here = told.sentence, told.sentence[place]
    end, far = place + step, place + FAR * step
    while 0 <= end < len(used) and end != far and sentence[end] == here and not used[end]:
        end += step
    return told.words[place + 1 : end] if step > 0 else told.words[end + 1 : place][::-1]


def _nearest(ours: list[int], theirs: list[int]) -> tuple[int, int, int] | None:
    """Return the gaps before the nearest equal run of BRIDGED words or more, at most GAP words on either side, and its length."""
    if len(ours) < BRIDGED or len(theirs) < BRIDGED or set(ours[:SEEN]).isdisjoint(theirs[:SEEN]):
        return None
    for a, b in GAPS:
        if ours[a : a + BRIDGED] == theirs[b : b + BRIDGED] and min(len(ours) - a, len(theirs) - b) >= BRIDGED:
            n = BRIDGED
            while n < min(len(ours) - a, len(theirs) - b) and ours[a + n] == theirs[b + n]:
                n += 1
            return a, b, n
    return None


def _placed(i: int, j: int, step: int, gap_a: int, gap_b: int, n: int) -> Block:
    """Return the block that lies beyond the gaps."""
    if step > 0:
        return Block(i + 1 + gap_a, j + 1 + gap_b, n)
    return Block(i - gap_a - n, j - gap_b - n, n)


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
