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
from tellings.stories.weights import once_factor, saliences

# By judgement, for speed.
INDEXED = 48  # terms under which an article is found: heaviest by the background, so that they never change
ASKED = 40  # terms of an arriving article that are looked up: heaviest as the window is
LATEST = 2000  # articles of one list that are read
HITS = 64  # articles whose stories are candidates
STORIES = 6  # of these, stories that are compared
MEMBERS = 10  # of each of these, the articles that are most alike; their mean is the story's nearness

TABLE = np.array(saliences())


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
        hashes, codes = bag_of(sketch)
        return Held(sketch, self.terms.take(hashes.tolist()), np.array(codes, np.uint16))

    def put(self, held: Held) -> None:
        """Put an opened article on the shelf."""
        weights = TABLE[held.codes] * np.maximum(0.0, np.log(self.terms.size + 2.0) - self.terms.static_depths(held.numbers))
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

    def weights(self, held: Held) -> Any:
        """Return the weight of each term of an article as the window is now, its length not yet taken out."""
        return self._weigh_held(held.numbers, held.codes)

    def vectors(self, some: Sequence[Held]) -> tuple[Any, Any, Any]:
        """Return the unit vectors of some articles as one: weights, hashes of terms, and where each article ends."""
        lengths = [len(h.numbers) for h in some]
        numbers = np.concatenate([h.numbers for h in some])
        weights = self._weigh_held(numbers, np.concatenate([h.codes for h in some]))
        ends = np.cumsum(lengths)
        norms = sums(weights * weights, ends)
        weights /= np.repeat(np.sqrt(np.where(norms > 0, norms, 1.0)), lengths)
        return weights, self.terms.hashes[numbers], ends

    def near(self, held: Held, members: dict[str, list[Held]]) -> list[tuple[float, str]]:
        """Return the stories that an opened article may belong to, nearest first, each with its nearness."""
        weights = self.weights(held)
        length = float(np.sqrt(weights @ weights))
        if not length or not self.held:
            return []
        scores = self._scores(held, weights)
        stories = self._candidates(scores)
        if not stories:
            return []
        query = self.terms.query
        query[held.numbers] = weights / length
        try:
            chosen = [self._likest(scores, members[story]) for story in stories]
            near = self._compare(query, [h for some in chosen for h in some], held.day)
        finally:
            query[held.numbers] = 0.0
        ends = np.cumsum([len(some) for some in chosen])
        means = sums(near, ends) / [len(some) for some in chosen]
        return sorted(zip(means.tolist(), stories, strict=True), key=lambda t: (-t[0], t[1]))

    def near_strangers(self, held: Held, strangers: Sequence[Sketch]) -> float:
        """Return the mean nearness of an opened article with some that are not here (those likest to it, if they are many)."""
        weights = self.weights(held)
        mine = dict(zip(held.numbers.tolist(), weights / (float(np.sqrt(weights @ weights)) or 1.0), strict=True))
        found = []
        for other in strangers:
            hashes, codes = bag_of(other)
            numbers, holders, depths = self.terms.find(hashes)
            theirs = self._weigh(np.array(codes, np.uint16), holders, depths)
            near = sum(mine.get(n, 0.0) * w for n, w in zip(numbers.tolist(), theirs.tolist(), strict=True))
            found.append(near / (float(np.sqrt(theirs @ theirs)) or 1.0) * float(_fade(held.day, np.array([_day(other.day)]))[0]))
        best = sorted(found)[-MEMBERS:]
        return sum(best) / len(best) if best else 0.0

    def _weigh_held(self, numbers: Any, codes: Any) -> Any:
        return self._weigh(codes, self.terms.holders[numbers], self.terms.depth[numbers])

    def _weigh(self, codes: Any, holders: Any, depths: Any) -> Any:
        weights = TABLE[codes] * np.maximum(0.0, self.terms.top - depths)
        once = (codes & 255 == 1) & (holders == 1)
        weights[once] *= once_factor(self.terms.articles)
        return weights

    def _scores(self, held: Held, weights: Any) -> Any:
        """Return by slot how much of the article's heaviest terms an article shares, roughly as a cosine."""
        asked = _heaviest(weights, ASKED)
        numbers = held.numbers[asked]
        lists, worth = [], []
        values = weights[asked] * np.maximum(0.0, self.terms.top - self.terms.depth[numbers])
        for number, value in zip(numbers.tolist(), values.tolist(), strict=True):
            found = self.terms.postings[number]
            if found:
                lists.append(np.frombuffer(found, np.int32)[-LATEST:])
                worth.append(value)
        if not lists:
            return np.zeros(len(self._slots))
        values = np.repeat(worth, [len(found) for found in lists])
        return np.bincount(np.concatenate(lists), values, len(self._slots)) * self._scale[: len(self._slots)]

    def _candidates(self, scores: Any) -> list[str]:
        hits = np.flatnonzero(scores > scores.max() * 0.1)
        if len(hits) > HITS:
            least = np.partition(scores[hits], -HITS)[-HITS]
            hits = hits[scores[hits] >= least * (1 - 1e-9)]
        stories: dict[str, None] = {}
        for slot in hits[self._likest_first(scores, hits)].tolist():
            held = self._slots[slot]
            if held is not None:
                stories[held.story] = None
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

    def _compare(self, query: Any, others: Sequence[Held], day: int | None) -> Any:
        numbers = np.concatenate([h.numbers for h in others])
        weights = self._weigh_held(numbers, np.concatenate([h.codes for h in others]))
        ends = np.cumsum([len(h.numbers) for h in others])
        norms = np.sqrt(sums(weights * weights, ends))
        near = sums(weights * query[numbers], ends) / np.where(norms > 0, norms, 1.0)
        return near * _fade(day, np.array([_day(h.day) for h in others]))


def _heaviest(weights: Any, most: int) -> Any:
    """Return the places of the heaviest terms; equal ones by place."""
    if len(weights) <= most:
        return np.arange(len(weights))
    return np.sort(np.lexsort((np.arange(len(weights)), -weights))[:most])


def _day(day: int | None) -> float:
    return np.nan if day is None else float(day)


def _fade(day: int | None, others: Any) -> Any:
    if day is None:
        return np.ones(len(others))
    return faded(others - day)
