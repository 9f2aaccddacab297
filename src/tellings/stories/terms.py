"""The vocabulary of the articles that are held: a number for each term, and how many hold it."""

from array import array
from collections.abc import Sequence
from math import log
from typing import Any

import numpy as np

from tellings.stories.weights import PRIOR, background_terms


class Terms:
    """Numbers for term hashes, given and taken back as articles come and go, with what is known of each number.

    ``depth`` is the logarithm of how many texts hold the term, background and prior included; rarity is ``top`` less depth.
    """

    def __init__(self) -> None:
        self.size, self._known = background_terms()
        self.articles = 0
        self._numbers: dict[int, int] = {}
        self._free: list[int] = []
        self.hashes = np.zeros(1024, np.uint32)
        self.holders = np.zeros(1024, np.int32)
        self._base = np.zeros(1024)
        self.depth = np.zeros(1024)
        self.query = np.zeros(1024)  # all zero between two questions
        self.postings: list[array[int] | None] = [None] * 1024

    @property
    def top(self) -> float:
        """The logarithm of the number of texts, background and prior included."""
        return log(self.articles + self.size + 1 + PRIOR)

    def take(self, hashes: Sequence[int]) -> Any:
        """Count an article's terms in and return their numbers."""
        known = self._numbers.get
        numbers = np.array([known(h, -1) for h in hashes], np.int32)
        for at in np.flatnonzero(numbers < 0).tolist():
            numbers[at] = self._number(hashes[at])
        self.articles += 1
        self._count(numbers, 1)
        return numbers

    def drop(self, numbers: Any) -> None:
        """Count an article's terms out; a term that nobody holds any more gives its number back."""
        self.articles -= 1
        self._count(numbers, -1)
        for number in numbers[self.holders[numbers] == 0].tolist():
            del self._numbers[int(self.hashes[number])]
            self.postings[number] = None
            self._free.append(number)

    def find(self, hashes: Sequence[int]) -> tuple[Any, Any, Any]:
        """Return numbers (-1 where nobody holds the term), holders and depths of terms."""
        numbers = np.array([self._numbers.get(h, -1) for h in hashes], np.int64)
        strange = [log(self._known.get(h, 0) + PRIOR) for h in hashes]
        here = numbers >= 0
        return numbers, np.where(here, self.holders[numbers], 0), np.where(here, self.depth[numbers], strange)

    def static_depths(self, numbers: Any) -> Any:
        """Return the depths that the numbers would have if nobody else held them: those of the background alone."""
        return np.log(self._base[numbers] + 1)

    def __len__(self) -> int:
        """Return the number of terms held."""
        return len(self._numbers)

    def _count(self, numbers: Any, n: int) -> None:
        self.holders[numbers] += n
        self.depth[numbers] = np.log(self.holders[numbers] + self._base[numbers])

    def _number(self, term: int) -> int:
        if self._free:
            number = self._free.pop()
        else:
            number = len(self._numbers)
            if number == len(self.hashes):
                self._grow()
        self._numbers[term] = number
        self.hashes[number] = term
        self._base[number] = self._known.get(term, 0) + PRIOR
        return number

    def _grow(self) -> None:
        for name in ("hashes", "holders", "_base", "depth", "query"):
            held = getattr(self, name)
            setattr(self, name, np.concatenate([held, np.zeros_like(held)]))
        self.postings += [None] * len(self.postings)
