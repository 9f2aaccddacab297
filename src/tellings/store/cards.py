"""Stories as they are held: cards, members, where an id leads, how a closed one is found again."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.engine import Connection, Row

from tellings.errors import StoreError
from tellings.model import LoggedMove, Move, StoryCard, Whereabouts
from tellings.store.counting import Told
from tellings.store.indexing import in_chunks
from tellings.store.protocol import Kept
from tellings.store.schema import articles, closed_terms, moved, moves, redirects, sketches, stories

CHUNK = 500


def card_of(row: Row[Any]) -> StoryCard:
    """Return a row as a card."""
    return StoryCard(
        id=row.id, title=row.title, articles=row.articles, outlets=row.outlets, first=row.first or None, last=row.last or None,
        open=row.open, saga=row.saga, told=row.told, stale=row.stale,
        **{name: None if getattr(row, name) < 0 else getattr(row, name) for name in Told._fields},
    )  # fmt: skip


def find_story(connection: Connection, story: str) -> Row[Any]:
    """Return a living story's row; raises StoreError."""
    row = connection.execute(select(stories).where(stories.c.id == story)).one_or_none()
    if row is not None and row.living:
        return row
    if row is None:
        raise StoreError(f"the library has no story {story}; `tellings stories` lists those it has")
    ends = find_whereabouts(connection, story)
    led = " and ".join(ends.to) if ends else ""
    raise StoreError(f"the story {story} is now {led}" if led else f"the story {story} is gone: all of its articles were forgotten")


def find_stories(connection: Connection, ids: Iterable[str]) -> list[StoryCard]:
    """Return the cards of living stories, in the order asked for; raises StoreError."""
    wanted = list(ids)
    found: dict[str, Row[Any]] = {}
    for some in in_chunks(dict.fromkeys(wanted)):
        found.update((row.id, row) for row in connection.execute(select(stories).where(stories.c.id.in_(some), stories.c.living)))
    return [card_of(found[story] if story in found else find_story(connection, story)) for story in wanted]


def members(connection: Connection, story: str) -> tuple[str, ...]:
    """Return the current articles of a living story, by id."""
    number = find_story(connection, story).number
    asked = select(articles.c.id).where(articles.c.story == number, articles.c.standing == "current").order_by(articles.c.id)
    return tuple(connection.execute(asked).scalars())


def find_whereabouts(connection: Connection, story: str) -> Whereabouts | None:
    """Return where an id leads, through however many redirects."""
    start = connection.execute(select(stories.c.number, stories.c.living).where(stories.c.id == story)).one_or_none()
    if start is None:
        return None
    if start.living:
        return Whereabouts(story, "here", (story,))
    seen, ahead, ends = {start.number}, [start.number], set()
    while ahead:
        r, s = redirects.c, stories.c
        asked = select(s.number, s.id, s.living).join(redirects, r.target == s.number).where(r.story.in_(ahead[:CHUNK]))
        ahead = ahead[CHUNK:]
        for row in connection.execute(asked):
            if row.living:
                ends.add(row.id)
            elif row.number not in seen:
                seen.add(row.number)
                ahead.append(row.number)
    state: Any = "gone" if not ends else "merged" if len(ends) == 1 else "split"
    return Whereabouts(story, state, tuple(sorted(ends)))


def log(connection: Connection, after: int, limit: int) -> list[LoggedMove]:
    """Return moves in order, with the articles that are still held."""
    m = moves.c
    rows = connection.execute(select(moves).where(m.number > after).order_by(m.number).limit(limit)).all()
    if not rows:
        return []
    asked = (
        select(moved.c.move, articles.c.id)
        .join(articles, articles.c.number == moved.c.article)
        .where(moved.c.move.between(rows[0].number, rows[-1].number))
        .order_by(moved.c.move, moved.c.position)
    )
    ids: dict[int, list[str]] = {}
    for row in connection.execute(asked):
        ids.setdefault(row.move, []).append(row.id)
    return [LoggedMove(r.number, Move(r.kind, r.story, r.other, tuple(ids.get(r.number, ())), r.nth)) for r in rows]


def iter_sketches(connection: Connection, after: int) -> Iterator[Kept]:
    """Yield the current articles of open stories with their sketches, as the log last brought each to its desk."""
    for some in in_chunks(connection.execute(_on_desk(after)).scalars().all()):
        a = articles.c
        asked = select(a.number, a.id, stories.c.id.label("story"), func.coalesce(sketches.c.sketch, b"").label("sketch"))
        asked = asked.join(stories, stories.c.number == a.story).outerjoin(sketches, sketches.c.article == a.number)
        rows = {r.number: r for r in connection.execute(asked.where(a.number.in_(some)))}
        yield from (Kept(n, rows[n].id, rows[n].story, bytes(rows[n].sketch)) for n in some)


def _on_desk(after: int) -> Select[Any]:
    a, brought = articles.c, func.max(moved.c.move * 2**20 + moved.c.position)
    asked = select(a.number).join(stories, stories.c.number == a.story).join(moved, moved.c.article == a.number)
    asked = asked.join(moves, moves.c.number == moved.c.move).where(moves.c.kind.in_(("opened", "joined", "reopened")))
    asked = asked.where(a.number > after, a.standing == "current", stories.c.open)
    return asked.group_by(a.number).order_by(brought, a.number)


def signed(term: int) -> int:
    """Return 64 bits as a database counts them."""
    return (term + (1 << 63)) % (1 << 64) - (1 << 63)


def find_closed(connection: Connection, terms: Sequence[int], limit: int, least: int) -> list[tuple[str, tuple[bytes, ...]]]:
    """Return the closed stories that share most terms, with their sketches."""
    shared: dict[int, int] = {}
    c = closed_terms.c
    wanted = sorted({signed(t) for t in terms})
    for at in range(0, len(wanted), CHUNK):
        asked = select(c.story, func.count()).where(c.term.in_(wanted[at : at + CHUNK])).group_by(c.story)
        for story, n in connection.execute(asked):
            shared[story] = shared.get(story, 0) + n
    shared = {story: n for story, n in shared.items() if n >= least}
    ids = _ids(connection, list(shared))
    best = sorted(shared, key=lambda n: (-shared[n], ids[n]))[:limit]
    return list(zip([ids[n] for n in best], sketches_of(connection, best), strict=True))


def sketches_of(connection: Connection, numbers: Sequence[int]) -> list[tuple[bytes, ...]]:
    """Return the sketches of the current articles of each story, by arrival."""
    found: dict[int, list[bytes]] = {n: [] for n in numbers}
    a = articles.c
    for at in range(0, len(numbers), CHUNK):
        asked = select(a.story, sketches.c.sketch).join(sketches, sketches.c.article == a.number)
        asked = asked.where(a.story.in_(numbers[at : at + CHUNK]), a.standing == "current").order_by(a.number)
        for row in connection.execute(asked):
            found[row.story].append(bytes(row.sketch))
    return [tuple(found[n]) for n in numbers]


def _ids(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for at in range(0, len(numbers), CHUNK):
        rows = connection.execute(select(stories.c.number, stories.c.id).where(stories.c.number.in_(numbers[at : at + CHUNK])))
        found.update((r.number, r.id) for r in rows)
    return found
