"""What is wrong with a library: what ``doctor --store`` asks of it."""

from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from tellings.store.counting import Told, last_moves, latest_told
from tellings.store.dialect import SAID, WORDS, Dialect
from tellings.store.indexing import in_chunks
from tellings.store.moving import STILL
from tellings.store.packing import unpack_text
from tellings.store.places import bucket_of, first_place
from tellings.store.schema import articles, bodies, library, moved, moves, quotations, redirects, stories, tables, tellings, told

SHOWN = 5  # faults of one kind that are named; the rest are counted
CHUNK = 500


def find_faults(dialect: Dialect, connection: Connection) -> Iterator[str]:
    """Yield what is wrong, a sentence each."""
    try:
        yield from dialect.check(connection)
        for check in CHECKS:
            wrong = list(check(connection))
            yield from wrong[:SHOWN]
            if len(wrong) > SHOWN:
                yield f"and {len(wrong) - SHOWN} more of this kind"
        yield from _indexes(dialect, connection)
    except dialect.errors as error:  # what is damaged cannot be asked any further
        yield str(dialect.explain(error))


def _orphans(connection: Connection) -> Iterator[str]:
    """Compare each table with those that its rows belong to: a damaged database keeps no promises."""
    for table in tables.sorted_tables:
        for key in table.foreign_keys:
            parent, column = key.column.table, key.parent
            asked = select(func.count()).select_from(table.outerjoin(parent, key.column == column))
            n = connection.execute(asked.where(column.is_not(None), key.column.is_(None))).scalar_one()
            if n:
                yield f"{n} rows of {table.name} belong to rows of {parent.name} that are not there"
    bodiless = select(articles.c.id).outerjoin(bodies, bodies.c.article == articles.c.number).where(bodies.c.article.is_(None))
    yield from (f"the article {a} has no text" for a in connection.execute(bodiless).scalars())


def _homes(connection: Connection) -> Iterator[str]:
    a, s = articles.c, stories.c
    homeless = select(a.id).outerjoin(stories, s.number == a.story)
    homeless = homeless.where(a.standing == "current", s.living.is_(None) | s.living.is_(False))
    yield from (f"the article {i} is in no living story" for i in connection.execute(homeless.order_by(a.id)).scalars())
    held = select(a.story).where(a.story.is_not(None))
    empty = select(s.id).where(s.living, s.number.not_in(held)).order_by(s.id)
    yield from (f"the story {i} lives but has no article" for i in connection.execute(empty).scalars())
    ended = select(s.id).join(redirects, redirects.c.story == s.number).where(s.living).distinct().order_by(s.id)
    yield from (f"the story {i} lives but leads elsewhere" for i in connection.execute(ended).scalars())


def _cards(connection: Connection) -> Iterator[str]:
    a, s = articles.c, stories.c
    asked = select(a.story, func.count(), func.count(a.outlet.distinct()), func.min(a.day), func.max(a.day))
    counted = {r[0]: tuple(r[1:]) for r in connection.execute(asked.where(a.standing == "current").group_by(a.story))}
    for r in connection.execute(select(s.number, s.id, s.articles, s.outlets, s.first, s.last).where(s.living).order_by(s.id)):
        n, outlets, first, last = counted.get(r.number, (0, 0, None, None))
        if (r.articles, r.outlets, r.first, r.last) != (n, outlets, first or "", last or ""):
            yield f"the card of the story {r.id} does not fit its articles"


def _counts(connection: Connection) -> Iterator[str]:
    """Compare what cards say of tellings and moves with both."""
    moved_last = last_moves(connection)
    rows = connection.execute(select(stories).where(stories.c.living).order_by(stories.c.id)).all()
    for some in in_chunks(rows):
        told_last = latest_told(connection, [r.number for r in some])
        for r in some:
            if (r.origins, r.conflicts, r.differences) != told_last.get(r.number, Told()):
                yield f"the card of the story {r.id} does not fit its latest telling"
            if r.moved < moved_last.get(r.id, 0):
                yield f"the story {r.id} moved after its card says that it did"


