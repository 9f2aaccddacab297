"""What any door may ask of a library: the same question gets the same nouns from the page, the API, the agents and the shell.

Every function takes a ``Reader``, a snapshot of one moment, and none of them writes.
"""

from tellings.answers.articles import get_article
from tellings.answers.citing import cite, cite_finding
from tellings.answers.health import get_health
from tellings.answers.searching import find_stories
from tellings.answers.sections import SECTIONS, find_finding, get_section
from tellings.answers.stories import find_living, get_told

__all__ = [
    "SECTIONS",
    "cite",
    "cite_finding",
    "find_finding",
    "find_living",
    "find_stories",
    "get_article",
    "get_health",
    "get_section",
    "get_told",
]
