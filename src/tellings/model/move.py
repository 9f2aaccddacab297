"""What happens to stories as articles arrive: the log from which memberships and redirects follow."""

from typing import Literal

from msgspec import Struct

MoveKind = Literal["opened", "joined", "moved", "merged", "split", "closed", "reopened", "told", "corrected"]


class Move(Struct, frozen=True):
    """One step of a story. A log of moves, replayed from its start, gives each story its articles and each old id its successors.

    - ``opened``: ``articles`` (one) began ``story``. ``joined``: they came into it.
    - ``moved``: ``articles`` went from ``other`` to ``story``, two stories that were there before and live on.
    - ``merged``: ``other`` is no more; all it had left are ``articles``, which are in ``story`` now. The old id leads there.
    - ``split``: ``articles`` left ``other`` for ``story``, which is new, or ``other`` is no more and this is one of its parts. An
      id that has no article left when the moves of one call are done leads to its parts.
    - ``closed``: ``story`` left the window; it keeps its id and its ``articles``. ``reopened``: it is back, with its ``articles``.
    - ``told``: ``story`` was told again; ``nth`` is the number of that telling. ``corrected``: a person corrected something of it,
      or took a correction back; ``nth`` is the number of the correction. Neither moves an article.
    """

    kind: MoveKind
    story: str
    other: str | None = None
    articles: tuple[str, ...] = ()
    nth: int | None = None


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
