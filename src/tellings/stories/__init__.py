"""Which analyses are one story: of a pile (``group``), or of a stream (``Desk``)."""

from tellings.stories.bonds import Bonds
from tellings.stories.desk import Closed, Desk
from tellings.stories.grouping import group, group_articles, group_sketches, group_words
from tellings.stories.ledger import Ledger
from tellings.stories.sketch import Sketch, sketch
from tellings.stories.stream import story_id, stream_articles
from tellings.stories.weights import index_terms
from tellings.stories.window import Mark, Window
from tellings.stories.words import article_words

__all__ = [
    "Bonds",
    "Closed",
    "Desk",
    "Ledger",
    "Mark",
    "Sketch",
    "Window",
    "article_words",
    "group",
    "group_articles",
    "group_sketches",
    "group_words",
    "index_terms",
    "sketch",
    "story_id",
    "stream_articles",
]
