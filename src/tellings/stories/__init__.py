"""Which analyses are one story. The verb is ``group``."""

from tellings.stories.grouping import group, group_articles, group_words
from tellings.stories.stream import story_id, stream_articles, stream_words
from tellings.stories.words import article_words

__all__ = ["article_words", "group", "group_articles", "group_words", "story_id", "stream_articles", "stream_words"]
