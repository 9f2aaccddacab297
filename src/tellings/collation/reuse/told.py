"""A text as it is compared with others: parallel rows over its words, and its k-grams in order."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Array = NDArray[Any]

# By judgement; quality/reuse.py shows what of planted copies it finds.
LEAST = 6  # words of an equal run from which on it is looked at; shorter ones are everybody's English
GRAM = np.uint64(0xD6E8FEB86659FD93)


class Told(Struct, frozen=True):
    """What is compared of a text: parallel rows over its words.

    Words as numbers, equal for equal words; number of the sentence; inside marks; opens its sentence; printed with a capital;
    of the kind that carries news (no small word, no number); of the kind that a title with a name may hold.
    """

    words: list[int]
    sentence: list[int]
    quoted: bytes
    opens: bytes
    capital: bytes
    news: bytes
    title: bytes
    row: Array
    grams: Array
    order: Array  # of the k-grams, the earlier of equal ones first


def tell(
    row: Array, sentence: Array | None = None, quoted: bytes = b"", capital: bytes = b"", news: bytes = b"", title: bytes = b""
) -> Told:
    """Return what is compared of a text, from its words as numbers; what is not given is 0 throughout."""
    none = bytes(len(row))
    held = np.zeros(len(row), np.int64) if sentence is None else sentence
    opens = np.ones(len(row), np.uint8)
    opens[1:] = held[1:] != held[:-1]
    grams = row[: max(0, len(row) - LEAST + 1)]
    for n in range(1, LEAST):
        grams = grams * GRAM + row[n : n + len(grams)]
    order = np.argsort(grams, kind="stable")
    flags = (quoted or none, opens.tobytes(), capital or none, news or none, title or none)
    return Told(row.tolist(), held.tolist(), *flags, row, grams, order)


def number_words(texts: Sequence[Sequence[str]]) -> list[Array]:
    """Return the words of some texts as numbers, equal for equal words."""
    known: dict[str, int] = {}
    return [np.array([known.setdefault(w, len(known) + 1) for w in words], np.uint64) for words in texts]
