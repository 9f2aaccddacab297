"""Many texts at once as rows of numbers: a hash, the place and the kind of each word, without a step of Python a word."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

CHUNK = 200_000  # characters read at once, so that their rows stay in the processor's cache; no result depends on it
BASE = 0x9E3779B97F4A7C15  # odd, so that each of its powers has an inverse modulo 2^64
BLANK, STOP, GONE = 0, 1, 2  # between words; where a sentence may end; left out. All else is inside a word
APOSTROPHE, DOT = ord("'"), ord(".")
STOPS = "!?\n\u2026"
UNSEEN = "\u00ad\u200b\u200c\u200d\ufeff"  # hyphens for line ends, and characters of no width
ALIKE = dict.fromkeys("\u2018\u2019\u02bc", APOSTROPHE) | dict.fromkeys(STOPS, STOP) | dict.fromkeys(UNSEEN, GONE)


class Rows(NamedTuple):
    """The words of some texts in a row; ``bounds[n]`` to ``bounds[n + 1]`` are those of text n, places count in its characters."""

    words: Array  # uint64, a hash of the folded word, the same in every run
    starts: Array
    ends: Array
    opens: Array  # whether a word is the first of a sentence
    capital: Array
    digit: Array
    bounds: Array


def iter_rows(texts: Sequence[str]) -> Iterator[Rows]:
    """Yield the rows of the texts, some texts at a time, in order."""
    first = size = 0
    for n, text in enumerate(texts):
        size += len(text)
        if size >= CHUNK:
            yield read_rows(texts[first : n + 1])
            first, size = n + 1, 0
    if first < len(texts):
        yield read_rows(texts[first:])


def read_rows(texts: Sequence[str]) -> Rows:
    """Return the words of the texts, folded as ``language.shingles`` folds them but for ligatures and the like.

    >>> one, two = (read_rows([t]) for t in ("The U.S. isn’t a café.", "the us ISN'T a cafe"))
    >>> bool((one.words == two.words).all()), one.starts.tolist(), one.opens.tolist()
    (True, [0, 4, 9, 15, 17], [True, False, False, False, False])
    """
    joined = "\n" + "\n".join(texts) + "\n\n"
    offsets = np.cumsum([1, *(len(text) + 1 for text in texts)])
    printed, codes = _codes(joined)
    _settle(codes)
    there = np.flatnonzero(codes != GONE) if (codes == GONE).any() else None
    packed = codes if there is None else codes[there]
    inside = packed > GONE
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    first, last = edges[::2], edges[1::2]
    starts, ends = (first, last) if there is None else (there[first], there[last - 1] + 1)
    bounds = np.searchsorted(starts, offsets)
    opens = np.zeros(len(starts) + 1, np.bool_)
    opens[np.searchsorted(first, np.flatnonzero(packed == STOP))] = True
    home = np.repeat(offsets[:-1], np.diff(bounds))
    letter, low = printed[starts], packed[first]
    capital, digit = (letter >= ord("A")) & (letter <= ord("Z")), (low >= ord("0")) & (low <= ord("9"))
    return Rows(_hash(packed, first, last), starts - home, ends - home, opens[:-1], capital, digit, bounds)


def _codes(text: str) -> tuple[Array, Array]:
    """Return the characters of a text as numbers, as printed and folded."""
    if text.isascii():
        encoded = text.encode("ascii")
        return np.frombuffer(encoded, np.uint8), np.frombuffer(bytearray(encoded.translate(ASCII)), np.uint8)
    printed = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.frombuffer(ASCII, np.uint8).astype(np.uint32)[np.minimum(printed, 127)]
    rare = np.flatnonzero(printed > 127)
    kinds, which = np.unique(printed[rare], return_inverse=True)
    codes[rare] = np.array([_fold(chr(k)) for k in kinds.tolist()], np.uint32)[which]
    return printed, codes


def _fold(char: str) -> int:
    """Return the number of a character without case and accent."""
    if char in ALIKE:
        return ALIKE[char]
    plain = [c for c in unicodedata.normalize("NFKD", char.lower()) if not unicodedata.combining(c)]
    return ord(plain[0]) if plain and plain[0].isalnum() else BLANK if plain else GONE


ASCII = bytes(n if n in {APOSTROPHE, DOT} else _fold(chr(n)) for n in range(128)) + bytes(128)


def _settle(codes: Array) -> None:
    """Decide in place about apostrophes and full stops: inside a word or number, left out of an abbreviation, or between words."""
    marks = np.flatnonzero(codes == APOSTROPHE)
    codes[marks[~(_letter(codes[marks - 1]) & _letter(codes[marks + 1]))]] = BLANK
    dots = np.flatnonzero(codes == DOT)
    before, after, earlier = codes[dots - 1], codes[dots + 1], codes[np.maximum(dots - 2, 0)]
    number = _digit(before) & _digit(after)
    initial = _letter(before) & ~_letter(earlier)
    codes[dots[~number]] = STOP
    codes[dots[initial]] = BLANK
    codes[dots[initial & _letter(after)]] = GONE


def _letter(codes: Array) -> Array:
    return codes > ord("9")


def _digit(codes: Array) -> Array:
    return (codes >= ord("0")) & (codes <= ord("9"))


def _hash(codes: Array, first: Array, last: Array) -> Array:
    """Return a number for each word: the value of its letters in a base, from differences of one running sum."""
    up, down = _powers(len(codes))
    total = np.cumsum(codes * up[: len(codes)])
    return mix((total[last - 1] - total[first - 1]) * down[first])


def mix(numbers: Array) -> Array:
    """Return numbers whose every bit depends on all bits of those given."""
    numbers = (numbers ^ (numbers >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return np.asarray(numbers ^ (numbers >> np.uint64(29)))


_TABLE: list[Array] = []


def _powers(size: int) -> tuple[Array, Array]:
    """Return the powers of BASE and of its inverse."""
    if not _TABLE or len(_TABLE[0]) < size:
        room = max(size, 2 * CHUNK)
        _TABLE[:] = [_running(BASE, room), _running(pow(BASE, -1, 2**64), room)]
    return _TABLE[0], _TABLE[1]


def _running(base: int, size: int) -> Array:
    """Return the powers of a base modulo 2^64."""
    row: Array = np.full(size, base, np.uint64)
    row[0] = 1
    return np.asarray(row.cumprod())
