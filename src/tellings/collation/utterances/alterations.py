"""Where two wordings inside marks cannot both be what was said."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from tellings.collation.utterances.likeness import LONGEST
from tellings.collation.utterances.said import Said, Telling
from tellings.model import Alteration

CLAUSE_END = re.compile(r"[.!?;:—]")
# "that" put in or an article changed is how translators and sub-editors smooth a sentence; it alters nothing that was said.
LIGHT = frozenset({"a", "an", "the", "that", "and"})
WEAK_RUN = 3  # a run of small words alone, shorter than this, holds nothing in place
Gap = tuple[int, int, int, int]  # words [a, b) of the one wording stand where words [c, d) of the other do


def find_alterations(one: Telling, other: Telling) -> list[Alteration]:
    """Return the words that differ inside marks in the stretch that both wordings print.

    A wording that merely stops earlier or begins later alters nothing; nor do words between two fragments, spelling,
    contractions and punctuation.
    """
    a, b = one.marked[:LONGEST], other.marked[:LONGEST]
    found = []
    for gap in _gaps(a, b):
        here, there = a[gap[0] : gap[1]], b[gap[2] : gap[3]]
        if _alters(here, there):
            content = any(w.stem for w in (*here, *there)) or _denies(here) != _denies(there)
            found.append(Alteration(one.quotation.id, _printed(one, here), other.quotation.id, _printed(other, there), content))
    return found


def _gaps(a: Sequence[Said], b: Sequence[Said]) -> Iterable[Gap]:
    blocks = [m for m in _matching(a, b) if m[2] >= WEAK_RUN or any(w.stem for w in a[m[0] : m[0] + m[2]])]
    for (i, j, size), (k, m, _) in zip(blocks, blocks[1:], strict=False):
        if _unbroken(a[i + size - 1 : k + 1]) and _unbroken(b[j + size - 1 : m + 1]):
            yield i + size, k, j + size, m
    if blocks:
        (i, j, _), (k, m, size) = blocks[0], blocks[-1]
        if i and j and _unbroken(a[i - 1 : i + 1]) and _unbroken(b[j - 1 : j + 1]):
            yield i - 1, i, j - 1, j
        k, m = k + size, m + size
        if k < len(a) and m < len(b) and _unbroken(a[k - 1 : k + 1]) and _unbroken(b[m - 1 : m + 1]):
            yield k, k + 1, m, m + 1


def _matching(a: Sequence[Said], b: Sequence[Said]) -> list[tuple[int, int, int]]:
    blocks = SequenceMatcher(None, [w.key for w in a], [w.key for w in b], autojunk=False).get_matching_blocks()
    return [(m.a, m.b, m.size) for m in blocks if m.size]


def _unbroken(words: Sequence[Said]) -> bool:
    """Tell whether the words stand in one fragment."""
    return len({w.fragment for w in words}) == 1


def _alters(here: Sequence[Said], there: Sequence[Said]) -> bool:
    keys = {w.key for w in here}, {w.key for w in there}
    if keys[0] - LIGHT == keys[1] - LIGHT:
        return False
    return _letters(here) != _letters(there)


def _letters(words: Sequence[Said]) -> str:
    """Return the letters without spaces, doubled letters and the spellings that divide English."""
    letters = "".join(w.key for w in words).replace("our", "or").replace("yse", "yze").replace("ise", "ize").replace("isi", "izi")
    return "".join(letter for letter, _ in groupby(letters.replace(".", "")))


def _denies(words: Sequence[Said]) -> bool:
    return sum(w.key in ("not", "no", "never", "none", "nobody", "nothing") for w in words) % 2 == 1


def _printed(telling: Telling, words: Sequence[Said]) -> str:
    return telling.source[words[0].start : words[-1].end] if words else ""
