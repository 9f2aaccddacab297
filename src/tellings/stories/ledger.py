"""The log of moves told again: where each article is, and where an old id leads."""

from collections import defaultdict
from collections.abc import Iterable

from tellings.model import Move


class Ledger:
    """What a log of moves says. Feed it each list that the desk returned, whole, in order.

    >>> ledger = Ledger()
    >>> ledger.apply([Move("opened", "s-1", None, ("a",)), Move("opened", "s-2", None, ("b",))])
    >>> ledger.apply([Move("merged", "s-1", "s-2", ("b",))])
    >>> ledger.story_of("b"), ledger.leads_to("s-2"), ledger.articles("s-1")
    ('s-1', ('s-1',), ('a', 'b'))
    """

    def __init__(self) -> None:
        self._brought: dict[str, None] = {}
        self._held: dict[str, dict[str, None]] = {}
        self._story: dict[str, str] = {}
        self._gone: dict[str, tuple[str, ...]] = {}
        self.closed: set[str] = set()

    def apply(self, moves: Iterable[Move]) -> None:
        """Carry the moves out."""
        left: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for move in moves:
            if move.kind in ("opened", "joined", "reopened"):
                for article in move.articles:
                    self._brought.pop(article, None)
                    self._brought[article] = None
            if move.kind in ("told", "corrected"):
                continue
            if move.kind == "closed":
                self.closed.add(move.story)
                continue
            if move.kind == "reopened":
                self.closed.discard(move.story)
                continue
            for article in move.articles:
                old = self._story.get(article)
                if old is not None:
                    self._held[old].pop(article, None)
                    left[old][move.story] = None
                self._story[article] = move.story
                self._held.setdefault(move.story, {})[article] = None
            self._gone.pop(move.story, None)
        for old, parts in left.items():
            if not self._held[old]:
                del self._held[old]
                self._gone[old] = tuple(parts)

    def story_of(self, article: str) -> str | None:
        """Return the story of an article."""
        return self._story.get(article)

    def articles(self, story: str) -> tuple[str, ...]:
        """Return the articles of a story, in the order in which they came into it."""
        return tuple(self._held.get(story, ()))

    def stories(self) -> tuple[str, ...]:
        """Return the ids of all stories, closed ones too."""
        return tuple(self._held)

    def held(self) -> tuple[str, ...]:
        """Return the articles of stories that are not closed, in the order in which they were last brought to the desk."""
        return tuple(a for a in self._brought if self._story[a] not in self.closed)

    def leads_to(self, story: str) -> tuple[str, ...]:
        """Return the stories an id stands for today: itself, the survivor of a merger, the parts of a split; none if unknown."""
        found: dict[str, None] = {}
        waiting, seen = [story], set()
        while waiting:
            at = waiting.pop(0)
            if at in seen:
                continue
            seen.add(at)
            if at in self._held:
                found[at] = None
            waiting += self._gone.get(at, ())
        return tuple(found)
