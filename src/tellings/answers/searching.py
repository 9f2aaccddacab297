"""Stories in which words stand."""

from collections.abc import Iterable

from msgspec.structs import replace

from tellings.model import Hit, Page, Query, StoryFound
from tellings.store import Reader

AT_ONCE = 50  # articles looked through at once
SHOWN = 3  # articles shown of one story


def find_stories(reader: Reader, query: Query, *, limit: int = 20, after: str | None = None) -> Page[StoryFound]:
    """Return the stories in which the words stand, each at the place of its latest article that has them.

    A page holds as many stories as the articles that were looked through have, ``limit`` at most; it may hold fewer though
    there are more. Raises UsageError as ``Reader.search`` does.
    """
    page = reader.search(query, limit=min(limit, AT_ONCE), after=after)
    found: dict[str, list[Hit]] = {}
    for hit in page.items:
        if hit.story is not None:
            found.setdefault(hit.story, []).append(hit)
    if after is not None:
        found = {story: hits for story, hits in found.items() if _begins(reader, query, story, hits)}
    cards = zip(reader.get_stories(found), found.values(), strict=True)
    return Page(tuple(StoryFound(card=card, hits=tuple(hits[:SHOWN])) for card, hits in cards), page.next)


def _begins(reader: Reader, query: Query, story: str, hits: Iterable[Hit]) -> bool:
    """Tell whether the first article of a story that has the words is among these: it was not on an earlier page."""
    first = reader.search(replace(query, story=story), limit=1).items
    return bool(first) and any(hit.article.id == first[0].article.id for hit in hits)
