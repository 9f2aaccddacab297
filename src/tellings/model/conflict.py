"""Where reports cannot all be right, or differ in tone or scope."""

from typing import Literal

from msgspec import Struct

from tellings.model.passage import Passage

ConflictKind = Literal["number", "date", "order", "attribution", "wording", "characterisation", "scope", "polarity"]
Strength = Literal["hard", "soft"]


class Side(Struct, frozen=True):
    """One position, the passages that take it, and how many origins stand behind it."""

    statement: str
    passages: tuple[Passage, ...]
    origins: int


class Conflict(Struct, frozen=True):
    """Two or more positions on one thing. hard: both cannot be so; soft: they differ in tone, scope or one reading."""

    id: str
    kind: ConflictKind
    strength: Strength
    sides: tuple[Side, ...]
    rule: str
    about: str = ""
    score: float = 0.0


class Update(Struct, frozen=True):
    """A later figure or state that supersedes an earlier one; never a conflict."""

    id: str
    of: str
    earlier: Passage
    later: Passage
    rule: str
