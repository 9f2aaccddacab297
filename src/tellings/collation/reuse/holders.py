"""Which texts hold one fingerprint: posting lists that keep their first holders only, but are looked up for every text."""

from typing import NamedTuple

import numpy as np

from tellings.collation.reuse.prints import Prints
from tellings.collation.reuse.rows import Array

# A text is paired with the first holders of its fingerprints only: so the copies of one text are all linked to its first copies,
# and the work grows with the number of texts, not with its square.
# By judgement.
HOLDERS = 12


class Holders(NamedTuple):
    """Prints that two texts or more hold, group by group: text, number of the print, where its group begins and how long it is."""

    texts: Array
    prints: Array
    first: Array
    size: Array
    total: int

    def pairs(self, rare: bool) -> tuple[Array, Array, Array]:
        """Return a row for each print that a text shares with one of its first holders: the pair as a number, and both prints.

        ``rare``: only prints that HOLDERS texts hold at most, or only the others.
        """
        rank = np.arange(len(self.texts)) - self.first
        asked = (self.size <= HOLDERS) == rare
        found: list[tuple[Array, Array]] = []
        for n in range(HOLDERS):
            later = np.flatnonzero(asked & (rank > n))
            found.append((self.first[later] + n, later))
        earlier, later = (np.concatenate(side) for side in zip(*found, strict=True))
        return self.texts[earlier] * self.total + self.texts[later], self.prints[earlier], self.prints[later]


def hold(prints: Prints) -> Holders:
    """Return the prints that two texts or more hold.

    The lower bits of a print give way to its number, so that one plain sort brings equal prints together in order of texts.
    """
    low = np.uint64(max(1, len(prints.values).bit_length()))
    row = np.sort(((prints.values >> low) << low) | np.arange(len(prints.values), dtype=np.uint64))
    value, place = row >> low, (row & ((np.uint64(1) << low) - np.uint64(1))).astype(np.int64)
    again = np.zeros(len(row) + 1, np.bool_)
    again[1:-1] = value[1:] == value[:-1]
    kept = np.flatnonzero(again[1:] | again[:-1])
    value, place = value[kept], place[kept]
    text = prints.texts[place].astype(np.int64)
    new = np.ones(len(text), np.bool_)
    new[1:] = (value[1:] != value[:-1]) | (text[1:] != text[:-1])  # a text holds a print once
    value, place, text = value[new], place[new], text[new]
    begins = np.flatnonzero(np.concatenate([[True], value[1:] != value[:-1], [True]])) if len(value) else np.zeros(1, np.int64)
    size = np.diff(begins)
    return Holders(
        text, place, np.repeat(begins[:-1], size), np.repeat(size, size), int(prints.texts[-1]) + 1 if len(prints.texts) else 1
    )
