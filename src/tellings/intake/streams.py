"""Bytes of an input, unpacked through a cap."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Literal, NamedTuple

from tellings.errors import MaterialError
from tellings.intake.limits import Limits
from tellings.intake.walk import STDIN, Input

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
BITE = 1024  # packed bytes unpacked at a time: zstd can make 32 MB of them at the worst (a run of 128 KB takes four bytes)


class Meter:
    """Counts what a whole call has read, and stops it at the cap."""

    def __init__(self, limits: Limits) -> None:
        self.limit, self.read = limits.total, 0

    def count(self, size: int) -> None:
        """Add ``size`` bytes; raises MaterialError beyond the cap."""
        self.read += size
        if self.read > self.limit:
            raise MaterialError(
                f"the inputs together are larger than {mb(self.limit)}; raise the limit 'total' or read them in parts"
            )


class Metered(io.RawIOBase):
    """A stream that counts what is read from it."""

    def __init__(self, inner: Any, meter: Meter) -> None:
        self.inner, self.meter = inner, meter

    def readable(self) -> bool:
        """Return that it is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` from the stream."""
        got = self.inner.read1(len(buffer))  # what is there now: a row of a pipe is not kept waiting for the next
        buffer[: len(got)] = got
        self.meter.count(len(got))
        return len(got)


class Zstd(io.RawIOBase):
    """Unpack zstd frames; unlike the library's own reader it notices when the last one is cut short."""

    def __init__(self, packed: IO[bytes]) -> None:
        from zstandard import ZstdDecompressor, ZstdError

        self.packed, self.new, self.broken = packed, ZstdDecompressor().decompressobj, ZstdError
        self.frame, self.ready, self.fed = self.new(), b"", False

    def readable(self) -> bool:
        """Return that it is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` with unpacked bytes; raises EOFError when the packed ones end early."""
        while not self.ready:
            if self.frame.eof:
                left, self.frame, self.fed = self.frame.unused_data, self.new(), False
            else:
                left = b""
            if not (bite := left or self.packed.read(BITE)):
                if self.fed:
                    raise EOFError
                return 0
            try:
                self.ready, self.fed = self.frame.decompress(bite), True
            except self.broken as error:
                raise zlib.error(str(error)) from error
        size = min(len(buffer), len(self.ready))
        buffer[:size], self.ready = self.ready[:size], self.ready[size:]
        return size


class Opened(NamedTuple):
    """The bytes of an input: unpacked and counted; as they lie there; how they are packed."""

    stream: io.BufferedReader
    packed: Any
    packing: str | None


@contextmanager
def opened(item: Input, meter: Meter) -> Iterator[Opened]:
    """Yield the bytes of an input; every failure to read or unpack them is a MaterialError."""
    packing: str | None = None
    try:
        raw = _raw(item)
        try:
            packed = io.BufferedReader(raw) if not hasattr(raw, "peek") else raw
            packing = _packing(packed.peek(4)[:4])
            inner: Any = (
                packed
                if packing is None
                else gzip.GzipFile(fileobj=packed)
                if packing == "gzip"
                else io.BufferedReader(Zstd(packed))
            )
            yield Opened(io.BufferedReader(Metered(inner, meter), 65536), packed, packing)
        finally:
            if item.path != STDIN:
                raw.close()
    except EOFError as error:
        raise MaterialError(f"its {packing} packing ends early (the file was cut short); fetch or pack it again") from error
    except (zlib.error, gzip.BadGzipFile) as error:
        raise MaterialError(f"its {packing} packing is broken ({error}); fetch or pack it again") from error
    except OSError as error:
        raise MaterialError(
            f"it could not be opened ({error.strerror or error}); check that it is there and may be read"
        ) from error


def _raw(item: Input) -> Any:
    if item.raw is not None:
        return io.BytesIO(item.raw)
    return sys.stdin.buffer if item.path == STDIN else open(item.path, "rb")


def _packing(head: bytes) -> str | None:
    return "gzip" if head.startswith(GZIP) else "zstd" if head == ZSTD else None


def take_all(stream: IO[bytes], limits: Limits, cap: Literal["article", "feed"] = "article") -> bytes:
    """Return all bytes of one article, or of what else has a cap; raises MaterialError beyond it."""
    limit: int = getattr(limits, cap)
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise MaterialError(f"it is larger than {mb(limit)} unpacked; raise the limit '{cap}' or split it")
    return raw


def mb(size: int) -> str:
    """Return a size in megabytes.

    >>> mb(10_000_000)
    '10 MB'
    """
    return f"{size / 1_000_000:g} MB"
