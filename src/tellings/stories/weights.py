"""Weigh the terms of sketches by how rare they are in the pile and in general English together.

Figures beside the constants are the mean of ecbplus, basil and galaxy_wikinews (dev), final B-Cubed / pairwise F1 at the best
single threshold (``python -m quality``; decision 0014 has the tables). Halves, their threshold set on the other halves, agree.
"""

import gzip
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from math import log, sqrt

from tellings.language.tables import load_bytes
from tellings.stories.sketch import IS_NAME, IS_NUMBER, Sketch, bag_of, hash_term

# Names tell events apart, numbers change from report to report. 86.9 / 74.8 with names at 2, 87.3 / 75.7 at 2.5, 87.7 / 77.0
# at 3, but basil without its days 90.0 / 75.3, 85.4 / 65.9, 84.2 / 64.7. Numbers make no difference between .25 and 1.
NAME_WEIGHT = 2.5
NUMBER_WEIGHT = 0.5

# A term is thought to stand in so many more texts than it does, so that likeness in a young pile, where nothing has been seen
# often, is not far above that in an old one. At arrival 82.6 / 67.4 without, 83.4 / 70.2 with (final 86.9, 87.4).
PRIOR = 5

# A term of one article alone joins nothing but makes the article longer. In a large pile it is mostly noise (a slip, a rare name);
# in a pile of two it is what makes strangers strange. So its weight falls with the pile. 87.9 / 77.7; 86.5 / 74.1 without.
ONCE_SEEN_HALF = 20  # by judgement: articles in the pile at which such a term weighs half


@cache
def background() -> tuple[int, Mapping[str, int]]:
    """Return the number of background texts, and in how many of them each word stands (those of one text are left out)."""
    first, *rows = gzip.decompress(load_bytes("stories", "background.tsv.gz")).decode("utf-8").split("\n")
    counts = (row.split("\t") for row in rows)
    return int(first), {word: int(n) for word, n in counts}


@cache
def background_terms() -> tuple[int, Mapping[int, int]]:
    """Return the same by the hashes of stems, from the table that ``quality/background_terms.py`` writes."""
    first, *rows = gzip.decompress(load_bytes("stories", "background_terms.tsv.gz")).decode("utf-8").split("\n")
    counts = (row.split("\t") for row in rows)
    return int(first), {hash_term(stem): int(n) for stem, n in counts}


@cache
def saliences() -> tuple[float, ...]:
    """Return the weight of a term inside its article by its code: root of the count, times the factors of a name and a number.

    >>> saliences()[1], saliences()[4], saliences()[256 * IS_NAME + 4]
    (1.0, 2.0, 5.0)
    """
    return tuple(
        sqrt(code % 256) * (NAME_WEIGHT if code // 256 & IS_NAME else 1.0) * (NUMBER_WEIGHT if code // 256 & IS_NUMBER else 1.0)
        for code in range(256 * (1 + (IS_NAME | IS_NUMBER)))
    )


def once_factor(articles: int) -> float:
    """Return the part of its weight that a term has which one of so many articles holds."""
    return ONCE_SEEN_HALF / (ONCE_SEEN_HALF + articles)


def weigh(bags: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[dict[int, float]]:
    """Return a vector of length 1 for each bag of terms with their codes (``sketch.bag_of``); empty for one without weight."""
    held = Counter(t for terms, _ in bags for t in terms)
    size, known = background_terms()
    whole, once, salience = log(len(bags) + size + 1 + PRIOR), once_factor(len(bags)), saliences()
    rarity = {t: (whole - log(n + known.get(t, 0) + PRIOR)) * (once if n == 1 else 1.0) for t, n in held.items()}
    return [unit({t: salience[code] * rarity[t] for t, code in zip(terms, codes, strict=True)}) for terms, codes in bags]


def unit(vector: Mapping[int, float]) -> dict[int, float]:
    """Return the vector with length 1, terms without weight left out."""
    length = sqrt(sum(x * x for x in vector.values()))
    return {t: x / length for t, x in vector.items() if x > 0} if length else {}


def index_terms(sketches: Sequence[Sketch], most: int = 48) -> tuple[int, ...]:
    """Return the terms under which a caller files a closed story, heaviest first; they depend on the sketches alone.

    An article may belong to the closed stories that share most of its own ``index_terms([sketch])``.
    """
    size, known = background_terms()
    salience, whole = saliences(), log(size + 2 + PRIOR)
    total: defaultdict[int, float] = defaultdict(float)
    for sketch in sketches:
        for term, code in zip(*bag_of(sketch), strict=True):
            total[term] += salience[code] * (whole - log(1 + known.get(term, 0) + PRIOR))
    return tuple(sorted(total, key=lambda t: (-total[t], t))[:most])
