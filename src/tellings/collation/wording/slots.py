"""Slots: places in two alike sentences where different words stand between the same words."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from tellings.collation.wording.lines import Line
from tellings.language.alignment import Pair, align
from tellings.language.content import content_words, fold
from tellings.language.tables import load_table

# By judgement: what these let through was read by eye on 25 stories of three outlets each.
SMALL, CONTENT = 1.0, 2.0  # what a word that agrees is worth to the alignment
WIDEST = 4  # words that one side of a slot may hold
LEAST = 4.0  # what a stretch must be worth to be looked at, gaps taken off
HELD = 6.0  # what the words that agree in the stretch around a slot must be worth
FLANK = 3  # words that must agree right beside a slot, left and right together
RICH = 4  # content words that agree
REMEMBERED = 8192  # alignments kept
COMPOUND = 0.34  # share of a word's places in which another follows it, from which the two are one head
BREAK = re.compile(r"[,;:.!?()\[\]—–]| - ")
OWNER = re.compile(r"^[^\W\d_]+(?:['’]s|s['’])$")
SUBSTITUTED, MODIFIED = "same-slot", "added-modifier"


class Slot(NamedTuple):
    """Words ``[start, end)`` of each of two sentences that stand in one slot, and the rule that found it."""

    rule: str
    here: tuple[int, int]
    there: tuple[int, int]


Followed = Callable[[str, str], float]


def find_slots(one: Line, other: Line, followed: Followed) -> Iterator[Slot]:
    """Return the slots of two sentences; ``followed(a, b)`` is how often (0 to 1) the pile has word b after word a."""
    if one.keys == other.keys:  # a copy
        return
    worth = [CONTENT if s else SMALL for s in one.stems]
    for stretch in _aligned(one.keys, other.keys, tuple(worth)):
        content = sum(bool(one.stems[i]) for i, _ in stretch)
        if sum(worth[i] for i, _ in stretch) < HELD or content < 2:
            continue
        for n, ((i, j), (k, m)) in enumerate(pairwise(stretch)):
            slot = _slot(one, other, (i + 1, k), (j + 1, m), followed)
            if slot and _flank(stretch, n) >= _needed(slot, k, content):
                yield slot


@lru_cache(maxsize=REMEMBERED)
def _aligned(one: tuple[str, ...], other: tuple[str, ...], worth: tuple[float, ...]) -> list[list[Pair]]:
    """Align two sentences; in a big story most are copies, and two wordings meet again and again."""
    return align(one, other, worth, LEAST)


def _needed(slot: Slot, end: int, content: int) -> int:
    """Return how many words must agree beside the slot: a head that both sides describe vouches for it, as does a rich stretch."""
    if slot.here[1] <= end:
        return FLANK + 1
    return FLANK - 1 if content >= RICH else FLANK


def _flank(stretch: Sequence[Pair], n: int) -> int:
    """Return how many words agree in a row before and after the gap that follows place n of the stretch."""
    left = right = 1
    while n - left >= 0 and stretch[n - left] == (stretch[n][0] - left, stretch[n][1] - left):
        left += 1
    after = n + 1
    while after + right < len(stretch) and stretch[after + right] == (stretch[after][0] + right, stretch[after][1] + right):
        right += 1
    return left + right


def _slot(one: Line, other: Line, here: Pair, there: Pair, followed: Followed) -> Slot | None:
    if max(here[1] - here[0], there[1] - there[0]) > WIDEST or _broken(one, here) or _broken(other, there):
        return None
    if here[0] < here[1] and there[0] < there[1]:
        return _substituted(one, other, here, there, followed)
    if here == there or (here[0] == here[1]) == (there[0] == there[1]):
        return None
    return _modified(one, other, here, there, followed)


def _substituted(one: Line, other: Line, here: Pair, there: Pair, followed: Followed) -> Slot | None:
    a, b = _trim(one, here), _trim(other, there)
    if not a or not b or not _tells(one, a) or not _tells(other, b) or _same(one, other, a, b):
        return None
    if _joints(one, here) != _joints(other, there):
        return None
    right = _head(one, other, a, b, followed)
    return Slot(SUBSTITUTED, (a[0], a[1] + right), (b[0], b[1] + right))


def _joints(line: Line, span: Pair) -> list[str]:
    """Return the small words of a slot that join or relate: two sides that differ in them are not built alike."""
    inner = _trim(line, span) or span
    small = [(n, fold(line.words[n].text)) for n in range(*span) if not line.stems[n]]
    return [w for n, w in small if inner[0] <= n < inner[1] or w not in _table("light" if n > inner[0] else "light_before")]


def _modified(one: Line, other: Line, here: Pair, there: Pair, followed: Followed) -> Slot | None:
    """Return the slot of a modifier that one sentence has before a word and the other lacks."""
    full, line = (here, one) if here[0] < here[1] else (there, other)
    if _trim(line, full) != full or not _tells(line, full) or full[1] - full[0] > 2 or not _describes(line, full[1] - 1):
        return None
    right = _head(one, other, here, there, followed)
    return Slot(MODIFIED, (here[0], here[1] + right), (there[0], there[1] + right)) if right else None


def _describes(line: Line, n: int) -> bool:
    word = fold(line.words[n].text)
    return word in _table("describing") or word.endswith(tuple(_table("endings")))


def _trim(line: Line, span: Pair) -> Pair | None:
    """Leave out the small words at both ends, and an owner's name before what is owned."""
    held = [n for n in range(*span) if line.stems[n]]
    if len(held) > 1 and OWNER.search(line.words[held[0]].text):
        held = held[1:]
    return (held[0], held[-1] + 1) if held else None


