"""Which stories a window lets go."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tellings.stories.shelf import Held

SLACK = 64  # by judgement: beyond the limit, one in so many of the articles held goes at once, for speed


def day_of_stream(days: Sequence[int]) -> int | None:
    """Return the median of the latest days, so that one article with a wrong date closes nothing; None without any."""
    return sorted(days)[len(days) // 2] if days else None


def overdue(members: Mapping[str, "Sequence[Held]"], today: int | None, most: int) -> list[str]:
    """Return the stories whose latest dated article is more than ``most`` days ago; a story without dates stays."""
    if today is None:
        return []
    latest = {story: max((h.day for h in held if h.day is not None), default=today) for story, held in members.items()}
    return [story for story, day in latest.items() if today - day > most]


def quietest(members: Mapping[str, "Sequence[Held]"], place: "Callable[[Held], int]", held: int, most: int) -> Iterator[str]:
    """Yield the stories that had no article for the longest time, until what is left is within the limit."""
    least = most - most // SLACK
    last = sorted((max(place(h) for h in some), story) for story, some in members.items())
    for _, story in last:
        if held <= least:
            return
        held -= len(members[story])
        yield story
