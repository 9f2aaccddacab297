"""What stories and their changes say in a feed: a line that tells the news, and the particulars below it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tellings.exports.feeds.nouns import FeedEntry
from tellings.exports.feeds.times import latest
from tellings.exports.held import UNTITLED, counted
from tellings.exports.lasting import lasting_id
from tellings.exports.visible import label, visible
from tellings.model import ArticleCard, Changes, Conflict, StoryCard

ON = {
    "number": "a number",
    "date": "a date",
    "order": "what came first",
    "attribution": "who said it",
    "wording": "the words",
    "characterisation": "what to call it",
    "scope": "how far it goes",
    "polarity": "whether it is so",
}
HOW = {"update": "a later report brings it up to date", "replaced": "a report was replaced or withdrawn"}
SHOWN = 8  # of each sort


def story_entry(card: StoryCard, url: str | None = None, authors: tuple[str, ...] = ()) -> FeedEntry:
    """Return a story of a list: changed on the last day of its reports; ``url`` is its page, ``authors`` its outlets."""
    counts = [counted(card.articles, "report"), counted(card.outlets, "outlet"), *_found(card)]
    days = " to ".join(dict.fromkeys(d for d in (card.first, card.last) if d))
    return FeedEntry(
        id=lasting_id(card.id),
        title=card.title or UNTITLED,
        updated=card.last,
        published=card.first,
        url=url,
        text=", ".join(counts) + (f"; {days}" if days else ""),
        authors=authors,
    )


def change_entry(
    changes: Changes, url: str | None = None, when: str | None = None, cards: Mapping[str, ArticleCard] = MappingProxyType({})
) -> FeedEntry:
    """Return one telling of a story: what came and went since the one before.

    ``when`` is the moment of the telling where it is known; else the latest day of the reports that joined, which ``cards`` tell.
    """
    new = [cards[a] for a in (*changes.articles_joined, *(r.article for r in changes.revisions)) if a in cards]
    days = [c.published for c in new]
    return FeedEntry(
        id=lasting_id(changes.story, changes.now),
        title=headline(changes),
        updated=when or latest(days),
        url=url,
        text="\n".join([label(changes.title), *_lines(changes, cards)]),
        authors=tuple(dict.fromkeys(label(c.outlet) for c in new if c.outlet)),
    )


def headline(c: Changes) -> str:
    """Return what changed in one line, conflicts first.

    >>> headline(Changes(story="s-1", title="", since=1, now=2, articles_joined=("a-1", "a-2")))
    '2 reports joined'
    """
    parts = [
        _conflicts(c.conflicts_opened, "opened"),
        _conflicts(tuple(s.conflict for s in c.conflicts_settled), "settled"),
        _some(len(c.articles_joined), "report", "joined"),
        _some(len(c.revisions), "new version", "of a report" if len(c.revisions) == 1 else "of reports"),
        _some(len(c.articles_left), "report", "left"),
        _some(len(c.origins_joined), "new origin"),
        _some(len(c.came_from), "story", "merged into this", "stories"),
        _some(len(c.claims_gained), "claim", "gained") if c.since else "",
    ]
    told = ", ".join(p for p in parts if p) or "told again, nothing changed"
    return f"Told for the first time: {told}" if not c.since else told[0].upper() + told[1:]


def _conflicts(conflicts: tuple[Conflict, ...], verb: str) -> str:
    if len(conflicts) == 1:
        return f"a {conflicts[0].strength} conflict on {ON[conflicts[0].kind]} {verb}"
    hard = sum(c.strength == "hard" for c in conflicts)
    return f"{len(conflicts)} conflicts {verb} ({hard} hard)" if conflicts else ""


def _some(n: int, what: str, verb: str = "", several: str = "") -> str:
    named = f"{n} {several}" if several and n != 1 else counted(n, what)
    return f"{named} {verb}".rstrip() if n else ""


def _found(card: StoryCard) -> Iterator[str]:
    """Yield what the latest telling found, where there is one."""
    if card.origins is not None:
        yield counted(card.origins, "origin")
    if card.conflicts:
        yield counted(card.conflicts, "hard conflict")


def _lines(c: Changes, cards: Mapping[str, ArticleCard]) -> Iterator[str]:
    for conflict in c.conflicts_opened[:SHOWN]:
        yield f"Conflict opened ({conflict.strength}, {conflict.kind}): {_sides(conflict)}"
    for s in c.conflicts_settled[:SHOWN]:
        yield f"Conflict settled: {_sides(s.conflict)}" + (f"; {HOW[s.how]}" if s.how in HOW else "")
    for r in c.revisions[:SHOWN]:
        restated = "; ".join(f"{_line(x.before.exact)} → {_line(x.now.exact)}" for x in r.restated[:SHOWN])
        yield f"New version: {_named(r.article, cards)}" + (f": {restated}" if restated else "")
    for article in c.articles_joined[:SHOWN]:
        yield f"Joined: {_named(article, cards)}"
    if c.since:
        yield from (f"Now told: {_line(k.text)} ({counted(k.origins, 'origin')})" for k in c.claims_gained[:SHOWN])
    most = max(
        map(len, (c.conflicts_opened, c.conflicts_settled, c.revisions, c.articles_joined, c.claims_gained if c.since else ()))
    )
    if most > SHOWN:
        yield "… and more"


def _sides(c: Conflict) -> str:
    return " / ".join(_line(s.statement) for s in c.sides)


def _named(article: str, cards: Mapping[str, ArticleCard]) -> str:
    card = cards.get(article)
    told = (card.outlet, card.title or card.file or card.url, card.published) if card else ()
    return ", ".join(label(t) for t in told if t) or article


def _line(text: str) -> str:
    return " ".join(visible(text).split())