def _head(one: Line, other: Line, a: Pair, b: Pair, followed: Followed) -> int:
    """Return how many content words follow both sides alike without a break: the head that the slot describes.

    A second word belongs to it only when the pile commonly has it after the first ("ferry pier", not "sailors bound").
    """
    n = 0
    while n < 2 and a[1] + n < len(one.words) and b[1] + n < len(other.words):
        x, y = a[1] + n, b[1] + n
        if (
            one.keys[x] != other.keys[y]
            or not one.stems[x]
            or BREAK.search(one.between(x - 1))
            or BREAK.search(other.between(y - 1))
        ):
            break
        if n and followed(one.keys[x - 1], one.keys[x]) < COMPOUND:
            break
        n += 1
    return n


def _broken(line: Line, span: Pair) -> bool:
    """Tell whether the slot holds a break: then its words do not belong together."""
    return any(BREAK.search(line.between(n)) for n in range(span[0], span[1] - 1))


def _tells(line: Line, span: Pair) -> bool:
    """Tell whether the words could be a wording: no number, no moment, not a name alone."""
    words = line.words[span[0] : span[1]]
    set_apart = [(m.start, m.end) for m in line.analysis.moments] + [(f.start, f.end) for f in line.analysis.figures]
    if any(s in _stems("saying") for s in line.stems[span[0] : span[1]]) and span[1] - span[0] > 1:
        return False
    if any(w.kind == "number" or any(start < w.end and w.start < end for start, end in set_apart) for w in words):
        return False
    return not all(w.text[0].isupper() for n, w in enumerate(words, span[0]) if line.stems[n])


def _same(one: Line, other: Line, a: Pair, b: Pair) -> bool:
    """Tell whether the two differ in spelling, inflection or nothing that tells."""
    here, there = ([s for s in line.stems[slice(*span)] if s] for line, span in ((one, a), (other, b)))
    if len(here) == len(there) and all(_inflected(x, y) for x, y in zip(here, there, strict=True)):
        return True
    return set(here) <= set(there) or set(there) <= set(here) or _letters(here) == _letters(there) or _neutral(here, there)


def _inflected(x: str, y: str) -> bool:
    """Tell whether two stems are forms of one word: alike but for two letters at the end."""
    short = min(len(x), len(y))
    return x == y or (short > 3 and x[: short - 1] == y[: short - 1] and max(len(x), len(y)) - short <= 2)


def _letters(stems: Sequence[str]) -> str:
    letters = "".join(stems).replace("our", "or").replace("ise", "ize").replace("isi", "izi")
    return "".join(letter for letter, _ in groupby(letters))


def _neutral(here: Sequence[str], there: Sequence[str]) -> bool:
    return any(set(here) <= _stems(group) and set(there) <= _stems(group) for group in ("saying", "time", "negation"))


@cache
def _table(group: str) -> frozenset[str]:
    return frozenset(load_table("collation/wording", "words.toml")[group])


@cache
def _stems(group: str) -> frozenset[str]:
    return frozenset(content_words(load_table("collation/wording", "words.toml")[group]))
