"""Words in and out of the indexes: they follow from texts and analyses, so they can be made anew at any time."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from tellings.model import Quotation
from tellings.store import words
from tellings.store.dialect import SAID, WORDS, Dialect
from tellings.store.packing import unpack, unpack_text
from tellings.store.schema import articles, bodies, library, quotations

CHUNK = 500
Rows = list[tuple[int, Sequence[str]]]
Piece = TypeVar("Piece")


def in_chunks(things: Iterable[Piece], size: int = CHUNK) -> Iterator[list[Piece]]:
    """Yield lists of at most ``size``."""
    rest = iter(things)
    while chunk := list(islice(rest, size)):
        yield chunk


def words_of(connection: Connection, numbers: Sequence[int]) -> Rows:
    """Return what the index of articles holds of these, or should hold: nothing of withdrawn ones."""
    a = articles.c
    asked = select(a.place, a.outlet, a.language, bodies.c.text).join(bodies, bodies.c.article == a.number)
    rows = connection.execute(asked.where(a.number.in_(numbers), a.standing != "withdrawn"))
    return [(r.place, words.article_words(unpack_text(r.text), r.outlet, r.language)) for r in rows]


def said_of(connection: Connection, numbers: Sequence[int]) -> Rows:
    """Return the same of the index of quotations."""
    a, q = articles.c, quotations.c
    asked = (
        select(q.place, q.body, q.article)
        .join(articles, a.number == q.article)
        .where(a.number.in_(numbers), a.standing != "withdrawn")
    )
    texts = {
        r.number: (unpack_text(r.text), r.outlet, r.language)
        for r in connection.execute(
            select(a.number, a.outlet, a.language, bodies.c.text)
            .join(bodies, bodies.c.article == a.number)
            .where(a.number.in_(numbers))
        )
    }
    return [(r.place, words.said_words(unpack(r.body, Quotation), *texts[r.article])) for r in connection.execute(asked)]


def put_in(dialect: Dialect, connection: Connection, numbers: Sequence[int]) -> None:
    """Put articles and their quotations into the indexes."""
    for some in in_chunks(numbers):
        dialect.add_words(connection, WORDS, words_of(connection, some))
        dialect.add_words(connection, SAID, said_of(connection, some))


def take_out(dialect: Dialect, connection: Connection, numbers: Sequence[int]) -> None:
    """Take articles and their quotations out, while text and standing are still as they were put in."""
    for some in in_chunks(numbers):
        dialect.drop_words(connection, WORDS, words_of(connection, some))
        dialect.drop_words(connection, SAID, said_of(connection, some))


def index_anew(dialect: Dialect, connection: Connection) -> None:
    """Make the indexes from what the library holds: after a change of what a word is, or of how they are kept."""
    dialect.empty_index(connection)
    last = 0
    while numbers := list(connection.execute(_numbers_after(last)).scalars()):
        put_in(dialect, connection, numbers)
        last = numbers[-1]
    connection.execute(update(library).where(library.c.name == "words").values(value=words.WORDS))


def _numbers_after(last: int):  # type: ignore[no-untyped-def]
    return select(articles.c.number).where(articles.c.number > last).order_by(articles.c.number).limit(CHUNK)
