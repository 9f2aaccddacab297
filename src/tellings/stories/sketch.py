"""What is kept of an article for grouping: numbers instead of words, small enough to hold a hundred thousand."""

import sys
from array import array
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

import msgspec

from tellings.errors import MaterialError
from tellings.language.content import stem
from tellings.model import Article
from tellings.stories.nearness import day_number
from tellings.stories.words import NAME, article_words

IS_NAME, IS_NUMBER = 1, 2  # flags of a term
MOST = 255  # a term that stands more often in an article is counted so often


class Sketch(msgspec.Struct, frozen=True, array_like=True, tag="sketch/1"):
    """An article as its terms: ``terms`` are hashes of stems, ascending, ``counts`` and ``flags`` a byte for each.

    It depends on the article alone, so that it can be stored beside it (``to_bytes``) and read again: some 1.3 kB.
    """

    id: str
    day: int | None  # the proleptic number of the day of publication
    terms: bytes  # 32-bit, little-endian
    counts: bytes
    flags: bytes

    def to_bytes(self) -> bytes:
        """Return the sketch as MessagePack."""
        return _ENCODER.encode(self)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Sketch":
        """Return the sketch that ``to_bytes`` wrote; ``MaterialError`` when it is damaged or of another version."""
        try:
            sketch = _DECODER.decode(stored)
        except msgspec.MsgspecError as error:
            raise MaterialError(f"its stored sketch cannot be read ({error}); make it anew from the text", "sketch") from error
        if not 4 * len(sketch.counts) == 4 * len(sketch.flags) == len(sketch.terms):
            raise MaterialError("its stored sketch is cut short; make it anew from the text", sketch.id)
        if any(flags > IS_NAME | IS_NUMBER for flags in sketch.flags):
            raise MaterialError("its stored sketch holds flags that nobody knows; make it anew from the text", sketch.id)
        return sketch


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Sketch)


def sketch(article: Article) -> Sketch:
    """Return the sketch of an article: of its headline and running text, furniture left out."""
    return sketch_words(article_words(article), article.id, article.published)


def sketch_words(words: Iterable[str], key: str, published: str | None = None) -> Sketch:
    """Return the sketch of a list of words, names marked, with a key and, where known, an ISO 8601 day."""
    held: dict[int, int] = {}
    flagged: dict[int, int] = {}
    for word, n in Counter(words).items():
        term, flags = _term(word)
        held[term] = held.get(term, 0) + n
        flagged[term] = flagged.get(term, 0) | flags
    order = sorted(held)
    terms, counts = array("I", order), bytes([min(MOST, held[t]) for t in order])
    if sys.byteorder == "big":
        terms.byteswap()
    return Sketch(key, day_number(published), terms.tobytes(), counts, bytes([flagged[t] for t in order]))


def bag_of(sketch: Sketch) -> "tuple[array[int], list[int]]":
    """Return the terms of a sketch, and for each the code of its flags and count (256 x flags + count)."""
    terms = array("I", sketch.terms)
    if sys.byteorder == "big":
        terms.byteswap()
    return terms, [256 * f + n for f, n in zip(sketch.flags, sketch.counts, strict=True)]


def hash_term(term: str) -> int:
    """Return the same 32-bit number for a term in every run and on every machine."""
    return crc32(term.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 17)
def _term(word: str) -> tuple[int, int]:
    plain = word.removeprefix(NAME)
    return hash_term(stem(plain)), (IS_NAME if plain != word else 0) | (IS_NUMBER if plain[:1].isdigit() else 0)
