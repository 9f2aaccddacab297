"""Find where the records of an archive begin and end, without trusting what they say of themselves."""

import re
import zlib
from typing import IO

START = b"WARC/"
GZIP_MAGIC = b"\x1f\x8b\x08"
BITE = 1 << 16
BEGIN = re.compile(rb"\x1f\x8b\x08|WARC/1\.\d\r?\n(?=WARC-|Content-)")
OVERLAP = 24  # bytes kept from one piece to the next: more than what is looked for
LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,15})[ \t]*\r?$")
LONGEST_HEADER = 1 << 16


def begins_at(source: IO[bytes], offset: int) -> bool:
    """Whether a record, packed or not, begins at a byte of the file."""
    source.seek(offset)
    head = source.read(1024)
    if head.startswith(GZIP_MAGIC):
        try:
            return zlib.decompressobj(31).decompress(head, len(START)) == START
        except zlib.error:
            return False
    return head.startswith(START)


def next_start(source: IO[bytes], offset: int) -> int | None:
    """Return the first byte from ``offset`` on at which a record begins; None when there is none."""
    source.seek(offset)
    at, held = offset, b""
    while bite := source.read(BITE):
        held += bite
        for m in BEGIN.finditer(held):
            if begins_at(source, at + m.start()):
                return at + m.start()
        keep = min(OVERLAP, len(held) - 1)
        at, held = at + len(held) - keep, held[len(held) - keep :]
        source.seek(at + len(held))
    return None


def end_of(source: IO[bytes], offset: int) -> int | None:
    """Return the byte after the record that begins at ``offset``; None when it is broken or cut short."""
    source.seek(offset)
    head = source.read(LONGEST_HEADER)
    if head.startswith(GZIP_MAGIC):
        return _end_of_member(source, offset)
    headers, blank, _ = head.partition(b"\r\n\r\n")
    told = LENGTH.search(headers)
    if not blank or not told:
        return None
    end = offset + len(headers) + 4 + int(told[1])
    source.seek(end)
    tail = source.read(4)
    if tail == b"\r\n\r\n":
        return end + 4
    # the last record may lack its empty lines, if only it has all its bytes
    return end + len(tail) if b"\r\n\r\n".startswith(tail) and source.seek(0, 2) in range(end, end + 4) else None


def _end_of_member(source: IO[bytes], offset: int) -> int | None:
    source.seek(offset)
    unpack, at = zlib.decompressobj(31), offset
    while bite := source.read(4096):
        at += len(bite)
        try:
            while bite:
                unpack.decompress(bite, BITE)
                bite = unpack.unconsumed_tail
        except zlib.error:
            return None
        if unpack.eof:
            return at - len(unpack.unused_data)
    return None
