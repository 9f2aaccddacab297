"""Corrections by people: kept as they were given, in order, and found by the articles that they rest on."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Select, delete, exists, func, insert, select
from sqlalchemy.engine import Connection

from tellings.model import Correction
from tellings.store.holdings import numbers_of
from tellings.store.indexing import in_chunks
from tellings.store.packing import pack, unpack
from tellings.store.schema import articles, corrected, corrections, stories


def iter_corrections(connection: Connection, *, story: str | None = None, standing: bool = False) -> Iterator[Correction]:
    """Yield corrections in order: all, or those that bear on a story; with ``standing`` only those that were not undone."""
    asked = select(corrections.c.body).order_by(corrections.c.number)
    if story is not None:
        asked = asked.where((corrections.c.reach == "everywhere") | corrections.c.number.in_(_of_story(story)))
    if standing:
        asked = asked.where(corrections.c.undone.is_(False))
    yield from (unpack(body, Correction) for body in connection.execute(asked).scalars().all())


def _of_story(story: str) -> Select[tuple[int]]:
    """Return the question which corrections rest on an article of a story, or on an earlier version of one."""
    here, then = articles.alias(), articles.alias()
    asked = select(corrected.c.correction).join(then, then.c.number == corrected.c.article).join(here, here.c.key == then.c.key)
    return asked.join(stories, stories.c.number == here.c.story).where(stories.c.id == story)


def iter_grouping(connection: Connection) -> Iterator[Correction]:
    """Yield the corrections that say which reports are one story, in order, without those undone."""
    c = corrections.c
    asked = select(c.body).where(c.reach == "stories", c.undone.is_(False)).order_by(c.number)
    yield from (unpack(body, Correction) for body in connection.execute(asked).scalars().all())


def find_correction(connection: Connection, number: int) -> Correction | None:
    """Return the correction of a number."""
    body = connection.execute(select(corrections.c.body).where(corrections.c.number == number)).scalar()
    return None if body is None else unpack(body, Correction)


def last_number(connection: Connection) -> int:
    """Return the number of the last correction, 0 before the first."""
    return connection.execute(select(func.max(corrections.c.number))).scalar() or 0


def keep_correction(connection: Connection, correction: Correction) -> None:
    """Keep a correction under its number, in place of what was there."""
    c = corrections.c
    connection.execute(delete(corrections).where(c.number == correction.number))
    reach = "stories" if correction.meant.of == "story" else "everywhere" if correction.everywhere else "articles"
    row = {"number": correction.number, "reach": reach, "undone": correction.undone is not None, "body": pack(correction)}
    connection.execute(insert(corrections), [row])
    held = numbers_of(connection, list(correction.articles))
    rows = [{"correction": correction.number, "article": number} for number in sorted(held.values())]
    if rows:
        connection.execute(insert(corrected), rows)


def resting_on(connection: Connection, numbers: Sequence[int]) -> list[Correction]:
    """Return the corrections that rest on some articles, by number."""
    found: dict[int, Correction] = {}
    c = corrections.c
    for some in in_chunks(numbers):
        asked = select(c.number, c.body).where(exists().where(corrected.c.correction == c.number, corrected.c.article.in_(some)))
        found.update((row.number, unpack(row.body, Correction)) for row in connection.execute(asked))
    return [found[n] for n in sorted(found)]
