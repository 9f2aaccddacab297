"""Articles as they are held: cards, versions, texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, and_, select
from sqlalchemy.engine import Connection

from tellings.errors import StoreError
from tellings.model import Article, ArticleCard, Furniture, Holding, Query, Version
from tellings.store.indexing import in_chunks
from tellings.store.packing import unpack, unpack_text
from tellings.store.places import between, check_day
from tellings.store.schema import articles, bodies, stories

HELD = (
    articles.c.number, articles.c.id, articles.c.key, articles.c.version, articles.c.sha256, articles.c.standing, articles.c.card,
    articles.c.spans, articles.c.taken, stories.c.id.label("story"),
)  # fmt: skip


def holdings_asked() -> Select[Any]:
    """Return the question for all holdings."""
    return select(*HELD).select_from(articles).outerjoin(stories, stories.c.number == articles.c.story)


def holding_of(row: Any) -> Holding:
    """Return a row as a holding."""
    return Holding(
        article=unpack(row.card, ArticleCard),
        version=version_of(row),
        story=row.story,
        excerpts=row.spans is not None,
        day=row.taken,
    )


def version_of(row: Any) -> Version:
    """Return a row as a version."""
    return Version(
        article=row.id, key=row.key, version=row.version, sha256=row.sha256, standing=row.standing, arrived=row.number
    )  # fmt: skip


def find_versions(connection: Connection, keys: Iterable[str]) -> Mapping[str, tuple[Version, ...]]:
    """Return the versions held under each key, oldest first."""
    found: dict[str, list[Version]] = {}
    for some in in_chunks(dict.fromkeys(keys)):
        a = articles.c
        asked = select(a.number, a.id, a.key, a.version, a.sha256, a.standing).where(a.key.in_(some)).order_by(a.key, a.version)
        for row in connection.execute(asked):
            found.setdefault(row.key, []).append(version_of(row))
    return {key: tuple(versions) for key, versions in found.items()}


def get_holding(connection: Connection, article: str) -> Holding:
    """Return an article without its text."""
    row = connection.execute(holdings_asked().where(articles.c.id == article)).one_or_none()
    if row is None:
        raise StoreError(f"the library holds no article {article}; `tellings stories` and a search show what it holds")
    return holding_of(row)


def find_holdings(connection: Connection, ids: Iterable[str]) -> Mapping[str, Holding]:
    """Return the holdings of those ids that are taken."""
    found: dict[str, Holding] = {}
    for some in in_chunks(dict.fromkeys(ids)):
        found.update((row.id, holding_of(row)) for row in connection.execute(holdings_asked().where(articles.c.id.in_(some))))
    return found


def get_articles(connection: Connection, ids: Iterable[str]) -> list[Article]:
    """Return articles with their texts, in the order asked for."""
    wanted = list(ids)
    found: dict[str, Article] = {}
    for some in in_chunks(dict.fromkeys(wanted)):
        asked = select(articles.c.id, articles.c.card, bodies.c.text, bodies.c.furniture)
        rows = connection.execute(asked.join(bodies, bodies.c.article == articles.c.number).where(articles.c.id.in_(some)))
        found.update((row.id, article_of(row)) for row in rows)
    for article in wanted:
        if article not in found:
            raise StoreError(f"the library holds no article {article}; it was never taken in, or it was forgotten")
    return [found[article] for article in wanted]


def article_of(row: Any) -> Article:
    """Return a row with card, text and furniture as an article."""
    card = unpack(row.card, ArticleCard)
    furniture = unpack(row.furniture, tuple[Furniture, ...]) if row.furniture is not None else ()
    return Article(**msgspec.structs.asdict(card), text=unpack_text(row.text), furniture=furniture)


def iter_holdings(connection: Connection, query: Query | None, taken_before: str | None = None) -> Iterator[Holding]:
    """Yield holdings by arrival."""
    last = 0
    early = [] if taken_before is None else [articles.c.taken < check_day(taken_before)]
    while True:
        asked = holdings_asked().where(articles.c.number > last, *early, *fitting(query)).order_by(articles.c.number).limit(500)
        rows = connection.execute(asked).all()
        yield from map(holding_of, rows)
        if len(rows) < 500:
            return
        last = rows[-1].number


def fitting(query: Query | None) -> list[Any]:
    """Return what a query asks of articles beside its words: a withdrawn one fits, a superseded one when it is asked for."""
    if query is None:
        return []
    a = articles.c
    asked: list[Any] = [] if query.superseded else [a.standing != "superseded"]
    if query.outlet is not None:
        asked.append(a.outlet == query.outlet.casefold())
    if query.language is not None:
        asked.append(a.language == query.language.casefold())
    if query.since is not None or query.until is not None:
        low, high = between(query.since, query.until)
        asked.append(and_(a.place >= low, a.place < high))
    if query.story is not None:
        asked.append(a.story == select(stories.c.number).where(stories.c.id == query.story).scalar_subquery())
    return asked


def numbers_of(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Return the numbers of the articles that are held."""
    found: dict[str, int] = {}
    for some in in_chunks(dict.fromkeys(ids)):
        rows = connection.execute(select(articles.c.id, articles.c.number).where(articles.c.id.in_(some)))
        found.update((r.id, r.number) for r in rows)
    return found
