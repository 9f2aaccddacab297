"""Stories while articles arrive: a desk that holds a window of the stream and keeps the ids of its stories."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Self

from tellings.model import Move, make_id
from tellings.stories.grouping import THRESHOLD, group_sketches
from tellings.stories.naming import name_groups
from tellings.stories.nearness import nearness
from tellings.stories.sketch import Sketch
from tellings.stories.weights import Vector, hashed_background, rarity_of, salience_of, unit
from tellings.stories.window import Mark, Window

Closed = Callable[[Sketch], Sequence[tuple[str, Sequence[Sketch]]]]

RECENT_DAYS = 31  # dated arrivals whose median is the day of the stream
INDEXED = 48  # terms by which a closed story is to be found


class Desk:
    """Place articles in stories as they arrive. No clock, no files: what it is told is all it knows.

    The caller keeps every list of moves (the log) and the sketches; both together restore the desk.
    """

    def __init__(self, window: Window | None = None) -> None:
        self.window = window or Window()
        self._mark = Mark()
        self._sketches: dict[str, Sketch] = {}
        self._vectors: dict[str, Vector] = {}
        self._story: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._holders: Counter[int] = Counter()

    @classmethod
    def restore(cls, held: Iterable[tuple[Sketch, str]], mark: Mark, window: Window | None = None) -> Self:
        """Return the desk that had these articles in these stories when its ``mark`` was read.

        ``held`` are the articles of stories that are not closed, in the order in which the log last brought them to the desk
        (``opened``, ``joined``, ``reopened``).
        """
        desk = cls(window)
        for sketch, story in held:
            desk._take(sketch, story)
        desk._mark = mark
        return desk

    @property
    def mark(self) -> Mark:
        """Where the stream stands: to be stored with the moves of the same call."""
        return self._mark

    def __len__(self) -> int:
        """Return the number of articles held."""
        return len(self._sketches)

    def story_of(self, article: str) -> str | None:
        """Return the story of an article that is held."""
        return self._story.get(article)

    def stories(self) -> Mapping[str, tuple[str, ...]]:
        """Return the stories held, each with its articles in the order in which they came."""
        return {story: tuple(members) for story, members in self._members.items()}

    def place(self, sketches: Iterable[Sketch], closed: Closed | None = None, *, instead: str | None = None) -> list[Move]:
        """Put each article where it fits best, seeing only those before it, and return what changed.

        Every ``window.every`` arrivals what was touched is grouped again. An article that is held already is passed over.
        ``closed`` is asked for closed stories that an article may belong to: those that share terms with it
        (``index_terms``), best first, a handful. ``instead`` is an article of which the one sketch is a new version: where it is
        held, the new one takes its seat.
        """
        moves: list[Move] = []
        for sketch in sketches:
            if sketch.id in self._sketches:
                continue
            moves += self._seat(sketch, instead) if instead in self._story else self._place(sketch, closed)
            if self._mark.arrived - self._mark.regrouped >= self.window.every:
                moves += self.regroup()
        return moves

    def remove(self, articles: Iterable[str]) -> None:
        """Let go of articles that were withdrawn or forgotten: nothing is logged, and a story that loses its last is gone."""
        for article in articles:
            if article in self._story:
                self._let_go(article)

    def regroup(self, *, whole: bool = False) -> list[Move]:
        """Group again what arrivals touched, or all that is held; close what the window lets go; return what changed."""
        order = sorted(self._sketches)
        groups = [[order[i] for i in g] for g in group_sketches([self._sketches[i] for i in order])]
        place = {article: n for n, article in enumerate(self._sketches)}
        groups = sorted((sorted(g, key=place.__getitem__) for g in groups), key=lambda g: place[g[0]])
        ids, moves = name_groups(groups, self._story, self._mark.arrived)
        self._members = {story: list(g) for story, g in zip(ids, groups, strict=True)}
        self._story = {a: story for story, g in self._members.items() for a in g}
        self._mark = Mark(self._mark.arrived, self._mark.arrived, self._mark.days)
        return moves + self._close()

    def sagas(self) -> Mapping[str, str]:
        """Return the saga of each story held: events that follow one another share one."""
        return {story: make_id("g", story) for story in self._members}

    def _take(self, sketch: Sketch, story: str) -> None:
        self._sketches[sketch.id] = sketch
        self._story[sketch.id] = story
        self._members.setdefault(story, []).append(sketch.id)
        salience = salience_of(sketch)
        self._holders.update(salience.keys())
        self._vectors[sketch.id] = unit({t: x * r for t, x in salience.items() if (r := self._rarity(t)) > 0})

    def _rarity(self, term: int) -> float:
        size, known = hashed_background()
        return rarity_of(self._holders[term] + known.get(term, 0), len(self._sketches) + size)

    def _place(self, sketch: Sketch, closed: Closed | None) -> list[Move]:
        arrived = self._mark.arrived + 1
        days = self._mark.days if sketch.day is None else (*self._mark.days, sketch.day)[-RECENT_DAYS:]
        self._mark = Mark(arrived, self._mark.regrouped, days)
        vector = unit({t: x * r for t, x in salience_of(sketch).items() if (r := self._rarity(t)) > 0})
        near = {story: self._near(sketch, vector, story) for story in self._members}
        asleep = dict(closed(sketch)) if closed else {}
        for story, members in asleep.items():
            vectors = [(unit({t: x * r for t, x in salience_of(m).items() if (r := self._rarity(t)) > 0}), m.day) for m in members]
            if vectors and story not in near:
                near[story] = sum(nearness(vector, v, sketch.day, d) for v, d in vectors) / len(vectors)
        best = min(near, key=lambda s: (-near[s], s), default=None)
        if best is None or near[best] < THRESHOLD:
            story = make_id("s", sketch.id)
            if story in self._members:
                story = make_id("s", sketch.id, "again", arrived)
            self._take(sketch, story)
            return [Move("opened", story, None, (sketch.id,))]
        moves = []
        if best not in self._members:
            moves.append(Move("reopened", best, None, tuple(m.id for m in asleep[best])))
            for member in asleep[best]:
                self._take(member, best)
        self._take(sketch, best)
        return [*moves, Move("joined", best, None, (sketch.id,))]

    def _seat(self, sketch: Sketch, instead: str | None) -> list[Move]:
        """Put a new version in the story of the one before."""
        assert instead is not None
        story = self._story[instead]
        self._take(sketch, story)
        self._let_go(instead)
        self._mark = Mark(self._mark.arrived + 1, self._mark.regrouped, self._mark.days)
        return [Move("joined", story, None, (sketch.id,))]

    def _let_go(self, article: str) -> None:
        story = self._story.pop(article)
        self._members[story].remove(article)
        if not self._members[story]:
            del self._members[story]
        self._holders.subtract(salience_of(self._sketches.pop(article)).keys())
        self._holders = +self._holders
        del self._vectors[article]

    def _near(self, sketch: Sketch, vector: Vector, story: str) -> float:
        members = self._members[story]
        return sum(nearness(vector, self._vectors[m], sketch.day, self._sketches[m].day) for m in members) / len(members)

    def _close(self) -> list[Move]:
        days = sorted(self._mark.days)
        today = days[len(days) // 2] if days else None
        latest = {
            s: max((d for m in ms if (d := self._sketches[m].day) is not None), default=None) for s, ms in self._members.items()
        }
        out = [s for s, day in latest.items() if day is not None and today is not None and today - day > self.window.days]
        moves = [self._drop(s) for s in out]
        place = {article: n for n, article in enumerate(self._sketches)}
        quiet = sorted(self._members, key=lambda s: max(place[m] for m in self._members[s]))
        while len(self._sketches) > self.window.articles:
            moves.append(self._drop(quiet.pop(0)))
        return moves

    def _drop(self, story: str) -> Move:
        members = self._members.pop(story)
        for article in members:
            self._holders.subtract(salience_of(self._sketches.pop(article)).keys())
            del self._vectors[article], self._story[article]
        self._holders = +self._holders
        return Move("closed", story, None, tuple(members))


def index_terms(sketches: Sequence[Sketch], most: int = INDEXED) -> tuple[int, ...]:
    """Return the terms under which the caller files a closed story, heaviest first.

    ``closed`` then answers with the stories that share most of an article's ``index_terms([sketch])``.
    """
    size, known = hashed_background()
    total: defaultdict[int, float] = defaultdict(float)
    for sketch in sketches:
        for term, x in salience_of(sketch).items():
            total[term] += x * rarity_of(known.get(term, 0) + 1, size)
    return tuple(sorted(total, key=lambda t: (-total[t], t))[:most])
