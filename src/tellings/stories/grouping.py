"""Which articles are one story, whatever the order in which they came."""

from collections.abc import Sequence

from tellings.model import Analysis, Article
from tellings.stories.linkage import link
from tellings.stories.nearness import day_number, near_table
from tellings.stories.sketch import Sketch
from tellings.stories.weights import weigh, weigh_sketches
from tellings.stories.words import article_words

# Mean nearness at which two groups are one story. ``python -m quality``, dev halves, one threshold for all, B-Cubed / pairwise F1:
# ecbplus 76.9 / 70.5, basil 99.1 / 97.3 (dated; 90.0 / 75.3 without days), galaxy_wikinews 82.1 / 54.1. Mean 86.0 / 74.0; at .20
# 86.0 / 73.9 (ecbplus 75.6 / 68.9), at .22 85.7 / 72.4 (galaxy_wikinews 80.9 / 47.4).
THRESHOLD = 0.21
SMALL = 48  # by judgement: articles up to which plain Python is faster than loading numpy and scipy


def group(analyses: Sequence[Analysis]) -> list[tuple[int, ...]]:
    """Return the stories as tuples of positions in ``analyses``, each sorted, ordered by their first."""
    return group_articles([a.article for a in analyses])


def group_articles(articles: Sequence[Article]) -> list[tuple[int, ...]]:
    """Return the same for articles that nobody has analysed."""
    return group_words([article_words(a) for a in articles], [a.id for a in articles], [a.published for a in articles])


def group_words(
    words: Sequence[Sequence[str]], keys: Sequence[str], published: Sequence[str | None] | None = None
) -> list[tuple[int, ...]]:
    """Return the stories of some lists of words, each with a key and, where known, an ISO 8601 day.

    The partition does not depend on the order of input: articles are taken by key, equal keys by words and day. One
    without words is a story of its own.
    """
    told = published or [None] * len(words)
    order = sorted(range(len(words)), key=lambda i: (keys[i], words[i], told[i] or ""))
    vectors = weigh([words[i] for i in order])
    days = [day_number(told[i]) for i in order]
    if len(order) <= SMALL:
        groups = link(near_table(vectors, days), THRESHOLD)
    else:
        from tellings.stories.large import link_large

        groups = link_large(vectors, days, THRESHOLD)
    return sorted(tuple(sorted(order[i] for i in g)) for g in groups)


def group_sketches(sketches: Sequence[Sketch]) -> list[tuple[int, ...]]:
    """Return the stories of some sketches as tuples of positions."""
    order = sorted(range(len(sketches)), key=lambda i: (sketches[i].id, sketches[i].terms, sketches[i].day or 0))
    vectors = weigh_sketches([sketches[i] for i in order])
    days = [sketches[i].day for i in order]
    if len(order) <= SMALL:
        groups = link(near_table(vectors, days), THRESHOLD)
    else:
        from tellings.stories.large import link_large

        groups = link_large(vectors, days, THRESHOLD)
    return sorted(tuple(sorted(order[i] for i in g)) for g in groups)
