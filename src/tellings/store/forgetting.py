"""What is taken away for good: articles with all that rests on them, and texts beyond their excerpts."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from sqlalchemy import delete, func, select, tuple_, update
from sqlalchemy.engine import Connection

from tellings.errors import UsageError
from tellings.model import ArticleCard
from tellings.store.counting import put_told
from tellings.store.dialect import Dialect
from tellings.store.holdings import numbers_of
from tellings.store.indexing import in_chunks, take_out
from tellings.store.moving import Mover
from tellings.store.packing import pack, pack_text, unpack, unpack_text
from tellings.store.protocol import Forgotten
from tellings.store.releasing import release_blanked, release_gone
from tellings.store.schema import articles, bodies, quotations, stories, tellings, told


def forget(dialect: Dialect, connection: Connection, ids: Sequence[str], mover: Mover) -> Forgotten:
    """Take articles away with text, index, analysis, quotations, and every telling that rests on them."""
    held = numbers_of(connection, ids)
    numbers = sorted(held.values())
    said = 0
    touched: dict[int, str] = {}
    release_gone(connection, numbers)
    for some in in_chunks(numbers):
        asked = select(stories.c.number, stories.c.id).join(articles, articles.c.story == stories.c.number)
        touched.update(connection.execute(asked.where(articles.c.number.in_(some)).distinct()).all())
        said += connection.execute(select(func.count()).select_from(quotations).where(quotations.c.article.in_(some))).scalar_one()
        take_out(dialect, connection, some)
        drop_tellings_on(connection, some)
        connection.execute(delete(articles).where(articles.c.number.in_(some)))
    mover.touched.update(touched)
    mover.settle()
    living: set[int] = set()
    for batch in in_chunks(touched):
        living.update(connection.execute(select(stories.c.number).where(stories.c.number.in_(batch), stories.c.living)).scalars())
    mover.retitle(sorted(living))  # what they were called may be in the words of an article that is gone
    left = sorted(name for number, name in touched.items() if number in living)
    gone = sorted(name for number, name in touched.items() if number not in living)
    return Forgotten(tuple(sorted(held)), tuple(left), tuple(gone), said)


def drop_tellings_on(connection: Connection, numbers: Sequence[int]) -> None:
    """Drop every telling that rests on one of these articles."""
    rows = connection.execute(select(told.c.story, told.c.number).where(told.c.article.in_(numbers)).distinct()).all()
    drop_tellings(connection, list(rows))
    touched = {story for story, _ in rows}
    for some in in_chunks(touched):
        connection.execute(update(stories).where(stories.c.number.in_(some)).values(stale=True))
    put_told(connection, touched)


def drop_tellings(connection: Connection, kept: Sequence[tuple[int, int]]) -> None:
    """Drop tellings, each by the number of its story and its own."""
    for some in in_chunks(kept, 200):
        for table in (told, tellings):
            connection.execute(delete(table).where(tuple_(table.c.story, table.c.number).in_(some)))


def drop_fields(connection: Connection, numbers: Sequence[int], fields: Sequence[str], mover: Mover) -> None:
    """Take fields of cards away, with why they had their values; titles of stories follow."""
    homes: set[int] = set()
    for some in in_chunks(numbers):
        rows = connection.execute(
            select(articles.c.number, articles.c.story, articles.c.card).where(articles.c.number.in_(some))
        ).all()
        for row in rows:
            card = unpack(row.card, ArticleCard)
            left = tuple(b for b in card.bases if b.field not in fields)
            card = replace(card, bases=left, **dict.fromkeys(fields))
            connection.execute(update(articles).where(articles.c.number == row.number).values(card=pack(card)))
        homes.update(row.story for row in rows if row.story is not None)
    mover.retitle(sorted(homes))


def keep_excerpts(connection: Connection, numbers: Mapping[str, int], spans: Mapping[str, Sequence[tuple[int, int]]]) -> None:
    """Put spaces in place of all text outside of spans; what was dropped before stays dropped."""
    for article, number in sorted(numbers.items()):
        text = unpack_text(connection.execute(select(bodies.c.text).where(bodies.c.article == number)).scalar_one())
        kept = sorted((s, e) for s, e in spans.get(article, ()))
        if any(not 0 <= s <= e <= len(text) for s, e in kept):
            raise UsageError(f"a passage to keep lies outside of the text of {article}, which has {len(text)} characters")
        connection.execute(update(bodies).where(bodies.c.article == number).values(text=pack_text(excerpts(text, kept))))
        connection.execute(update(articles).where(articles.c.number == number).values(spans=pack(kept)))
    release_blanked(connection, sorted(numbers.values()))


def excerpts(text: str, spans: Sequence[tuple[int, int]]) -> str:
    r"""Return a text of the same length in which all is blank but the spans and the ends of lines.

    >>> excerpts("It rained.\nHe left.", [(3, 9)])
    '   rained \n        '
    """
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            pieces += [_blank(text[at:start]), text[max(at, start) : end]]
            at = end
    return "".join([*pieces, _blank(text[at:])])


def _blank(text: str) -> str:
    return "".join(c if c in "\r\n" else " " for c in text)
