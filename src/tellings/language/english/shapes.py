"""How a word is written, for an encoder that reads without case."""

from functools import lru_cache

SHAPES = ("special", "lower", "Capital", "UPPER", "X", "mIxed", "digits", "signs")


@lru_cache(100_000)  # words; some 15 MB
def shape_of(word: str) -> int:
    """Return the number in ``SHAPES`` of a word's writing; "special" is for the encoder's own marks.

    >>> [SHAPES[shape_of(w)] for w in ("bridge", "Kell", "UN", "I", "McRae", "4,250", "—", "3rd")]
    ['lower', 'Capital', 'UPPER', 'X', 'mIxed', 'digits', 'signs', 'digits']
    """
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word):
        return 6
    if not letters:
        return 7
    if word.islower():
        return 1
    if word.isupper():
        return 4 if len(letters) == 1 else 3
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return 2
    return 5 if any(c.isupper() for c in letters) else 1
