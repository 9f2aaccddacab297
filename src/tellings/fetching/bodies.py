"""A body as it was before it was packed for the way, as far as the cap allows.

Content codings are gzip, deflate (with or without the wrapper of zlib, as servers differ) and zstd (RFC 9110, 8878, 9659). The
cap is held while unpacking, a few kilobytes of input at a time, so that a bomb costs no more memory than the cap.
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from tellings.fetching.failing import beyond, failure, shown

ACCEPTED = "gzip, deflate, zstd"
PIECE = 4_096  # bytes given to zlib at a time: what is left over of a piece is copied for each member of a gzip
ZSTD_PIECE = 256  # zstd unpacks a whole piece at once, and four bytes may stand for 128 kB: 8 MB at most
WINDOW = 8 * 2**20  # bytes that a zstd frame may look back (RFC 9659)


class Unpacker(Protocol):
    """Feed it packed bytes; ``whole`` says whether the end was seen."""

    whole: bool

    def feed(self, packed: bytes, most: int) -> bytes:
        """Return what unpacks from the input, little more than ``most`` bytes of it."""


def unpack(chunks: Iterable[bytes], coding: str, most: int, *, only_start: bool = False) -> bytes:
    """Return a body unpacked, with ``only_start`` its first ``most`` bytes.

    FetchError "size" when there are more, "coding" when the coding is unknown or nested, or the bytes are none of it.
    """
    packing = _unpacker(coding)
    body = bytearray()
    for piece in _pieces(chunks, packing):
        body += packing.feed(piece, most + 1 - len(body))
        if len(body) > most:
            if only_start:
                return bytes(body[:most])
            raise failure("size", f"the unpacked body is larger than {most:,} bytes", do=beyond("decoded"))
    if not packing.whole:
        raise failure("coding", f"the {coding} body ends too early")
    return bytes(body)


def _pieces(chunks: Iterable[bytes], packing: Unpacker) -> Iterator[bytes]:
    size = ZSTD_PIECE if isinstance(packing, _Zstd) else PIECE
    for chunk in chunks:
        if isinstance(packing, _Plain):
            yield chunk
        else:
            yield from (chunk[at : at + size] for at in range(0, len(chunk), size))


def _unpacker(coding: str) -> Unpacker:
    name = coding.strip().lower()
    if name in ("", "identity"):
        return _Plain()
    if name in ("gzip", "x-gzip", "deflate"):
        return _Zlib(name)
    if name == "zstd":
        return _Zstd()
    what = "packed more than once" if "," in name else "packed in an unknown way"
    raise failure("coding", f"the body is {what} (Content-Encoding: {shown(coding)})")


class _Plain:
    whole = True

    def feed(self, packed: bytes, most: int) -> bytes:
        return packed


class _Zlib:
    """gzip of one or more members, what follows the last is ignored; deflate with a wrapper or without."""

    def __init__(self, name: str) -> None:
        self._gzip = name != "deflate"
        self._head = b""  # of a deflate body, until its first two bytes are there
        self._stream: Any = None
        self._again = self._over = False
        self.whole = True  # an empty body is whole: some servers name a coding and send none

    def feed(self, packed: bytes, most: int) -> bytes:
        out = bytearray()
        try:
            while packed and not self._over and len(out) < most:
                if self._stream is None and not (packed := self._begin(packed)):
                    break
                out += self._stream.decompress(packed, most - len(out))
                packed = self._stream.unconsumed_tail
                if self._stream.eof:
                    packed = self._stream.unused_data
                    self.whole, self._over, self._stream = True, not self._gzip, None
        except zlib.error as error:
            raise failure("coding", f"the packed body is damaged ({error})") from None
        return bytes(out)

    def _begin(self, packed: bytes) -> bytes:
        """Start a member; return what it is to be fed, b"" when that is nothing yet."""
        if self._gzip and self._again and packed[:1] != b"\x1f":
            self._over = True  # something behind the last member, which everybody ignores
            return b""
        self.whole = False
        if self._gzip:
            self._again = True
            self._stream = zlib.decompressobj(31)
            return packed
        packed = self._head = self._head + packed
        if len(packed) < 2:
            return b""
        wrapped = packed[0] & 15 == 8 and int.from_bytes(packed[:2], "big") % 31 == 0
        self._stream = zlib.decompressobj(15 if wrapped else -15)
        return packed


class _Zstd:
    def __init__(self) -> None:
        import zstandard

        self._wrong = zstandard.ZstdError
        self._new = zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj
        self._stream: Any = self._new()
        self.whole = True

    def feed(self, packed: bytes, most: int) -> bytes:
        out = bytearray()
        while packed and len(out) < most:
            self.whole = False
            try:
                out += self._stream.decompress(packed)
            except self._wrong as error:
                raise failure("coding", f"the packed body is damaged ({shown(str(error))})") from None
            packed = b""
            if self._stream.eof:
                self.whole = True
                packed = self._stream.unused_data
                self._stream = self._new()
        return bytes(out)
