"""The articles that are held, and which stories an arriving one is near to.

An inverted index finds candidates: the heaviest terms of the article are looked up, each in its list of articles that have it
among their own heaviest. Where a list is long its latest part is read; a common term is never passed over, or copies would be lost.
The few best stories are then compared word by word.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from tellings.stories.large import faded, sums
from tellings.stories.sketch import Sketch, bag_of
from tellings.stories.terms import Terms
from tellings.stories.weights import saliences

# By judgement, for speed.
INDEXED = 48  # terms under which an article is found: heaviest by the background, so that they never change
ASKED = 40  # terms of an arriving article that are looked up: heaviest as the window is
LATEST = 1000  # articles of one list that are read
HITS = 64  # articles whose stories are candidates
LEAST = 0.3  # part of the best one's score that a candidate has
STORIES = 6  # of these, stories that are compared
MEMBERS = 10  # of each of these, the articles that are most alike; their mean is the story's nearness

TABLE = np.array(saliences())
TINY = 1e-300  # so that nothing is divided by zero


class Held:
    """An article on the shelf; ``numbers`` and ``codes`` are its terms, by hash in ascending order."""

    __slots__ = ("codes", "day", "id", "indexed", "numbers", "slot", "story")

    def __init__(self, sketch: Sketch, numbers: Any, codes: Any) -> None:
        self.id, self.day, self.numbers, self.codes = sketch.id, sketch.day, numbers, codes
        self.story, self.slot, self.indexed = "", -1, numbers[:0]


class Shelf:
    """Articles by id in the order in which they were put here, their terms, and the index over both."""

    def __init__(self) -> None:
        self.terms = Terms()
        self.held: dict[str, Held] = {}
        self._slots: list[Held | None] = []
        self._free: list[int] = []
        self._taken = 0
        self._scale = np.zeros(1024)  # by slot: one over the length that the background alone gives the article
        self._order = np.zeros(1024, np.int64)  # by slot: when it was put here

    def place(self, held: Held) -> int:
        """Return a number by which articles are in the order in which they were put here."""
        return int(self._order[held.slot])

    def open(self, sketch: Sketch) -> Held:
        """Count an article's terms in; it is not found until it is put on the shelf."""
        codes = np.frombuffer(sketch.flags, np.uint8).astype(np.uint16) << 8 | np.frombuffer(sketch.counts, np.uint8)
        return Held(sketch, self.terms.take(np.frombuffer(sketch.terms, "<u4").astype(np.uint32)), codes)

    def put(self, held: Held) -> None:
        """Put an opened article on the shelf."""
        weights = TABLE.take(held.codes) * self.terms.worth.take(held.numbers)
        held.slot = self._free.pop() if self._free else len(self._slots)
        if held.slot == len(self._slots):
            self._slots.append(None)
            if held.slot == len(self._scale):
                self._scale, self._order = (np.concatenate([a, np.zeros_like(a)]) for a in (self._scale, self._order))
        self._slots[held.slot] = held
        self._scale[held.slot] = 1 / (np.sqrt(weights @ weights) or 1.0)
        self._order[held.slot] = self._taken
        self._taken += 1
        held.indexed = held.numbers[_heaviest(weights, INDEXED)]
        postings = self.terms.postings
        for number in held.indexed.tolist():
            found = postings[number]
            if found is None:
                postings[number] = array("i", (held.slot,))
            else:
                found.append(held.slot)
        self.held[held.id] = held

    def close(self, held: Held) -> None:
        """Count an article that was opened, and not put, out again."""
        self.terms.drop(held.numbers)

    def drop(self, ids: Iterable[str]) -> list[Held]:
        """Take articles off the shelf, out of the counts and out of the index."""
        gone = [self.held.pop(name) for name in ids]
        out = np.zeros(len(self._slots), bool)
        out[[h.slot for h in gone]] = True
        for number in np.unique(np.concatenate([h.indexed for h in gone])).tolist() if gone else ():
            slots = np.frombuffer(self.terms.postings[number], np.int32)
            self.terms.postings[number] = array("i", slots[~out[slots]].tobytes())
        for held in gone:
            self._slots[held.slot] = None
            self._free.append(held.slot)
            self.terms.drop(held.numbers)
        return gone

    def vectors(self, some: Sequence[Held]) -> tuple[Any, Any, Any]:
        """Return the unit vectors of some articles as one: weights, hashes of terms, and where each article ends."""
        numbers, weights, ends = self._weigh(some, young=False)
        norms = np.sqrt(sums(weights * weights, ends))
        weights /= np.repeat(np.where(norms > 0, norms, 1.0), np.diff(ends, prepend=0))
        return weights, self.terms.hashes[numbers], ends

    def near(self, held: Held, members: dict[str, list[Held]]) -> list[tuple[float, str]]:
        """Return the stories that an opened article may belong to, nearest first, each with its nearness."""
        rarities = self.terms.rarities(held.numbers, held.codes)
        weights = TABLE.take(held.codes) * rarities
        length = float(np.sqrt(weights @ weights))
        scores, slots = self._scores(held, weights, weights * rarities)
        stories = self._candidates(scores, slots)
        if not stories:
            return []
        query = self.terms.query
        query[held.numbers] = weights / length
        chosen = [self._likest(scores, members[story]) for story in stories]
        near = self._compare(query, [h for some in chosen for h in some], held.day)
        query[held.numbers] = 0.0
        found, start = [], 0
        for story, some in zip(stories, chosen, strict=True):
            found.append((sum(near[start : start + len(some)]) / len(some), story))
            start += len(some)
        return sorted(found, key=lambda t: (-t[0], t[1]))

    def near_strangers(self, held: Held, strangers: Sequence[Sketch]) -> float:
        """Return the mean nearness of an opened article with some that are not here (those likest to it, if they are many)."""
        weights = self._weigh([held])[1]
        mine = dict(zip(held.numbers.tolist(), weights / (float(np.sqrt(weights @ weights)) or 1.0), strict=True))
        found = []
        for other in strangers:
            hashes, codes = bag_of(other)
            numbers, rarities = self.terms.find(hashes)
            theirs = TABLE[codes] * rarities
            near = sum(mine.get(n, 0.0) * w for n, w in zip(numbers.tolist(), theirs.tolist(), strict=True))
            found.append(near / (float(np.sqrt(theirs @ theirs)) or 1.0) * float(_fade(held.day, np.array([_day(other.day)]))[0]))
        best = sorted(found)[-MEMBERS:]
        return sum(best) / len(best) if best else 0.0

    def _weigh(self, some: Sequence[Held], *, young: bool = True) -> tuple[Any, Any, Any]:
        """Return numbers and weights of the terms of some articles as the window is now, and where each article ends.

        At arrival (``young``) a term that stands twice in the one article that holds it may yet be the story's: it is not faded.
        (B-Cubed / pairwise F1 at arrival 83.6 / 70.4, faded 82.5 / 69.5.)
        """
        numbers, codes = np.concatenate([h.numbers for h in some]), np.concatenate([h.codes for h in some])
        weights = TABLE.take(codes)
        weights *= self.terms.rarities(numbers, codes if young else None)
        return numbers, weights, np.cumsum([len(h.numbers) for h in some])

    def _scores(self, held: Held, weights: Any, worth: Any) -> tuple[Any, Any]:
        """Return by slot how much of the article's heaviest terms an article shares, roughly as a cosine; and slots with any."""
        asked = _heaviest(weights, ASKED)
        pool, counts = array("i"), []
        postings = self.terms.postings
        for number in held.numbers.take(asked).tolist():
            found = postings[number]
            count = len(found) if found else 0
            if found:
                pool += found if count <= LATEST else found[-LATEST:]
            counts.append(min(count, LATEST))
        slots = np.array(pool, np.int64)
        shares = worth.take(asked).repeat(counts)
        shares *= self._scale.take(slots)
        return np.bincount(slots, shares, len(self._slots)), slots

    def _candidates(self, scores: Any, slots: Any) -> list[str]:
        if not len(slots):
            return []
        hits = np.flatnonzero(scores >= scores.take(slots).max() * LEAST)
        if len(hits) > HITS:
            found = scores.take(hits)
            hits = hits[found >= np.partition(found, -HITS)[-HITS] * (1 - 1e-9)]
        stories: dict[str, None] = {}
        for slot in hits[self._likest_first(scores, hits)].tolist():
            stories[self._slots[slot].story] = None
            if len(stories) == STORIES:
                break
        return list(stories)

    def _likest_first(self, scores: Any, slots: Any) -> Any:
        """Return the order of slots by score, equal ones by when they came."""
        return np.lexsort((self._order[slots], -np.round(scores[slots], 9)))

    def _likest(self, scores: Any, members: list[Held]) -> list[Held]:
        if len(members) <= MEMBERS:
            return members
        slots = np.array([h.slot for h in members])
        return [members[i] for i in self._likest_first(scores, slots)[:MEMBERS].tolist()]

    def _compare(self, query: Any, others: Sequence[Held], day: int | None) -> list[float]:
        """Return the nearness of others, each of which has terms, to a query."""
        numbers, weights, ends = self._weigh(others)
        starts = np.concatenate([[0], ends[:-1]])
        near = np.add.reduceat(weights * query.take(numbers), starts)
        weights *= weights
        near /= np.sqrt(np.add.reduceat(weights, starts)) + TINY
        found: list[float] = (near if day is None else near * faded(np.array([_day(h.day) for h in others]) - day)).tolist()
        return found


def _heaviest(weights: Any, most: int) -> Any:
    """Return the places of the heaviest terms."""
    if len(weights) <= most:
        return np.arange(len(weights))
    return np.argpartition(weights, -most)[-most:]


def _day(day: int | None) -> float:
    return np.nan if day is None else float(day)


def _fade(day: int | None, others: Any) -> Any:
    return np.ones(len(others)) if day is None else faded(others - day)
