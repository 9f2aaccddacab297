"""From whatever comes in to receipts: some at a time, each batch safe before it is told, archives taken up where they stopped."""

import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from time import monotonic

from tellings.gathering import Gathering, is_address
from tellings.intake import Arrival
from tellings.intake.walk import printable
from tellings.library.library import Library
from tellings.library.taking import Brought
from tellings.model import Article, Receipt, Unread

CURSOR = "cursor"  # notes of this kind say how far an input was read, by its whole path
BATCH = 100  # articles in one transaction; ``python -m bench.library`` shows what other sizes cost
WAIT = 1.0  # seconds after which a smaller batch is kept, so that what comes slowly is not kept waiting
HEAD = 65_536  # bytes of a file by which it is known again, with its size


def ingest(
    library: Library,
    gathering: Gathering,
    paths: Iterable[str],
    day: str | None,
    miss: Callable[[Unread], None],
    known_as: Callable[[str], str] = printable,
) -> Iterator[Receipt]:
    """Yield a receipt for each article as soon as it is safe; ``miss`` is told what could not be read.

    ``known_as`` gives the name by which a file of one article is known again: its whole path, unless that is nobody's own.
    """
    named = [p if is_address(p) or p == "-" else os.path.abspath(p) for p in paths]
    reading = _Reading(library, named)
    batch: list[Brought] = []
    since = monotonic()
    for arrival in gathering.iter_arrivals(named, reading.start()):
        if isinstance(arrival.found, Unread):
            miss(arrival.found)
        elif isinstance(arrival.found, Article):
            batch.append(Brought(arrival.found, known_as(arrival.path) if arrival.alone else ""))
        reading.at(arrival)
        if len(batch) >= BATCH or (batch and monotonic() - since > WAIT):
            yield from library.take(batch, day=day, notes=reading.notes())
            batch, since = [], monotonic()
    yield from library.take(batch, day=day, notes=reading.done())


class _Reading:
    """How far each input was read: notes to be kept in the transaction that keeps its articles."""

    def __init__(self, library: Library, named: Iterable[str]) -> None:
        self.named = set(named)
        with library.store.reading() as r:
            self.held = {key: value.decode() for key, value in r.notes(CURSOR)}
        self.open: dict[str, str] = {}

    def start(self) -> dict[str, str]:
        """Return the cursors of inputs that were not read to the end and have not changed since."""
        told = ((path, *value.split(" ", 1)) for path, value in self.held.items())
        return {path: cursor for path, mark, cursor in told if mark == _mark(path)}

    def at(self, arrival: Arrival) -> None:
        """Take down how far an input was read; the one before it was read to the end."""
        self.open = dict.fromkeys(self.open, "") | {arrival.path: arrival.cursor}

    def notes(self) -> dict[tuple[str, str], bytes | None]:
        """Return what is to be kept now."""
        told = {
            (CURSOR, path): f"{_mark(path)} {cursor}".encode() if cursor and os.path.isfile(path) else None
            for path, cursor in self.open.items()
        }
        self.open = {path: cursor for path, cursor in self.open.items() if cursor}
        return told

    def done(self) -> dict[tuple[str, str], bytes | None]:
        """Return what is to be kept once everything was read: nothing is open any more."""
        return {(CURSOR, path): None for path in {*self.open, *self.named} if path in self.held or path in self.open}


def _mark(path: str) -> str:
    """Return what tells a file from one that was written since: its size and the hash of its beginning."""
    try:
        with open(path, "rb") as file:
            return f"{os.path.getsize(path)}:{blake2b(file.read(HEAD), digest_size=8).hexdigest()}"
    except OSError:
        return ""
