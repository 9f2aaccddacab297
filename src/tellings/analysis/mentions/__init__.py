"""Who and what is named in one article. The verb is ``find_entities``."""

from tellings.analysis.mentions.gather import find_entities
from tellings.analysis.mentions.references import person_nouns

__all__ = ["find_entities", "person_nouns"]
