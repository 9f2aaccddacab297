"""Which words follow one another in a text, for an index that knows words and not places.

A pair of neighbours is a lexeme of its own, one of ``MANY`` by a hash: a signature (Faloutsos and Christodoulakis 1984) kept in an
inverted index. A text of five hundred words has some four hundred of them, so of the texts that hold the words of a pair, but not
side by side, some 3 in 100 pass in vain; they are found out when their words are looked at.
"""

from collections.abc import Sequence
from functools import cache
from itertools import islice, pairwise, product
from string import ascii_uppercase
from zlib import crc32

# Measured at 100,000 articles on PostgreSQL 15 (``python -m bench.store``): see decision 0013.
MANY = 1 << 14


def pair_lexemes(words: Sequence[str]) -> list[str]:
    """Return the lexemes of the pairs of neighbours, each once, in the order of the text.

    >>> len(pair_lexemes(["ran", "into", "the", "wall", "ran", "into"]))
    4
    """
    names, mask = _names(), MANY - 1
    sums = {word: crc32(word.encode("utf-8", "surrogatepass")) for word in set(words)}
    told = [sums[word] for word in words]
    return [names[h] for h in dict.fromkeys((3 * a + b) * 2654435761 >> 13 & mask for a, b in pairwise(told))]


@cache
def _names() -> list[str]:
    """Return names that are no words: those of the index have no capitals."""
    return ["".join(letters) for letters in islice(product(ascii_uppercase, repeat=3), MANY)]
