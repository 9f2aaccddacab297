"""What is kept of an article for grouping: numbers instead of words, small enough to hold a hundred thousand."""

from array import array
from collections import Counter
from functools import lru_cache
from hashlib import blake2b

import msgspec

from tellings.errors import MaterialError
from tellings.model import Article
from tellings.stories.nearness import day_number
from tellings.stories.words import NAME, article_words

IS_NAME, IS_NUMBER = 1, 2  # flags of a term
MOST = 255  # a term that stands more often in an article is counted so often


class Sketch(msgspec.Struct, frozen=True, array_like=True, tag="sketch/1"):
    """An article as its words: ``terms`` are their hashes, ascending, ``counts`` and ``flags`` a byte for each.

    It depends on the article alone, so that it can be stored beside it (``to_bytes``) and read again.
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
        return sketch


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Sketch)


def sketch(article: Article) -> Sketch:
    """Return the sketch of an article: of its headline and running text, furniture left out."""
    return sketch_words(article_words(article), article.id, article.published)


def sketch_words(words: list[str], key: str, published: str | None = None) -> Sketch:
    """Return the sketch of a list of words, names marked, with a key and, where known, an ISO 8601 day."""
    counts = Counter(w.removeprefix(NAME) for w in words)
    names = {w.removeprefix(NAME) for w in words if w.startswith(NAME)}
    terms: dict[int, tuple[int, int]] = {}
    for word, n in counts.items():
        flags = (IS_NAME if word in names else 0) | (IS_NUMBER if word[0].isdigit() else 0)
        held, other = terms.get(hash_term(word), (0, 0))
        terms[hash_term(word)] = min(MOST, n + held), flags | other
    hashes = sorted(terms)
    return Sketch(
        id=key,
        day=day_number(published),
        terms=array("I", hashes).tobytes(),
        counts=bytes(terms[t][0] for t in hashes),
        flags=bytes(terms[t][1] for t in hashes),
    )


@lru_cache(maxsize=1 << 18)
def hash_term(word: str) -> int:
    """Return the same 32-bit number for a word in every run and on every machine."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")
