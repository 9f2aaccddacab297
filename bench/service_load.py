"""Readers who ask once a second each, over kept connections, and what they waited; as light as a client can be."""

import asyncio
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

SPREAD = 1.0  # seconds between two questions of one reader
BEAR = 60.0  # seconds after which an answer counts as an error


class Waited(NamedTuple):
    """One question: its kind, milliseconds until the whole answer was there, its status (0: none came), its bytes."""

    kind: str
    ms: float
    status: int
    size: int


class Connection:
    """One kept connection of HTTP/1.1."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "", parts.port or 80
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, body: bytes = b"", kind: str = "application/json") -> tuple[int, bytes]:
        """Send a question, wait for the whole answer and return its status and body."""
        if self._streams is None:
            self._streams = await asyncio.open_connection(self.host, self.port, limit=1 << 24)
        reader, writer = self._streams
        method = "POST" if body else "GET"
        head = f"{method} {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAccept: text/html, */*\r\n"
        head += f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n" if body else ""
        writer.write(head.encode() + b"\r\n" + body)
        try:
            return await self._answer(reader)
        except BaseException:
            self.close()
            raise

    async def _answer(self, reader: asyncio.StreamReader) -> tuple[int, bytes]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head.split(" ", 2)[1])
        if "\r\ncontent-length:" in head:
            return status, await reader.readexactly(int(head.split("\r\ncontent-length:", 1)[1].split("\r\n", 1)[0]))
        parts = []
        while size := int((await reader.readline()).split(b";")[0], 16):
            parts.append(await reader.readexactly(size))
            await reader.readline()
        await reader.readline()
        return status, b"".join(parts)

    def close(self) -> None:
        """Let the connection go; the next question opens another."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


async def read(
    address: str, paths: Sequence[tuple[str, Callable[[random.Random], str]]], readers: int, questions: int, seed: int = 3
) -> list[Waited]:
    """Let ``readers`` ask ``questions`` in all, of each kind in turn, and return what each waited."""
    found: list[Waited] = []
    each = questions // readers

    async def one(number: int) -> None:
        chance, connection = random.Random(f"{seed} {number}"), Connection(address)
        await asyncio.sleep(number / readers * SPREAD)
        due = time.perf_counter()
        for n in range(each):
            kind, path = paths[(n + number) % len(paths)]
            found.append(await timed(connection, kind, path(chance)))
            due += SPREAD
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
        connection.close()

    await asyncio.gather(*(one(n) for n in range(readers)))
    return found


async def timed(connection: Connection, kind: str, path: str, body: bytes = b"") -> Waited:
    """Return what one question took; an answer that does not come is one with status 0."""
    began = time.perf_counter()
    try:
        async with asyncio.timeout(BEAR):
            status, answer = await connection.ask(path, body)
    except (OSError, ValueError, asyncio.IncompleteReadError, TimeoutError):
        status, answer = 0, b""
    return Waited(kind, 1000 * (time.perf_counter() - began), status, len(answer))


class Told(NamedTuple):
    """A kind of question over a run: how many, quantiles of the wait in ms, the middle size, and answers other than 200."""

    n: int
    p50: float
    p95: float
    p99: float
    size: int
    wrong: int


def tell(found: Sequence[Waited]) -> dict[str, Told]:
    """Return the quantiles of each kind."""
    told = {}
    for kind in Counter(w.kind for w in found):
        some = [w for w in found if w.kind == kind]
        cuts = statistics.quantiles([w.ms for w in some], n=100)
        size = int(statistics.median(w.size for w in some))
        told[kind] = Told(len(some), cuts[49], cuts[94], cuts[98], size, sum(w.status != 200 for w in some))
    return told
