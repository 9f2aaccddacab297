"""A short account in which every sentence cites its passages."""

from msgspec import Struct

from tellings.model.passage import Passage


class BriefSentence(Struct, frozen=True):
    """A sentence, the passages it rests on, the rule that wrote it; ids of the claims and conflicts it tells.

    ``edits`` are the rules by which it differs from the printed sentence; ``section`` names its part of a long brief.
    """

    id: str
    text: str
    citations: tuple[Passage, ...]
    rule: str
    about: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()
    section: str | None = None


class Withheld(Struct, frozen=True):
    """A sentence that the gate turned back, and why."""

    text: str
    why: str


class Brief(Struct, frozen=True):
    """The sentences of a brief in order, and those that were withheld."""

    sentences: tuple[BriefSentence, ...] = ()
    withheld: tuple[Withheld, ...] = ()
