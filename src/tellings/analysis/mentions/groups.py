"""Mentions that are one entity's, while they are being joined."""

from dataclasses import dataclass, field

from tellings.model import EntityKind


@dataclass(slots=True)
class Group:
    """Mentions of one entity, growing."""

    name: str
    kind: EntityKind
    mentions: list[tuple[int, int]] = field(default_factory=list)
    roles: dict[str, None] = field(default_factory=dict)
