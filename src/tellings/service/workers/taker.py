"""The process that writes: articles, corrections, what is to be forgotten; feeds and addresses that people named."""

import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from multiprocessing.connection import Connection
from typing import Any

import msgspec
from msgspec.structs import replace

from tellings.errors import MaterialError
from tellings.exports.visible import visible
from tellings.gathering import Gathering
from tellings.intake.walk import printable
from tellings.library import Brought, Corrected, Library, following, ingest
from tellings.model import Article, Correction, Ingested, Override, Receipt, Taken, Unread
from tellings.service.places import Place
from tellings.service.settings import Caps
from tellings.service.workers.clock import today
from tellings.service.workers.follower import Follower
from tellings.service.workers.items import read_items
from tellings.service.workers.keys import ASKED, Answered, answered
from tellings.service.workers.process import Say, Verbs, answer_all, give_way
from tellings.service.workers.rest import Rest

THREADS = 8
POLITE = 5  # added to the niceness of the process: whoever reads a page goes first
FETCHING = 8  # addresses, feeds and files that are read side by side
SAID = 100  # stories and inputs not read that a job names


class Taker:
    """The libraries of all workspaces."""

    def __init__(self, caps: Caps) -> None:
        self.caps = caps
        self._libraries: dict[str, Library] = {}
        self._followers: dict[str, Follower] = {}
        self._places: dict[str, Place] = {}
        self._lock = threading.Lock()
        self._taking: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._rest = Rest(caps.retention)

    def library(self, address: str) -> Library:
        """Return the library at an address. Raises StoreError when its file is not where it was: nothing would be kept."""
        with self._lock:
            if address not in self._libraries:
                library = self._libraries[address] = Library.open(address)
                self._places[address] = Place(address)
                self._followers[address] = Follower(library, self.caps, _say)
            self._places[address].must_be_there()
            return self._libraries[address]

    # ------------------------------------------------------------ verbs
    def take(self, _: Say, address: str, body: bytes, lines: bool, key: str | None) -> Ingested:
        """Keep the articles of a request; the same key and body again get the same answer."""
        library, digest = self.library(address), sha256(body).hexdigest()
        with self._taking[address]:  # one after another: side by side they would only wait for the same library
            found = read_items(body, lines)
            if key is not None and (before := answered(library, key)):
                if before.digest != digest:
                    raise MaterialError(f"the Idempotency-Key {key!r} was used for other articles; choose another key")
                return before.answer
            answer: list[Ingested] = []

            def noted(receipts: Sequence[Receipt]) -> Mapping[tuple[str, str], bytes | None]:
                answer[:] = [_ingested(found, receipts)]
                told = msgspec.msgpack.encode(Answered(digest, today(), answer[0]))
                return {(ASKED, key): told} if key is not None else {}

            library.take([Brought(f) for f in found if isinstance(f, Article)], day=today(), noted=noted)
        self._rest.touch(address)
        return answer[0]

    def gather(self, say: Say, address: str, named: str, key: str = "") -> dict[str, Any]:
        """Read a file, an address or a feed into a library; ``say`` is told the counts after each batch.

        ``key`` is the name by which a file is known again that lies where it was uploaded to.
        """
        library = self.library(address)
        told: Counter[str] = Counter()
        fresh: list[str] = []
        unread: list[Unread] = []
        notes: list[str] = []
        with Gathering(self.caps.limits, notes.append, self.caps.rules, network=self.caps.network, held=library.holds) as gathering:
            known_as = (lambda path: key) if key else printable
            for receipt in ingest(library, gathering, [named], today(), unread.append, known_as):
                told[receipt.outcome] += 1
                fresh.append(receipt.article)
                say(_counts(told, unread))
        self._rest.touch(address)
        stories = [story for story, _ in library.find_stories(fresh).most_common(SAID)]
        return {**_counts(told, unread), "stories": tuple(stories), "notes": tuple(notes[:SAID])}

    def forget(self, _: Say, address: str, articles: Sequence[str]) -> int:
        """Take articles away, all versions."""
        return len(self.library(address).forget(articles).articles)

    def correct(self, _: Say, address: str, overrides: Sequence[Override], story: str | None, by: str | None) -> Corrected:
        """Keep corrections, each with who says so and the day, unless it says them itself."""
        signed = [replace(o, by=o.by or by, when=o.when or today(), line=n) for n, o in enumerate(overrides, 1)]
        done = self.library(address).correct(signed, story=story)
        self._rest.touch(address)
        return done

    def undo(self, _: Say, address: str, number: int, by: str | None, why: str | None) -> Correction:
        """Take a correction back."""
        found = self.library(address).undo(number, by=by, when=today(), why=why)
        self._rest.touch(address)
        return found

    def put_note(self, _: Say, address: str, kind: str, key: str, value: bytes | None) -> None:
        """Keep what the server has to remember."""
        with self.library(address).store.writing() as w:
            w.put_note(kind, key, value)

    def follow(self, _: Say, address: str, url: str) -> None:
        """Ask a feed again and again from now on."""
        with self.library(address).store.writing() as w:
            following.follow(w, url)
        self._followers[address].look()

    def unfollow(self, _: Say, address: str, url: str) -> bool:
        """Ask a feed no more; return whether it was asked before."""
        with self.library(address).store.writing() as w:
            return following.unfollow(w, url)

    def open(self, _: Say, address: str) -> None:
        """Open a library, so that its feeds are followed."""
        self.library(address)

    # ------------------------------------------------------------ in quiet hours
    def ask_feeds(self) -> None:
        """Ask the feeds that are due."""
        with self._lock:
            followers = dict(self._followers) if self.caps.network else {}
        for address, follower in followers.items():
            if follower.turn():
                self._rest.touch(address)

    def rest(self) -> None:
        """Do for each library what has time until nobody brings anything."""
        with self._lock:
            libraries = list(self._libraries)
        for address in libraries:
            try:
                self._rest.turn(address, partial(self.library, address))
            except Exception as error:  # it is tried again; one library must not keep the others waiting
                _say(f"{type(error).__name__}: {error}")


