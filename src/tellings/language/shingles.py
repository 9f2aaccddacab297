"""Fold words so that print does not hide that they are equal, and find them with their places."""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\d+(?:[.,]\d+)*")
MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " "})


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
