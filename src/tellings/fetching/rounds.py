"""A round of visits: many feeds, hosts in parallel, one host never, outcomes as they come."""

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from queue import Full, Queue
from urllib.parse import urlsplit

from msgspec import Struct

from tellings.errors import FetchError
from tellings.fetching.failing import failure, shown
from tellings.fetching.fetched import Fetched
from tellings.fetching.fetcher import Fetcher
from tellings.fetching.schedule import FeedState

FEEDS = ("feed",)
WORKERS = 8  # by judgement: a worker mostly waits


class Visit(Struct, frozen=True):
    """A feed as it was, and what was seen of it; ``advance`` says what follows."""

    state: FeedState
    seen: Fetched | FetchError


def visit_all(
    states: Iterable[FeedState], fetcher: Fetcher, *, workers: int = WORKERS, accept: Iterable[str] = FEEDS
) -> Iterator[Visit]:
    """Visit feeds, or with ``accept`` what they name (``USUAL`` for pages), and yield each outcome as it comes, in no order.

    At most ``workers`` outcomes wait to be taken, so a slow reader slows the round down instead of filling memory. Whoever stops
    in the middle (an exception, ``close``) has lost nothing that was yielded; visits under way end unseen, and the states of
    feeds not yielded are as they were. A fault in one visit is its outcome, never the end of the round.
    """
    rounds = _Round(states, fetcher, workers, tuple(accept))
    try:
        yield from rounds.visits()
    finally:
        rounds.over.set()


class _Round:
    def __init__(self, states: Iterable[FeedState], fetcher: Fetcher, workers: int, accept: tuple[str, ...]) -> None:
        self.over = threading.Event()
        self._fetcher = fetcher
        self._accept = accept
        self._lock = threading.Lock()
        self._hosts = _by_host(states)
        self._count = max(1, min(workers, len(self._hosts)))
        self._came: Queue[Visit | None] = Queue(maxsize=workers)

    def visits(self) -> Iterator[Visit]:
        for number in range(self._count):
            threading.Thread(target=self._work, name=f"visits {number}", daemon=True).start()
        working = self._count
        while working:
            visit = self._came.get()
            if visit is None:
                working -= 1
            else:
                yield visit

    def _work(self) -> None:
        """Take a host from the front, visit one feed of it, and put it back behind the others."""
        try:
            while not self.over.is_set():
                with self._lock:
                    if not self._hosts:
                        return
                    host = self._hosts.popleft()
                visit = self._visit(host.popleft())
                with self._lock:
                    if host:
                        self._hosts.append(host)
                if not (isinstance(visit.seen, FetchError) and visit.seen.kind == "stopped"):
                    self._give(visit)
        finally:
            self._give(None)

    def _visit(self, state: FeedState) -> Visit:
        try:
            return Visit(
                state, self._fetcher.fetch(state.url, etag=state.etag, last_modified=state.last_modified, accept=self._accept)
            )
        except FetchError as error:
            error.__cause__ = error.__context__ = None
            return Visit(state, error.with_traceback(None))  # frames hold whole bodies, and the outcome may wait
        except Exception as error:  # the border of the worker: one visit's fault must not end the others
            return Visit(state, failure("fault", f"{type(error).__name__}: {shown(str(error))}", state.url))

    def _give(self, visit: Visit | None) -> None:
        while not self.over.is_set():
            with suppress(Full):
                self._came.put(visit, timeout=0.2)
                return


def _by_host(states: Iterable[FeedState]) -> deque[deque[FeedState]]:
    hosts: dict[str, deque[FeedState]] = {}
    for state in states:
        try:
            host = urlsplit(state.url).hostname or ""
        except ValueError:
            host = ""
        hosts.setdefault(host, deque()).append(state)
    return deque(hosts.values())
