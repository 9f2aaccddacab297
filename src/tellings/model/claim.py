"""What a passage asserts, and how many origins assert it."""

from typing import Literal

from msgspec import Struct

from tellings.model.passage import Passage

Agreement = Literal["corroborated", "told_by_one", "in_conflict"]
Modality = Literal["did", "planned", "may", "ordered"]


class Clause(Struct, frozen=True, kw_only=True):
    """An assertion of one article: a sentence or an independent part of one, and what could be read from it.

    ``figures``, ``moments``, ``quotations`` and ``entities`` are ids of the article's analysis. ``content`` are the
    folded content words (lower case, no stop words, lightly stemmed) that stand for its meaning in alignment.
    """

    id: str
    article: str
    start: int
    end: int
    content: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()
    negated: bool = False
    modality: Modality = "did"


class Claim(Struct, frozen=True):
    """A statement of the story, its agreement and the number of distinct origins behind it."""

    id: str
    text: str
    agreement: Agreement
    origins: int
    passages: tuple[Passage, ...]
    rule: str = ""
    score: float = 0.0
