"""How long a library keeps what: articles for some days, and full texts or only the passages that are cited."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tellings.library.library import Library
from tellings.library.telling import Teller
from tellings.model import Passage, Span, Story, Unread
from tellings.store import Forgotten

LEAD = 2  # sentences of an article that no telling cites: what a list of search results would show


def day_before(day: str, days: int) -> str:
    """Return the day that lies so many days before another, both ISO 8601.

    >>> day_before("2031-03-01", 1)
    '2031-02-28'
    """
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def retain(library: Library, day: str, days: int) -> Forgotten:
    """Forget the articles that were taken in more than so many days before ``day``."""
    old = library.find_before(day_before(day, days))
    return library.forget(old) if old else Forgotten()


def drop_texts(library: Library, teller: Teller, articles: Iterable[str]) -> int:
    """Keep of these articles only what their story's telling cites, else the first sentences; return how many there were.

    Stories are told first, so that what they say is settled before the texts go. What is kept stays citable at its place.
    """
    wanted = set(articles)
    done = 0
    with library.store.reading() as r:
        homes = {a: h.story for a, h in r.find_holdings(sorted(wanted)).items() if not h.excerpts}
    for story in sorted({s for s in homes.values() if s}):
        told = teller.tell(story).story
        ids = [a.id for a in told.articles if a.id in homes]
        spans = {a: list(dict.fromkeys(sorted(_cited(told, a)))) for a in ids}
        with library.store.writing() as w:
            w.keep_excerpts(ids, spans)
        done += len(ids)
        for a in ids:
            del homes[a]
    rest = sorted(homes)
    for found in teller.analyse(rest):
        if isinstance(found, Unread):
            continue
        lead = [(s.start, s.end) for s in found.prose.sentences[:LEAD]]
        with library.store.writing() as w:
            w.keep_excerpts([found.article.id], {found.article.id: lead})
        done += 1
    return done


def _cited(story: Story, article: str) -> Iterator[Span]:
    """Yield the places of an article that findings of a story rest on."""
    yield from ((p.start, p.end) for p in _passages(story) if p.article == article)
    yield from (span for q in story.quotations if q.article == article for span in q.spans)
    yield from (
        (q.speaker.mention[0], q.speaker.mention[1]) for q in story.quotations if q.article == article and q.speaker.mention
    )


def _passages(story: Story) -> Iterator[Passage]:
    for sentence in story.brief.sentences:
        yield from sentence.citations
    for claim in story.claims:
        yield from claim.passages
    for conflict in story.conflicts:
        for side in conflict.sides:
            yield from side.passages
    for form in (f for w in story.wording for f in w.forms):
        yield from form.passages
    for event in story.timeline:
        yield from event.passages
    for update in story.updates:
        yield from (update.earlier, update.later)
