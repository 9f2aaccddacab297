"""A library that lives: a store, the desk that finds its stories, and everything that is done with them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from msgspec.structs import replace

from tellings.library.correcting import Corrected, correct, hold_again, undo
from tellings.library.desks import Desks, index_closed
from tellings.library.keys import url_key
from tellings.library.taking import Brought, Notes, take
from tellings.model import Correction, Counts, Link, Override, Query, Receipt, Undone
from tellings.store import Forgotten, Reader, Store, Writer, import_library, open_store
from tellings.stories import Sketch, Window

WHOLE = 8_000  # articles of open stories; all of them take 6 s, and the time grows with the square (bench/stream.md)
AT_ONCE = 500  # articles looked up at once
EXCERPTS = "excerpts"  # notes of this kind name the articles of which only excerpts are kept
NOTHING: Mapping[tuple[str, str], bytes | None] = {}


class Library:
    """Articles that arrive, stories that grow, ids that stay.

    One process or several may write at once: each takes the store's one writing transaction, and catches up with the others
    inside it. Threads of one process take turns.
    """

    def __init__(self, store: Store, window: Window | None = None) -> None:
        self.store = store
        self._desks = Desks(window)
        self._turn = Lock()

    @classmethod
    def open(cls, address: str, window: Window | None = None) -> Self:
        """Open the library at a path or at a postgresql:// address; it is made when it is not there."""
        return cls(open_store(address), window)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the store."""
        self.store.close()

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        """Open the writing transaction; when it fails the desk is let go, since what was done on it was not written."""
        with self._turn:
            try:
                with self.store.writing() as w:
                    yield w
            except BaseException:
                self._desks.let_go()
                raise

    def take(
        self,
        brought: Sequence[Brought],
        *,
        day: str | None = None,
        notes: Notes = NOTHING,
        noted: Callable[[Sequence[Receipt]], Notes] | None = None,
    ) -> list[Receipt]:
        """Keep articles and return a receipt for each, in their order; once this returns they survive a crash.

        ``day`` is today, ISO 8601, as the caller's clock says. ``notes`` are written in the same transaction: how far an
        archive was read, when a feed was asked; so are those that ``noted`` makes of the receipts.
        """
        with self._writing() as w:
            receipts = take(w, self._desks, brought, day, notes)
            for (kind, key), value in (noted(receipts) if noted else NOTHING).items():
                w.put_note(kind, key, value)
            return receipts

    def settle(self) -> int:
        """Group the open stories again, ids kept, and return how many moves that made; for when nothing arrives.

        Of a window of more than ``WHOLE`` articles only what arrivals touched is grouped.
        """
        with self._writing() as w:
            desk = self._desks.at(w)
            moves = desk.regroup(whole=len(desk) <= WHOLE)
            self._desks.keep(w, moves, desk.sagas())
            return len(moves)

    def forget(self, articles: Iterable[str], *, alone: bool = False) -> Forgotten:
        """Take articles away with everything that rests on them, their other versions included unless they are to go ``alone``."""
        with self._writing() as w:
            wanted = sorted(articles) if alone else _all_versions(w, articles)
            self._desks.at(w).remove(wanted)
            gone = w.forget(wanted)
            self._desks.bind(w)
            for story in gone.stories:
                if not w.get_story(story).open:
                    index_closed(w, story)
            for article in {key for key, _ in w.notes(EXCERPTS)}.intersection(gone.articles):
                w.put_note(EXCERPTS, article, None)
            self._desks.keep(w, [])
            return gone

    def correct(self, overrides: Iterable[Override], *, story: str | None = None) -> Corrected:
        """Keep corrections by people: stories are merged and split at once, findings corrected when their story is told next.

        ``story`` is where ids of findings, and words without an article, are looked for. What cannot be meant is returned with
        why, and the rest is kept: from then on it holds, through later arrivals, new versions and new rules, until it is undone.
        """
        with self._writing() as w:
            return correct(w, self._desks, overrides, story)

    def undo(self, number: int, *, by: str | None = None, when: str | None = None, why: str | None = None) -> Correction:
        """Take a correction back and return it; ``when`` is now, ISO 8601, as the caller's clock says.

        Stories that it split are merged again and the other way round, as far as they are still there. It stays listed.
        Raises UsageError for a number that nobody has, or that was undone before.
        """
        with self._writing() as w:
            return undo(w, self._desks, number, Undone(by=by, when=when, why=why))

    def corrections(self, story: str | None = None) -> tuple[Correction, ...]:
        """Return the corrections in order, undone ones too: all of them, or those that bear on a living story."""
        with self.store.reading() as r:
            return tuple(r.corrections(story))

    def bring(self, folder: Path) -> tuple[Counts, Counts]:
        """Take in a library that was exported, and return the counts before and after."""
        with self.store.reading() as r:
            before = r.count()
        import_library(self.store, folder, renamed=_renamed)
        with self._writing() as w:
            self._desks.disturb(w)
            hold_again(w, self._desks)
            return before, w.count()

    def find_outlet(self, outlet: str) -> tuple[str, ...]:
        """Return the articles of an outlet, all versions, by arrival."""
        with self.store.reading() as r:
            return tuple(h.article.id for h in r.iter_holdings(Query(outlet=outlet, superseded=True)))

    def find_before(self, day: str) -> tuple[str, ...]:
        """Return the articles that were taken in before a day, all versions, by arrival."""
        with self.store.reading() as r:
            return tuple(h.article.id for h in r.iter_holdings(Query(superseded=True), taken_before=day))

    def find_stories(self, articles: Iterable[str]) -> Counter[str]:
        """Return how many of some articles each story has now."""
        wanted, found = sorted(set(articles)), Counter[str]()
        with self.store.reading() as r:
            for at in range(0, len(wanted), AT_ONCE):
                found.update(h.story for h in r.find_holdings(wanted[at : at + AT_ONCE]).values() if h.story)
        return found

    def holds(self, link: Link) -> bool:
        """Whether a page is held under its address."""
        with self.store.reading() as r:
            return bool(r.find_versions([url_key(link.url)]))

    def resolve(self, story: str) -> tuple[str, ...]:
        """Return the living stories that an id leads to today; none when nobody had it."""
        with self.store.reading() as r:
            found = r.find_whereabouts(story)
            return () if found is None else (found.story,) if found.state == "here" else found.to


def _renamed(stored: bytes, article: str) -> bytes:
    return replace(Sketch.from_bytes(stored), id=article).to_bytes() if stored else stored


def _all_versions(reader: Reader, articles: Iterable[str]) -> list[str]:
    keys = {h.version.key for h in reader.find_holdings(articles).values()}
    return sorted(v.article for versions in reader.find_versions(keys).values() for v in versions)
