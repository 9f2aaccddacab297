"""JSON objects one by one, from an array, a single object or one after another, without holding the whole file."""

import re
from collections.abc import Iterator
from typing import IO

from msgspec import Struct

from tellings.intake.streams import mb

BITE = 1 << 16
OUTSIDE = re.compile(rb'["{}\[\]]')
INSIDE = re.compile(rb'["\\]')


class Piece(Struct, frozen=True):
    """One value of the file, by its number; ``wrong`` says why there are no bytes."""

    number: int
    raw: bytes = b""
    wrong: str = ""


class Splitter:
    """Finds where objects begin and end by counting brackets outside strings; a broken object ends where its brackets do."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.number = self.depth = 0
        self.base: int | None = None  # brackets open round the objects: one in an array
        self.text = self.escaped = False
        self.held = bytearray()
        self.size = 0

    def feed(self, bite: bytes) -> Iterator[Piece]:
        """Yield the values that end in a piece of the file."""
        at = start = 0
        if self.escaped:
            self.escaped, at = False, 1
        while m := (INSIDE if self.text else OUTSIDE).search(bite, at):
            at = m.end()
            token = m[0]
            if token == b"\\":
                if at == len(bite):
                    self.escaped = True
                at += 1
            elif token == b'"':
                self.text = not self.text
            elif token in b"{[":
                if self.base is None:
                    self.base = int(token == b"[")
                    self.depth = 1 - self.base
                    if self.base:
                        continue
                else:
                    self.depth += 1
                if self.depth == 1:
                    start, self.held, self.size = at - 1, bytearray(), 0
            elif self.depth:
                self.depth -= 1
                if not self.depth:
                    self._hold(bite[start:at])
                    yield self._piece()
            elif token == b"]":
                self.base = None  # the array is over: another may follow
        if self.depth:
            self._hold(bite[start:])

    def end(self) -> Iterator[Piece]:
        """Yield what was still open at the end of the file."""
        if self.depth:
            self.number += 1
            yield Piece(
                self.number, wrong="the file ends inside this object (it was cut short, or a mark is missing); write it again"
            )

    def _hold(self, part: bytes) -> None:
        self.size += len(part)
        if self.size <= self.limit:
            self.held += part

    def _piece(self) -> Piece:
        self.number += 1
        if self.size > self.limit:
            return Piece(self.number, wrong=f"the object is larger than {mb(self.limit)}; raise the limit 'feed' or split it")
        return Piece(self.number, bytes(self.held))


def iter_objects(stream: IO[bytes], limit: int) -> Iterator[Piece]:
    """Yield each object (or other bracketed value) of a JSON file.

    >>> import io
    >>> [piece.raw for piece in iter_objects(io.BytesIO(b'[{"a": "}"}, 7, {"b": [1]}]'), 100)]
    [b'{"a": "}"}', b'{"b": [1]}']
    """
    splitter = Splitter(limit)
    while bite := stream.read(BITE):
        yield from splitter.feed(bite)
    yield from splitter.end()
