"""The days of undated articles, from what the story shares. The verb is ``date_articles``."""

from tellings.collation.days.dating import date_articles

__all__ = ["date_articles"]
