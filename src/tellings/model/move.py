"""What happens to stories as articles arrive: the log from which memberships and redirects follow."""

from typing import Literal

from msgspec import Struct

MoveKind = Literal["opened", "joined", "moved", "merged", "split", "closed", "reopened"]


class Move(Struct, frozen=True):
    """One step of a story.

    opened: ``story`` begins with ``articles``. joined: ``articles`` are new in it. moved: they came from ``other``, which
    lives on. merged: all of ``other`` went into ``story`` and its id leads there from now on. split: ``articles`` left
    ``other`` for ``story``, which is new. closed: ``story`` left the window, reopened: it is back; nothing is lost by either.
    """

    kind: MoveKind
    story: str
    other: str | None = None
    articles: tuple[str, ...] = ()


class LoggedMove(Struct, frozen=True):
    """A move and its number in a library's log, from 1."""

    number: int
    move: Move


class Whereabouts(Struct, frozen=True):
    """Where a story id leads: ``here`` itself, ``merged`` into the one story of ``to``, ``split`` into several, or ``gone``.

    ``gone``: all of its articles were forgotten. ``to`` names living stories only, however many steps there were.
    """

    story: str
    state: Literal["here", "merged", "split", "gone"]
    to: tuple[str, ...] = ()
