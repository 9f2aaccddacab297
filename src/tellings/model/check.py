"""A text graded against reports, sentence by sentence."""

from typing import Literal

from msgspec import Struct

from tellings.model.article import Unread
from tellings.model.conflict import ConflictKind, Strength
from tellings.model.passage import Passage

SetAsideKind = Literal["front-matter", "heading", "code", "table", "footnote", "link", "comment"]


class Touched(Struct, frozen=True):
    """A conflict of the reports that a sentence rests on: its id, kind and strength, and what its sides say."""

    id: str
    kind: ConflictKind
    strength: Strength
    statement: str


class CheckedSentence(Struct, frozen=True, kw_only=True):
    """A sentence of the text and its grade. ``start`` and ``end`` are code points of the text as it was given.

    ``supported``: all of it stands in ``passages``; where it does not, ``reasons`` say what does not, and ``passages`` are
    the nearest that the reports have. ``conflicts`` are those of the reports that the passages take part in.
    """

    text: str
    start: int
    end: int
    supported: bool
    reasons: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    conflicts: tuple[Touched, ...] = ()
    rule: str = ""
    score: float = 0.0


class SetAside(Struct, frozen=True):
    """Characters of the text that were not graded, and what they were taken for."""

    start: int
    end: int
    kind: SetAsideKind


class Check(Struct, frozen=True, kw_only=True):
    """What ``tellings check --json`` prints: every sentence graded, what was set aside, the inputs that could not be read."""

    tellings: int = 1
    sentences: tuple[CheckedSentence, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    unread: tuple[Unread, ...] = ()
