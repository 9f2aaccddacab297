"""Long lists in short answers: where one ended, the next begins, in the same telling of the story."""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from tellings.errors import UsageError

CURSOR = re.compile(r"(?P<telling>[0-9]{1,9})\.(?P<at>[0-9]{1,9})")
Item = TypeVar("Item")


class Place(NamedTuple):
    """Where an answer goes on: in which telling (None: today's), at which finding."""

    telling: int | None = None
    at: int = 0


def place(more: str | None) -> Place:
    """Return where ``more`` points; raises UsageError when it is none of ours.

    >>> place("3.20")
    Place(telling=3, at=20)
    """
    if more is None:
        return Place()
    found = CURSOR.fullmatch(more)
    if not found:
        raise UsageError(f"more is {more[:40]!r}, which no answer gave; hand back the `more` of an answer, or leave it out")
    return Place(int(found["telling"]), int(found["at"]))


def cut(found: Sequence[Item], at: int, limit: int, telling: int) -> tuple[tuple[Item, ...], str | None]:
    """Return ``limit`` findings from ``at`` on, and the cursor of those after them; None at the end.

    >>> cut("abcde", 0, 2, 7), cut("abcde", 4, 2, 7)
    ((('a', 'b'), '7.2'), (('e',), None))
    """
    end = at + limit
    return tuple(found[at:end]), f"{telling}.{end}" if end < len(found) else None
