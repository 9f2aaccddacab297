"""Moves carried out: memberships, redirects, cards; and what is left of a story when its last article went."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Update, bindparam, case, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from tellings.errors import StoreError
from tellings.model import ArticleCard, Move
from tellings.store.counting import NO_NEWS, Told
from tellings.store.dialect import Dialect
from tellings.store.holdings import numbers_of
from tellings.store.indexing import in_chunks
from tellings.store.packing import Exact, unpack
from tellings.store.schema import articles, closed_terms, moved, moves, redirects, stories

NEW = {
    "living": True,
    "open": True,
    "saga": None,
    "title": "",
    "articles": 0,
    "outlets": 0,
    "first": "",
    "last": "",
    "told": 0,
    "stale": True,
    **Told()._asdict(),
    "moved": 0,
}
STILL = ("told", "corrected")  # moves that move no article


class Mover:
    """Stories during one transaction: which were touched, and where their articles went."""

    def __init__(self, dialect: Dialect, connection: Connection) -> None:
        self.dialect, self.connection = dialect, connection
        self.numbers: dict[str, int] = {}  # of the stories met so far
        self.touched: set[int] = set()
        self.left: dict[int, set[int]] = {}  # by story: articles that left it, or their successors
        self.moved: dict[int, int] = {}  # by story: its last move that is news

    def carry_out(self, steps: Sequence[Move], sagas: Mapping[str, str] | None, logged: int) -> None:
        """Log moves from number ``logged`` + 1 on and carry them out: worked out in memory, written at once."""
        named = [n for m in steps for n in (m.story, m.other) if n is not None]
        self._know([*named, *(sagas or ())])
        held = numbers_of(self.connection, [a for m in steps for a in m.articles])
        missing = next((a for m in steps for a in m.articles if a not in held), None)
        if missing is not None:
            raise StoreError(f"the article {missing} is not in the library and cannot be put in a story; add it first")
        self._log(steps, held, logged)
        self._number_new(steps)
        self._note(steps, logged)
        homes = Homes(self.connection, held.values(), [self._number(m.other or "") for m in steps if m.kind == "merged"])
        for move in (m for m in steps if m.kind not in STILL):
            other = self._number(move.other) if move.other is not None else None
            homes.carry_out(move.kind, self._number(move.story), other, [held[a] for a in move.articles])
        self._write(homes)
        rows = [{"n": self._number(story), "called": saga} for story, saga in (sagas or {}).items()]
        if rows:
            self.connection.execute(_story_change(saga=bindparam("called", type_=Exact())), rows)

    def log(self, move: Move, number: int) -> None:
        """Log a move that moves nothing, and nothing else."""
        self._log([move], {}, number - 1)

    def _note(self, steps: Sequence[Move], logged: int) -> None:
        for number, move in enumerate(steps, logged + 1):
            if move.kind not in NO_NEWS:
                named = [self._number(name) for name in (move.story, move.other) if name is not None]
                self.moved.update(dict.fromkeys(named, number))
                self.touched.update(named if move.kind == "corrected" else ())

    def leave(self, story: int | None, successor: int | None = None) -> None:
        """Note that an article left its story; ``successor`` is the article that stands for it from now on."""
        if story is not None:
            self.touched.add(story)
            self.left.setdefault(story, set()).update([successor] if successor is not None else [])

    def _write(self, homes: "Homes") -> None:
        rows = [{"a": article, "s": story} for article, story in sorted(homes.changed().items())]
        if rows:
            self.connection.execute(update(articles).where(articles.c.number == bindparam("a")).values(story=bindparam("s")), rows)
        for article, story in homes.changed().items():
            before = homes.before[article]
            self.touched.update(s for s in (before, story) if s is not None)
            if before is not None:
                self.left.setdefault(before, set()).add(article)
        rows = [{"n": story, "yes": is_open} for story, is_open in sorted(homes.open.items())]
        if rows:
            self.connection.execute(_story_change(open=bindparam("yes"), living=True), rows)
            for some in in_chunks(story for story, is_open in sorted(homes.open.items()) if is_open):
                self.connection.execute(delete(closed_terms).where(closed_terms.c.story.in_(some)))
                self.connection.execute(delete(redirects).where(redirects.c.story.in_(some)))
        for story, end in sorted(homes.merged.items()):
            self._redirect(story, {end})
            self.touched.discard(story)

    def settle(self) -> None:
        """Bring the cards of touched stories up to date, and redirect those that hold nothing any more."""
        passed = [{"n": n, "number_of_move": move} for n, move in sorted(self.moved.items()) if n not in self.touched]
        if passed:  # an article came and went again in one call
            self.connection.execute(_story_change(moved=bindparam("number_of_move")), passed)
        for some in in_chunks(sorted(self.touched)):
            self._refresh(some)
            for story in self._empty(some):
                self._redirect(story, self._ends(self.left.get(story, set()), story))
        self.touched.clear()
        self.moved.clear()

    def count(self) -> None:
        """Bring the numbers on the cards of touched stories up to date, and nothing else: for cards that came from elsewhere."""
        for some in in_chunks(sorted(self.touched)):
            self._refresh(some, copied=True)
        self.touched.clear()

    def _know(self, ids: Iterable[str]) -> None:
        for some in in_chunks(i for i in dict.fromkeys(ids) if i not in self.numbers):
            rows = self.connection.execute(select(stories.c.id, stories.c.number).where(stories.c.id.in_(some)))
            self.numbers.update((r.id, r.number) for r in rows)

    def _number(self, story: str) -> int:
        if story not in self.numbers:
            raise StoreError(f"the library has no story {story} to move articles from or to; open it first")
        return self.numbers[story]

    def _number_new(self, steps: Sequence[Move]) -> None:
        new = dict.fromkeys(m.story for m in steps if m.kind in ("opened", "split") and m.story not in self.numbers)
        first = (self.connection.execute(select(func.max(stories.c.number))).scalar() or 0) + 1
        rows = [{"number": n, "id": story, **NEW} for n, story in enumerate(new, first)]
        self.dialect.insert(self.connection, stories, rows)
        self.numbers.update((story, n) for n, story in enumerate(new, first))

    def _log(self, steps: Sequence[Move], held: Mapping[str, int], logged: int) -> None:
        rows = [
            {"number": n, "kind": m.kind, "story": m.story, "other": m.other, "nth": m.nth} for n, m in enumerate(steps, logged + 1)
        ]
        self.dialect.insert(self.connection, moves, rows)
        places = [
            {"move": n, "position": p, "article": held[a]}
            for n, m in enumerate(steps, logged + 1)
            for p, a in enumerate(m.articles)
        ]
        self.dialect.insert(self.connection, moved, places)

    def _redirect(self, story: int, ends: Iterable[int]) -> None:
        gone = {"living": False, "open": False, "title": "", "articles": 0, "outlets": 0, "first": "", "last": ""}
        self.connection.execute(update(stories).where(stories.c.number == story).values(**gone))
        self.connection.execute(delete(redirects).where(redirects.c.story == story))
        self.connection.execute(delete(closed_terms).where(closed_terms.c.story == story))
        rows = [{"story": story, "target": end} for end in sorted(set(ends) - {story})]
        if rows:
            self.connection.execute(insert(redirects), rows)

    def _empty(self, numbers: Sequence[int]) -> list[int]:
        held = set(self.connection.execute(select(articles.c.story).where(articles.c.story.in_(numbers)).distinct()).scalars())
        asked = select(stories.c.number).where(stories.c.number.in_(numbers), stories.c.living)
        return [n for n in self.connection.execute(asked).scalars() if n not in held]

    def _ends(self, left: Iterable[int], story: int) -> set[int]:
        """Return the stories in which articles that left now are."""
        found: set[int] = set()
        for some in in_chunks(left):
            rows = self.connection.execute(select(articles.c.story).where(articles.c.number.in_(some)).distinct()).scalars()
            found.update(n for n in rows if n is not None and n != story)
        return found

    def _refresh(self, numbers: Sequence[int], copied: bool = False) -> None:
        a = articles.c
        asked = select(
            a.story, func.count().label("n"), func.count(a.outlet.distinct()).label("outlets"), func.min(a.day), func.max(a.day)
        ).where(a.story.in_(numbers), a.standing == "current")
        sizes = {row[0]: row for row in self.connection.execute(asked.group_by(a.story))}
        rows: list[dict[str, Any]] = []
        for n in numbers:
            _, size, outlets, first, last = sizes.get(n, (n, 0, 0, None, None))
            rows.append({"n": n, "articles": size, "outlets": outlets, "first": first or "", "last": last or ""})
            rows[-1]["number_of_move"] = self.moved.get(n)
        values: dict[str, Any] = {name: bindparam(name) for name in ("articles", "outlets", "first", "last")}
        values["moved"] = func.coalesce(bindparam("number_of_move", type_=BigInteger()), stories.c.moved)
        if not copied:
            titles = self._titles(numbers)
            rows = [{**row, "called": titles.get(row["n"], "")} for row in rows]
            values["title"] = case((stories.c.told > 0, stories.c.title), else_=bindparam("called", type_=Exact()))
        if rows:
            self.connection.execute(_story_change(**values, **({} if copied else {"stale": True})), rows)

    def retitle(self, numbers: Sequence[int]) -> None:
        """Call stories by the titles that their articles have now, told or not."""
        for some in in_chunks(numbers):
            titles = self._titles(some, told=True)
            for number in some:
                change = update(stories).where(stories.c.number == number)
                self.connection.execute(change.values(title=titles.get(number, ""), stale=True))

    def _titles(self, numbers: Sequence[int], *, told: bool = False) -> dict[int, str]:
        """Return the title of each story's first article that has one, by day, then id: what it is called until it is told."""
        a = articles.c
        asked = select(a.story, a.day, a.id, a.card).join(stories, stories.c.number == a.story)
        asked = asked.where(a.story.in_(numbers), a.standing == "current").order_by(a.story, a.day.is_(None), a.day, a.id)
        asked = asked if told else asked.where(stories.c.told == 0)
        found: dict[int, str] = {}
        for row in self.connection.execute(asked):
            if not found.get(row.story):
                found[row.story] = unpack(row.card, ArticleCard).title or ""
        return found


