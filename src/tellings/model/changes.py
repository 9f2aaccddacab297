"""What changed in a story between two of its tellings, and in an article between two of its versions."""

from typing import Literal

from msgspec import Struct

from tellings.model.claim import Claim
from tellings.model.conflict import Conflict
from tellings.model.passage import Passage
from tellings.model.reuse import Origin

How = Literal["update", "replaced", "left", "agreed"]


class ClaimChange(Struct, frozen=True):
    """A claim that was told before and is told now with another agreement or by another number of origins."""

    before: Claim
    now: Claim


class Settled(Struct, frozen=True):
    """A conflict that is no longer there, and how that came.

    update: a later report supersedes a side; replaced: an article of a side has a new version, or was withdrawn; left: it went
    to another story; agreed: the same reports are read otherwise now.
    """

    conflict: Conflict
    how: How


class Restated(Struct, frozen=True):
    """What an article told before and tells otherwise now, and what differs, in the words of the gate."""

    before: Passage
    now: Passage
    reasons: tuple[str, ...]


class Revision(Struct, frozen=True, kw_only=True):
    """An article's new version against its old, clause by clause.

    ``gained`` stands in the new one and is not told by the old; ``dropped`` the other way round; ``restated`` is told by both,
    otherwise; ``kept`` counts the clauses of the new one that the old one told too, in the same words or in others.
    """

    article: str
    earlier: str
    kept: int = 0
    gained: tuple[Passage, ...] = ()
    dropped: tuple[Passage, ...] = ()
    restated: tuple[Restated, ...] = ()


class Changes(Struct, frozen=True, kw_only=True):
    """What a story gained and lost between telling ``since`` (0: nothing was told) and telling ``now``.

    ``articles_left`` went to other stories, were withdrawn or forgotten; one that a new version replaced is in ``revisions``.
    ``came_from`` are ids of stories that were merged into this one.
    """

    story: str
    title: str
    since: int
    now: int
    articles_joined: tuple[str, ...] = ()
    articles_left: tuple[str, ...] = ()
    came_from: tuple[str, ...] = ()
    origins_joined: tuple[Origin, ...] = ()
    claims_gained: tuple[Claim, ...] = ()
    claims_lost: tuple[Claim, ...] = ()
    claims_changed: tuple[ClaimChange, ...] = ()
    conflicts_opened: tuple[Conflict, ...] = ()
    conflicts_settled: tuple[Settled, ...] = ()
    revisions: tuple[Revision, ...] = ()
