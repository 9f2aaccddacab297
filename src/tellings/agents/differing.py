"""Where reports conflict, and where they have it from."""

from threading import Event

from tellings.agents.answered import Dispute, Disputes, Position, Report, Root, Roots
from tellings.agents.asked import Conflicts, Origins
from tellings.agents.librarian import Librarian
from tellings.agents.paging import cut, place
from tellings.agents.quoting import Quoting, reports_of
from tellings.model import Conflict, Origin

REPORTS, BASES = 5, 3  # of one origin, in a short answer


def conflicts(librarian: Librarian, asked: Conflicts, stop: Event) -> Disputes:
    """Return the conflicts of a story, hard ones first."""
    at = place(asked.more)
    told = librarian.told(asked.story, stop, at.telling)
    fits = [c for c in told.story.conflicts if asked.strength in (None, c.strength)]
    fits.sort(key=lambda c: c.strength)  # hard before soft, each in the story's order
    shown, more = cut(fits, at.at, asked.limit, told.number)
    quoting = Quoting(told.story.articles, asked.detail)
    return Disputes(story=told.card, of=len(fits), conflicts=tuple(_dispute(c, quoting) for c in shown), more=more)


def _dispute(c: Conflict, quoting: Quoting) -> Dispute:
    sides = (
        Position(statement=s.statement, origins=s.origins, passages=quoting.some(s.passages), passages_of=len(s.passages))
        for s in c.sides
    )
    return Dispute(id=c.id, kind=c.kind, strength=c.strength, about=c.about, sides=tuple(sides))


def origins(librarian: Librarian, asked: Origins, stop: Event) -> Roots:
    """Return the origins of a story, those on which most reports rest first."""
    at = place(asked.more)
    told = librarian.told(asked.story, stop, at.telling)
    reports = {r.article: r for r in reports_of(told.story)}
    fits = sorted(told.story.origins, key=lambda o: -len(o.articles))
    shown, more = cut(fits, at.at, asked.limit, told.number)
    quoting = Quoting(told.story.articles, asked.detail)
    roots = tuple(_root(o, [reports[a] for a in o.articles if a in reports], quoting) for o in shown)
    return Roots(story=told.card, of=len(fits), origins=roots, more=more)


def _root(o: Origin, reports: list[Report], quoting: Quoting) -> Root:
    short = quoting.short
    return Root(
        id=o.id,
        name=o.name or (reports[0].outlet or reports[0].reference if reports else ""),
        unseen=o.unseen,
        traced=bool(o.basis),
        reports=tuple(reports[:REPORTS] if short else reports),
        reports_of=len(reports),
        basis=o.basis[:BASES] if short else o.basis,
        also=quoting.some(o.passages),
        also_of=len(o.passages),
    )
