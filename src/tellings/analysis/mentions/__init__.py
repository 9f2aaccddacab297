"""Who and what is named in one article. The verb is ``find_entities``."""

from tellings.analysis.mentions.gather import find_entities

__all__ = ["find_entities"]
