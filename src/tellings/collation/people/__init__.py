"""People over the story: one entity for one person, and speakers by their full names. The verb is ``settle_people``."""

from tellings.collation.people.settle import settle_people

__all__ = ["settle_people"]
