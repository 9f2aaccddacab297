"""Who and what an article names."""

from typing import Literal

from msgspec import Struct

EntityKind = Literal["person", "organisation", "place", "group"]


class Mention(Struct, frozen=True, order=True):
    """Characters of an article that name an entity."""

    article: str
    start: int
    end: int


class Entity(Struct, frozen=True):
    """A person, organisation, place or group, under its fullest name, with its roles and mentions."""

    id: str
    name: str
    kind: EntityKind
    roles: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
