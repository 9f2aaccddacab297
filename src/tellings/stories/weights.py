"""Weigh words by how rare they are in the pile and in general English together."""

import gzip
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import log, sqrt
from typing import TYPE_CHECKING, Any

from tellings.language.tables import load_bytes
from tellings.stories.words import NAME

if TYPE_CHECKING:
    from tellings.stories.sketch import Sketch

# A token seen once in the whole pile joins nothing but makes its article longer. In a large pile it is mostly noise (a slip, a
# rare name) and dropping it helps; in a pile of two it is what makes strangers strange. So its weight falls with the pile.
# The number is by judgement: large against a pile of two, small against one of hundreds.
ONCE_SEEN_HALF = 20  # articles in the pile at which a once-seen token weighs half

# Names tell events apart, numbers change from report to report. The mean of three dev sets in
# ``python -m quality`` is 86.0 / 74.0 so (B-Cubed / pairwise F1), 84.2 / 70.2 with names at 1; that of numbers
# is by judgement.
NAME_WEIGHT = 2.0
NUMBER_WEIGHT = 0.5

Vector = dict[Any, float]  # by word, or by the hash of one


@cache
def background() -> tuple[int, Mapping[str, int]]:
    """Return the number of background texts, and in how many of them each word stands (those of one text are left out)."""
    first, *rows = gzip.decompress(load_bytes("stories", "background.tsv.gz")).decode("utf-8").split("\n")
    counts = (row.split("\t") for row in rows)
    return int(first), {word: int(n) for word, n in counts}


def weigh(pile: Sequence[Sequence[str]]) -> list[Vector]:
    """Return a vector of length 1 for each list of words (empty for one without weight), words in sorted order.

    Weight = root of the count x log((articles + background texts + 1) / (those that have the word)), times the factors for a
    name, for a number and for a token seen once in the pile.
    """
    counts = [count(words) for words in pile]
    holders = Counter(w for words, _ in counts for w in words)
    once = ONCE_SEEN_HALF / (ONCE_SEEN_HALF + len(pile))
    rarity = rarities(holders, len(pile))
    return [
        unit({w: x * rarity[w] * (once if words[w] == 1 and holders[w] == 1 else 1.0) for w, x in salience(words, names).items()})
        for words, names in counts
    ]


@cache
def hashed_background() -> tuple[int, Mapping[int, int]]:
    """Return the same by the hashes that sketches hold."""
    from tellings.stories.sketch import hash_term

    size, counts = background()
    hashed: dict[int, int] = {}
    for word, n in counts.items():
        hashed[hash_term(word)] = max(n, hashed.get(hash_term(word), 0))
    return size, hashed


def rarity_of(holders: int, articles: int) -> float:
    """Return the inverse frequency of a term that so many of so many texts hold, background included."""
    return max(0.0, log((articles + 1) / holders)) if holders else log(articles + 1)


def salience_of(sketch: "Sketch") -> dict[int, float]:
    """Return the weight of each term inside its article, in order of terms."""
    terms = memoryview(sketch.terms).cast("I")
    return {
        t: sqrt(n) * (NAME_WEIGHT if f & 1 else 1.0) * (NUMBER_WEIGHT if f & 2 else 1.0)
        for t, n, f in zip(terms, sketch.counts, sketch.flags, strict=True)
    }


def weigh_sketches(pile: Sequence["Sketch"]) -> list[dict[int, float]]:
    """Return a vector of length 1 for each sketch, as ``weigh`` does for lists of words."""
    size, known = hashed_background()
    saliences = [salience_of(s) for s in pile]
    holders = Counter(t for s in saliences for t in s)
    once = ONCE_SEEN_HALF / (ONCE_SEEN_HALF + len(pile))
    return [
        unit(
            {
                t: x * rarity_of(holders[t] + known.get(t, 0), len(pile) + size) * (once if n == 1 and holders[t] == 1 else 1.0)
                for (t, x), n in zip(weights.items(), s.counts, strict=True)
            }
        )
        for s, weights in zip(pile, saliences, strict=True)
    ]


def count(words: Sequence[str]) -> tuple[Counter[str], set[str]]:
    """Return how often each word stands, marks of names taken off, and which of them are names."""
    return Counter(w.removeprefix(NAME) for w in words), {w.removeprefix(NAME) for w in words if w.startswith(NAME)}


def salience(words: Mapping[str, int], names: set[str]) -> dict[str, float]:
    """Return the weight of each word inside its article, words in sorted order."""
    return {
        w: sqrt(n) * (NAME_WEIGHT if w in names else 1.0) * (NUMBER_WEIGHT if w[0].isdigit() else 1.0)
        for w, n in sorted(words.items())
    }


def rarities(holders: Mapping[str, int], articles: int) -> dict[str, float]:
    """Return the inverse frequency of each word over the pile joined to the background."""
    size, known = background()
    return {w: max(0.0, log((articles + size + 1) / (n + known.get(w, 0)))) for w, n in holders.items()}


def unit(vector: Vector) -> Vector:
    """Return the vector with length 1, words without weight left out."""
    length = sqrt(sum(x * x for x in vector.values()))
    return {w: x / length for w, x in vector.items() if x > 0} if length else {}