def _redirects(connection: Connection) -> Iterator[str]:
    """Walk all redirects at once; what is met again on its own way is a loop."""
    leads: dict[int, list[int]] = {}
    for story, target in connection.execute(select(redirects.c.story, redirects.c.target)):
        leads.setdefault(story, []).append(target)
    done: set[int] = set()
    for start in sorted(leads):
        way: list[int] = [start]
        on_way = {start}
        ahead = [list(leads[start])]
        while ahead:
            if not ahead[-1]:
                ahead.pop()
                done.add(way[-1])
                on_way.discard(way.pop())
                continue
            story = ahead[-1].pop()
            if story in on_way:
                yield f"the redirects of story number {start} run in a circle"
            elif story not in done:
                way.append(story)
                on_way.add(story)
                ahead.append(list(leads.get(story, ())))


def _texts(connection: Connection) -> Iterator[str]:
    a, last = articles.c, 0
    asked = select(a.number, a.id, a.sha256, a.spans, a.place, a.day, bodies.c.text).join(bodies, bodies.c.article == a.number)
    while rows := connection.execute(asked.where(a.number > last).order_by(a.number).limit(CHUNK)).all():
        for row in rows:
            try:
                text = unpack_text(row.text)
            except Exception as error:  # whatever a damaged page unfolds to
                yield f"the text of {row.id} cannot be read: {error}"
                continue
            if row.spans is None and sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != row.sha256:
                yield f"the text of {row.id} is not the one that was taken in: its sha256 differs"
            if bucket_of(row.place) != bucket_of(first_place(row.day, row.id)):
                yield f"the article {row.id} stands at a place of another day"
        last = rows[-1].number


def _log(connection: Connection) -> Iterator[str]:
    """Replay the log, and compare where it leaves the articles with where they are."""
    home: dict[int, str] = {}
    members: dict[str, set[int]] = {}
    lists: dict[int, list[int]] = {}
    for move, article in connection.execute(select(moved.c.move, moved.c.article).order_by(moved.c.move, moved.c.position)):
        lists.setdefault(move, []).append(article)
    for row in connection.execute(select(moves).order_by(moves.c.number)):
        gone = list(lists.get(row.number, ()))
        if row.kind == "merged":
            gone = [*gone, *members.get(row.other, ())]
        if row.kind not in ("closed", "reopened", *STILL):
            for article in gone:
                members.get(home.get(article, ""), set()).discard(article)
                home[article] = row.story
                members.setdefault(row.story, set()).add(article)
    asked = select(articles.c.number, articles.c.id, stories.c.id.label("story")).join(
        stories, stories.c.number == articles.c.story
    )
    for row in connection.execute(asked.order_by(articles.c.number)):
        if home.get(row.number) != row.story:
            yield f"the article {row.id} is in {row.story}, but the log of moves left it in {home.get(row.number)}"


def _counters(connection: Connection) -> Iterator[str]:
    settings = {r.name: r.value for r in connection.execute(select(library))}
    for name, column in (("arrived", articles.c.number), ("moves", moves.c.number)):
        last = connection.execute(select(func.max(column))).scalar() or 0
        if int(settings.get(name, -1)) < last:
            yield f"the library counts {settings.get(name)} {name}, but holds number {last}"
    late = select(stories.c.id).join(tellings, tellings.c.story == stories.c.number).where(tellings.c.number > stories.c.told)
    yield from (f"the story {i} has a telling that it does not count" for i in connection.execute(late.distinct()).scalars())
    loose = select(func.count()).select_from(told)
    loose = loose.outerjoin(tellings, (tellings.c.story == told.c.story) & (tellings.c.number == told.c.number))
    n = connection.execute(loose.where(tellings.c.number.is_(None))).scalar_one()
    if n:
        yield f"{n} notes say what a telling rests on that is not there"


CHECKS: tuple[Callable[[Connection], Iterator[str]], ...] = (_orphans, _homes, _cards, _counts, _redirects, _texts, _log, _counters)


def _indexes(dialect: Dialect, connection: Connection) -> Iterator[str]:
    a, q = articles.c, quotations.c
    found = connection.execute(select(a.place).where(a.standing != "withdrawn")).scalars()
    yield from _differ("articles", Counter(found), dialect.places(connection, WORDS))
    said = connection.execute(select(q.place).join(articles, a.number == q.article).where(a.standing != "withdrawn")).scalars()
    yield from _differ("quotations", Counter(said), dialect.places(connection, SAID))


def _differ(what: str, held: Counter[int], found: set[int]) -> Iterator[str]:
    lost, loose = len(held.keys() - found), len(found - held.keys())
    if lost:
        yield f"{lost} {what} cannot be found by their words; make the index anew"
    if loose:
        yield f"the index of words leads to {loose} {what} that are not there; make the index anew"
