"""The days of undated articles, from what the story shares. The verb is ``date_articles``."""

from collections.abc import Sequence

from tellings.model import Analysis


def date_articles(analyses: Sequence[Analysis]) -> tuple[Analysis, ...]:
    """Return the analyses with the day of each article settled where the story allows, and its moments resolved again."""
    return tuple(analyses)
