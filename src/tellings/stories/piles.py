"""What lies on a desk: articles in piles, a story each; what came since they were grouped last; where the stream stands."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tellings.model import Move, make_id
from tellings.stories.grouping import THRESHOLD
from tellings.stories.naming import name_groups
from tellings.stories.sketch import Sketch
from tellings.stories.window import Mark

if TYPE_CHECKING:
    from tellings.stories.shelf import Held

# By judgement, for speed.
RECENT = 31  # dated arrivals whose median is the day of the stream
TOUCHING = 0.6  # part of the threshold from which on an arrival touches a story: the two are then grouped again together


class Piles:
    """Keep articles by story, and count what comes and goes; where an article belongs is for the desk to say.

    ``touched`` has each fresh article, and one of each story it is near to. ``sagas`` are those of the stories as they lie here,
    None once something has changed.
    """

    def __init__(self) -> None:
        from tellings.stories.shelf import Shelf

        self.shelf = Shelf()
        self.members: dict[str, list[Held]] = {}
        self.touched: dict[str, tuple[str, ...]] = {}
        self.mark = Mark()
        self.sagas: Mapping[str, str] | None = None

    def __len__(self) -> int:
        """Return the number of articles held."""
        return len(self.held)

    @property
    def held(self) -> "Mapping[str, Held]":
        """The articles held, by id."""
        return self.shelf.held

    def arrived(self, day: int | None) -> None:
        """Count an arrival."""
        mark = self.mark
        days = mark.days if day is None else (*mark.days, day)[-RECENT:]
        self.mark = replace(mark, arrived=mark.arrived + 1, waiting=mark.waiting + 1, days=days)

    def take(self, sketch: Sketch, story: str, *, fresh: bool = True) -> None:
        """Put an article in a story that is known."""
        held = self.shelf.open(sketch)
        self.put(held, story, self.shelf.near(held, self.members) if fresh else None)

    def put(self, held: "Held", story: str, near: Sequence[tuple[float, str]] | None) -> None:
        """Put an article that was opened in a story; with the stories it is ``near`` to where it is fresh."""
        held.story, self.sagas = story, None
        if near is not None:
            self.touched[held.id] = tuple(self.members[s][0].id for n, s in near if n >= TOUCHING * THRESHOLD)
            self.mark = replace(self.mark, fresh=self.mark.fresh + 1)
        self.members.setdefault(story, []).append(held)
        self.shelf.put(held)

    def let_go(self, article: str) -> None:
        """Take an article away; a story that loses its last is gone."""
        (held,) = self.shelf.drop([article])
        self.sagas = None
        members = self.members[held.story]
        members.remove(held)
        if not members:
            del self.members[held.story]
        if self.touched.pop(article, None) is not None:
            self.mark = replace(self.mark, fresh=self.mark.fresh - 1)

    def new_id(self, article: str) -> str:
        """Return an id for a story that an article opens."""
        story = make_id("s", article)
        return story if story not in self.members else make_id("s", article, self.mark.arrived)

    def rename(self, groups: list[list["Held"]]) -> list[Move]:
        """Give groups of articles, which make up whole stories, the ids of these stories."""
        place = self.shelf.place
        groups = sorted((sorted(g, key=place) for g in groups), key=lambda g: place(g[0]))
        before = {h.id: h.story for g in groups for h in g}
        ids, moves = name_groups([[h.id for h in g] for g in groups], before, self.mark.arrived, self.members)
        for story in set(before.values()):
            del self.members[story]
        for story, group in zip(ids, groups, strict=True):
            self.members[story] = group
            for held in group:
                held.story = story
        return moves

    def close(self, stories: Sequence[str]) -> list[Move]:
        """Put whole stories away."""
        moves = [Move("closed", story, None, tuple(h.id for h in self.members.pop(story))) for story in stories]
        self.shelf.drop([article for move in moves for article in move.articles])
        if moves:
            self.sagas = None
        return moves
