"""What a server answers to whoever brings articles, and what it says of longer work."""

from typing import Literal

from msgspec import Struct

from tellings.model.article import Unread
from tellings.model.holding import Receipt


class Taken(Struct, frozen=True, kw_only=True):
    """What became of one of the articles that were brought: its place among them, from 0; its receipt, or why there is none."""

    index: int
    receipt: Receipt | None = None
    reason: str | None = None


class Ingested(Struct, frozen=True, kw_only=True):
    """What became of the articles of one request, in their order. Every receipt is of an article that survives a crash."""

    items: tuple[Taken, ...]
    new: int
    known: int
    versions: int
    unread: int


class Job(Struct, frozen=True, kw_only=True):
    """Longer work on inputs that were named: an address, a feed, a file. ``done`` counts the articles that are safe.

    ``new``, ``known`` and ``versions`` say what they were, ``stories`` in which they are (the first hundred), ``unread`` what
    could not be read (the first hundred). ``error`` is why the whole failed.
    """

    id: str
    kind: Literal["url", "feed", "file"]
    name: str
    state: Literal["waiting", "running", "done", "failed"]
    done: int = 0
    new: int = 0
    known: int = 0
    versions: int = 0
    stories: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    error: str | None = None


class FeedCard(Struct, frozen=True, kw_only=True):
    """A feed that is followed, as it stood when it was asked last.

    ``asked``: it was, at least once; ``failures`` in a row, the last one in ``trouble``; ``due`` is when it is asked next, seconds
    since 1970; ``ended`` says why nobody asks any more.
    """

    url: str
    asked: bool = False
    failures: int = 0
    trouble: str = ""
    due: float | None = None
    ended: str = ""
