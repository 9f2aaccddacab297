"""A feed before anybody decides how it is written."""

from msgspec import Struct


class FeedEntry(Struct, frozen=True, kw_only=True):
    """An entry: ``id`` (an IRI that never changes), when it changed (ISO 8601 day or instant), its page, its text, its outlets."""

    id: str
    title: str
    updated: str | None = None
    published: str | None = None
    url: str | None = None
    text: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Feed(Struct, frozen=True, kw_only=True):
    """A feed, or one page of it: ``own`` is its address, ``url`` that of the page that shows the same.

    ``first``, ``previous``, ``next`` and ``last`` are addresses of other pages of it (RFC 5005, section 3). ``updated`` is the
    latest of its entries where it is not given.
    """

    id: str
    title: str
    entries: tuple[FeedEntry, ...] = ()
    own: str | None = None
    url: str | None = None
    updated: str | None = None
    subtitle: str = ""
    language: str | None = None  # BCP 47
    first: str | None = None
    previous: str | None = None
    next: str | None = None
    last: str | None = None
