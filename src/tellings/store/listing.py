"""Stories page by page, in several orders, each walked along an index of its own."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal_column, or_, select
from sqlalchemy.engine import Connection

from tellings.errors import UsageError
from tellings.model import Page, StoryCard
from tellings.store.cards import card_of
from tellings.store.cursors import WRONG, read_cursor, write_cursor
from tellings.store.places import check_day
from tellings.store.protocol import Order
from tellings.store.schema import articles, stories

# Articles of an outlet from which on its stories are met with on the way. Measured on SQLite with 100,000 articles in 23,000
# stories: an outlet of 9,393 is looked up in 13 ms and met with in 0.5, one of some 300 in 1.1 and 1.8, one of none in 0.1 and 27.
RARE = 1_000
Stretch = tuple[ColumnElement[bool] | None, tuple[str, ...]]  # which stories, by which columns: greatest first, then by id
Place = tuple[list[int | str], str]  # the values of these columns, and the id, of the last story of a page
TOLD: ColumnElement[bool] = stories.c.origins >= literal_column("0")  # as the index says it, word for word
LATEST = ("last", "articles")
UNTOLD: Stretch = (stories.c.origins < literal_column("0"), LATEST)
STRETCHES: dict[Order, tuple[Stretch, ...]] = {
    "latest": ((None, LATEST),),
    "largest": ((None, ("articles", "last")),),
    "origins": ((TOLD, ("origins", "last")), UNTOLD),
    "conflicts": ((TOLD, ("conflicts", "differences", "last")), UNTOLD),
}


def wanted(
    connection: Connection,
    open_only: bool,
    several: bool,
    disputed: bool,
    outlet: str | None,
    since: str | None,
    until: str | None,
    moved_after: int | None,
) -> list[ColumnElement[bool]]:
    """Return what stories have to fulfil; raises UsageError for a day that is none."""
    s = stories.c
    asked: list[ColumnElement[bool]] = [s.living.is_(True)]
    if open_only:
        asked.append(s.open.is_(True))
    if several:
        asked.append(s.number.in_(_counted("origins", 1)))
    if disputed:
        asked.append(s.number.in_(_counted("conflicts", 0)))
    if outlet is not None:
        asked.append(_of_outlet(connection, outlet))
    if since is not None:
        asked.append(s.last >= check_day(since))
    if until is not None:
        asked += [s.first != "", s.first <= check_day(until)]
    if moved_after is not None:
        asked.append(s.moved > moved_after)
    return asked


def _of_outlet(connection: Connection, outlet: str) -> ColumnElement[bool]:
    """Return that an outlet tells a story: of one with few articles its stories are looked up, of another met with on the way."""
    theirs = and_(articles.c.standing == "current", articles.c.outlet == outlet.casefold())
    some = select(articles.c.number).where(theirs).limit(RARE).subquery()
    if connection.execute(select(func.count()).select_from(some)).scalar_one() < RARE:
        return stories.c.number.in_(select(articles.c.story).where(theirs))
    return exists().where(articles.c.story == stories.c.number, theirs)


def _counted(name: str, above: int) -> Select[tuple[int]]:
    """Return the stories whose latest telling counts more than so many: asked apart, so that its own index answers."""
    apart = stories.alias()
    return select(apart.c.number).where(apart.c.origins >= literal_column("0"), apart.c[name] > above)


def list_stories(
    connection: Connection, asked: Sequence[ColumnElement[bool]], order: Order, limit: int, after: str | None
) -> Page[StoryCard]:
    """Return a page of stories that fulfil what is asked; raises UsageError for an order or a cursor that is none."""
    if order not in STRETCHES:
        raise UsageError(f"stories cannot be listed by {str(order)[:40]!r}; by {', '.join(STRETCHES)} they can")
    name, stretches = f"stories-{order}", STRETCHES[order]
    stretch, place = _start(after, name, stretches)
    rows: list[tuple[int, Any]] = []
    while stretch < len(stretches) and len(rows) <= limit:
        found = connection.execute(_walk(asked, stretches[stretch], place).limit(limit + 1 - len(rows))).all()
        rows += [(stretch, row) for row in found]
        stretch, place = stretch + 1, None
    items = tuple(card_of(row) for _, row in rows[:limit])
    if len(rows) <= limit or not items:
        return Page(items, None)
    at, last = rows[limit - 1]
    return Page(items, write_cursor(name, at, [getattr(last, column) for column in stretches[at][1]], last.id))


def _start(after: str | None, name: str, stretches: Sequence[Stretch]) -> tuple[int, Place | None]:
    if after is None:
        return 0, None
    stretch, values, story = read_cursor(after, tuple[int, list[int | str], str], name)
    if not 0 <= stretch < len(stretches) or len(values) != len(stretches[stretch][1]):
        raise UsageError(WRONG)
    return stretch, (values, story)


def _walk(asked: Sequence[ColumnElement[bool]], stretch: Stretch, place: Place | None) -> Any:
    which, names = stretch
    columns = [stories.c[name] for name in names]
    question = select(stories).where(*asked, *([which] if which is not None else []))
    if place is not None:
        values, story = place
        question = question.where(
            columns[0] <= values[0], _behind(columns, values, story)
        )  # the first part is what an index walks by
    return question.order_by(*(c.desc() for c in columns), stories.c.id)


def _behind(columns: Sequence[ColumnElement[Any]], values: Sequence[int | str], story: str) -> ColumnElement[bool]:
    behind: ColumnElement[bool] = stories.c.id > story
    for column, value in reversed(list(zip(columns, values, strict=True))):
        behind = or_(column < value, and_(column == value, behind))
    return behind
