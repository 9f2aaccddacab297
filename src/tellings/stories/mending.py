"""Group again what arrivals touched, and nothing else: the stories that they are in, with the stories they are near to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from tellings.stories.grouping import THRESHOLD
from tellings.stories.large import faded, link_near
from tellings.stories.shelf import Held, Shelf

# Articles that are in one story already are taken to be so much nearer to one another, and more nearness is asked for: stories that
# hover about the threshold stay as they are until the whole is grouped. Every 64 arrivals (128, 256): ids that change 12.9 % (12.3,
# 10.2), without 13.3 (13.1, 10.0); B-Cubed / pairwise F1 at arrival 83.4 / 68.7 (84.0 / 70.1, 84.4 / 71.7), without 83.1 / 69.0
# (83.6 / 70.5, 84.5 / 71.7).
STAY = 0.04
CAUTION = 0.02
LARGEST = 512  # by judgement, for speed: articles that are grouped again at once; a larger part waits for a whole grouping


def touched_parts(
    touched: Mapping[str, Sequence[str]], held: Mapping[str, Held], members: Mapping[str, list[Held]]
) -> Iterator[list[Held]]:
    """Yield the articles of stories that hang together: an arrival and the stories to which it is near, and so on.

    A part of more than ``LARGEST`` articles is not joined further: its arrivals keep company with their own story alone.
    """
    root: dict[str, str] = {}
    size: dict[str, int] = {}

    def find(story: str) -> str:
        if story not in root:
            root[story], size[story] = story, len(members[story])
        while root[story] != story:
            root[story] = root[root[story]]
            story = root[story]
        return story

    for article, others in touched.items():
        for other in (article, *others):
            if article in held and other in held:
                a, b = find(held[article].story), find(held[other].story)
                if a != b and size[a] + size[b] <= LARGEST:
                    root[b] = a
                    size[a] += size[b]
    parts: dict[str, list[str]] = {}
    for story in root:
        parts.setdefault(find(story), []).append(story)
    for top, stories in parts.items():
        if size[top] <= LARGEST and (len(stories) > 1 or size[top] > 2):
            yield [h for story in stories for h in members[story]]


def mend(shelf: Shelf, part: Sequence[Held]) -> list[list[Held]]:
    """Return the groups of average linkage of some articles, weighed as the window is now, kept as they are where that is near."""
    weights, hashes, ends = shelf.vectors(part)
    near = _products(weights, hashes, ends)
    days = np.array([np.nan if h.day is None else float(h.day) for h in part])
    near *= faded(days[:, None] - days[None, :])
    stories = np.unique([h.story for h in part], return_inverse=True)[1]
    near += STAY * (stories[:, None] == stories[None, :])
    return [[part[i] for i in g] for g in link_near(near, THRESHOLD + CAUTION, np.arange(len(part)))]


def _products(weights: Any, hashes: Any, ends: Any) -> Any:
    from scipy.sparse import csr_matrix

    terms, columns = np.unique(hashes, return_inverse=True)
    matrix = csr_matrix((weights, columns, np.concatenate([[0], ends])), shape=(len(ends), max(1, len(terms))))
    return (matrix @ matrix.T).toarray()
