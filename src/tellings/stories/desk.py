"""Stories while articles arrive: a desk that holds a window of the stream and keeps the ids of its stories."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from tellings.model import Move, make_id
from tellings.stories.bonds import Bonds, obey
from tellings.stories.closing import day_of_stream, overdue, quietest
from tellings.stories.grouping import SAGA, THRESHOLD, group_bags
from tellings.stories.naming import name_groups, name_sagas
from tellings.stories.sketch import Sketch
from tellings.stories.window import Mark, Window

if TYPE_CHECKING:
    from tellings.stories.shelf import Held

Closed = Callable[[Sketch], Sequence[tuple[str, Sequence[Sketch]]]]

# By judgement, for speed.
SWEEP = 16  # stories are looked through for closing when one in so many of the articles held has come anew
SAGAS = 10_000  # articles up to which sagas are told
RECENT = 31  # dated arrivals whose median is the day of the stream
TOUCHING = 0.6  # part of the threshold from which on an arrival touches a story: the two are then grouped again together


class Desk:
    """Place articles in stories as they arrive. No clock, no files: what it is told is all it knows.

    The caller keeps every list of moves (the log), the sketches and the ``mark``; together they restore the desk.
    """

    def __init__(self, window: Window | None = None) -> None:
        from tellings.stories.shelf import Shelf

        self.window = window or Window()
        self._shelf = Shelf()
        self._members: dict[str, list[Held]] = {}
        self._touched: dict[str, tuple[str, ...]] = {}  # each fresh article, and one of each story it is near to
        self._mark = Mark()
        self._sagas: Mapping[str, str] | None = None
        self.bonds = Bonds()  # what people say: the caller keeps them, and gives them again to a desk that is restored

    @classmethod
    def restore(cls, held: Iterable[tuple[Sketch, str]], mark: Mark, window: Window | None = None) -> Self:
        """Return the desk that had these articles in these stories when its ``mark`` was read.

        ``held`` are the articles of stories that are not closed, in the order in which the log last brought them to the desk
        (``opened``, ``joined``, ``reopened``). In another order the stories are the same, and ties may fall otherwise.
        """
        desk = cls(window)
        kept = list(held)
        for n, (sketch, story) in enumerate(kept):
            desk._take(sketch, story, fresh=n >= len(kept) - mark.fresh)
        desk._mark = mark
        return desk

    @property
    def mark(self) -> Mark:
        """Where the stream stands: to be stored with the moves of the same call."""
        return self._mark

    def __len__(self) -> int:
        """Return the number of articles held."""
        return len(self._shelf.held)

    def story_of(self, article: str) -> str | None:
        """Return the story of an article that is held."""
        found = self._shelf.held.get(article)
        return found.story if found else None

    def stories(self) -> Mapping[str, tuple[str, ...]]:
        """Return the stories held, each with its articles."""
        return {story: tuple(h.id for h in members) for story, members in self._members.items()}

    def place(self, sketches: Iterable[Sketch], closed: Closed | None = None, *, instead: str | None = None) -> list[Move]:
        """Put each article where it fits best, seeing only those before it, and return what changed.

        Every ``window.every`` arrivals what was touched is grouped again. An article that is held already is passed over.
        ``closed`` is asked, where nothing that is held fits or the article is older than the window, for closed stories that it
        may belong to: those that share terms with it (``index_terms``), a handful. ``instead`` is an article of which the one
        sketch is a new version: where it is held, the new one takes its seat.
        """
        moves: list[Move] = []
        for sketch in sketches:
            if sketch.id in self._shelf.held:
                continue
            moves += self._seat(sketch, instead) if instead in self._shelf.held else self._place(sketch, closed)
            self._arrived(sketch.day)
            if self._mark.waiting >= self.window.every:
                moves += self.regroup()
        return moves

    def remove(self, articles: Iterable[str]) -> None:
        """Let go of articles that were withdrawn or forgotten: nothing is logged, and a story that loses its last is gone."""
        for article in articles:
            if article in self._shelf.held:
                self._let_go(article)

    def reopen(self, story: str, sketches: Sequence[Sketch]) -> list[Move]:
        """Bring a closed story back with its articles."""
        for sketch in sketches:
            self._take(sketch, story)
        return [Move("reopened", story, None, tuple(s.id for s in sketches))] if sketches else []

    def hold(self, articles: Iterable[str], *, joined: bool = False, bonds: Bonds | None = None) -> list[Move]:
        """Make the stories of some articles such as the bonds say, and return what changed.

        ``joined``: as if the stories were one; ``bonds``: others than the desk's own. Call it right after ``regroup`` and
        ``reopen``: it takes arrivals to have been grouped.
        """
        stories = {h.story for a in articles if (h := self._shelf.held.get(a))}
        groups = [list(self._members[story]) for story in sorted(stories)]
        if joined:
            groups = [[h for g in groups for h in g]] if groups else []
        moves = self._rename(obey(groups, bonds or self.bonds, self._near))
        arrived, waiting, _, swept, days = _fields(self._mark)
        self._touched, self._mark = {}, Mark(arrived, waiting, 0, swept, days)
        self._sagas = None if moves else self._sagas
        return moves

    def _near(self, some: Sequence["Held"]) -> Any:
        from tellings.stories.mending import near_each

        return near_each(self._shelf, some)

    def regroup(self, *, whole: bool = False) -> list[Move]:
        """Group again what arrivals touched, or all that is held; close what the window lets go; return what changed.

        What was touched is changed with caution, since ids are to stay (``mending``). The whole is what ``group_sketches`` makes
        of the articles held, whatever came before; it is for the end of a stream, or a night: it costs as much as such a pile.
        """
        moves = self._regroup_whole() if whole else self._regroup_touched()
        self._touched = {}
        arrived, _, _, swept, days = _fields(self._mark)
        due = (arrived - swept) * SWEEP >= len(self)
        self._mark = Mark(arrived, 0, 0, arrived if due else swept, days)
        return moves + (self._close() if due else [])

    def sagas(self) -> Mapping[str, str]:
        """Return the saga of each story held: events that follow one another share one.

        It costs nothing after a whole regroup, and as much as one when something has changed since. A desk that holds more than
        ``SAGAS`` articles has none.
        """
        if len(self) > SAGAS:
            return {}
        if self._sagas is None:
            order = sorted(self._shelf.held.values(), key=lambda h: h.id)
            self._name_sagas(order, group_bags(self._bags(order), [h.day for h in order], SAGA)[0])
        return self._sagas or {}

    def _name_sagas(self, order: Sequence["Held"], groups: Sequence[Sequence[int]]) -> None:
        self._sagas = name_sagas([[(order[i].id, order[i].story) for i in g] for g in groups])

    def _arrived(self, day: int | None) -> None:
        arrived, waiting, fresh, swept, days = _fields(self._mark)
        self._mark = Mark(arrived + 1, waiting + 1, fresh, swept, days if day is None else (*days, day)[-RECENT:])

    def _place(self, sketch: Sketch, closed: Closed | None) -> list[Move]:
        held = self._shelf.open(sketch)
        near = fit = self._shelf.near(held, self._members)
        if self.bonds:
            home = next((self._shelf.held[a].story for a in sorted(self.bonds.fellows(sketch.id)) if a in self._shelf.held), None)
            if home is not None:
                self._put(held, home, near)
                return [Move("joined", home, None, (sketch.id,))]
            foes = {self._shelf.held[a].story for a in self.bonds.foes(sketch.id) if a in self._shelf.held}
            fit = [found for found in near if found[1] not in foes]
        least = fit[0][0] if fit and fit[0][0] >= THRESHOLD else 0.0
        asleep = self._fitting(held, closed(sketch), least) if closed and (not least or self._is_late(sketch.day)) else None
        if asleep is None and least:
            self._put(held, fit[0][1], near)
            return [Move("joined", fit[0][1], None, (sketch.id,))]
        if asleep is None:
            story = self._new_id(sketch.id)
            self._put(held, story, near)
            return [Move("opened", story, None, (sketch.id,))]
        self._shelf.close(held)
        story, members = asleep
        for member in members:
            self._take(member, story)
        self._take(sketch, story)
        return [Move("reopened", story, None, tuple(m.id for m in members)), Move("joined", story, None, (sketch.id,))]

    def _is_late(self, day: int | None) -> bool:
        today = day_of_stream(self._mark.days)
        return day is not None and today is not None and today - day > self.window.days

    def _fitting(
        self, held: "Held", asleep: Sequence[tuple[str, Sequence[Sketch]]], least: float
    ) -> tuple[str, Sequence[Sketch]] | None:
        """Return the closed story that an article fits best, if it fits one, and better than by ``least``."""
        foes = self.bonds.foes(held.id) if self.bonds else frozenset()
        awake = [(story, members) for story, members in asleep if foes.isdisjoint(m.id for m in members)]
        found = [(self._shelf.near_strangers(held, members), story, members) for story, members in awake]
        fitting = [f for f in found if f[0] >= THRESHOLD and f[0] > least and f[1] not in self._members]
        best = min(fitting, key=lambda f: (-f[0], f[1]), default=None)
        return best and best[1:]

    def _seat(self, sketch: Sketch, instead: str | None) -> list[Move]:
        """Put a new version in the story of the one before."""
        story = self._shelf.held[instead or ""].story
        self._take(sketch, story)
        self._let_go(instead or "")
        return [Move("joined", story, None, (sketch.id,))]

    def _take(self, sketch: Sketch, story: str, *, fresh: bool = True) -> None:
        """Put an article in a story that is known."""
        held = self._shelf.open(sketch)
        self._put(held, story, self._shelf.near(held, self._members) if fresh else None)

    def _put(self, held: "Held", story: str, near: Sequence[tuple[float, str]] | None) -> None:
        held.story, self._sagas = story, None
        if near is not None:
            self._touched[held.id] = tuple(self._members[s][0].id for n, s in near if n >= TOUCHING * THRESHOLD)
            arrived, waiting, fresh, swept, days = _fields(self._mark)
            self._mark = Mark(arrived, waiting, fresh + 1, swept, days)
        self._members.setdefault(story, []).append(held)
        self._shelf.put(held)

    def _let_go(self, article: str) -> None:
        (held,) = self._shelf.drop([article])
        self._sagas = None
        members = self._members[held.story]
        members.remove(held)
        if not members:
            del self._members[held.story]
        if self._touched.pop(article, None) is not None:
            arrived, waiting, fresh, swept, days = _fields(self._mark)
            self._mark = Mark(arrived, waiting, fresh - 1, swept, days)

    def _new_id(self, article: str) -> str:
        story = make_id("s", article)
        return story if story not in self._members else make_id("s", article, self._mark.arrived)

    def _bags(self, some: Sequence["Held"]) -> list[tuple[Sequence[int], Sequence[int]]]:
        return [(self._shelf.terms.hashes[h.numbers], h.codes) for h in some]

    def _regroup_whole(self) -> list[Move]:
        order = sorted(self._shelf.held.values(), key=lambda h: h.id)
        levels = (THRESHOLD, SAGA) if len(self) <= SAGAS else (THRESHOLD,)
        groups, *sagas = group_bags(self._bags(order), [h.day for h in order], *levels)
        moves, self._sagas = self._rename(obey([[order[i] for i in g] for g in groups], self.bonds, self._near)), None
        for some in sagas:
            self._name_sagas(order, some)
        return moves

    def _regroup_touched(self) -> list[Move]:
        from tellings.stories.mending import mend, touched_parts

        moves = []
        for part in touched_parts(self._touched, self._shelf.held, self._members):
            moves += self._rename(obey(mend(self._shelf, part), self.bonds, self._near))
        if moves:
            self._sagas = None
        return moves

    def _rename(self, groups: list[list["Held"]]) -> list[Move]:
        """Give groups of articles, which make up whole stories, the ids of these stories."""
        place = self._shelf.place
        groups = sorted((sorted(g, key=place) for g in groups), key=lambda g: place(g[0]))
        before = {h.id: h.story for g in groups for h in g}
        ids, moves = name_groups([[h.id for h in g] for g in groups], before, self._mark.arrived, self._members)
        for story in set(before.values()):
            del self._members[story]
        for story, group in zip(ids, groups, strict=True):
            self._members[story] = group
            for held in group:
                held.story = story
        return moves

    def _close(self) -> list[Move]:
        moves = self._drop(overdue(self._members, day_of_stream(self._mark.days), self.window.days))
        if len(self) > self.window.articles:
            moves += self._drop(list(quietest(self._members, self._shelf.place, len(self), self.window.articles)))
        return moves

    def _drop(self, stories: Sequence[str]) -> list[Move]:
        moves = [Move("closed", story, None, tuple(h.id for h in self._members.pop(story))) for story in stories]
        self._shelf.drop([article for move in moves for article in move.articles])
        if moves:
            self._sagas = None
        return moves


def _fields(mark: Mark) -> tuple[int, int, int, int, tuple[int, ...]]:
    return mark.arrived, mark.waiting, mark.fresh, mark.swept, mark.days
