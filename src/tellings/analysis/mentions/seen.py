"""A name where it stands, before it is known whose it is."""

from dataclasses import dataclass

from tellings.model import EntityKind


@dataclass(slots=True)
class Seen:
    """A name where it stands: what kind the place makes it, the role beside it, how strong the evidence is."""

    start: int
    end: int
    text: str
    kind: EntityKind | None
    role: str = ""
    sure: bool = True
    headline: bool = False
    score: float = 1.0
