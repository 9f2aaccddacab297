"""Who and what an article names."""

from typing import Literal

from msgspec import Struct

EntityKind = Literal["person", "organisation", "place", "group"]


class Mention(Struct, frozen=True, order=True):
    """Characters of an article that name an entity."""

    article: str
    start: int
    end: int


class Reference(Struct, frozen=True, order=True):
    """A pronoun or role phrase of an article that stands for an entity, how surely (0 to 1), and the rule that says so."""

    article: str
    start: int
    end: int
    score: float
    rule: str


class Entity(Struct, frozen=True):
    """A person, organisation, place or group, under its fullest name, with its roles, mentions, and the words that stand for it."""

    id: str
    name: str
    kind: EntityKind
    roles: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
