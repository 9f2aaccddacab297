"""Which articles are one story, whatever the order in which they came."""

from collections.abc import Sequence
from typing import Any

from tellings.model import Analysis, Article
from tellings.stories.linkage import link
from tellings.stories.nearness import near_table
from tellings.stories.sketch import Sketch, bag_of, sketch, sketch_words
from tellings.stories.weights import weigh

# Mean nearness at which two groups are one story. B-Cubed / pairwise F1, mean of ecbplus, basil and galaxy_wikinews (dev, one
# threshold for all, ``python -m quality``): 86.7 / 74.9 at .22, 87.9 / 77.7 at .23 and .235, 87.7 / 77.1 at .24, 86.5 / 73.8
# at .25.
THRESHOLD = 0.235

# The same for sagas. Articles of ECB+ by topic, which has two events each: 68.7 / 62.9 at .20, 71.4 / 66.0 at .14, 71.7 / 66.3 at
# .13, 73.7 / 67.4 at .10, where stories of basil that have nothing in common hang together (B-Cubed precision 62 %; 80 % at .13).
SAGA = 0.13
SMALL = 48  # by judgement: articles up to which plain Python is faster than loading numpy and scipy

Bag = tuple[Any, Any]  # hashes of terms in ascending order, and their codes


def group(analyses: Sequence[Analysis]) -> list[tuple[int, ...]]:
    """Return the stories as tuples of positions in ``analyses``, each sorted, ordered by their first."""
    return group_articles([a.article for a in analyses])


def group_articles(articles: Sequence[Article]) -> list[tuple[int, ...]]:
    """Return the same for articles that nobody has analysed."""
    return group_sketches([sketch(a) for a in articles])


def group_words(
    words: Sequence[Sequence[str]], keys: Sequence[str], published: Sequence[str | None] | None = None
) -> list[tuple[int, ...]]:
    """Return the stories of some lists of words, each with a key and, where known, an ISO 8601 day."""
    told = published or [None] * len(words)
    return group_sketches([sketch_words(w, k, p) for w, k, p in zip(words, keys, told, strict=True)])


def group_sketches(sketches: Sequence[Sketch], threshold: float = THRESHOLD) -> list[tuple[int, ...]]:
    """Return the stories of some sketches.

    The partition does not depend on the order of input: articles are taken by id, equal ids by terms and day. One without
    words is a story of its own.
    """
    order = sorted(
        range(len(sketches)), key=lambda i: (sketches[i].id, sketches[i].terms, sketches[i].counts, sketches[i].day or 0)
    )
    (groups,) = group_bags([bag_of(sketches[i]) for i in order], [sketches[i].day for i in order], threshold)
    return sorted(tuple(sorted(order[i] for i in g)) for g in groups)


def group_bags(bags: Sequence[Bag], days: Sequence[int | None], *thresholds: float) -> list[list[list[int]]]:
    """Return the groups of some bags of terms, which come in an order of their own, at each threshold."""
    if len(bags) <= SMALL:
        near = near_table(weigh(bags), days)
        return [link(near, threshold) for threshold in thresholds]
    from tellings.stories.large import link_large, weigh_large

    return link_large(weigh_large(bags), days, thresholds)
