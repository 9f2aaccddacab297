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


class Written(Struct, frozen=True):
    """The language model that a user had write a brief: its name, its server, how many ``sentences`` of it stand there.

    ``trouble`` says why none does. The sentences are those with the rule "writer"; all others are ours.
    """

    model: str
    host: str
    sentences: int = 0
    trouble: str | None = None


class Brief(Struct, frozen=True):
    """The sentences of a brief in order, those that were withheld, and who wrote, where a user asked a model to."""

    sentences: tuple[BriefSentence, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    written: Written | None = None
