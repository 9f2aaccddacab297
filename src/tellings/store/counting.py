"""What lists show of a story's latest telling, and when a story last moved."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import bindparam, func, select, update
from sqlalchemy.engine import Connection

from tellings.model import Conflict, MoveKind, Story
from tellings.store.indexing import in_chunks
from tellings.store.packing import unpack
from tellings.store.schema import moves, stories, tellings

NO_NEWS: tuple[MoveKind, ...] = ("told", "closed", "reopened")  # moves of which a reader who comes back hears nothing


class Told(NamedTuple):
    """How many origins, hard conflicts and soft ones a telling has; -1 where there is no telling."""

    origins: int = -1
    conflicts: int = -1
    differences: int = -1


class _Strength(Struct, frozen=True):
    strength: str


class _Counted(Struct, frozen=True):
    """As much of a story as is counted; the rest of its bytes is passed over."""

    origins: tuple[Struct, ...] = ()
    conflicts: tuple[_Strength, ...] = ()


def count_told(story: Story | _Counted) -> Told:
    """Return what a card says of a story."""
    conflicts: Iterable[Conflict | _Strength] = story.conflicts
    hard = sum(c.strength == "hard" for c in conflicts)
    return Told(len(story.origins), hard, len(story.conflicts) - hard)


def latest_told(connection: Connection, numbers: Iterable[int]) -> dict[int, Told]:
    """Return the counts of the latest telling that is kept of each of some stories, by number; a story without any is left out."""
    found: dict[int, Told] = {}
    t = tellings.c
    for some in in_chunks(numbers, 100):
        last = select(t.story, func.max(t.number).label("n")).where(t.story.in_(some)).group_by(t.story).subquery()
        asked = select(t.story, t.body).join(last, (t.story == last.c.story) & (t.number == last.c.n))
        found.update((row.story, count_told(unpack(row.body, _Counted))) for row in connection.execute(asked))
    return found


def put_told(connection: Connection, numbers: Iterable[int]) -> None:
    """Write on the cards of some stories what their latest tellings say."""
    wanted = list(dict.fromkeys(numbers))
    found = latest_told(connection, wanted)
    rows = [{"n": n, **{f"its_{name}": value for name, value in found.get(n, Told())._asdict().items()}} for n in wanted]
    if rows:
        change = update(stories).where(stories.c.number == bindparam("n"))
        connection.execute(change.values({name: bindparam(f"its_{name}") for name in Told._fields}), rows)


def last_moves(connection: Connection) -> dict[str, int]:
    """Return the number of the last move that is news of each story, by id."""
    found: dict[str, int] = {}
    m = moves.c
    for name in (m.story, m.other):
        asked = select(name, func.max(m.number)).where(m.kind.not_in(NO_NEWS), name.is_not(None)).group_by(name)
        for story, number in connection.execute(asked):
            found[story] = max(number, found.get(story, 0))
    return found


def put_moved(connection: Connection) -> None:
    """Write on the card of every story when it last moved."""
    rows: list[dict[str, Any]] = [{"of": story, "last_one": number} for story, number in sorted(last_moves(connection).items())]
    if rows:
        connection.execute(update(stories).where(stories.c.id == bindparam("of")).values(moved=bindparam("last_one")), rows)
