"""How long a library keeps what: articles for some days, and full texts or only the passages that are cited."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from tellings.library.library import EXCERPTS, Library
from tellings.library.people import sentences_at
from tellings.library.telling import Teller
from tellings.model import Analysis, Span, Story, Unread
from tellings.store import Forgotten

AT_ONCE = 100  # articles of which excerpts are made in one transaction
A_FEW = 20  # articles of which excerpts are made while others may wait to be told something; by judgement: some seconds
LEAD = 2  # sentences of an article that no telling cites: what a list of search results would show


def day_before(day: str, days: int) -> str:
    """Return the day that lies so many days before another, both ISO 8601.

    >>> day_before("2031-03-01", 1)
    '2031-02-28'
    """
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def retain(library: Library, day: str, days: int) -> Forgotten:
    """Forget the articles that were taken in more than so many days before ``day``; of a page that changed, the versions."""
    old = library.find_before(day_before(day, days))
    return library.forget(old, alone=True) if old else Forgotten()


def full_texts(library: Library, after: int) -> tuple[tuple[str, ...], int]:
    """Return some articles that came after a number of the log and whose full text is kept, and the number to go on from."""
    with library.store.reading() as r:
        found: dict[str, None] = {}
        for logged in r.log(after):
            full = [a for a in logged.move.articles if r.find_note(EXCERPTS, a) is None]
            if found and len(found) + len(full) > A_FEW:
                break
            found |= dict.fromkeys(full)
            after = logged.number
    return tuple(found), after


def drop_texts(library: Library, teller: Teller, articles: Iterable[str]) -> int:
    """Keep of these articles only the sentences that matter to their story, else the first ones; return how many there were.

    Kept is what the brief cites, what the sides of a conflict say, what somebody is quoted with, in whole sentences that stay
    citable at their places. Everything that was made of the full texts goes with them; a story is told anew from what is left.
    Of an article that cannot be analysed nothing is kept.
    """
    with library.store.reading() as r:
        done_before = {key for key, _ in r.notes(EXCERPTS)}
        held = r.find_holdings(sorted(set(articles) - done_before))
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for story in teller.tell_each(sorted({h.story for h in held.values() if h.story and h.version.standing == "current"})):
        for article, span in _mattering(story):
            places[article].append(span)
    done = 0
    read = zip(sorted(held), teller.analyse(sorted(held)), strict=True)
    while some := list(islice(read, AT_ONCE)):
        kept = {article: _sentences(found, places[article]) for article, found in some}
        with library.store.writing() as w:
            w.keep_excerpts(kept, kept)
            w.drop_analyses(kept)
            for article in w.find_holdings(kept):
                w.put_note(EXCERPTS, article, b"")
        done += len(kept)
    return done


def _sentences(found: Analysis | Unread, places: Sequence[Span]) -> list[Span]:
    if isinstance(found, Unread):
        return []
    return sentences_at(found, places) or [(s.start, s.end) for s in found.prose.sentences[:LEAD]]


def _mattering(story: Story) -> Iterator[tuple[str, Span]]:
    """Yield the places on which a story's brief, conflicts and quotations rest."""
    cited = [p for sentence in story.brief.sentences for p in sentence.citations]
    cited += [p for conflict in story.conflicts for side in conflict.sides for p in side.passages]
    cited += [p for update in story.updates for p in (update.earlier, update.later)]
    yield from ((p.article, (p.start, p.end)) for p in cited)
    yield from ((q.article, span) for q in story.quotations if q.kind != "indirect" for span in q.spans)
