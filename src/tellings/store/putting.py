"""Articles, standings and analyses on their way into the tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.engine import Connection

from tellings.errors import StoreError
from tellings.model import Analysis, Entry, Quotation, Standing
from tellings.store import words
from tellings.store.analyses_kept import check_same, strip
from tellings.store.dialect import SAID, WORDS, Dialect
from tellings.store.holdings import numbers_of
from tellings.store.indexing import in_chunks, put_in, said_of, take_out
from tellings.store.moving import Mover
from tellings.store.packing import pack, pack_text
from tellings.store.places import day_of, first_place, next_place
from tellings.store.schema import analyses, articles, bodies, quotations, sketches
from tellings.store.searching import POSITIONS


def add(dialect: Dialect, connection: Connection, entries: Sequence[Entry], arrived: int, mover: Mover) -> tuple[list[int], int]:
    """Take articles in; return their numbers and the last number given. One that is held already keeps its number."""
    held = _held(connection, entries)
    numbers: list[int] = []
    new: dict[int, Entry] = {}
    for entry in entries:
        number = held.get(entry.article.id)
        if number is None:
            arrived += 1
            number = held[entry.article.id] = arrived
            new[number] = entry
        numbers.append(number)
    places = _places(connection, new)
    _supersede(connection, new, mover)
    passed = {e.earlier for e in new.values()}  # versions that a later one of the same call supersedes
    dialect.insert(connection, articles, [_row(n, e, places[n], e.article.id in passed) for n, e in new.items()])
    dialect.insert(connection, bodies, [_body(n, e) for n, e in new.items()])
    dialect.insert(connection, sketches, [{"article": n, "sketch": e.sketch} for n, e in new.items() if e.sketch])
    folded = ((places[n], e.article) for n, e in new.items())
    dialect.add_words(connection, WORDS, [(place, words.article_words(a.text, a.outlet, a.language)) for place, a in folded])
    return numbers, arrived


def _held(connection: Connection, entries: Sequence[Entry]) -> dict[str, int]:
    """Return the numbers of entries that are in the library already; raises StoreError when an id is another text's."""
    known = {e.article.id: e for e in entries}
    found: dict[str, int] = {}
    a = articles.c
    for some in in_chunks(known):
        for row in connection.execute(select(a.id, a.number, a.key, a.version, a.sha256).where(a.id.in_(some))):
            entry = known[row.id]
            if (row.key, row.version, row.sha256) != (entry.key, entry.version, entry.article.sha256):
                raise StoreError(f"the id {row.id} is taken by another article of the library; give this one an id of its own")
            found[row.id] = row.number
    for entry in entries:
        if known[entry.article.id] is not entry and known[entry.article.id].article.sha256 != entry.article.sha256:
            raise StoreError(f"the id {entry.article.id} is given to two articles; give each an id of its own")
    return found


def _places(connection: Connection, new: Mapping[int, Entry]) -> dict[int, int]:
    """Return a free place for each; the first that suits it is nearly always free."""
    places = {n: first_place(day_of(e.article.published), e.article.id) for n, e in new.items()}
    taken: set[int] = set()
    for some in in_chunks(places.values()):
        taken.update(connection.execute(select(articles.c.place).where(articles.c.place.in_(some))).scalars())
    for number, first in places.items():
        place = first
        while place in taken:
            place = next_place(place)
            if place == first:
                raise StoreError("one day of the library is full: more than a million articles are of it; check how days are read")
            if connection.execute(select(articles.c.number).where(articles.c.place == place)).scalar() is not None:
                taken.add(place)
        taken.add(place)
        places[number] = place
    return places


def _row(number: int, entry: Entry, place: int, passed: bool) -> dict[str, Any]:
    a = entry.article
    standing = "superseded" if passed else "current"
    return {
        "number": number, "id": a.id, "key": entry.key, "version": entry.version, "sha256": a.sha256, "standing": standing,
        "story": None, "place": place, "day": day_of(a.published), "outlet": a.outlet and a.outlet.casefold(),
        "language": a.language and a.language.casefold(), "taken": entry.day, "card": pack(a.card), "spans": None,
    }  # fmt: skip


