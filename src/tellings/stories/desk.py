"""Stories while articles arrive: a desk that holds a window of the stream and keeps the ids of its stories."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from msgspec.structs import replace

from tellings.model import Move
from tellings.stories.bonds import Bonds, obey
from tellings.stories.closing import day_of_stream, overdue, quietest
from tellings.stories.grouping import SAGA, THRESHOLD, group_bags
from tellings.stories.naming import name_sagas
from tellings.stories.piles import Piles
from tellings.stories.sketch import Sketch
from tellings.stories.window import Mark, Window

if TYPE_CHECKING:
    from tellings.stories.shelf import Held

Closed = Callable[[Sketch], Sequence[tuple[str, Sequence[Sketch]]]]

# By judgement, for speed.
SWEEP = 16  # stories are looked through for closing when one in so many of the articles held has come anew
SAGAS = 10_000  # articles up to which sagas are told


class Desk:
    """Place articles in stories as they arrive. No clock, no files: what it is told is all it knows.

    The caller keeps every list of moves (the log), the sketches and the ``mark``; together they restore the desk.
    """

    def __init__(self, window: Window | None = None) -> None:
        self.window = window or Window()
        self._piles = Piles()
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
            desk._piles.take(sketch, story, fresh=n >= len(kept) - mark.fresh)
        desk._piles.mark = mark
        return desk

    @property
    def mark(self) -> Mark:
        """Where the stream stands: to be stored with the moves of the same call."""
        return self._piles.mark

    def __len__(self) -> int:
        """Return the number of articles held."""
        return len(self._piles)

    def story_of(self, article: str) -> str | None:
        """Return the story of an article that is held."""
        found = self._piles.held.get(article)
        return found.story if found else None

    def stories(self) -> Mapping[str, tuple[str, ...]]:
        """Return the stories held, each with its articles."""
        return {story: tuple(h.id for h in members) for story, members in self._piles.members.items()}

    def place(self, sketches: Iterable[Sketch], closed: Closed | None = None, *, instead: str | None = None) -> list[Move]:
        """Put each article where it fits best, seeing only those before it, and return what changed.

        Every ``window.every`` arrivals what was touched is grouped again. An article that is held already is passed over.
        ``closed`` is asked, where nothing that is held fits or the article is older than the window, for closed stories that it
        may belong to: those that share terms with it (``index_terms``), a handful. ``instead`` is an article of which the one
        sketch is a new version: where it is held, the new one takes its seat.
        """
        moves: list[Move] = []
        for sketch in sketches:
            if sketch.id in self._piles.held:
                continue
            moves += self._seat(sketch, instead) if instead in self._piles.held else self._place(sketch, closed)
            self._piles.arrived(sketch.day)
            if self._piles.mark.waiting >= self.window.every:
                moves += self.regroup()
        return moves

    def remove(self, articles: Iterable[str]) -> None:
        """Let go of articles that were withdrawn or forgotten: nothing is logged, and a story that loses its last is gone."""
        for article in articles:
            if article in self._piles.held:
                self._piles.let_go(article)

    def reopen(self, story: str, sketches: Sequence[Sketch]) -> list[Move]:
        """Bring a closed story back with its articles."""
        for sketch in sketches:
            self._piles.take(sketch, story)
        return [Move("reopened", story, None, tuple(s.id for s in sketches))] if sketches else []

    def hold(self, articles: Iterable[str], *, joined: bool = False, bonds: Bonds | None = None) -> list[Move]:
        """Make the stories of some articles such as the bonds say, and return what changed.

        ``joined``: as if the stories were one; ``bonds``: others than the desk's own. Call it right after ``regroup`` and
        ``reopen``: it takes arrivals to have been grouped.
        """
        stories = {h.story for a in articles if (h := self._piles.held.get(a))}
        groups = [list(self._piles.members[story]) for story in sorted(stories)]
        if joined:
            groups = [[h for g in groups for h in g]] if groups else []
        moves = self._piles.rename(obey(groups, bonds or self.bonds, self._near))
        self._piles.touched, self._piles.mark = {}, replace(self._piles.mark, fresh=0)
        self._piles.sagas = None if moves else self._piles.sagas
        return moves

    def _near(self, some: Sequence["Held"]) -> Any:
        from tellings.stories.mending import near_each

        return near_each(self._piles.shelf, some)

    def regroup(self, *, whole: bool = False) -> list[Move]:
        """Group again what arrivals touched, or all that is held; close what the window lets go; return what changed.

        What was touched is changed with caution, since ids are to stay (``mending``). The whole is what ``group_sketches`` makes
        of the articles held, whatever came before; it is for the end of a stream, or a night: it costs as much as such a pile.
        """
        moves = self._regroup_whole() if whole else self._regroup_touched()
        self._piles.touched, mark = {}, self._piles.mark
        due = (mark.arrived - mark.swept) * SWEEP >= len(self)
        self._piles.mark = replace(mark, waiting=0, fresh=0, swept=mark.arrived if due else mark.swept)
        return moves + (self._close() if due else [])

    def sagas(self) -> Mapping[str, str]:
        """Return the saga of each story held: events that follow one another share one.

        It costs nothing after a whole regroup, and as much as one when something has changed since. A desk that holds more than
        ``SAGAS`` articles has none.
        """
        if len(self) > SAGAS:
            return {}
        if self._piles.sagas is None:
            order = sorted(self._piles.held.values(), key=lambda h: h.id)
            self._name_sagas(order, group_bags(self._bags(order), [h.day for h in order], SAGA)[0])
        return self._piles.sagas or {}

    def _name_sagas(self, order: Sequence["Held"], groups: Sequence[Sequence[int]]) -> None:
        self._piles.sagas = name_sagas([[(order[i].id, order[i].story) for i in g] for g in groups])

    def _place(self, sketch: Sketch, closed: Closed | None) -> list[Move]:
        held = self._piles.shelf.open(sketch)
        near = fit = self._piles.shelf.near(held, self._piles.members)
        if self.bonds:
            home = next((story for a in sorted(self.bonds.fellows(sketch.id)) if (story := self.story_of(a))), None)
            if home is not None:
                self._piles.put(held, home, near)
                return [Move("joined", home, None, (sketch.id,))]
            foes = {self.story_of(a) for a in self.bonds.foes(sketch.id)}
            fit = [found for found in near if found[1] not in foes]
        least = fit[0][0] if fit and fit[0][0] >= THRESHOLD else 0.0
        asleep = self._fitting(held, closed(sketch), least) if closed and (not least or self._is_late(sketch.day)) else None
        if asleep is None and least:
            self._piles.put(held, fit[0][1], near)
            return [Move("joined", fit[0][1], None, (sketch.id,))]
        if asleep is None:
            story = self._piles.new_id(sketch.id)
            self._piles.put(held, story, near)
            return [Move("opened", story, None, (sketch.id,))]
        self._piles.shelf.close(held)
        story, members = asleep
        for member in members:
            self._piles.take(member, story)
        self._piles.take(sketch, story)
        return [Move("reopened", story, None, tuple(m.id for m in members)), Move("joined", story, None, (sketch.id,))]

    def _is_late(self, day: int | None) -> bool:
        today = day_of_stream(self._piles.mark.days)
        return day is not None and today is not None and today - day > self.window.days

    def _fitting(
        self, held: "Held", asleep: Sequence[tuple[str, Sequence[Sketch]]], least: float
    ) -> tuple[str, Sequence[Sketch]] | None:
        """Return the closed story that an article fits best, if it fits one, and better than by ``least``."""
        foes = self.bonds.foes(held.id) if self.bonds else frozenset()
        awake = [(story, members) for story, members in asleep if foes.isdisjoint(m.id for m in members)]
        found = [(self._piles.shelf.near_strangers(held, members), story, members) for story, members in awake]
        fitting = [f for f in found if f[0] >= THRESHOLD and f[0] > least and f[1] not in self._piles.members]
        best = min(fitting, key=lambda f: (-f[0], f[1]), default=None)
        return best and best[1:]

    def _seat(self, sketch: Sketch, instead: str | None) -> list[Move]:
        """Put a new version in the story of the one before."""
        story = self._piles.held[instead or ""].story
        self._piles.take(sketch, story)
        self._piles.let_go(instead or "")
        return [Move("joined", story, None, (sketch.id,))]

    def _bags(self, some: Sequence["Held"]) -> list[tuple[Sequence[int], Sequence[int]]]:
        return [(self._piles.shelf.terms.hashes[h.numbers], h.codes) for h in some]

    def _regroup_whole(self) -> list[Move]:
        order = sorted(self._piles.held.values(), key=lambda h: h.id)
        levels = (THRESHOLD, SAGA) if len(self) <= SAGAS else (THRESHOLD,)
        groups, *sagas = group_bags(self._bags(order), [h.day for h in order], *levels)
        moves, self._piles.sagas = self._piles.rename(obey([[order[i] for i in g] for g in groups], self.bonds, self._near)), None
        for some in sagas:
            self._name_sagas(order, some)
        return moves

    def _regroup_touched(self) -> list[Move]:
        from tellings.stories.mending import mend, touched_parts

        moves = []
        for part in touched_parts(self._piles.touched, self._piles.held, self._piles.members):
            moves += self._piles.rename(obey(mend(self._piles.shelf, part), self.bonds, self._near))
        if moves:
            self._piles.sagas = None
        return moves

    def _close(self) -> list[Move]:
        moves = self._piles.close(overdue(self._piles.members, day_of_stream(self._piles.mark.days), self.window.days))
        if len(self) > self.window.articles:
            moves += self._piles.close(
                list(quietest(self._piles.members, self._piles.shelf.place, len(self), self.window.articles))
            )
        return moves
