"""Group again what arrivals touched, and nothing else: the stories that they are in, with the stories they are near to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from tellings.stories.grouping import THRESHOLD
from tellings.stories.large import faded, link_near
from tellings.stories.shelf import Held, Shelf

# Articles that are in one story already are taken to be so much nearer to one another, and so much more nearness is asked for: a
# story that hovers about the threshold stays as it is until the whole is grouped. Mean over mending every 64, 96, 128, 192, 256 and
# 384 arrivals: ids that change 10.2 %, at arrival 84.3 / 71.5 (B-Cubed / pairwise F1); with neither 13.7 % and 83.7 / 70.0.
STAY = CAUTION = 0.05
DENSE = 32  # by judgement, for speed: articles up to which vectors are multiplied as a full table
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
        if size[top] <= LARGEST and len(stories) > 1:
            yield [h for story in stories for h in members[story]]


def mend(shelf: Shelf, part: Sequence[Held]) -> list[list[Held]]:
    """Return the groups of average linkage of some articles, weighed as the window is now, kept as they are where that is near."""
    near = near_each(shelf, part)
    stories = np.unique([h.story for h in part], return_inverse=True)[1]
    near += STAY * (stories[:, None] == stories[None, :])
    return [[part[i] for i in g] for g in link_near(near, THRESHOLD + CAUTION, np.arange(len(part)))]


def near_each(shelf: Shelf, part: Sequence[Held]) -> Any:
    """Return the table of nearness of some articles, weighed as the window is now."""
    near = _products(*shelf.vectors(part))
    days = np.array([np.nan if h.day is None else float(h.day) for h in part])
    near *= faded(days[:, None] - days[None, :])
    return near


def _products(weights: Any, hashes: Any, ends: Any) -> Any:
    """Return the table of products of each two vectors."""
    terms, columns = np.unique(hashes, return_inverse=True)
    if len(ends) <= DENSE:
        table = np.zeros((len(ends), len(terms)))
        table[np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0)), columns] = weights
        return table @ table.T
    from scipy.sparse import csr_matrix

    matrix = csr_matrix((weights, columns, np.concatenate([[0], ends])), shape=(len(ends), max(1, len(terms))))
    return (matrix @ matrix.T).toarray()
