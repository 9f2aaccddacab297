"""What came in, from where, and how to go on after it."""

import re

from msgspec import Struct

from tellings.errors import UsageError
from tellings.model import Article, Link, Unread

Found = Article | Unread | Link  # what callers of intake get
CURSOR = re.compile(r"(\d{1,15})(?:@(\d{1,18}))?")


class Cursor(Struct, frozen=True, order=True):
    """How far one input was read: rows, records or entries done, and where the last of them begins in the file, if that is known.

    >>> str(Cursor(17, 4096)), Cursor.parse("17@4096") == Cursor(17, 4096), Cursor.parse("3")
    ('17@4096', True, Cursor(number=3, offset=None))
    """

    number: int = 0
    offset: int | None = None

    def __str__(self) -> str:
        """Return the words that ``parse`` reads."""
        return str(self.number) if self.offset is None else f"{self.number}@{self.offset}"

    @classmethod
    def parse(cls, words: str) -> "Cursor":
        """Return the cursor that was written down; raises UsageError for other words."""
        if not (m := CURSOR.fullmatch(words)):
            raise UsageError(f"{words[:80]!r} is no place to go on from; give a cursor as an Arrival has it, or none")
        return cls(int(m[1]), int(m[2]) if m[2] else None)


class Pace(Struct, frozen=True):
    """After how many seconds a feed is worth asking for again, as it says itself."""

    every: float


class Arrival(Struct, frozen=True, kw_only=True):
    """An article, a link or what could not be read; the input's path; ``start={path: cursor}`` goes on after it.

    ``alone``: it is the whole file, so that another text in that file is a new version of it.

    ``named``: it stands in a feed or list that the user named, who so asks for its links to be fetched; a link met in a folder, an
    archive or a table was not asked for.

    ``captured`` is when a crawler took it (ISO 8601), as an archive says: evidence that it was there by then, never the time of
    publication.

    ``every``: after how many seconds the feed in which it stands is worth asking for again, as the feed says.
    """

    found: Found
    path: str
    cursor: str
    captured: str | None = None
    alone: bool = False
    named: bool = False
    every: float | None = None
