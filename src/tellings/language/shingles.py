"""Fold words so that print does not hide that they are equal, and take k-gram fingerprints of a run of them."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\d+(?:[.,]\d+)*")
MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " "})
HASH_BYTES = 8


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word without case, accents, curly marks and the full stops of an abbreviation.

    >>> [fold(w) for w in ("Muñoz", "U.S.", "US", "isn’t")]
    ['munoz', 'us', 'us', "isn't"]
    """
    plain = word.lower().translate(MARKS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.replace(".", "") if plain.endswith(".") and len(plain) > 1 else plain


def find_words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
    """Return the words and numbers of ``text[start:end]`` as (start, end, folded word)."""
    found = WORD.finditer(text, start, len(text) if end is None else end)
    return [(m.start(), m.end(), fold(m.group())) for m in found]


def fingerprint(words: Sequence[str], k: int, window: int) -> list[tuple[int, int]]:
    """Return the winnowed k-grams of some words as (hash, position): the least hash of each window of k-grams.

    Two texts that share ``k + window - 1`` words in a row share a fingerprint (Schleimer, Wilkerson and Aiken 2003).
    The hash depends on the words alone, never on the process.

    >>> a = "one two three four five six seven eight nine ten".split()
    >>> bool({h for h, _ in fingerprint(a, 5, 2)} & {h for h, _ in fingerprint(["zero", *a[2:8]], 5, 2)})
    True
    """
    hashes = [_hash(words[i : i + k]) for i in range(len(words) - k + 1)]
    if window <= 1 or not hashes:
        return [(h, i) for i, h in enumerate(hashes)]
    kept: dict[int, int] = {}
    for i in range(max(1, len(hashes) - window + 1)):
        j = min(range(i, min(i + window, len(hashes))), key=lambda n: (hashes[n], -n))
        kept[j] = hashes[j]
    return [(h, i) for i, h in sorted(kept.items())]


def _hash(words: Sequence[str]) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest(), "big")