def _body(number: int, entry: Entry) -> dict[str, Any]:
    furniture = pack(entry.article.furniture) if entry.article.furniture else None
    return {"article": number, "text": pack_text(entry.article.text), "furniture": furniture}


def _supersede(connection: Connection, new: Mapping[int, Entry], mover: Mover) -> None:
    """Let new versions take the place of current ones; what was withdrawn is not replaced and stays withdrawn."""
    earlier = {e.earlier: n for n, e in new.items() if e.earlier is not None}
    for some in in_chunks(earlier):
        rows = connection.execute(_current(some)).all()
        for row in rows:
            mover.leave(row.story, earlier[row.id])
        numbers = [row.number for row in rows]
        connection.execute(update(articles).where(articles.c.number.in_(numbers)).values(standing="superseded", story=None))


def _current(ids: Sequence[str]) -> Select[Any]:
    a = articles.c
    return select(a.id, a.number, a.story).where(a.id.in_(ids), a.standing == "current")


def set_standing(dialect: Dialect, connection: Connection, ids: Sequence[str], standing: Standing, mover: Mover) -> None:
    """Set the standing of articles; what is withdrawn leaves the indexes, what comes back returns to them."""
    numbers = list(numbers_of(connection, ids).values())
    a = articles.c
    for some in in_chunks(numbers):
        rows = connection.execute(
            select(a.number, a.id, a.standing, a.story).where(a.number.in_(some), a.standing != standing)
        ).all()
        lost = next((r.id for r in rows if standing == "current" and r.story is None), None)
        if lost is not None:
            raise StoreError(f"the article {lost} was superseded and belongs to no story; take its text in again as a new version")
        changed = [r.number for r in rows]
        if standing == "withdrawn":
            take_out(dialect, connection, changed)
        change: dict[str, Any] = {"standing": standing}
        if standing == "superseded":
            change["story"] = None
            for row in rows:
                mover.leave(row.story)
        connection.execute(update(articles).where(a.number.in_(changed)).values(**change))
        put_in(dialect, connection, [r.number for r in rows if r.standing == "withdrawn"])
        mover.touched.update(r.story for r in rows if r.story is not None)


def put_analysis(dialect: Dialect, connection: Connection, analysis: Analysis, edition: str) -> None:
    """Keep an analysis in place of the one before, with its quotations."""
    a = articles.c
    row = connection.execute(select(a.number, a.place, a.sha256).where(a.id == analysis.article.id)).one_or_none()
    if row is None:
        raise StoreError(f"the library holds no article {analysis.article.id} to keep an analysis of; it may have been forgotten")
    check_same(analysis.article, row.sha256)
    drop_analyses(dialect, connection, [row.number])
    connection.execute(insert(analyses), [{"article": row.number, "edition": edition, "body": strip(analysis)}])
    rows = quotation_rows(row.number, row.place, analysis.quotations)
    if rows:
        dialect.insert(connection, quotations, rows)
        dialect.add_words(connection, SAID, said_of(connection, [row.number]))


def quotation_rows(number: int, place: int, said: Sequence[Quotation]) -> list[dict[str, Any]]:
    """Return the quotations of an article as rows, each at a place of its own below the article's."""
    return [{"place": (place << POSITIONS) + n, "article": number, "body": pack(q)} for n, q in enumerate(said[: 1 << POSITIONS])]


def drop_analyses(dialect: Dialect, connection: Connection, numbers: Sequence[int]) -> None:
    """Take analyses away, with their quotations."""
    dialect.drop_words(connection, SAID, said_of(connection, numbers))
    connection.execute(delete(quotations).where(quotations.c.article.in_(numbers)))
    connection.execute(delete(analyses).where(analyses.c.article.in_(numbers)))
