"""Lists: the stories of the library, and where words stand."""

from threading import Event

from tellings.agents.answered import Findings, Found, Stories
from tellings.agents.asked import ListStories, Search
from tellings.agents.librarian import Librarian
from tellings.agents.quoting import Quoting
from tellings.answers import find_stories
from tellings.model import Query

SHOWN = 3  # passages of one story


def list_stories(librarian: Librarian, asked: ListStories, _stop: Event) -> Stories:
    """Return stories, the latest day first."""
    with librarian.reading() as reader:
        page = reader.list_stories(
            order=asked.order, outlet=asked.outlet, since=asked.since, until=asked.until, limit=asked.limit, after=asked.more
        )
    return Stories(stories=page.items, more=page.next)


def search(librarian: Librarian, asked: Search, _stop: Event) -> Findings:
    """Return the stories in which words stand, with passages that have them."""
    query = Query(words=asked.words, outlet=asked.outlet, since=asked.since, until=asked.until)
    with librarian.reading() as reader:
        page = find_stories(reader, query, limit=asked.limit, after=asked.more)
    found = []
    for each in page.items:
        quoting = Quoting((hit.article for hit in each.hits), "short")
        passages = [p for hit in each.hits for p in hit.passages[:SHOWN]]
        found.append(Found(story=each.card, passages=tuple(map(quoting.quote, passages[:SHOWN]))))
    return Findings(found=tuple(found), more=page.next)
