"""Copies among many texts that have no story in common: pairs by fingerprint, then the stretches that they share."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from tellings.collation.reuse.candidates import PILE_WINDOW, K, pile_pairs
from tellings.collation.reuse.prints import Prints, take_prints
from tellings.collation.reuse.rows import Array, iter_rows, read_rows
from tellings.collation.reuse.stretches import find_stretches
from tellings.collation.reuse.telling import TITLE, plain_words
from tellings.collation.reuse.told import Told, tell

# Words in marks, of one paragraph: matches “We had ten minutes,” not the inches of a 10" pipe and a 12" pipe on two lines.
IN_MARKS = re.compile(r'“[^“”\n]*”|"[^"\n]*"')


OPENS, CAPITAL, DIGIT = np.uint8(1), np.uint8(2), np.uint8(4)  # bits of what is known of a word


class Shared(NamedTuple):
    """A stretch that stands in two texts: its characters in each, how many words agree, and whether both print it in marks."""

    first: tuple[int, int]
    second: tuple[int, int]
    equal: int
    quoted: bool


class Copy(NamedTuple):
    """Two texts, by number, and the stretches they share; which had them first is not asked here."""

    first: int
    second: int
    shared: tuple[Shared, ...]


def find_copies(texts: Sequence[str]) -> list[Copy]:
    """Return the pairs of texts that share words outside marks, with the stretches, in order of the texts.

    For texts of any story and of none: what a house prints under all its reports, and what many print, does not count unless it
    is much of a text. Within one story ``find_reuse`` looks closer.

    >>> one = "Engineers opened the lower gates of the Karvel dam after cracks appeared in its eastern wall."
    >>> [(c.first, c.second, [one[slice(*s.first)] for s in c.shared]) for c in find_copies([one, "No dam.", f"On Monday {one}"])]
    [(0, 2, ['Engineers opened the lower gates of the Karvel dam after cracks appeared in its eastern wall'])]
    """
    pile = read_pile(texts)
    lines = cache(pile.line)
    found = []
    for i, j in pile.pairs():
        a, b = lines(i), lines(j)
        stretches = find_stretches(a.told, b.told)
        if any(not s.quoted for s in stretches):
            shared = (Shared(a.span(s.a, s.a_end), b.span(s.b, s.b_end), s.equal, s.quoted) for s in stretches)
            found.append(Copy(i, j, tuple(shared)))
    return found


class Line(NamedTuple):
    """A text as it is compared, with the characters of each word."""

    told: Told
    starts: list[int]
    ends: list[int]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters of the words [first, last)."""
        return self.starts[first], self.ends[last - 1]


class Pile(NamedTuple):
    """Many texts, their words in rows, and where the words of each begin."""

    texts: Sequence[str]
    prints: Prints
    words: Array
    starts: Array
    ends: Array
    kinds: Array  # bits: opens a sentence, printed with a capital, begins with a digit
    bounds: Array

    def pairs(self) -> list[tuple[int, int]]:
        """Return the pairs of texts that are worth comparing."""
        return pile_pairs(self.prints, self.words)

    def line(self, n: int) -> Line:
        """Return text ``n`` as it is compared."""
        here = slice(*self.bounds[n : n + 2])
        row, starts, kinds = self.words[here], self.starts[here], self.kinds[here]
        marks = np.array([m.span() for m in IN_MARKS.finditer(self.texts[n])]).reshape(-1)
        quoted = np.searchsorted(marks, starts, "right") % 2 == 1
        known, small, fit = _plain()
        place = np.minimum(np.searchsorted(known, row), len(known) - 1)
        same = known[place] == row
        news, title = ~(same & small[place]) & ((kinds & DIGIT) == 0), ~same | fit[place]
        flags = (kind.tobytes() for kind in (quoted, (kinds & CAPITAL) > 0, news, title))
        return Line(tell(row, np.cumsum(kinds & OPENS), *flags), starts.tolist(), self.ends[here].tolist())


def read_pile(texts: Sequence[str]) -> Pile:
    """Return the words of many texts and their fingerprints."""
    parts, texts_so_far, words_so_far = [], 0, 0
    for row in iter_rows(texts):
        prints = take_prints(row.words, row.bounds, K, PILE_WINDOW)
        kinds = row.opens * OPENS + row.capital * CAPITAL + row.digit * DIGIT
        here = (row.words, row.starts.astype(np.int32), row.ends.astype(np.int32), kinds, row.bounds[1:] + words_so_far)
        parts.append((*here, prints.values, prints.texts + texts_so_far, prints.places + words_so_far))
        texts_so_far, words_so_far = texts_so_far + len(row.bounds) - 1, words_so_far + len(row.words)
    if not parts:
        return read_pile([""])
    words, starts, ends, kinds, bounds, values, homes, places = map(np.concatenate, zip(*parts, strict=True))
    return Pile(texts, Prints(values, homes, places), words, starts, ends, kinds, np.concatenate([np.zeros(1, np.int64), bounds]))


@cache
def _plain() -> tuple[Array, Array, Array]:
    """Return the hashes, in order, of the words without news and of those that a title may hold, and which are of either kind."""
    plain, title = (read_rows([" ".join(sorted(words))]).words for words in (plain_words(), TITLE))
    known = np.unique(np.concatenate([plain, title]))
    return known, np.isin(known, plain), np.isin(known, title)
