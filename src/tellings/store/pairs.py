"""Which words follow one another in a text, for an index that knows words and not places.

Pairs of short words are lexemes of their own: common words are short (Zipf's law of abbreviation), and two common ones stand in
every other text while they may follow one another in few. Of all pairs a row has bits, a Bloom filter (1970): whether a phrase
can stand there is read from them before the words are fetched from where they lie.
"""

from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

# Bits for each pair, rounded up to a power of two: of rows that hold the words but not the pair some 2 to 5 in 100 pass.
EACH, LEAST, MOST = 8, 64, 32_768  # a text with more pairs than fit has no bits, and is always looked at
HALF = 16  # bits of a checksum that make the first hash; the rest make the second
SHORT = 6  # letters; by judgement: some half of the pairs of English neighbours


def short_pairs(words: Sequence[str]) -> list[str]:
    """Return a lexeme for each pair of neighbours that are both short, each once.

    >>> short_pairs(["ran", "into", "the", "harbour", "wall"])
    ['ran+into', 'into+the']
    """
    return list(dict.fromkeys(f"{a}+{b}" for a, b in pairwise(words) if len(a) <= SHORT and len(b) <= SHORT))


def pair_bits(words: Sequence[str]) -> bytes:
    """Return the bits of a text's pairs of words, low bits first, a power of two of them; none for a text of too many.

    >>> bits = pair_bits(["ran", "aground", "off", "ostby"])
    >>> [all(bits[(h & 8 * len(bits) - 1) >> 3] >> (h & 7) & 1 for h in pair) for pair in pairs_of(["aground", "off"])]
    [True]
    """
    pairs = {f"{a} {b}" for a, b in pairwise(words)}
    size = LEAST
    while size < EACH * len(pairs):
        size *= 2
    if size > MOST:
        return b""
    bits = bytearray(size // 8)
    mask = size - 1
    for pair in pairs:
        for told in _hashes(pair):
            h = told & mask
            bits[h >> 3] |= 1 << (h & 7)
    return bytes(bits)


def pairs_of(phrase: Sequence[str]) -> list[tuple[int, int]]:
    """Return the two hashes of each pair of neighbours of a phrase."""
    return [_hashes(f"{a} {b}") for a, b in pairwise(phrase)]


def _hashes(pair: str) -> tuple[int, int]:
    told = crc32(pair.encode("utf-8", "surrogatepass"))
    return told, told >> HALF
