"""When to look at a feed again: decisions as values, no clock of its own (see the end of the file for what it follows)."""

from msgspec import Struct


class FeedState(Struct, frozen=True, kw_only=True):
    """What is known of one feed between two visits; JSON in the store. Times are seconds since 1970, spans seconds.

    ``url`` is asked for; ``etag`` and ``last_modified`` go with it; ``body_hash`` tells an unchanged body where the server does
    not. ``interval`` is learned from how often something new came; ``due`` is when to ask next, None once stopped.
    ``failures`` in a row, the last one in ``trouble``; ``visits`` ever made. ``moved_to`` is where permanent redirects lead,
    seen ``moved_seen`` times in a row. ``stopped`` says why nobody asks any more ("" while somebody does).
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str = ""
    last_ok: float | None = None
    last_new: float | None = None
    failures: int = 0
    trouble: str = ""
    visits: int = 0
    interval: float = 3600.0
    due: float | None = 0.0
    moved_to: str | None = None
    moved_seen: int = 0
    stopped: str = ""
