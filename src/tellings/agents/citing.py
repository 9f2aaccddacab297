"""A passage with what somebody who cites it needs."""

from threading import Event

from tellings.agents.answered import Citations, Cited
from tellings.agents.asked import Cite
from tellings.agents.librarian import Librarian
from tellings.agents.paging import cut, place
from tellings.agents.quoting import Quoting
from tellings.answers import cite as cite_passage
from tellings.answers import cite_finding
from tellings.errors import UsageError
from tellings.model import Citation
from tellings.store import Reader

HOW = "cite needs `story` and `finding`, or `article` with `start` and `end`; all of them stand in the answers of the other tools"


def cite(librarian: Librarian, asked: Cite, stop: Event) -> Citations:
    """Return the passages of a finding, or one passage, as citations."""
    if asked.article is not None and asked.start is not None and asked.end is not None and asked.finding is None:
        with librarian.reading() as reader:
            found = cite_passage(reader, asked.article, asked.start, asked.end)
            return Citations(of=1, citations=_cited(reader, (found,)))
    if asked.story is None or asked.finding is None or asked.article is not None:
        raise UsageError(HOW)
    at = place(asked.more)
    told = librarian.told(asked.story, stop, at.telling)
    with librarian.reading() as reader:
        all_of_it = cite_finding(reader, told.story, asked.finding)
        shown, more = cut(all_of_it, at.at, asked.limit, told.number)
        return Citations(of=len(all_of_it), citations=_cited(reader, shown), finding=asked.finding, more=more)


def _cited(reader: Reader, found: tuple[Citation, ...]) -> tuple[Cited, ...]:
    held = reader.find_holdings([c.article.id for c in found])
    quoting = Quoting(c.article for c in found)
    return tuple(
        Cited(
            passage=quoting.quote(c.passage),
            before=c.before,
            after=c.after,
            reference=c.reference,
            url=c.article.url,
            title=c.article.title,
            story=c.story,
            standing=held[c.article.id].version.standing,
        )
        for c in found
    )
