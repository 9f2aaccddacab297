"""The vocabulary of the articles that are held: a number for each term, and how many hold it."""

from array import array
from collections.abc import Sequence
from math import log
from typing import Any

import numpy as np

from tellings.stories.weights import PRIOR, background_terms, once_factor


class Terms:
    """Numbers for term hashes, given and taken back as articles come and go, with what is known of each number.

    ``depth`` is the logarithm of how many texts hold the term, background and prior included; rarity is ``top`` less depth.
    """

    def __init__(self) -> None:
        self.size, self._known = background_terms()
        self.articles = 0
        self._numbers: dict[int, int] = {}
        self._seats = np.zeros(8 * 1024, np.int32)  # by the low bits of a hash: the number of one term that has them, or none's
        self._free: list[int] = []
        self.hashes = np.zeros(1024, np.uint32)
        self.holders = np.zeros(1024, np.int32)
        self._base = np.zeros(1024)
        self.depth = np.zeros(1024)
        self.worth = np.zeros(1024)  # how rare each is by the background alone
        self.query = np.zeros(1024)  # all zero between two questions
        self.postings: list[array[int] | None] = [None] * 1024

    @property
    def top(self) -> float:
        """The logarithm of the number of texts, background and prior included."""
        return log(self.articles + self.size + 1 + PRIOR)

    def take(self, hashes: Any) -> Any:
        """Count an article's terms in and return their numbers."""
        numbers = self._seats.take(hashes & len(self._seats) - 1)
        for at in np.flatnonzero((self.hashes.take(numbers) != hashes) | (self.holders.take(numbers) == 0)).tolist():
            term = int(hashes[at])
            found = self._numbers.get(term)
            numbers[at] = self._number(term) if found is None else found
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

    def rarities(self, numbers: Any, codes: Any = None) -> Any:
        """Return how rare terms are as the window is now; with codes, what stands twice in its one article is not faded."""
        rarity = self.top - self.depth.take(numbers)
        once = np.flatnonzero(self.holders.take(numbers) == 1)
        rarity[once if codes is None else once[codes.take(once) & 255 == 1]] *= once_factor(self.articles)
        return rarity

    def find(self, hashes: Sequence[int]) -> tuple[Any, Any]:
        """Return numbers (-1 where nobody holds the term) and rarities of terms."""
        numbers = np.array([self._numbers.get(h, -1) for h in hashes], np.int64)
        strange = [self.top - log(self._known.get(h, 0) + PRIOR) for h in hashes]
        return numbers, np.where(numbers >= 0, self.rarities(numbers), strange)

    def __len__(self) -> int:
        """Return the number of terms held."""
        return len(self._numbers)

    def _count(self, numbers: Any, n: int) -> None:
        self.holders[numbers] += n
        self.depth[numbers] = np.log(self.holders[numbers] + self._base[numbers])

    def _number(self, term: int) -> int:
        number = self._free.pop() if self._free else len(self._numbers)
        if number == len(self.hashes):
            self._grow()
        self._numbers[term] = number
        self._seats[term & len(self._seats) - 1] = number
        self.hashes[number] = term
        self._base[number] = base = self._known.get(term, 0) + PRIOR
        self.worth[number] = max(0.0, log((self.size + 2.0) / (base + 1)))
        return number

    def _grow(self) -> None:
        for name in ("hashes", "holders", "_base", "depth", "worth", "query"):
            held = getattr(self, name)
            setattr(self, name, np.concatenate([held, np.zeros_like(held)]))
        self.postings += [None] * len(self.postings)
        self._seats = np.zeros(8 * len(self.hashes), np.int32)
        for term, number in self._numbers.items():
            self._seats[term & len(self._seats) - 1] = number