def _ingested(found: Sequence[Article | Unread], receipts: Sequence[Receipt]) -> Ingested:
    told, kept = Counter(r.outcome for r in receipts), iter(receipts)
    items = tuple(
        Taken(index=n, reason=f.reason) if isinstance(f, Unread) else Taken(index=n, receipt=next(kept))
        for n, f in enumerate(found)
    )
    return Ingested(
        items=items,
        new=told["new"],
        known=told["known"],
        versions=told["version"],
        unread=len(items) - len(receipts),
    )


def _counts(told: Counter[str], unread: Sequence[Unread]) -> dict[str, Any]:
    return {
        "done": told.total(),
        "new": told["new"],
        "known": told["known"],
        "versions": told["version"],
        "unread": tuple(unread[:SAID]),
    }


def _say(words: str) -> None:
    line = visible(words).replace("\n", " ")
    print(f"tellings: {line}", file=sys.stderr, flush=True)


def work(pipe: Connection, caps: Caps) -> None:
    """Run the process."""
    give_way(POLITE)
    taker, closing = Taker(caps), threading.Event()

    def again(turn: Callable[[], None]) -> None:
        while not closing.wait(1.0):
            try:
                turn()
            except Exception as error:  # it is tried again; a feed or a busy library must not end it
                _say(f"{type(error).__name__}: {error}")

    for turn in (taker.rest, taker.ask_feeds):
        threading.Thread(target=again, args=(turn,), daemon=True).start()
    verbs: Verbs = {
        "take": taker.take,
        "gather": taker.gather,
        "forget": taker.forget,
        "correct": taker.correct,
        "undo": taker.undo,
        "put_note": taker.put_note,
        "follow": taker.follow,
        "unfollow": taker.unfollow,
        "open": taker.open,
    }
    answer_all(pipe, verbs, THREADS, closing, slow=("gather",), slow_threads=FETCHING)