class Homes:
    """Who is where while moves are worked out, and what became of stories."""

    def __init__(self, connection: Connection, numbers: Iterable[int], merging: Iterable[int]) -> None:
        a = articles.c
        self.before: dict[int, int | None] = {}
        self.superseded: set[int] = set()
        for column, wanted in ((a.number, numbers), (a.story, merging)):
            for some in in_chunks(sorted(set(wanted))):
                for row in connection.execute(select(a.number, a.story, a.standing).where(column.in_(some))):
                    self.before[row.number] = row.story
                    if row.standing == "superseded":
                        self.superseded.add(row.number)
        self.now = dict(self.before)
        self.members: dict[int, set[int]] = {}
        for article, story in self.now.items():
            if story is not None:
                self.members.setdefault(story, set()).add(article)
        self.open: dict[int, bool] = {}  # what changed: whether it is open
        self.merged: dict[int, int] = {}  # what ended: where it leads

    def carry_out(self, kind: str, story: int, other: int | None, moved_articles: Iterable[int]) -> None:
        """Work out one move."""
        if kind in ("closed", "reopened"):
            self.open[story] = kind == "reopened"
            return
        if kind == "merged" and other is not None:
            moved_articles = sorted({*moved_articles, *self.members.get(other, ())})
            self.merged[other] = story
            self.open.pop(other, None)
        for article in moved_articles:
            self._go(article, story)
        if self.merged.pop(story, None) is not None or kind in ("opened", "split"):
            self.open[story] = True

    def _go(self, article: int, story: int) -> None:
        if article in self.superseded:
            raise StoreError(f"a superseded version (arrival {article}) belongs to no story; move the version that replaced it")
        before = self.now[article]
        if before is not None:
            self.members.get(before, set()).discard(article)
        self.now[article] = story
        self.members.setdefault(story, set()).add(article)

    def changed(self) -> dict[int, int | None]:
        """Return the articles that are elsewhere now."""
        return {article: story for article, story in self.now.items() if story != self.before[article]}


def _story_change(**values: Any) -> Update:
    return update(stories).where(stories.c.number == bindparam("n")).values(**values)
