"""A story as it was told at one time, so that what changed since can be said."""

from msgspec import Struct

from tellings.model.override import Unapplied
from tellings.model.story import Story


class StoryCard(Struct, frozen=True, kw_only=True):
    """A story without its findings, as lists show it. ``first`` and ``last`` are days of publication, where known.

    ``told`` is the number of its latest telling, 0 when it was never collated; no number is given twice, so the telling of it may
    be forgotten. ``stale``: articles came, went or were replaced since, or somebody corrected something, so that the latest telling
    lacks it. ``origins``, ``conflicts`` (hard: both cannot be so) and ``differences`` (soft conflicts) are counts in the latest
    telling that is kept, stale or not; None while there is none.
    """

    id: str
    title: str
    articles: int
    outlets: int
    first: str | None = None
    last: str | None = None
    open: bool = True
    saga: str | None = None
    told: int = 0
    stale: bool = True
    origins: int | None = None
    conflicts: int | None = None
    differences: int | None = None


class Telling(Struct, frozen=True, kw_only=True):
    """A story as collated once: its ``number`` (from 1, for each story), the edition of the rules and weights, the whole.

    ``moves`` is the number of the last move in the log that it knew of. ``unapplied`` are corrections of the library that bear on
    the story and could not be carried out, ``line`` being the number of each.
    """

    number: int
    edition: str
    moves: int
    story: Story
    unapplied: tuple[Unapplied, ...] = ()
